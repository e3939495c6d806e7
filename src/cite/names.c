/* names.c: see names.h. */
#include "cite/names.h"

#include "base/utf8.h"
#include "cite/account.h"

#include "base/banned.h"

enum {
    NAME_BYTES_MAX = 200, /* longer is prose */
    NAME_TOKENS_MAX = 9,
    BRACKET_BYTES_MAX = 60,
    PIECES_MAX = 4 /* commas within one known name, plus one */
};

static void trim(const struct segment *s, size_t *from, size_t *to)
{
    while (*from < *to && (segment_is(s, *from, TOKEN_COMMA) || segment_is(s, *from, TOKEN_COLON) ||
                           segment_is(s, *from, TOKEN_DASH)))
        ++*from;
    while (*to > *from &&
           (segment_is(s, *to - 1, TOKEN_COMMA) || segment_is(s, *to - 1, TOKEN_DASH) ||
            segment_is(s, *to - 1, TOKEN_COLON) || segment_is(s, *to - 1, TOKEN_DOT)))
        --*to;
}

/* The host of a web address. */
static span host_of(const struct segment *s, size_t i)
{
    span at = s->tokens[i].text;
    str url = segment_word(s, i);
    size_t slashes = str_find(url, S("://"), 0), begin = slashes < url.n ? slashes + 3 : 0;
    size_t end = str_find_byte(url, '/', begin);
    return span_make(at.off + begin, at.off + end);
}

/* Where the name of tokens [from, to) stands; empty when there is none. */
static span place(const struct segment *s, size_t from, size_t to)
{
    trim(s, &from, &to);
    if (from == to)
        return (span){ 0 };
    span at = segment_span(s, from, to);
    if (segment_is(s, from, TOKEN_URL) && to == from + 1)
        return host_of(s, from);
    if (segment_is(s, to - 1, TOKEN_WORD) && segment_is(s, to, TOKEN_DOT) &&
        str_find_byte(segment_word(s, to - 1), '.', 0) < s->tokens[to - 1].text.len)
        at.len++; /* the last dot of "N.Y." */
    return at;
}

/* "Iraqi News Agency [INA]": what stands in brackets right behind a name is a part of it. */
static span with_bracket(const struct segment *s, span name, size_t next)
{
    str text = s->in->doc->text;
    size_t at = span_end(name),
           end = next < s->n ? s->tokens[next].text.off : at + BRACKET_BYTES_MAX;
    if (end > at + BRACKET_BYTES_MAX)
        end = at + BRACKET_BYTES_MAX;
    at += at < text.n && text.p[at] == ' ';
    if (at + 1 >= text.n || text.p[at] != '[' || (text.p[at + 1] >= 'a' && text.p[at + 1] <= 'z'))
        return name; /* "[in Russian]" is a remark */
    while (at < end && at < text.n && text.p[at] != ']' && text.p[at] != ')')
        at++;
    return at < end && at < text.n && text.p[at] == ']' ? span_make(name.off, at + 1) : name;
}

/* "Interfax news agency", "Kommersant newspaper": known without the words that say what it is. */
static void know_without_kind(const struct segment *s, struct source_name *name)
{
    static const str kinds[] = {
        S_INIT(" news agency"), S_INIT(" agency"), S_INIT(" newspaper"),
        S_INIT(" website"),     S_INIT(" daily"),  S_INIT(" magazine"),
        S_INIT(" weekly"),      S_INIT(" site"),   S_INIT(" press release")
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct outlet_hit hit;
        if (str_ends(name->seen, kinds[i]) &&
            outlet_find_name(s->in->outlets, str_slice(name->seen, 0, name->seen.n - kinds[i].n),
                             &hit) &&
            hit.match != CCK_MATCH_FUZZY && !(hit.name && hit.name->risky)) {
            name->hit = hit;
            return;
        }
    }
}

struct source_name names_at(const struct segment *s, size_t from, size_t to)
{
    struct source_name name = { 0 };
    if (account_read(s, from, to, &name))
        return name;
    name.text = place(s, from, to);
    if (name.text.len == 0 || name.text.len > NAME_BYTES_MAX)
        return name;
    name.seen = segment_seen(s, name.text);
    if (!outlet_find_name(s->in->outlets, name.seen, &name.hit))
        know_without_kind(s, &name);
    span whole = with_bracket(s, name.text, to);
    if (whole.len > name.text.len) {
        name.text = whole;
        name.seen = segment_seen(s, whole);
    }
    return name;
}

