/* lead_in.c: see lead_in.h. */
#include "cite/lead_in.h"

#include "base/utf8.h"
#include "cite/names.h"

#include "base/banned.h"

/* Behind the last lead word or dash that a name may follow. */
static size_t skip_clauses(const struct segment *s, size_t from, size_t to)
{
    size_t begin = from;
    for (size_t i = from + 1; i < to; i++) {
        bool clause = segment_is(s, i - 1, TOKEN_COMMA) && segment_is(s, i, TOKEN_WORD);
        size_t lead = clause ? segment_lead(s, i, to) : 0;
        if (lead && i + lead < to)
            begin = i + lead;
        bool dash = segment_is(s, i, TOKEN_DASH) && i + 1 < to &&
                    (s->tokens[i].blank_before || segment_is(s, i - 1, TOKEN_DASH));
        if (dash && segment_is(s, i + 1, TOKEN_WORD))
            begin = i + 1;
    }
    if (begin + 1 < to && segment_is(s, begin, TOKEN_WORD) &&
        str_eq(segment_word(s, begin), S("the")))
        begin++;
    return begin;
}

static void set_author(const struct segment *s, size_t from, size_t to, struct source *out)
{
    if (!out->extra)
        out->extra = NEW(s->in->perm, struct cite_extra, 1);
    out->extra->author = segment_seen(s, segment_span(s, from, to));
}

/* "Georgiy Satarov to ITAR-TASS": the speaker is no part of the outlet. Returns where the outlet begins. */
static size_t skip_speaker(const struct segment *s, size_t from, size_t to, struct source *out)
{
    size_t joint = from;
    while (joint < to && segment_is_capital(s, joint))
        joint++;
    size_t words = joint - from;
    if (words < 1 || words > 3 || joint + 1 >= to || !segment_is(s, joint, TOKEN_WORD))
        return from;
    bool told = str_eq(segment_word(s, joint), S("to")) ||
                (str_eq(segment_word(s, joint), S("via")) && !names_is_known(s, from, joint)),
         in = str_eq(segment_word(s, joint), S("in"));
    if ((!told && !in) || names_is_known(s, from, to))
        return from;
    size_t name = joint + 1;
    name += name + 1 < to && str_eq(segment_word(s, name), S("the"));
    bool known = names_is_known(s, name, to);
    if (!known && (words < 2 || (in && to - name < 2)))
        return from;
    set_author(s, from, joint, out);
    return name;
}

/* "published in TASS", "the law in the Vidomosti": only what is known stands out from prose. */
static size_t skip_to_known(const struct segment *s, size_t from, size_t to)
{
    static const str joints[] = { S_INIT("in"),        S_INIT("by"),        S_INIT("from"),
                                  S_INIT("the"),       S_INIT("to"),        S_INIT("daily"),
                                  S_INIT("weekly"),    S_INIT("agency"),    S_INIT("newspaper"),
                                  S_INIT("magazine"),  S_INIT("газета"),    S_INIT("журнал"),
                                  S_INIT("агентство"), S_INIT("агентства"), S_INIT("газети") };
    while (to > from && segment_is(s, to - 1, TOKEN_COMMA))
        to--;
    if (to - from < 2 || segment_is_capital(s, from) || names_is_known(s, from, to))
        return from;
    size_t tail = names_known_tail(s, from + 1, to);
    tail -= tail < to && tail > from + 1 && segment_is(s, tail - 1, TOKEN_QUOTE_OPEN);
    return tail < to && SEGMENT_ONE_OF(s, tail - 1, joints) ? tail : from;
}

size_t lead_in_skip(const struct segment *s, size_t from, size_t to, struct source *out)
{
    size_t begin = skip_clauses(s, from, to), behind = skip_speaker(s, begin, to, out);
    return behind == begin ? skip_to_known(s, begin, to) : behind;
}

/* The end of the run of capitalised words at `from`. */
static size_t capital_run(const struct segment *s, size_t from)
{
    size_t to = from;
    while (segment_is_capital(s, to) || (to > from && segment_is(s, to, TOKEN_DASH)))
        to++;
    while (to > from && segment_is(s, to - 1, TOKEN_DASH))
        to--;
    return to;
}

size_t lead_in_attributive(const struct segment *s, size_t at, size_t behind, struct source *out)
{
    static const str articles[] = { S_INIT("a"), S_INIT("an"), S_INIT("the") };
    static const str issues[] = { S_INIT("issue"), S_INIT("edition") };
    static const str kinds[] = { S_INIT("daily"),    S_INIT("weekly"),  S_INIT("newspaper"),
                                 S_INIT("magazine"), S_INIT("journal"), S_INIT("paper") };
    static const str pieces[] = { S_INIT("article"),   S_INIT("report"),    S_INIT("editorial"),
                                  S_INIT("interview"), S_INIT("story"),     S_INIT("commentary"),
                                  S_INIT("dispatch"),  S_INIT("broadcast"), S_INIT("issue"),
                                  S_INIT("edition") };
    if (at == 0 || !SEGMENT_ONE_OF(s, at - 1, articles) || !segment_is(s, behind, TOKEN_WORD))
        return 0;
    size_t name = behind;
    bool issue = SEGMENT_ONE_OF(s, name, issues) && segment_is_word(s, name + 1, S("of"));
    if (issue) {
        name += 2;
        name += segment_is_word(s, name, S("the"));
        name += SEGMENT_ONE_OF(s, name, kinds);
    }
    size_t end = names_known_head(s, name, s->n);
    bool known = end > name;
    if (!known)
        end = capital_run(s, name);
    if (end == name || (!known && !issue && !SEGMENT_ONE_OF(s, end, pieces)))
        return 0;
    struct source_name found = names_at(s, name, end);
    *VEC_PUSH(&out->names, s->in->scratch) = found;
    return found.seen.n ? end : 0;
}

void lead_in_author(const struct segment *s, struct source *out)
{
    struct source_names *names = &out->names;
    if (s->title.len == 0 || names->n < 2 || names->p[0].hit.match != CCK_MATCH_NONE ||
        names->p[0].text.off > s->title.off || names->p[1].text.off < s->title.off)
        return;
    if (!out->extra->author.n)
        out->extra->author = names->p[0].seen;
    names->p++;
    names->n--;
    names->cap--;
}

bool lead_in_reports(const struct segment *s, size_t i)
{
    static const str verbs[] = { S_INIT("reported"), S_INIT("reports"),  S_INIT("said"),
                                 S_INIT("wrote"),    S_INIT("noted"),    S_INIT("quoted"),
                                 S_INIT("carried"),  S_INIT("published") };
    return SEGMENT_ONE_OF(s, i, verbs);
}
