/* explain.c: the tables of checks, their pages, and report formats, for the public face. The pages of docs/checks/ are
 * compiled in (tools/embed.c). */
#include "citecheck/citecheck.h"

#include "check/check.h"
#include "check/pages.h"
#include "report/report.h"

#include "base/banned.h"

size_t cck_check_count(void)
{
    return CHECK_COUNT;
}

bool cck_check_at(size_t index, struct cck_check_info *out)
{
    if (index >= CHECK_COUNT)
        return false;
    const struct check *check = &checks[index];
    *out = (struct cck_check_info){ .rule = check->rule.p,
                                    .kind = check->kind.p,
                                    .line = check->line.p,
                                    .page = "",
                                    .severity = check->severity };
    for (size_t i = 0; i < check_page_count; i++)
        if (strncmp(check_pages[i].name, check->rule.p, check->rule.n) == 0)
            out->page = check_pages[i].text;
    return true;
}

bool cck_check_find(const char *name, struct cck_check_info *out)
{
    const struct check *check = check_find(str_from_z(name));
    return check && cck_check_at((size_t)(check - checks), out);
}

size_t cck_format_count(void)
{
    return report_format_count;
}

const char *cck_format_at(size_t index)
{
    return index < report_format_count ? report_formats[index].name.p : NULL;
}
