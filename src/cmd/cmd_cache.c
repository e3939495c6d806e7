/* cmd_cache.c: the cache of fetched evidence. */
#include "cmd/command.h"
#include "cmd/work.h"

#include "base/banned.h"

static const struct {
    const char *name;
    enum cck_cache_action action;
} actions[] = {
    { "stats", CCK_CACHE_STATS },
    { "gc", CCK_CACHE_GC },
    { "clear", CCK_CACHE_CLEAR },
    { "export", CCK_CACHE_EXPORT },
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
    (void)format;
    size_t i = action_named(run->settings->operands[0]);
    return cck_session_cache(run->session, actions[i].action, sink, &run->error);
}

static bool import(struct run *run, const char *format, const struct cck_output *sink)
{
    (void)format;
    return cck_session_cache_import(run->session, run->settings->operands[1], sink, &run->error);
}

int cmd_cache(struct settings *settings)
{
    const char *name = settings->operands[0];
    bool with_file = settings->n_operands == 2;
    if (strcmp(name, "import") == 0 && with_file)
        return run_write(settings, "", import);
    if (action_named(name) < action_count && !with_file)
        return run_write(settings, "", act);
    complain("cache: expected stats, gc, clear, export or import FILE, met \"%s\"", name);
    return 2;
}
