/* url_template.c: dates by the templates that describe an outlet's addresses, like
 * "/{section}/YYYY/MM/DD/{slug}/". A template becomes a row of tokens, matched with backtracking. */
#include "base/date.h"
#include "format/url.h"
#include "format/url_split.h"

#include "base/banned.h"

enum {
    YEAR_MIN = 1990,
    YEAR_MAX = 2100,
    TOKENS_MAX = 48,
    PATH_MAX_BYTES = 2048, /* longer ones are no article's */
    STEPS_MAX = 50000,     /* bounds the backtracking on hostile addresses */
    ANY_LENGTH = PATH_MAX_BYTES
};

static const int64_t SNOWFLAKE_EPOCH_X = 1288834974657;       /* milliseconds, 2010-11-04 */
static const int64_t SNOWFLAKE_EPOCH_DISCORD = 1420070400000; /* 2015-01-01 */

/* What the date tokens have said so far; 0 = nothing. */
struct captures {
    date civil;
    date stamp; /* from a time stamp: in UTC, so it yields to a civil date */
};

struct token;
typedef bool accept_fn(const struct token *token, str piece, struct captures *captures);

/* One kind of token: what may stand for it, and what that says. */
struct kind {
    str name; /* in the template, bare or in braces */
    uint16_t min_bytes, max_bytes;
    bool over_slashes;
    accept_fn *accept;
};

struct token {
    const struct kind *kind;
    str literal;
};

struct pattern {
    struct token tokens[TOKENS_MAX];
    size_t n;
    bool with_query;
};

struct matcher {
    const struct pattern *pattern;
    str subject;
    uint32_t steps;
    struct captures found;
};

static bool set_year(date *d, uint32_t year)
{
    bool agrees = d->year == 0 || (uint32_t)d->year == year;
    d->year = (int16_t)year;
    return agrees && year >= YEAR_MIN && year <= YEAR_MAX;
}

static bool set_month(date *d, uint32_t month)
{
    bool agrees = d->month == 0 || d->month == month;
    d->month = (uint8_t)month;
    return agrees && month >= 1 && month <= 12;
}

static bool accept_year(const struct token *token, str piece, struct captures *captures)
{
    (void)token;
    uint32_t year;
    if (!str_to_u32(piece, &year))
        return false;
    if (piece.n == 2)
        year += year < YEAR_MIN % 100 ? 2000 : 1900;
    return set_year(&captures->civil, year);
}

static bool accept_month(const struct token *token, str piece, struct captures *captures)
{
    (void)token;
    uint32_t month;
    return str_to_u32(piece, &month) && set_month(&captures->civil, month);
}

static bool accept_day(const struct token *token, str piece, struct captures *captures)
{
    (void)token;
    uint32_t day;
    date *d = &captures->civil;
    if (!str_to_u32(piece, &day) || day < 1 || day > 31 || (d->day && d->day != day))
        return false;
    d->day = (uint8_t)day;
    return true;
}

static bool accept_month_name(const struct token *token, str piece, struct captures *captures)
{
    (void)token;
    for (uint32_t month = 1; month <= 12; month++) {
        str name = date_month_name(month);
        if (str_eq_nocase(piece, name) || str_eq_nocase(piece, str_slice(name, 0, 3)) ||
            (month == 9 && str_eq_nocase(piece, S("sept"))))
            return set_month(&captures->civil, month);
    }
    return false;
}

static bool accept_italian_month(const struct token *token, str piece, struct captures *captures)
{
    static const str names[] = {
        S_INIT("gennaio"),   S_INIT("febbraio"), S_INIT("marzo"),    S_INIT("aprile"),
        S_INIT("maggio"),    S_INIT("giugno"),   S_INIT("luglio"),   S_INIT("agosto"),
        S_INIT("settembre"), S_INIT("ottobre"),  S_INIT("novembre"), S_INIT("dicembre"),
    };
    (void)token;
    for (uint32_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(piece, names[i]))
            return set_month(&captures->civil, i + 1);
    return false;
}

