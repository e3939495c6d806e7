/* cmd_baseline.c: known findings, which are kept and fail nothing. */
#include "cmd/command.h"
#include "cmd/work.h"

#include "base/banned.h"

static const struct {
    const char *name;
    enum cck_baseline_action action;
} actions[] = {
    { "show", CCK_BASELINE_SHOW },
    { "update", CCK_BASELINE_UPDATE },
    { "prune", CCK_BASELINE_PRUNE },
};

static const size_t action_count = sizeof actions / sizeof *actions;

static size_t action_named(const char *name)
{
    size_t i = 0;
    while (i < action_count && strcmp(actions[i].name, name) != 0)
        i++;
    return i;
}

static bool act(struct run *run, const char *format, const struct cck_output *sink)
{
    struct settings *settings = run->settings;
    size_t i = action_named(settings->operands[0]);
    (void)format;
    settings->operands++;
    settings->n_operands--;
    if (actions[i].action != CCK_BASELINE_SHOW && !run_add_inputs(run))
        return false;
    return cck_session_baseline(run->session, actions[i].action, sink, &run->error);
}

int cmd_baseline(struct settings *settings)
{
    size_t i = action_named(settings->operands[0]);
    if (i == action_count) {
        complain("baseline: expected show, update or prune, met \"%s\"", settings->operands[0]);
        return 2;
    }
    if (actions[i].action != CCK_BASELINE_SHOW && settings->n_operands < 2 &&
        !settings_has_inputs(settings)) {
        complain("usage: citecheck baseline %s [OPTIONS] PATH...", actions[i].name);
        return 2;
    }
    return run_write(settings, "", act);
}
