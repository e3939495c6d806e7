/* when.c: dates written for people. A year of four digits, or a pair of numbers before a short one, is
 * the anchor; the tokens around it are tried against the patterns. */
#include "page/when.h"

#include "page/when_window.h"

#include "base/banned.h"

/* Years without a date in a row, after which a text is taken for a table or an attack. */
enum { ANCHORS_MAX = 20000 };

static bool is_recent(uint32_t year)
{
    return year >= 1980 && year <= 2099;
}

/* Any four digits that some calendar writes for our time. */
static bool is_year(const struct token *t)
{
    return t->kind == TOKEN_NUMBER && t->digits == 4 &&
           (is_recent(t->value) || (t->value >= 1360 && t->value <= 1470) ||
            (t->value >= 2523 && t->value <= 2642));
}

/* Whether a year of an era may stand here: up to three digits and the sign for years. */
static bool is_era(str text, const struct token *t)
{
    return t->digits <= 3 && str_starts(str_from(text, t->end), S("年"));
}

static bool is_small(const struct token *t, uint32_t max)
{
    return t->kind == TOKEN_NUMBER && t->digits <= 2 && t->value >= 1 && t->value <= max;
}

/* Sets the day by a month's name in its calendar. A Thai year is 543 ahead. */
static bool set_named(struct when_month month, uint32_t year, uint32_t day, struct when *out)
{
    enum when_calendar calendar = (enum when_calendar)month.calendar;
    if (calendar == WHEN_GREGORIAN && year >= 2523)
        calendar = WHEN_BUDDHIST;
    if ((calendar == WHEN_GREGORIAN || calendar == WHEN_BUDDHIST) != (year >= 1980))
        return false;
    return when_to_gregorian(calendar, (int)year, month.month, day, &out->day) &&
           is_recent((uint32_t)out->day.year);
}

static void set_place(const struct window *w, size_t first, size_t last, struct when *out)
{
    out->begin = w->token[first].begin;
    out->end = w->token[last].end;
}

/* "24 نيسان / أبريل 2020" names the month twice: the index of the first name. */
static size_t skip_twin(const struct window *w, size_t m, struct when_month month)
{
    size_t used;
    if (!month.month || m == 0 || m >= w->n || w->token[m].mark != '/')
        return m;
    for (size_t back = 1; back <= 2 && back <= m; back++) {
        struct when_month twin = window_month(w, m - back, &used);
        if (twin.month == month.month && used == back)
            return m - back;
    }
    return m;
}

/* "12 de octubre de 2020", "October 12th, 2020", "12 tháng 10 năm 2020": the year closes. */
static bool named_before(const struct window *w, struct when *out)
{
    const struct token *year = &w->token[w->anchor];
    size_t used = 0, i = window_skip_fillers(w, window_before(w, w->anchor), -1);
    if (i >= w->n)
        return false;
    if (is_small(&w->token[i], 31)) { /* Month D, Y */
        size_t m = window_skip_fillers(w, window_before(w, i), -1);
        struct when_month month = { 0 };
        if (m < w->n && m > 0)
            month = window_month(w, m - 1, &used);
        if (!month.month || used != 2)
            month = window_month(w, m, &used);
        if (!month.month || used != 1 || !set_named(month, year->value, w->token[i].value, out))
            return false;
        set_place(w, m, w->anchor, out);
        return true;
    }
    for (size_t back = 0; back < 2; back++) { /* D Month Y; the name may be two words */
        size_t m = i >= back ? i - back : w->n;
        struct when_month month = window_month(w, m, &used);
        m = skip_twin(w, m, month);
        size_t d = window_skip_fillers(w, window_before(w, m), -1);
        if (!month.month || used != back + 1 || d >= w->n || !is_small(&w->token[d], 31) ||
            !set_named(month, year->value, w->token[d].value, out))
            continue;
        set_place(w, d, w->anchor, out);
        return true;
    }
    return false;
}

/* "2020. október 12.", "2020 m. spalio 12", "2020. gada 12. oktobris": the year opens. */
static bool named_after(const struct window *w, struct when *out)
{
    const struct token *year = &w->token[w->anchor];
    size_t used, i = window_skip_fillers(w, w->anchor + 1, 1);
    struct when_month month = window_month(w, i, &used);
    if (month.month) {
        size_t d = i + used;
        if (d >= w->n || !is_small(&w->token[d], 31) ||
            !set_named(month, year->value, w->token[d].value, out))
            return false;
        set_place(w, w->anchor, d, out);
        return true;
    }
    size_t m = window_skip_fillers(w, i + 1, 1);
    if (i >= w->n || !is_small(&w->token[i], 31) || w->token[i].mark == '-')
        return false;
    month = window_month(w, m, &used);
    if (!month.month || !set_named(month, year->value, w->token[i].value, out))
        return false;
    set_place(w, w->anchor, m + used - 1, out);
    return true;
}

