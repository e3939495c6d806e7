/* cmd_explain.c: what a check means; without an operand, all of them in a line each. */
#include "base/distance.h"
#include "cmd/command.h"
#include "cmd/output.h"

#include "base/banned.h"

enum { NAMES_MAX = 256 };

static const char *severity_name(enum cck_severity severity)
{
    static const char *const names[] = {
        [CCK_SEVERITY_OFF] = "off",
        [CCK_SEVERITY_NOTE] = "note",
        [CCK_SEVERITY_WARNING] = "warning",
        [CCK_SEVERITY_ERROR] = "error",
    };
    return names[severity];
}

static void add_all(struct buf *out)
{
    struct cck_check_info check;
    for (size_t i = 0; cck_check_at(i, &check); i++)
        buf_printf(out, "%s  %-7s  %-28s  %s\n", check.rule, severity_name(check.severity),
                   check.kind, check.line);
}

static int unknown(const char *name)
{
    struct cck_check_info check;
    str names[NAMES_MAX];
    size_t n = 0;
    for (size_t i = 0; n + 2 <= NAMES_MAX && cck_check_at(i, &check); i++) {
        names[n++] = str_from_z(check.kind);
        names[n++] = str_from_z(check.rule);
    }
    size_t near = distance_nearest(str_from_z(name), names, n);
    if (near < n)
        complain("no check is called \"%s\"; did you mean %.*s?", name, STR_ARG(names[near]));
    else
        complain("no check is called \"%s\"; `citecheck explain` lists them", name);
    return 2;
}

int cmd_explain(struct settings *settings)
{
    struct cck_check_info check;
    struct buf out;
    if (settings->n_operands && !cck_check_find(settings->operands[0], &check))
        return unknown(settings->operands[0]);
    buf_init(&out, 1 << 20);
    if (settings->n_operands == 0)
        add_all(&out);
    else if (check.page && *check.page)
        buf_add(&out, str_from_z(check.page));
    else
        buf_printf(&out, "%s %s (%s)\n\n%s\n", check.rule, check.kind,
                   severity_name(check.severity), check.line);
    int status = output_text(&out, settings, 0);
    buf_free(&out);
    return status;
}
