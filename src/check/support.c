/* support.c: see support.h. */
#include "check/support.h"

#include <stdarg.h>

#include "base/banned.h"

static str format_message(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

static str format_message(struct arena *arena, const char *format, va_list args)
{
    char *text = NEW(arena, char, 2048);
    int n = vsnprintf(text, 2048, format, args);
    return (str){ text, n < 0 ? 0 : n < 2048 ? (size_t)n : 2047 };
}

struct finding *say(struct findings *out, enum check_id check, span at, const char *format, ...)
{
    struct finding *f = finding_add(out, check, at);
    va_list args;
    va_start(args, format);
    f->message = format_message(out->arena, format, args);
    va_end(args);
    return f;
}

void say_related(struct findings *out, struct finding *f, span at, const char *message)
{
    struct finding_related *all = NEW(out->arena, struct finding_related, f->n_related + 1);
    for (uint32_t i = 0; i < f->n_related; i++)
        all[i] = f->related[i];
    all[f->n_related] = (struct finding_related){ at, str_from_z(message) };
    f->related = all;
    f->n_related++;
}

str say_day(struct arena *arena, date d)
{
    str month = date_month_name(d.month);
    if (d.month && d.day && d.year)
        return str_printf(arena, "%.*s %u, %d", STR_ARG(month), d.day, d.year);
    if (d.month && d.day)
        return str_printf(arena, "%.*s %u", STR_ARG(month), d.day);
    if (d.month && d.year)
        return str_printf(arena, "%.*s %d", STR_ARG(month), d.year);
    return d.year ? str_printf(arena, "%d", d.year) : month;
}

str say_days(struct arena *arena, struct day_range days)
{
    date a = date_from_days(days.from), b = date_from_days(days.to);
    if (days.from == days.to)
        return say_day(arena, a);
    if (a.year == b.year && a.month == b.month)
        return str_printf(arena, "%.*s %u to %u, %d", STR_ARG(date_month_name(a.month)), a.day,
                          b.day, a.year);
    return str_printf(arena, "%.*s to %.*s", STR_ARG(say_day(arena, a)),
                      STR_ARG(say_day(arena, b)));
}

bool cited_days(const struct citation *c, struct day_range *out)
{
    date from = c->from, to = c->precision == CCK_PRECISION_RANGE ? c->to : c->from;
    if (c->precision == CCK_PRECISION_NONE || !from.year)
        return false;
    if (c->precision == CCK_PRECISION_YEAR)
        from.month = 1, to.month = 12;
    if (from.month < 1 || from.month > 12 || to.month < 1 || to.month > 12)
        return false;
    if (!from.day)
        from.day = 1;
    if (!to.year)
        to.year = from.year;
    if (!to.day)
        to.day = (uint8_t)date_month_days(to.year, to.month);
    if (!date_is_valid(from) || !date_is_valid(to))
        return false;
    *out = (struct day_range){ date_to_days(from), date_to_days(to) };
    return out->from <= out->to;
}

span cited_span(const struct citation *c)
{
    if (!c->outlet.len || c->outlet.off > c->date.off)
        return c->date.len ? c->date : c->outlet;
    return c->date.len ? span_make(c->outlet.off, span_end(c->date)) : c->outlet;
}

const struct cite_issue *issue_next(const struct cite_list *cites, enum cite_issue_kind kind,
                                    size_t *at)
{
    while (*at < cites->issues.n) {
        const struct cite_issue *issue = &cites->issues.p[(*at)++];
        if (issue->kind == kind)
            return issue;
    }
    return NULL;
}

struct finding *say_issue(struct findings *out, enum check_id check, const struct cite_issue *issue,
                          const char *format, ...)
{
    struct finding *f = finding_add(out, check, issue->at);
    va_list args;
    va_start(args, format);
    f->message = format_message(out->arena, format, args);
    va_end(args);
    f->citation = issue->citation;
    f->suggestion = issue->suggestion;
    return f;
}

const struct citation *support_citation(const struct check_input *in, const struct reference *ref)
{
    return ref->citation < in->cites->citations.n ? &in->cites->citations.p[ref->citation] : NULL;
}

struct finding *support_say_link(const struct check_input *in, struct findings *out,
                                 enum check_id check, const struct reference *ref,
                                 const char *format, ...)
{
    struct finding *f = finding_add(out, check, ref->text);
    va_list args;
    va_start(args, format);
    f->message = format_message(out->arena, format, args);
    va_end(args);
    f->citation = ref->citation;
    if (ref->link < in->doc->links.n && in->doc->links.p[ref->link].source.len) {
        f->source = in->doc->links.p[ref->link].source;
        f->text = (span){ 0 };
    }
    return f;
}

bool support_is_repeat(const struct reference *ref, bool *seen)
{
    if (ref->link == CITE_NONE)
        return false;
    bool repeat = seen[ref->link];
    seen[ref->link] = true;
    return repeat;
}

/* Which check speaks of a verdict. Verdicts that say nothing against an address are not here. */
static const struct {
    bool set;
    uint8_t check;
} verdict_checks[VERDICT_CODE_COUNT] = {
    [VERDICT_GONE] = { true, CHECK_CC301 },
    [VERDICT_SOFT_404] = { true, CHECK_CC302 },
    [VERDICT_SERVER_ERROR] = { true, CHECK_CC304 },
    [VERDICT_REFUSED] = { true, CHECK_CC304 },
    [VERDICT_TIMEOUT] = { true, CHECK_CC304 },
    [VERDICT_CONN_RESET] = { true, CHECK_CC304 },
    [VERDICT_TRUNCATED] = { true, CHECK_CC304 },
    [VERDICT_PROTOCOL_ERROR] = { true, CHECK_CC304 },
    [VERDICT_EMPTY] = { true, CHECK_CC304 },
    [VERDICT_DNS_FAIL] = { true, CHECK_CC304 },
    [VERDICT_DNS_GONE] = { true, CHECK_CC305 },
    [VERDICT_TLS_PROBLEM] = { true, CHECK_CC306 },
    [VERDICT_REDIRECT_LOOP] = { true, CHECK_CC307 },
    [VERDICT_PARKED] = { true, CHECK_CC308 },
    [VERDICT_BLOCKED_BY_POLICY] = { true, CHECK_CC309 },
    [VERDICT_INVALID_URL] = { true, CHECK_CC315 },
};

/* "HTTP 404", "connect", or the verdict's own name. */
static str detail_of(struct arena *arena, const struct evidence *e)
{
    if (e->verdict.detail.n)
        return e->verdict.detail;
    if (e->fetch && e->fetch->status)
        return str_printf(arena, "HTTP %u", e->fetch->status);
    return verdict_name(e->verdict.code);
}

void support_say_verdicts(const struct check_input *in, struct findings *out, enum check_id check,
                          const char *what)
{
    if (!in->evidence)
        return;
    bool *seen = NEW(out->arena, bool, in->doc->links.n + 1);
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        const struct evidence *e = &in->evidence[i];
        enum verdict_code code = e->verdict.code;
        if (!verdict_checks[code].set || verdict_checks[code].check != check ||
            ref->how == REF_INVALID || support_is_repeat(ref, seen))
            continue;
        struct finding *f = say(out, check, ref->text, "%.*s: %s (%.*s). What helps: %.*s.",
                                STR_ARG(url_masked(ref->url, out->arena)), what,
                                STR_ARG(detail_of(out->arena, e)), STR_ARG(verdict_next(code)));
        f->citation = ref->citation;
        if (code == VERDICT_SOFT_404 && !e->verdict.suspect)
            f->severity = CCK_SEVERITY_ERROR;
    }
}

bool support_needs_network(enum check_id check)
{
    if (check == CHECK_CC212 || check == CHECK_CC303)
        return true;
    for (size_t i = 0; i < VERDICT_CODE_COUNT; i++)
        if (verdict_checks[i].set && verdict_checks[i].check == check)
            return check != CHECK_CC315;
    return false;
}