bool names_is_known(const struct segment *s, size_t from, size_t to)
{
    return from < to && names_at(s, from, to).hit.match != CCK_MATCH_NONE;
}

static bool is_firm(const struct segment *s, size_t from, size_t to, struct source_name *name)
{
    *name = names_at(s, from, to);
    return name->hit.match != CCK_MATCH_NONE && !(name->hit.name && name->hit.name->risky);
}

size_t names_known_head(const struct segment *s, size_t from, size_t to)
{
    struct source_name name;
    if (to - from > NAME_TOKENS_MAX)
        to = from + NAME_TOKENS_MAX;
    for (; to > from; to--)
        if (!segment_is(s, to - 1, TOKEN_COMMA) && is_firm(s, from, to, &name))
            return to;
    return from;
}

size_t names_known_tail(const struct segment *s, size_t from, size_t to)
{
    struct source_name name;
    if (to - from > NAME_TOKENS_MAX)
        from = to - NAME_TOKENS_MAX;
    for (; from < to; from++)
        if (segment_is(s, from, TOKEN_WORD) && is_firm(s, from, to, &name))
            return from;
    return to;
}

/* Whether a piece between commas only says more of the name before it: "Inc", "N.Y.", "Republic of Korea". */
static bool qualifies(str piece)
{
    static const str words[] = { S_INIT("Inc"),  S_INIT("Ltd"), S_INIT("LLC"), S_INIT("Co"),
                                 S_INIT("Corp"), S_INIT("Jr"),  S_INIT("D.C"), S_INIT("N.Y") };
    static const str states[] = { S_INIT("Republic of "), S_INIT("Kingdom of "),
                                  S_INIT("State of ") };
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (str_starts(piece, states[i]))
            return true;
    if (str_ends(piece, S(".")))
        piece.n--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(piece, words[i]))
            return true;
    return false;
}

/* "Ministry of": an office whose name may be a list. */
static bool begins_office(const struct segment *s, size_t from, size_t to)
{
    static const str offices[] = { S_INIT("Ministry"),   S_INIT("Department"), S_INIT("Committee"),
                                   S_INIT("Commission"), S_INIT("Agency"),     S_INIT("Bureau"),
                                   S_INIT("Institute"),  S_INIT("Center"),     S_INIT("Centre") };
    static const str joints[] = { S_INIT("of"), S_INIT("for"), S_INIT("on") };
    for (size_t i = from; i + 2 < to && i < from + 4; i++)
        if (SEGMENT_ONE_OF(s, i, offices) && SEGMENT_ONE_OF(s, i + 1, joints))
            return true;
    return false;
}

/* "Ministry of Science, Technology and Innovation": the office's list goes on to the piece with "and", unless
 * a known name comes before. Returns the number of pieces. */
static size_t office_pieces(const struct segment *s, size_t from, const size_t *ends, size_t n_ends)
{
    if (!begins_office(s, from, ends[0]))
        return 1;
    for (size_t k = 1; k < n_ends; k++) {
        if (names_is_known(s, ends[k - 1] + 1, ends[k]))
            return 1;
        for (size_t i = ends[k - 1] + 2; i < ends[k]; i++)
            if (segment_is_and(s, i))
                return k + 1;
    }
    return 1;
}

/* "ITAR-TASS", "LES": no small letter, at least two capital ones. */
static bool is_in_capitals(str word)
{
    unsigned capitals = 0;
    for (size_t at = 0; at < word.n;) {
        uint32_t cp = utf8_next(word, &at);
        if (utf8_is_lower(cp))
            return false;
        capitals += utf8_is_upper(cp);
    }
    return capitals > 1;
}

