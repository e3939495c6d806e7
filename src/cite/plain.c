/* plain.c: see plain.h. When in doubt, no: the grammar proper reads the rest. */
#include "cite/plain.h"

#include "base/utf8.h"
#include "cite/month.h"

#include "base/banned.h"

enum { NAME_BYTES_MAX = 80, BYTES_MAX = 400, DAY_MAX = 28 };

struct cursor {
    const struct source_input *in;
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

/* Letters and single blanks, dots, hyphens and slashes up to a comma; the cursor moves to the comma. */
static bool skip_name(struct cursor *c)
{
    size_t begin = c->at, word = c->at;
    if (!(c->text[begin] >= 'A' && c->text[begin] <= 'Z'))
        return false;
    for (; c->at < c->end && c->at - begin < NAME_BYTES_MAX; c->at++) {
        char b = c->text[c->at], next = c->at + 1 < c->end ? c->text[c->at + 1] : 0;
        if (is_letter(b))
            continue;
        bool joint = b == ' ' || b == '.' || b == '-' || b == '/';
        if (b != ',' && !(joint && is_letter(next)))
            return false;
        if (!is_plain_word((str){ c->text + word, c->at - word }))
            return false;
        if (b == ',')
            return true;
        word = c->at + 1;
    }
    return false;
}

/* Whether a name's first word begins a lead word: "See Magazine". */
static bool begins_with_lead(const struct style_words *words, str name)
{
    if (!(words->first_letters >> (name.p[0] & 31) & 1))
        return false;
    str first = str_slice(name, 0, str_find_byte(name, ' ', 0));
    for (size_t i = 0; i < words->n; i++)
        if (str_starts_nocase(words->p[i], first))
            return true;
    return false;
}

static bool take_name(struct cursor *c, struct source *source)
{
    const struct source_input *in = c->in;
    struct source_name name = { 0 };
    size_t begin = c->at;
    if (!skip_name(c))
        return false;
    name.text = span_make(begin, c->at);
    name.seen = str_at(in->doc->text, name.text);
    if (!outlet_find_name(in->outlets, name.seen, &name.hit) || name.hit.match == CCK_MATCH_NONE ||
        begins_with_lead(&in->style->lead_words, name.seen))
        return false;
    if (name.hit.match == CCK_MATCH_DOMAIN && str_find_byte(name.seen, '/', 0) < name.seen.n)
        return false; /* "Civil.ge/Azatutyun" may be two */
    VEC_RESERVE(&source->names, in->scratch, 1);
    *VEC_PUSH(&source->names, in->scratch) = name;
    return true;
}

/* One or two digits, a day that every month has. */
static bool take_day(struct cursor *c, uint8_t *day)
{
    unsigned value = 0;
    size_t begin = c->at;
    for (; c->at < c->end && is_digit(c->text[c->at]); c->at++)
        value = value < 100 ? value * 10 + (unsigned)(c->text[c->at] - '0') : value;
    *day = (uint8_t)value;
    return c->at > begin && c->at - begin <= 2 && value >= 1 && value <= DAY_MAX;
}

static bool take_comma(struct cursor *c)
{
    if (c->end - c->at < 3 || c->text[c->at] != ',' || c->text[c->at + 1] != ' ')
        return false;
    c->at += 2;
    return true;
}

/* "July 19, 21" */
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
        uint8_t day;
        size_t from = source->dates.n ? c->at : begin;
        if (!take_day(c, &day))
            return false;
        *VEC_PUSH(&source->dates, c->in->scratch) =
            (struct date_item){ .text = span_make(from, c->at),
                                .from = { 0, hit.month, day },
                                .precision = CCK_PRECISION_DAY,
                                .month = name };
    } while (take_comma(c));
    return true;
}

static bool take_source(struct cursor *c, struct source *source)
{
    size_t begin = c->at;
    *source = (struct source){ 0 };
    if (!take_name(c, source) || !take_comma(c) || !take_dates(c, source))
        return false;
    source->text = span_make(begin, c->at);
    return true;
}

bool plain_read(const struct source_input *in, span inside, struct source_list *out)
{
    struct cursor c = { in, in->doc->text.p, inside.off, span_end(inside) };
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
