/* cmd_cache.c: the cache of fetched evidence. */
#include "cmd/command.h"
#include "cmd/work.h"

#include "base/banned.h"

static const struct action actions[] = {
    { "stats", CCK_CACHE_STATS },
    { "gc", CCK_CACHE_GC },
    { "clear", CCK_CACHE_CLEAR },
    { "export", CCK_CACHE_EXPORT },
    { NULL, 0 },
};

static bool act(struct run *run, const char *format, const struct cck_output *sink)
{
    (void)format;
    enum cck_cache_action action =
        (enum cck_cache_action)action_named(actions, run->settings->operands[0])->value;
    return cck_session_cache(run->session, action, sink, &run->error);
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
    if (action_named(actions, name)->name && !with_file)
        return run_write(settings, "", act);
    if (strcmp(name, "import") == 0)
        complain("usage: citecheck cache import FILE");
    else if (action_named(actions, name)->name)
        complain("cache %s takes no file", name);
    else
        complain("cache: expected stats, gc, clear, export or import FILE, met \"%s\"", name);
    return 2;
}