/* "Moscow ITAR-TASS": a city in small letters, a source in capitals; known without its city. */
static void know_without_city(const struct segment *s, size_t from, size_t to,
                              struct source_name *name)
{
    trim(s, &from, &to);
    size_t tail = from;
    while (tail < to && segment_is_capital(s, tail) && !is_in_capitals(segment_word(s, tail)))
        tail++;
    if (tail == from || tail == to || !is_in_capitals(segment_word(s, tail)))
        return;
    struct source_name source = names_at(s, tail, to);
    if (source.hit.match == CCK_MATCH_NONE)
        return;
    name->hit = source.hit;
    name->with_city = true;
}

/* Takes a name that stands in tokens [from, to). */
static void keep(const struct segment *s, size_t from, size_t to, struct source_name name,
                 struct source_names *out)
{
    if (name.seen.n == 0)
        return;
    if (s->in->style->fbis_sources && name.hit.match == CCK_MATCH_NONE && !name.hit.ambiguity)
        know_without_city(s, from, to, &name);
    if (out->cap == 0)
        VEC_RESERVE(out, s->in->scratch, 2);
    *VEC_PUSH(out, s->in->scratch) = name;
}

static void push(const struct segment *s, size_t from, size_t to, struct source_names *out)
{
    while (from < to && segment_is_and(s, from))
        from++;
    keep(s, from, to, names_at(s, from, to), out);
}

/* The names of a piece without commas that is no known outlet. It is parted at "and" or a slash where
 * both sides are known; behind other names, where the left one is: "Interfax, TASS and Daily Planet".
 * "AP via ABC News" is AP's: the other only carried it. */
static void read_piece(const struct segment *s, size_t from, size_t to, struct source_names *out)
{
    while (from < to && segment_is_and(s, from))
        from++;
    for (size_t i = from + 1; i + 1 < to; i++) {
        if (segment_is_word(s, i, S("via")) && names_is_known(s, from, i)) {
            to = i;
            break;
        }
        bool is_and = segment_is_and(s, i);
        if (!is_and && !segment_is(s, i, TOKEN_SLASH))
            continue;
        if (names_is_known(s, from, i) && (names_is_known(s, i + 1, to) || (is_and && out->n))) {
            push(s, from, i, out);
            from = i + 1;
        }
    }
    push(s, from, to, out);
}

/* "Civil.ge/Azatutyun": an address whose path would be another outlet's name. */
static bool is_parted(const struct segment *s, size_t from, size_t to)
{
    struct source_name right;
    size_t slash = from + 1;
    return segment_is(s, slash, TOKEN_SLASH) && segment_is_capital(s, slash + 1) &&
           names_is_known(s, from, slash) && is_firm(s, slash + 1, to, &right) &&
           right.hit.match != CCK_MATCH_DOMAIN && right.hit.match != CCK_MATCH_FUZZY;
}

/* The ends of up to PIECES_MAX pieces between commas. */
static size_t find_pieces(const struct segment *s, size_t from, size_t to, size_t ends[PIECES_MAX])
{
    size_t n = 0, i = from;
    for (; i < to && n < PIECES_MAX; i++)
        if (segment_is(s, i, TOKEN_COMMA) && i + 1 < to)
            ends[n++] = i;
    if (n < PIECES_MAX)
        ends[n++] = to;
    return n;
}

/* The first name of tokens [from, to): the longest run of pieces that is one known outlet; otherwise the
 * first piece and what qualifies it. Returns the token behind. */
static size_t read_first(const struct segment *s, size_t from, size_t to, struct source_names *out)
{
    size_t ends[PIECES_MAX], n = find_pieces(s, from, to, ends);
    for (size_t k = n; k-- > 0;) {
        struct source_name name = names_at(s, from, ends[k]);
        if (name.hit.match == CCK_MATCH_NONE ||
            (name.hit.match == CCK_MATCH_DOMAIN && is_parted(s, from, ends[k])))
            continue;
        keep(s, from, ends[k], name, out);
        return ends[k];
    }
    size_t pieces = office_pieces(s, from, ends, n);
    while (pieces < n && qualifies(names_at(s, ends[pieces - 1] + 1, ends[pieces]).seen))
        pieces++;
    if (pieces > 1)
        push(s, from, ends[pieces - 1], out);
    else
        read_piece(s, from, ends[0], out);
    return ends[pieces - 1];
}

void names_read(const struct segment *s, size_t from, size_t to, struct source_names *out)
{
    while (from < to)
        from = read_first(s, from, to, out) + 1;
}
