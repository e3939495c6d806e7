/* fact.c: reading whole days in the few forms that mastheads, fields and file names use. */
#include "doc/fact.h"

#include "base/utf8.h"

#include "base/banned.h"

enum { YEAR_MIN = 1900, YEAR_MAX = 2199 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t skip_blanks(str s, size_t at)
{
    while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t'))
        at++;
    return at;
}

/* A number of `min` to `max` digits with no digit behind it. */
static bool take_number(str s, size_t *at, size_t min, size_t max, uint32_t *value)
{
    size_t n = 0;
    while (*at + n < s.n && is_digit(s.p[*at + n]))
        n++;
    if (n < min || n > max || !str_to_u32(str_slice(s, *at, n), value))
        return false;
    *at += n;
    return true;
}

static bool take_byte(str s, size_t *at, char byte)
{
    if (*at >= s.n || s.p[*at] != byte)
        return false;
    ++*at;
    return true;
}

static bool make_day(uint32_t year, uint32_t month, uint32_t day, date *out)
{
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    date made = date_make((int)year, month, day);
    if (!date_is_valid(made))
        return false;
    *out = made;
    return true;
}

/* 2024-07-29, 2024/07/29, 20240729. */
static bool take_numeric(str s, date *out, size_t *used)
{
    uint32_t year, month, day;
    size_t at = 0;
    if (take_number(s, &at, 8, 8, &year)) {
        *used = at;
        return make_day(year / 10000, year / 100 % 100, year % 100, out);
    }
    if (!take_number(s, &at, 4, 4, &year))
        return false;
    char mark = 0;
    if (at < s.n)
        mark = s.p[at];
    if ((mark != '-' && mark != '/' && mark != '_') || !take_byte(s, &at, mark) ||
        !take_number(s, &at, 2, 2, &month) || !take_byte(s, &at, mark) ||
        !take_number(s, &at, 2, 2, &day))
        return false;
    *used = at;
    return make_day(year, month, day, out);
}

/* 29.07.2024: only with full stops, for slashes do not tell day from month. */
static bool take_dotted(str s, date *out, size_t *used)
{
    uint32_t day, month, year;
    size_t at = 0;
    if (!take_number(s, &at, 1, 2, &day) || !take_byte(s, &at, '.') ||
        !take_number(s, &at, 1, 2, &month) || !take_byte(s, &at, '.') ||
        !take_number(s, &at, 4, 4, &year))
        return false;
    *used = at;
    return make_day(year, month, day, out);
}

static bool take_month(str s, size_t *at, uint32_t *month)
{
    size_t n = 0;
    while (*at + n < s.n && utf8_is_letter((unsigned char)s.p[*at + n]) &&
           (unsigned char)s.p[*at + n] < 0x80)
        n++;
    str word = str_slice(s, *at, n);
    for (unsigned m = 1; n >= 3 && m <= 12; m++) {
        str name = date_month_name(m);
        bool sept = m == 9 && str_eq_nocase(word, S("Sept"));
        if (!sept && !str_eq_nocase(word, name) && !str_eq_nocase(word, str_slice(name, 0, 3)))
            continue;
        *at += n;
        (void)take_byte(s, at, '.');
        *month = m;
        return true;
    }
    return false;
}

static void skip_ordinal(str s, size_t *at)
{
    static const str endings[] = { S_INIT("st"), S_INIT("nd"), S_INIT("rd"), S_INIT("th") };
    for (size_t i = 0; i < 4; i++)
        if (str_eq(str_slice(s, *at, 2), endings[i]))
            *at += 2;
}

/* "July 29, 2024" and "29 July 2024". */
static bool take_words(str s, date *out, size_t *used)
{
    uint32_t day = 0, month = 0, year = 0;
    size_t at = 0;
    bool day_first = take_number(s, &at, 1, 2, &day);
    if (day_first) {
        skip_ordinal(s, &at);
        at = skip_blanks(s, at);
    }
    if (!take_month(s, &at, &month))
        return false;
    at = skip_blanks(s, at);
    if (!day_first) {
        if (!take_number(s, &at, 1, 2, &day))
            return false;
        skip_ordinal(s, &at);
    }
    (void)take_byte(s, &at, ',');
    at = skip_blanks(s, at);
    if (!take_number(s, &at, 4, 4, &year))
        return false;
    *used = at;
    return make_day(year, month, day, out);
}

static size_t weekday_length(str s)
{
    static const str names[] = { S_INIT("Monday"),   S_INIT("Tuesday"), S_INIT("Wednesday"),
                                 S_INIT("Thursday"), S_INIT("Friday"),  S_INIT("Saturday"),
                                 S_INIT("Sunday"),   S_INIT("Mon"),     S_INIT("Tue"),
                                 S_INIT("Wed"),      S_INIT("Thu"),     S_INIT("Fri"),
                                 S_INIT("Sat"),      S_INIT("Sun") };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t at = names[i].n;
        if (!str_starts_nocase(s, names[i]) || at >= s.n || (s.p[at] != ',' && s.p[at] != ' '))
            continue;
        (void)take_byte(s, &at, ',');
        return skip_blanks(s, at);
    }
    return 0;
}

bool fact_date(str s, date *out, size_t *used)
{
    size_t before = weekday_length(s);
    str rest = str_from(s, before);
    if (!take_numeric(rest, out, used) && !take_dotted(rest, out, used) &&
        !take_words(rest, out, used))
        return false;
    *used += before;
    return true;
}

bool fact_file_date(str path, date *out)
{
    size_t begin = path.n, used;
    while (begin > 0 && path.p[begin - 1] != '/')
        begin--;
    str name = str_from(path, begin);
    for (size_t i = 0; i < name.n; i++)
        if (is_digit(name.p[i]) && (i == 0 || !is_digit(name.p[i - 1])) &&
            take_numeric(str_from(name, i), out, &used))
            return true;
    return false;
}

void fact_add(struct doc *doc, struct arena *perm, struct doc_fact fact)
{
    for (size_t i = 0; i < doc->meta.dates.n; i++) {
        const struct doc_fact *had = &doc->meta.dates.p[i];
        if (had->kind == fact.kind && had->source.off == fact.source.off &&
            date_cmp(had->value, fact.value) == 0)
            return;
    }
    *VEC_PUSH(&doc->meta.dates, perm) = fact;
}
