/* source.c: reading a segment: names, dates, and which belong together. */
#include "cite/source.h"

#include "base/utf8.h"
#include "cite/lead_in.h"
#include "cite/names.h"

#include "base/banned.h"

enum { LIST_LONG = 8 };

/* Words between name and date that belong to neither: "TASS of March 3", "on", "dated". */
static size_t without_joint(const struct segment *s, size_t from, size_t to)
{
    static const str joints[] = { S_INIT("of"), S_INIT("on"), S_INIT("dated"), S_INIT("from"),
                                  S_INIT("for") };
    for (size_t i = 0; to > from && i < sizeof joints / sizeof *joints; i++)
        if (segment_is(s, to - 1, TOKEN_WORD) && str_eq_nocase(segment_word(s, to - 1), joints[i]))
            return to - 1;
    return to;
}

/* Whether the dates read at `at` can be the source's. */
static bool plausible(const struct segment *s, size_t from, size_t at, size_t behind,
                      const struct date_item *first)
{
    if (first->precision == CCK_PRECISION_YEAR || (first->from.month == 0 && first->from.year))
        return at > from && behind == s->n &&
               (segment_is(s, at - 1, TOKEN_COMMA) || names_is_known(s, from, at) ||
                (s->extra && s->extra->issue.n));
    bool lone_month = first->from.month && !first->from.day && !first->has_year;
    if (lone_month && (behind != s->n || (at > from && !names_is_known(s, from, at))))
        return false;
    /* "Kanal 5, 3 May": a number right behind a word may belong to the name */
    bool within = at > from && s->tokens[at].kind == TOKEN_NUMBER &&
                  segment_is(s, at - 1, TOKEN_WORD) && segment_is(s, at + 1, TOKEN_COMMA);
    return !within || (s->in->style->day_first && !names_is_known(s, from, at + 1));
}

/* Cheap, and no only where no date begins: figures, names of months and days, letters for figures, and words
 * before a figure, which may be a misspelt month. */
static bool may_begin_date(const struct segment *s, size_t at)
{
    const struct token *t = &s->tokens[at];
    return t->kind == TOKEN_NUMBER ||
           (t->kind == TOKEN_WORD &&
            (t->month || t->weekday || t->text.len <= 2 || segment_is(s, at + 1, TOKEN_NUMBER)));
}

/* "The Sun, May 3", "Welt am Sonntag, 7. Juli": a day's name right behind a word ends a name, unless what is
 * before it is one: "TASS Friday, July 19". */
static bool ends_name(const struct segment *s, size_t from, size_t at)
{
    return at > from && s->tokens[at].weekday && segment_is(s, at - 1, TOKEN_WORD) &&
           segment_is(s, at + 1, TOKEN_COMMA) && names_known_tail(s, from, at) == at;
}

/* The first dates at or behind token `from`. Returns their place, or s->n. */
static size_t find_dates(const struct segment *s, size_t from, struct date_list *dates,
                         size_t *taken)
{
    struct date_input input = { s->in->doc->text,        s->tokens, s->n,
                                s->in->style->day_first, false,     s->in->scratch };
    for (size_t at = from; at < s->n; at++) {
        if (!may_begin_date(s, at) || ends_name(s, from, at))
            continue;
        bool held_off =
            at == from || segment_is(s, at - 1, TOKEN_COMMA) || segment_is(s, at - 1, TOKEN_DOT);
        input.lone_year = at > from && held_off;
        *taken = dates_read(&input, at, dates);
        if (*taken && plausible(s, from, at, at + *taken, &dates->p[0]))
            return at;
        if (dates->n > LIST_LONG) /* read once: a long list is not tried again from its middle */
            at += *taken - 1;
        dates->n = 0;
    }
    return s->n;
}

static void finish(const struct segment *s, size_t from, size_t to, struct source *out)
{
    if (!out->signal.len) {
        out->signal = s->signal;
        out->signal_text = s->signal_text;
    }
    out->url = s->url;
    if (to > from)
        out->text = segment_span(s, from, to);
}

/* "26 February, Warsaw TV": the names stand behind the dates. Returns the token behind the source. */
static size_t read_date_first(const struct segment *s, size_t behind, struct source *out)
{
    size_t name = behind + segment_is(s, behind, TOKEN_COMMA), taken = 0;
    struct date_list more = { 0 };
    if (name >= s->n)
        return behind;
    size_t at = find_dates(s, name, &more, &taken);
    if (at < s->n) { /* "March 3, TASS, March 4": the names belong to what follows */
        out->prose = name < at;
        return behind;
    }
    out->date_first = true;
    names_read(s, name, s->n, &out->names);
    return s->n;
}

