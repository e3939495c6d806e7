/* support.c: see support.h. */
#include "check/support.h"

#include <stdarg.h>

#include "base/banned.h"

/* What a draft says may be long, and many findings may quote it: messages have a bound. */
static str format_message(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

static str format_message(struct arena *arena, const char *format, va_list args)
{
    char text[2048];
    static const str more = S_INIT("…");
    int n = vsnprintf(text, sizeof text, format, args);
    if (n < (int)sizeof text)
        return str_dup(arena, (str){ text, n < 0 ? 0 : (size_t)n });
    size_t end = sizeof text - 1 - more.n;
    while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80) /* not inside a character */
        end--;
    memcpy(text + end, more.p, more.n);
    return str_dup(arena, (str){ text, end + more.n });
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

size_t paren_from(const struct cite_list *cites, uint32_t off)
{
    size_t low = 0, high = cites->parens.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (cites->parens.p[mid].text.off < off)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

const struct paren *paren_next(const struct cite_list *cites, uint32_t sentence, size_t end,
                               size_t *at)
{
    while (*at < cites->parens.n && *at < end) {
        const struct paren *p = &cites->parens.p[*at];
        if (p->sentence != CITE_NONE && p->sentence > sentence)
            return NULL;
        ++*at;
        if (p->kind == CCK_KIND_CITATION && p->sentence == sentence)
            return p;
    }
    return NULL;
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

/* Which check speaks of a verdict, and what it says was seen. Verdicts that say nothing against an
 * address are not here. */
static const struct {
    uint8_t check;
    str seen; /* empty: no check does */
} verdict_checks[VERDICT_CODE_COUNT] = {
    [VERDICT_GONE] = { CHECK_CC301, S_INIT("the page is gone") },
    [VERDICT_SOFT_404] = { CHECK_CC302,
                           S_INIT("the site answers, but what it shows is not this page") },
    [VERDICT_SERVER_ERROR] = { CHECK_CC304, S_INIT("the site answered with an error this time") },
    [VERDICT_REFUSED] = { CHECK_CC304, S_INIT("the site takes no connections now") },
    [VERDICT_TIMEOUT] = { CHECK_CC304, S_INIT("the site does not answer now") },
    [VERDICT_CONN_RESET] = { CHECK_CC304, S_INIT("the site broke the connection off") },
    [VERDICT_TRUNCATED] = { CHECK_CC304, S_INIT("the site sent only a part of the page") },
    [VERDICT_PROTOCOL_ERROR] = { CHECK_CC304, S_INIT("what the site sent is no proper answer") },
    [VERDICT_EMPTY] = { CHECK_CC304, S_INIT("the site sent an empty page") },
    [VERDICT_DNS_FAIL] = { CHECK_CC304, S_INIT("the site's name cannot be looked up now") },
    [VERDICT_DNS_GONE] = { CHECK_CC305, S_INIT("the site's name is not found now") },
    [VERDICT_TLS_PROBLEM] = { CHECK_CC306, S_INIT("the site's certificate is not in order") },
    [VERDICT_REDIRECT_LOOP] = { CHECK_CC307, S_INIT("the address redirects without end") },
    [VERDICT_PARKED] = { CHECK_CC308, S_INIT("the domain shows a parking page") },
    [VERDICT_BLOCKED_BY_POLICY] = { CHECK_CC309, S_INIT("the address is none that may be asked") },
    [VERDICT_INVALID_URL] = { CHECK_CC315, S_INIT("this is no valid address") },
};

/* Details that are single words, for people. */
static const struct {
    str detail, words;
} details[] = {
    { S_INIT("address"), S_INIT("not public") },
    { S_INIT("scheme"), S_INIT("neither http nor https") },
    { S_INIT("port"), S_INIT("a port of another service") },
    { S_INIT("connect"), S_INIT("no connection in time") },
    { S_INIT("tls"), S_INIT("no secure connection in time") },
    { S_INIT("response"), S_INIT("no response in time") },
    { S_INIT("slow"), S_INIT("too slow") },
    { S_INIT("name"), S_INIT("made out to another name") },
};

/* " (HTTP 404)", " (no response in time)", or nothing. */
static str detail_of(struct arena *arena, const struct evidence *e)
{
    str detail = e->verdict.detail;
    for (size_t i = 0; i < sizeof details / sizeof *details; i++)
        if (str_eq(detail, details[i].detail))
            detail = details[i].words;
    bool led = e->verdict.code == VERDICT_BLOCKED_BY_POLICY && e->fetch && e->fetch->n_hops;
    if (detail.n)
        return str_printf(arena, " (%s%.*s)", led ? "where it redirects to is " : "",
                          STR_ARG(detail));
    if (e->fetch && e->fetch->status >= 400)
        return str_printf(arena, " (HTTP %u)", e->fetch->status);
    return S("");
}

/* " It was seen on March 13, 2026, and could not be looked at since.", where an earlier look is repeated. */
static str seen_on(struct arena *arena, const struct evidence *e)
{
    if (!e->fetch || !e->fetch->repeated)
        return S("");
    return str_printf(arena, " It was seen on %.*s, and could not be looked at since.",
                      STR_ARG(say_day(arena, date_from_unix(e->fetch->checked_s))));
}

void support_say_verdicts(const struct check_input *in, struct findings *out, enum check_id check)
{
    if (!in->evidence)
        return;
    bool *seen = NEW(out->arena, bool, in->doc->links.n + 1);
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        const struct evidence *e = &in->evidence[i];
        enum verdict_code code = e->verdict.code;
        if (!verdict_checks[code].seen.n || verdict_checks[code].check != check ||
            ref->how == REF_INVALID || support_is_repeat(ref, seen))
            continue;
        struct finding *f =
            say(out, check, ref->text, "%.*s: %.*s%.*s.%.*s What helps: %.*s.",
                STR_ARG(url_masked(ref->url, out->arena)), STR_ARG(verdict_checks[code].seen),
                STR_ARG(detail_of(out->arena, e)), STR_ARG(seen_on(out->arena, e)),
                STR_ARG(verdict_next(code)));
        f->citation = ref->citation;
        if (e->verdict.dead || (code == VERDICT_SOFT_404 && !e->verdict.suspect))
            f->severity = CCK_SEVERITY_ERROR;
    }
}

bool support_needs_network(enum check_id check)
{
    if (check == CHECK_CC212 || check == CHECK_CC303)
        return true;
    for (size_t i = 0; i < VERDICT_CODE_COUNT; i++)
        if (verdict_checks[i].seen.n && verdict_checks[i].check == check)
            return check != CHECK_CC315;
    return false;
}

str support_plain_address(str written, struct arena *arena)
{
    return url_strip_tracking(url_unwrap(written, arena), arena);
}