/* Whether token `i` is a word that begins with the sign. */
static bool is_sign(const struct window *w, size_t i, str sign)
{
    return i < w->n && w->token[i].kind == TOKEN_WORD && str_starts(window_text(w, i), sign);
}

/* The month and the day behind a year at the anchor that is `year` to us: 2020年10月12日, 2020년 10월 12일,
 * 2020 оны 10 сарын 12. */
static bool signed_month(const struct window *w, uint32_t year, struct when *out)
{
    static const struct {
        str year, month;
    } signs[] = { { S_INIT("年"), S_INIT("月") },
                  { S_INIT("년"), S_INIT("월") },
                  { S_INIT("оны"), S_INIT("сарын") } };
    const struct token *t = w->token;
    size_t y = w->anchor;
    if (y + 4 >= w->n || !is_small(&t[y + 2], 12) || !is_small(&t[y + 4], 31))
        return false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!is_sign(w, y + 1, signs[i].year) || !is_sign(w, y + 3, signs[i].month))
            continue;
        set_place(w, y, y + 4, out);
        return set_named((struct when_month){ (uint8_t)t[y + 2].value, WHEN_GREGORIAN }, year,
                         t[y + 4].value, out);
    }
    return false;
}

/* 令和2年, 民國109年, and 109年 to readers in Taiwan: what the years of an era are ahead of ours. */
static bool era_year(const struct window *w, struct when *out)
{
    static const struct {
        str name;
        uint32_t before_first;
    } eras[] = { { S_INIT("令和"), 2018 },
                 { S_INIT("平成"), 1988 },
                 { S_INIT("昭和"), 1925 },
                 { S_INIT("民國"), 1911 },
                 { S_INIT("民国"), 1911 } };
    size_t y = w->anchor;
    uint32_t value = w->token[y].value;
    str before =
        y > 0 && w->token[y - 1].end == w->token[y].begin ? window_text(w, y - 1) : (str){ 0 };
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++)
        if (str_ends(before, eras[i].name))
            return signed_month(w, value + eras[i].before_first, out);
    return w->token[y].digits == 3 && str_starts_nocase(w->reader->lang, S("zh")) && value < 200 &&
           signed_month(w, value + 1911, out);
}

/* A month that is a number with a word: 2020年10月12日; 12 tháng 10, 2020. */
static bool numbered_month(const struct window *w, struct when *out)
{
    const struct token *t = w->token;
    size_t y = w->anchor;
    if (signed_month(w, t[y].value, out))
        return true;
    size_t m = window_skip_fillers(w, window_before(w, y), -1);
    if (m < 2 || m >= w->n || !is_small(&t[m], 12) ||
        !(is_sign(w, m - 1, S("tháng")) || is_sign(w, m - 1, S("Tháng"))) ||
        !is_small(&t[m - 2], 31))
        return false;
    set_place(w, m - 2, y, out);
    return set_named((struct when_month){ (uint8_t)t[m].value, WHEN_GREGORIAN }, t[y].value,
                     t[m - 2].value, out);
}

/* Whether 3/4/2020 is March the fourth here. */
static bool is_month_first(str lang)
{
    return str_eq_nocase(lang, S("en")) || str_starts_nocase(lang, S("en-us")) ||
           str_starts_nocase(lang, S("en_us")) || lang.n == 0;
}

/* Both readings of the two numbers before the one at `y`, by the language, when both are possible. */
static bool set_numbers(const struct window *w, size_t y, uint32_t year, struct when *out)
{
    uint32_t a = w->token[y - 2].value, b = w->token[y - 1].value;
    char mark = w->token[y].mark;
    date day_first = date_make((int)year, b, a), month_first = date_make((int)year, a, b);
    bool d_ok = b <= 12 && date_is_valid(day_first);
    bool m_ok = mark != '.' && a <= 12 && date_is_valid(month_first);
    if (!d_ok && !m_ok)
        return false;
    bool swap = m_ok && (!d_ok || (mark == '/' && is_month_first(w->reader->lang)));
    out->day = swap ? month_first : day_first;
    if (d_ok && m_ok && a != b)
        out->other = swap ? day_first : month_first;
    return true;
}

static bool is_separator(char mark)
{
    return mark == '.' || mark == '/' || mark == '-' || mark == '|';
}

/* Persian pages write 1399/08/12, Thai ones 12/10/2563. */
static bool set_foreign(const struct window *w, uint32_t year, uint32_t month, uint32_t day,
                        struct when *out)
{
    enum when_calendar calendar = WHEN_GREGORIAN;
    if (year < 1980)
        calendar = str_starts_nocase(w->reader->lang, S("fa")) ? WHEN_PERSIAN : WHEN_ISLAMIC;
    else if (year >= 2523)
        calendar = WHEN_BUDDHIST;
    return month <= 12 && when_to_gregorian(calendar, (int)year, month, day, &out->day) &&
           is_recent((uint32_t)out->day.year);
}

