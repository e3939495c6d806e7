/* cmd_rules.c: the rules in force, and their examples. */
#include "cmd/command.h"
#include "cmd/work.h"

#include "base/banned.h"

static bool list(struct run *run, const char *format, const struct cck_output *sink)
{
    return cck_session_rules_list(run->session, format, sink, &run->error);
}

static bool test(struct run *run, const char *format, const struct cck_output *sink)
{
    (void)format;
    return cck_session_rules_test(run->session, sink, &run->error);
}

int cmd_rules(struct settings *settings)
{
    const char *what = settings->operands[0];
    if (strcmp(what, "list") == 0)
        return run_write(settings, "text", list);
    if (strcmp(what, "test") == 0)
        return run_write(settings, "text", test);
    complain("rules: expected list or test, met \"%s\"", what);
    return 2;
}