/* A number in base 10 or 16; false when a byte is no digit of it. `s` is too short to overflow. */
static bool to_number(str s, uint32_t base, uint64_t *value)
{
    *value = 0;
    for (size_t i = 0; i < s.n; i++) {
        uint32_t c = (unsigned char)s.p[i] | 0x20u; /* a digit stays what it is */
        uint32_t digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
        if (digit >= base)
            return false;
        *value = *value * base + digit;
    }
    return s.n > 0;
}

static bool set_stamp(struct captures *captures, int64_t unix_s)
{
    captures->stamp = date_from_unix(unix_s);
    return captures->stamp.year >= YEAR_MIN && captures->stamp.year <= YEAR_MAX;
}

static bool accept_digits(const struct token *token, str piece, struct captures *captures)
{
    (void)captures;
    for (size_t i = 0; i < piece.n; i++)
        if (piece.p[i] < '0' || piece.p[i] > '9')
            return false;
    return token->literal.n < 2 || piece.n == token->literal.n; /* {nnnn}: four */
}

static bool accept_unixtime(const struct token *token, str piece, struct captures *captures)
{
    (void)token;
    uint64_t seconds;
    return to_number(piece, 10, &seconds) && set_stamp(captures, (int64_t)seconds);
}

static bool accept_objectid(const struct token *token, str piece, struct captures *captures)
{
    (void)token;
    uint64_t seconds, rest;
    return to_number(str_slice(piece, 0, 8), 16, &seconds) &&
           to_number(str_slice(piece, 8, 8), 16, &rest) &&
           to_number(str_slice(piece, 16, 8), 16, &rest) && set_stamp(captures, (int64_t)seconds);
}

static bool accept_snowflake(const struct token *token, str piece, struct captures *captures)
{
    int64_t epoch =
        str_eq(token->literal, S("discord")) ? SNOWFLAKE_EPOCH_DISCORD : SNOWFLAKE_EPOCH_X;
    uint64_t id;
    return to_number(piece, 10, &id) && set_stamp(captures, ((int64_t)(id >> 22) + epoch) / 1000);
}

static bool accept_text(const struct token *token, str piece, struct captures *captures)
{
    (void)captures;
    return !token->literal.n || str_eq_nocase(piece, token->literal);
}

/* Bare names are found by their longest prefix: longer ones stand first. */
static const struct kind bare_kinds[] = {
    { S_INIT("YYYY"), 4, 4, false, accept_year },
    { S_INIT("YY"), 2, 2, false, accept_year },
    { S_INIT("Mon"), 3, 9, false, accept_month_name },
    { S_INIT("mon"), 3, 9, false, accept_month_name },
    { S_INIT("MM"), 2, 2, false, accept_month },
    { S_INIT("M"), 1, 2, false, accept_month },
    { S_INIT("DD"), 2, 2, false, accept_day },
    { S_INIT("D"), 1, 2, false, accept_day },
    { S_INIT("hh"), 2, 2, false, accept_digits },
    { S_INIT("HH"), 2, 2, false, accept_digits },
    { S_INIT("mm"), 2, 2, false, accept_digits },
    { S_INIT("ss"), 2, 2, false, accept_digits },
    { S_INIT("SS"), 2, 2, false, accept_digits },
};

static const struct kind braced_kinds[] = {
    { S_INIT("mon"), 3, 9, false, accept_month_name },
    { S_INIT("month"), 3, 9, false, accept_month_name },
    { S_INIT("mese"), 5, 9, false, accept_italian_month },
    { S_INIT("MM"), 2, 2, false, accept_month },
    { S_INIT("day"), 1, 2, false, accept_day },
    { S_INIT("unixtime"), 10, 10, false, accept_unixtime },
    { S_INIT("objectid"), 24, 24, false, accept_objectid },
    { S_INIT("snowflake"), 15, 19, false, accept_snowflake },
    { S_INIT("path"), 1, ANY_LENGTH, true, accept_text },
    { S_INIT("section"), 1, ANY_LENGTH, true, accept_text },
    { S_INIT("url"), 1, ANY_LENGTH, true, accept_text },
};