/* What stands between the last name and the dates at `at` where a comma is due; empty when one is there. */
static span find_gap(const struct segment *s, size_t from, size_t at,
                     const struct source_name *last)
{
    size_t behind = at, first = 0;
    while (behind > from + 1 &&
           (segment_is(s, behind - 1, TOKEN_COLON) || segment_is(s, behind - 1, TOKEN_DASH)))
        behind--;
    bool quoted =
        behind > from + 1 && segment_is(s, behind - 1, TOKEN_QUOTE_CLOSE); /* "“Rybar,” May 3" */
    bool name = last->hit.match != CCK_MATCH_NONE || utf8_is_upper(utf8_next(last->seen, &first));
    if (!name || segment_is(s, behind - 1 - quoted, TOKEN_COMMA) ||
        segment_is(s, behind - 1, TOKEN_DOT))
        return (span){ 0 };
    return span_make(span_end(s->tokens[behind - 1].text), s->tokens[at].text.off);
}

/* The names before dates at `at`. */
static void read_names_before(const struct segment *s, size_t from, size_t at, struct source *out)
{
    size_t end = without_joint(s, from, at);
    if (end > from + 1 && lead_in_reports(s, end - 1)) /* "TASS reported on July 3" */
        end--;
    names_read(s, lead_in_skip(s, from, end, out), end, &out->names);
    lead_in_author(s, out);
    if (out->names.n && end == at)
        out->gap = find_gap(s, from, at, &out->names.p[out->names.n - 1]);
}

/* The source that begins at token `from`. Returns the token behind it. */
static size_t read_one(const struct segment *s, size_t from, struct source *out)
{
    out->extra = s->extra;
    if (from > 0) /* behind another source: a lead word of its own */
        from += segment_take_lead(s, from, &out->signal, &out->signal_text);
    size_t taken = 0, at = find_dates(s, from, &out->dates, &taken), behind = at + taken;
    if (at == s->n) {
        names_read(s, from, s->n, &out->names);
        finish(s, from, s->n, out);
        return s->n;
    }
    size_t attribute = lead_in_attributive(s, at, behind, out);
    if (attribute) {
        out->told = true;
        finish(s, at, attribute, out);
        return s->n;
    }
    out->leading_comma = at > from && segment_is(s, from, TOKEN_COMMA) && !s->extra;
    if (at == from) {
        behind = read_date_first(s, behind, out);
    } else {
        read_names_before(s, from, at, out);
        out->told = segment_is_word(s, at - 1, S("of")) && lead_in_reports(s, behind);
        if (out->told)
            behind = s->n;
    }
    finish(s, from, behind, out);
    return behind;
}

/* Whether another source begins at token `at`, behind the dates of one: after a comma, or, when its name is
 * known, after nothing. `between` is what stands where a semicolon is due. */
static bool begins_another(const struct segment *s, size_t at, size_t *name, span *between)
{
    size_t word = at + segment_is(s, at, TOKEN_COMMA);
    if (word >= s->n || !segment_is(s, word, TOKEN_WORD))
        return false;
    *name = word;
    *between = word > at ? s->tokens[at].text
                         : span_make(span_end(s->tokens[at - 1].text), s->tokens[at].text.off);
    if (word > at)
        return true;
    size_t end = names_known_head(s, word, s->n);
    return end > word &&
           (segment_is(s, end, TOKEN_COMMA) ||
            (end < s->n && (s->tokens[end].month || s->tokens[end].kind == TOKEN_NUMBER)));
}

/* Whether only full stops are left. */
static bool is_over(const struct segment *s, size_t at)
{
    while (segment_is(s, at, TOKEN_DOT))
        at++;
    return at == s->n;
}

void source_read(const struct source_input *in, struct source_list *out)
{
    struct segment s;
    segment_prepare(in, &s);
    size_t from = 0;
    span between = { 0 };
    do {
        struct source *source = VEC_PUSH(out, in->room);
        *source = (struct source){ .comma_before = between };
        while (from > 0 && segment_is_and(&s, from))
            from++;
        from = read_one(&s, from, source);
        if (source->names.n == 0 && source->dates.n == 0 && out->n > 1)
            out->n--;
        /* what follows a date without a comma is prose, not a source of its own */
        if (from < s.n && !begins_another(&s, from, &from, &between)) {
            out->p[out->n - 1].prose |= !is_over(&s, from);
            return;
        }
    } while (from < s.n);
}
