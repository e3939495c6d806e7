/* plain.c: see plain.h. When in doubt, no: the grammar proper reads the rest. */
#include "cite/plain.h"

#include "base/utf8.h"
#include "cite/month.h"

#include "base/banned.h"

enum { NAME_BYTES_MAX = 80, BYTES_MAX = 400, DAY_MAX = 28 };

struct cursor {
    const struct source_input *in;
    struct plain_memo *memo;
    const char *text; /* the document's */
    size_t at, end;
};

static bool is_letter(char c)
{
    return (unsigned char)c < 0x80 && utf8_is_letter((unsigned char)c);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether a word of a name may mean something else: a month, a weekday, a lead word, "and", "in English". */
static bool is_plain_word(str word)
{
    static const str others[] = { S_INIT("and"), S_INIT("in"), S_INIT("to") };
    for (size_t i = 0; word.n <= 3 && i < sizeof others / sizeof *others; i++)
        if (str_eq_nocase(word, others[i]))
            return false;
    struct month_hit hit = month_find(word);
    return !hit.month && !hit.weekday;
}

/* A capital, then letters with single blanks, dots, hyphens and slashes between them. */
static bool is_plain_name(str name)
{
    size_t word = 0;
    if (name.n == 0 || !(name.p[0] >= 'A' && name.p[0] <= 'Z'))
        return false;
    for (size_t at = 0; at < name.n; at++) {
        char c = name.p[at];
        if (is_letter(c))
            continue;
        bool joint = c == ' ' || c == '.' || c == '-' || c == '/';
        if (!joint || at + 1 == name.n || !is_letter(name.p[at + 1]) ||
            !is_plain_word(str_slice(name, word, at - word)))
            return false;
        word = at + 1;
    }
    return is_plain_word(str_from(name, word));
}

/* A lead word before a name, as the rules have it, and one blank; the cursor moves to the name. */
static void take_lead(struct cursor *c, struct source *source)
{
    str rest = str_slice(c->in->doc->text, c->at, c->end - c->at);
    struct style_words_part like = style_words_like(&c->in->style->lead_words, rest);
    for (size_t i = 0; i < like.n; i++) {
        str word = like.p[i];
        if (!str_starts(rest, word) || word.n + 1 >= rest.n || rest.p[word.n] != ' ')
            continue;
        source->signal = span_make(c->at, c->at + word.n);
        source->signal_text = word;
        c->at += word.n + 1;
        return;
    }
}

/* Whether words of the text go on to a lead word: "See Magazine". */
static bool begins_lead(const struct cursor *c, str words)
{
    struct style_words_part like = style_words_like(&c->in->style->lead_words, words);
    for (size_t i = 0; i < like.n; i++)
        if (str_starts_nocase(like.p[i], words))
            return true;
    return false;
}

/* Whether a name is that of one known outlet, and can be nothing else. */
static bool find_name(const struct cursor *c, str name, struct outlet_hit *hit)
{
    return is_plain_name(name) && outlet_find_name(c->in->outlets, name, hit) &&
           hit->match != CCK_MATCH_NONE &&
           !begins_lead(c, str_slice(name, 0, str_find_byte(name, ' ', 0))) &&
           /* "Civil.ge/Azatutyun" may be two */
           (hit->match != CCK_MATCH_DOMAIN || str_find_byte(name, '/', 0) == name.n);
}

/* The name up to a comma. */
static bool take_name(struct cursor *c, struct source *source)
{
    str text = c->in->doc->text;
    size_t most = c->end - c->at < NAME_BYTES_MAX ? c->end - c->at : NAME_BYTES_MAX;
    str name = str_slice(text, c->at, most);
    name.n = str_find_byte(name, ',', 0);
    if (name.n == most)
        return false;
    struct plain_name *known = &c->memo->names[str_hash(name, 0) % PLAIN_MEMO_NAMES];
    if (!known->name.n || !str_eq(known->name, name)) {
        struct outlet_hit hit;
        if (!find_name(c, name, &hit))
            return false;
        *known = (struct plain_name){ name, hit };
    }
    if (source->signal.len) { /* "see also TASS" is not "see Also TASS" */
        size_t end = c->at + str_find_byte(name, ' ', 0);
        if (begins_lead(c, str_slice(text, source->signal.off, end - source->signal.off)))
            return false;
    }
    VEC_RESERVE(&source->names, c->in->scratch, 1);
    *VEC_PUSH(&source->names, c->in->scratch) = (struct source_name){
        .text = span_make(c->at, c->at + name.n), .seen = name, .hit = known->hit
    };
    c->at += name.n;
    return true;
}

static size_t take_digits(struct cursor *c, unsigned *value)
{
    size_t begin = c->at;
    for (*value = 0; c->at < c->end && is_digit(c->text[c->at]) && c->at - begin < 8; c->at++)
        *value = *value * 10 + (unsigned)(c->text[c->at] - '0');
    return c->at - begin;
}

static bool take_comma(struct cursor *c)
{
    if (c->end - c->at < 3 || c->text[c->at] != ',' || c->text[c->at + 1] != ' ')
        return false;
    c->at += 2;
    return true;
}

/* The year behind the days of a month is theirs. */
static void set_year(struct cursor *c, struct source *source, unsigned year)
{
    struct date_list *dates = &source->dates;
    for (size_t i = 0; i < dates->n; i++) {
        dates->p[i].from.year = (int16_t)year;
        dates->p[i].has_year = true;
        dates->p[i].year_shared = i + 1 < dates->n;
    }
    struct date_item *last = &dates->p[dates->n - 1];
    last->text = span_make(last->text.off, c->at);
}

/* "July 19, 21", "July 19, 2024": days that every month has. */
static bool take_dates(struct cursor *c, struct source *source)
{
    size_t begin = c->at;
    while (c->at < c->end && is_letter(c->text[c->at]))
        c->at++;
    span name = span_make(begin, c->at);
    struct month_hit hit = month_find(str_at(c->in->doc->text, name));
    if (!hit.month || hit.abbreviated || c->at >= c->end || c->text[c->at++] != ' ')
        return false;
    VEC_RESERVE(&source->dates, c->in->scratch, 2);
    do {
        unsigned value;
        size_t from = source->dates.n ? c->at : begin, digits = take_digits(c, &value);
        if (digits == 4 && source->dates.n && value >= DATES_YEAR_MIN && value <= DATES_YEAR_MAX) {
            set_year(c, source, value);
            return true;
        }
        if (digits < 1 || digits > 2 || value < 1 || value > DAY_MAX)
            return false;
        *VEC_PUSH(&source->dates, c->in->scratch) =
            (struct date_item){ .text = span_make(from, c->at),
                                .from = { 0, hit.month, (uint8_t)value },
                                .precision = CCK_PRECISION_DAY,
                                .month = name };
    } while (take_comma(c));
    return true;
}

static bool take_source(struct cursor *c, struct source *source)
{
    *source = (struct source){ 0 };
    take_lead(c, source);
    size_t begin = c->at;
    if (!take_name(c, source) || !take_comma(c) || !take_dates(c, source))
        return false;
    source->text = span_make(begin, c->at);
    return true;
}

bool plain_read(const struct source_input *in, struct plain_memo *memo, span inside,
                struct source_list *out)
{
    struct cursor c = { in, memo, in->doc->text.p, inside.off, span_end(inside) };
    size_t before = out->n;
    if (inside.len > BYTES_MAX || inside.len < 8)
        return false;
    for (;;) {
        if (!take_source(&c, VEC_PUSH(out, in->room)))
            break;
        if (c.at == c.end)
            return true;
        if (c.end - c.at < 8 || c.text[c.at] != ';' || c.text[c.at + 1] != ' ')
            break;
        c.at += 2;
    }
    out->n = before;
    return false;
}
