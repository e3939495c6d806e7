/* cmd_baseline.c: known findings, which are kept and fail nothing. */
#include "cmd/command.h"
#include "cmd/work.h"

#include "base/banned.h"

static const struct action actions[] = {
    { "show", CCK_BASELINE_SHOW },
    { "update", CCK_BASELINE_UPDATE },
    { "prune", CCK_BASELINE_PRUNE },
    { NULL, 0 },
};

static bool act(struct run *run, const char *format, const struct cck_output *sink)
{
    struct settings *settings = run->settings;
    enum cck_baseline_action action =
        (enum cck_baseline_action)action_named(actions, settings->operands[0])->value;
    (void)format;
    settings->operands++;
    settings->n_operands--;
    if (action != CCK_BASELINE_SHOW && !run_add_inputs(run))
        return false;
    return cck_session_baseline(run->session, action, sink, &run->error);
}

int cmd_baseline(struct settings *settings)
{
    const struct action *action = action_named(actions, settings->operands[0]);
    if (!action->name) {
        complain("baseline: expected show, update or prune, met \"%s\"", settings->operands[0]);
        return 2;
    }
    if (action->value == CCK_BASELINE_SHOW &&
        (settings->n_operands > 1 || settings_has_inputs(settings))) {
        complain("baseline show takes no paths: it shows all of the file");
        return 2;
    }
    if (action->value != CCK_BASELINE_SHOW && settings->n_operands < 2 &&
        !settings_has_inputs(settings)) {
        complain("usage: citecheck baseline %s [OPTIONS] PATH...", action->name);
        return 2;
    }
    return run_write(settings, "", act);
}