static const struct kind kind_minutes = { S_INIT("MM"), 2, 2, false, accept_digits };
static const struct kind kind_digits = { S_INIT("n"), 1, ANY_LENGTH, false, accept_digits };
static const struct kind kind_word = { S_INIT("slug"), 1, ANY_LENGTH, false, accept_text };
static const struct kind kind_literal = { S_INIT(""), 1, ANY_LENGTH, true, accept_text };

/* Adds a token; a literal that continues the one before is joined to it. */
static bool push(struct pattern *pattern, const struct kind *kind, str literal)
{
    struct token *last = pattern->n ? &pattern->tokens[pattern->n - 1] : NULL;
    if (last && kind == &kind_literal && last->kind == kind &&
        last->literal.p + last->literal.n == literal.p) {
        last->literal.n += literal.n;
        return true;
    }
    if (pattern->n == TOKENS_MAX)
        return false;
    pattern->tokens[pattern->n++] = (struct token){ kind, literal };
    return true;
}

static size_t count_n(str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] == 'n')
        n++;
    return n;
}

/* The bare token that `s` begins with, or NULL; `bytes` is set to its length. */
static const struct kind *bare_kind(str s, size_t *bytes)
{
    for (size_t i = 0; i < sizeof bare_kinds / sizeof *bare_kinds; i++) {
        if (!str_starts(s, bare_kinds[i].name))
            continue;
        *bytes = bare_kinds[i].name.n;
        return &bare_kinds[i];
    }
    *bytes = count_n(s);
    return *bytes >= 3 ? &kind_digits : NULL;
}

/* Bytes of the tokens that stand unbroken at the start of `s`. */
static size_t tokens_length(str s)
{
    size_t at = 0, bytes;
    while (at < s.n && bare_kind(str_from(s, at), &bytes))
        at += bytes;
    return at;
}

/* Where the tokens stand in a run of letters: all of it ("MMDD"), or from the first place that leads
 * over a year ("storyYYYYMMDD", "YYYYMMDDIPR"). Words like "press" have none. */
static str tokens_in(str run)
{
    size_t year = str_find(run, S("YY"), 0);
    if (year == run.n)
        return tokens_length(run) == run.n ? run : (str){ 0 };
    for (size_t at = 0; at < year; at++) {
        size_t bytes = tokens_length(str_from(run, at));
        if (at + bytes > year)
            return str_slice(run, at, bytes);
    }
    return str_slice(run, year, tokens_length(str_from(run, year)));
}

static bool push_tokens(struct pattern *pattern, str run)
{
    size_t bytes;
    for (size_t at = 0; at < run.n; at += bytes) {
        const struct kind *kind = bare_kind(str_from(run, at), &bytes);
        for (size_t i = 0; i < pattern->n; i++) /* HH-MM-SS: minutes, not months */
            if (str_eq_nocase(pattern->tokens[i].kind->name, S("hh")) &&
                str_eq(kind->name, S("MM")))
                kind = &kind_minutes;
        str literal = kind == &kind_digits ? str_slice(run, at, bytes) : (str){ 0 };
        if (!push(pattern, kind, literal))
            return false;
    }
    return true;
}

static bool push_run(struct pattern *pattern, str run)
{
    str tokens = tokens_in(run);
    size_t begin = tokens.n ? span_from(run, tokens).off : run.n;
    str before = str_slice(run, 0, begin), after = str_from(run, begin + tokens.n);
    return (!before.n || push(pattern, &kind_literal, before)) && push_tokens(pattern, tokens) &&
           (!after.n || push(pattern, &kind_literal, after));
}