/* 12.10.2020, 12. 10. 2020, 2020-10-12: three numbers with the same mark twice, on one line. */
static bool in_numbers(const struct window *w, struct when *out)
{
    const struct token *t = w->token;
    size_t y = w->anchor;
    if (y + 2 < w->n && is_small(&t[y + 1], 12) && is_small(&t[y + 2], 31) &&
        is_separator(t[y + 1].mark) && t[y + 1].mark == t[y + 2].mark && !t[y + 1].broken &&
        !t[y + 2].broken) {
        set_place(w, y, y + 2, out);
        return set_foreign(w, t[y].value, t[y + 1].value, t[y + 2].value, out);
    }
    if (y < 2 || !is_small(&t[y - 2], 31) || !is_small(&t[y - 1], 31) || t[y].broken ||
        t[y - 1].broken || !is_separator(t[y].mark) || t[y].mark != t[y - 1].mark)
        return false;
    set_place(w, y - 2, y, out);
    if (!is_recent(t[y].value))
        return set_foreign(w, t[y].value, t[y - 1].value, t[y - 2].value, out);
    return set_numbers(w, y, t[y].value, out);
}

/* Whether the mark parts a day, a month and a year of two digits here: 12-10-20 is a date to Dutch and Danish
 * readers, and anything to others. */
static bool is_short_mark(const struct window *w, char mark)
{
    str lang = w->reader->lang;
    return mark == '.' || mark == '/' ||
           (mark == '-' && (str_starts_nocase(lang, S("nl")) || str_starts_nocase(lang, S("da"))));
}

/* 12.10.20 and 10/12/20: only without blanks, and not inside a longer row of numbers. */
static bool short_year(const struct window *w, struct when *out)
{
    const struct token *t = w->token;
    size_t y = w->anchor;
    if (y < 2 || t[y].digits != 2 || !is_short_mark(w, t[y].mark) || t[y - 1].mark != t[y].mark ||
        !is_small(&t[y - 1], 31) || !is_small(&t[y - 2], 31) ||
        t[y - 1].begin != t[y - 2].end + 1 || t[y].begin != t[y - 1].end + 1 ||
        (y > 2 && t[y - 2].begin == t[y - 3].end + 1 && t[y - 2].mark == t[y].mark) ||
        (y + 1 < w->n && t[y + 1].begin == t[y].end + 1 && t[y + 1].mark != ',' && t[y + 1].mark) ||
        t[y].value < 5 || t[y].value > 60)
        return false;
    set_place(w, y - 2, y, out);
    out->short_year = true;
    return set_numbers(w, y, 2000 + t[y].value, out);
}

/* 09-Jan-14: a month's name between the day and a year of two digits. */
static bool short_named(const struct window *w, struct when *out)
{
    const struct token *t = w->token;
    size_t y = w->anchor, used;
    if (y < 2 || t[y].value < 5 || t[y].value > 60 || !is_small(&t[y - 2], 31) || t[y].broken)
        return false;
    bool dashes = t[y].mark == '-' && t[y - 1].mark == '-';
    struct when_month month = window_month(w, y - 1, &used);
    if (!dashes || !month.month || used != 1 ||
        !set_named(month, 2000 + t[y].value, t[y - 2].value, out))
        return false;
    set_place(w, y - 2, y, out);
    out->short_year = true;
    return true;
}

static bool try_patterns(const struct window *w, struct when *out)
{
    static bool (*const patterns[])(const struct window *,
                                    struct when *) = { in_numbers, named_before, named_after,
                                                       numbered_month };
    const struct when none = { .minute = -1, .zone_min = INT32_MIN };
    *out = none;
    if (is_era(w->text, &w->token[w->anchor]))
        return era_year(w, out);
    if (w->token[w->anchor].digits == 2)
        return short_year(w, out) || short_named(w, out);
    for (size_t i = 0; is_year(&w->token[w->anchor]) && i < sizeof patterns / sizeof *patterns;
         i++) {
        *out = none;
        if (patterns[i](w, out))
            return true;
    }
    return false;
}

/* The patterns around the year at `at`. */
static bool read_around(const struct when_reader *reader, str text, size_t at, struct when *out)
{
    struct window w;
    struct arena_mark mark = arena_mark(reader->scratch);
    bool found = window_open(reader, text, at, &w) && try_patterns(&w, out);
    arena_release(reader->scratch, mark);
    return found;
}

bool when_find(const struct when_reader *reader, str text, size_t from, struct when *out)
{
    struct token t;
    unsigned tried = 0;
    for (size_t at = from; tried < ANCHORS_MAX && window_next_number(text, at, &t); at = t.end) {
        bool two = t.digits == 2 && t.begin > 3 &&
                   (text.p[t.begin - 1] == '.' || text.p[t.begin - 1] == '/' ||
                    text.p[t.begin - 1] == '-');
        if (!two && !is_year(&t) && !is_era(text, &t))
            continue;
        tried++;
        if (read_around(reader, text, t.begin, out) && out->begin >= from) {
            when_time(text, out->end, out);
            return true;
        }
    }
    return false;
}