static bool push_braced(struct pattern *pattern, str name, str host)
{
    if (name.n && count_n(name) == name.n)
        return push(pattern, &kind_digits, name);
    for (size_t i = 0; i < sizeof braced_kinds / sizeof *braced_kinds; i++) {
        if (!str_eq(name, braced_kinds[i].name))
            continue;
        bool discord =
            braced_kinds[i].accept == accept_snowflake && str_ends_nocase(host, S("discord.com"));
        return push(pattern, &braced_kinds[i], discord ? S("discord") : (str){ 0 });
    }
    return push(pattern, &kind_word, (str){ 0 });
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Makes the tokens of one template. Returns false when it is none, or too long. */
static bool compile(str template, str host, struct pattern *out)
{
    *out = (struct pattern){ .with_query = str_find_byte(template, '?', 0) < template.n };
    if (!str_starts(template, S("/")))
        return false; /* "unknown", "none", "id-only" */
    bool has_year = str_find(template, S("YY"), 0) < template.n;
    if (str_ends(template, S("/")))
        template.n--;
    bool fits = true;
    for (size_t at = 0, end; fits && at < template.n; at = end) {
        end = at + 1;
        if (template.p[at] == '{') {
            size_t close = str_find_byte(template, '}', at);
            fits = push_braced(out, str_slice(template, at + 1, close - at - 1), host);
            end = close + 1;
            continue;
        }
        while (has_year && is_letter(template.p[at]) && end < template.n &&
               is_letter(template.p[end]))
            end++;
        str run = str_slice(template, at, end - at);
        fits = has_year && is_letter(template.p[at]) ? push_run(out, run)
                                                     : push(out, &kind_literal, run);
    }
    return fits;
}

/* Whether the subject may end at `at`: a last slash and further parameters do not matter. */
static bool is_end(const struct matcher *m, size_t at)
{
    str rest = str_from(m->subject, at);
    return rest.n == 0 || str_eq(rest, S("/")) || (m->pattern->with_query && rest.p[0] == '&');
}

static bool is_dated(const struct captures *captures)
{
    date d = captures->civil;
    if (d.year || d.month || d.day)
        return d.year && d.month && (d.day == 0 || date_is_valid(d));
    return captures->stamp.year != 0;
}

/* How far a token that takes any text may reach. */
static size_t reach(const struct matcher *m, const struct kind *kind, size_t at)
{
    size_t left = m->subject.n - at;
    if (!kind->over_slashes && kind->max_bytes == ANY_LENGTH)
        left = str_find_byte(m->subject, '/', at) - at;
    return left < kind->max_bytes ? left : kind->max_bytes;
}

/* Matches the tokens from `index` on at `at`, longest piece first. Depth: TOKENS_MAX. */
static bool match(struct matcher *m, size_t index, size_t at, struct captures captures)
{
    if (index == m->pattern->n) {
        m->found = captures;
        return is_end(m, at) && is_dated(&captures);
    }
    const struct token *token = &m->pattern->tokens[index];
    bool is_literal = token->kind == &kind_literal;
    size_t min = is_literal ? token->literal.n : token->kind->min_bytes;
    size_t max = is_literal ? token->literal.n : reach(m, token->kind, at);
    for (size_t n = max; n >= min && m->steps < STEPS_MAX; n--) {
        m->steps++;
        struct captures next = captures;
        if (token->kind->accept(token, str_slice(m->subject, at, n), &next) &&
            match(m, index + 1, at + n, next))
            return true;
    }
    return false;
}

bool url_date_by(str templates, str text, date *out)
{
    *out = (date){ 0 };
    struct url_parts parts;
    url_split(text, &parts);
    if (parts.path.n + parts.query.n > PATH_MAX_BYTES)
        return false;
    str rest = templates, template;
    while (str_next(&rest, '|', &template)) {
        struct pattern pattern;
        if (!compile(str_trim(template), url_split_host(parts.authority), &pattern))
            continue;
        struct matcher m = { .pattern = &pattern, .subject = parts.path };
        if (pattern.with_query && parts.query.p)
            m.subject.n += 1 + parts.query.n; /* the two stand side by side in the text */
        if (!match(&m, 0, 0, (struct captures){ 0 }))
            continue;
        *out = m.found.civil.year ? m.found.civil : m.found.stamp;
        return true;
    }
    return false;
}
