/* issue.c: notes with a place and, where there is one, the text that would be right. */
#include "cite/issue.h"

#include "base/utf8.h"

#include "base/banned.h"

enum { BLANKS_BYTES_MAX = 4096 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct cite_issue *add(struct cite_list *list, struct arena *perm, enum cite_issue_kind kind,
                              uint32_t paren, span at)
{
    struct cite_issue *issue = VEC_PUSH(&list->issues, perm);
    *issue = (struct cite_issue){
        .kind = (uint8_t)kind, .paren = paren, .citation = CITE_NONE, .at = at
    };
    return issue;
}

/* The index of the first citation that a source just gave: one for each name and date, names first. */
static uint32_t first_of(const struct cite_list *list, const struct source *s)
{
    size_t names = s->names.n ? s->names.n : 1, dates = s->dates.n ? s->dates.n : 1;
    return (uint32_t)(list->citations.n - names * dates);
}

static span dates_span(const struct source *s)
{
    return span_make(s->dates.p[0].text.off, span_end(s->dates.p[s->dates.n - 1].text));
}

void issue_no_outlet(struct cite_list *list, struct arena *perm, uint32_t paren,
                     const struct source *source)
{
    struct cite_issue *issue = add(list, perm, CITE_ISSUE_NO_OUTLET, paren, dates_span(source));
    issue->citation = first_of(list, source);
    issue->note = S("a comma and a date, and no outlet before them");
}

void issue_carried(struct cite_list *list, struct arena *perm, uint32_t paren,
                   const struct source *source, const struct source_name *last)
{
    struct cite_issue *issue = add(list, perm, CITE_ISSUE_CARRIED, paren, dates_span(source));
    issue->citation = first_of(list, source);
    issue->note =
        str_printf(perm, "read as %.*s, the outlet before the semicolon", STR_ARG(last->seen));
}

void issue_no_date(struct cite_list *list, struct arena *perm, uint32_t paren,
                   const struct source *source, bool beside)
{
    const struct source_name *name = &source->names.p[0];
    struct cite_issue *issue =
        add(list, perm, beside ? CITE_ISSUE_SEPARATOR : CITE_ISSUE_NO_DATE, paren, name->text);
    issue->citation = (uint32_t)(list->citations.n - source->names.n);
    issue->note = beside
                      ? S("no date stands between this outlet and the semicolon: a comma is meant, "
                          "or the date is missing")
                      : S("a known outlet and no date");
}

/* Chinese months stand beside figures: 7月 */
static bool is_han(uint32_t cp)
{
    return cp >= 0x3400 && cp <= 0x9FFF;
}

/* "July3", "3July": month and day without a blank. Only of the day that the month stands beside. */
static bool is_glued(str text, const struct date_item *item, span *where)
{
    size_t at = 0, begin = item->month.off, end = span_end(item->month);
    str name = str_at(text, item->month);
    if (!name.n || begin < item->text.off || end > span_end(item->text) ||
        is_han(utf8_next(name, &at)))
        return false;
    bool before = begin > 0 && is_digit(text.p[begin - 1]);
    bool behind = end < text.n && is_digit(text.p[end]);
    while (before && begin > 0 && is_digit(text.p[begin - 1]))
        begin--;
    while (behind && end < text.n && is_digit(text.p[end]))
        end++;
    *where = span_make(begin, end);
    return before || behind;
}

static void glued_issue(str text, struct cite_list *list, struct arena *perm, uint32_t citation,
                        const struct date_item *item)
{
    span where;
    if (!is_glued(text, item, &where))
        return;
    struct citation *c = &list->citations.p[citation];
    struct cite_issue *issue = add(list, perm, CITE_ISSUE_SPACING, c->paren, where);
    size_t begin = item->month.off, end = span_end(item->month);
    str before = str_slice(text, where.off, begin - where.off);
    str behind = str_slice(text, end, span_end(where) - end);
    issue->citation = citation;
    issue->note = S("no blank between month and day");
    issue->suggestion =
        str_printf(perm, "%.*s%s%.*s%s%.*s", STR_ARG(before), before.n ? " " : "",
                   STR_ARG(str_at(text, item->month)), behind.n ? " " : "", STR_ARG(behind));
    if (!c->error)
        c->error = CCK_CITE_SPACING;
}

static void date_issues(str text, struct cite_list *list, struct arena *perm, uint32_t citation,
                        const struct date_item *item)
{
    const struct citation *c = &list->citations.p[citation];
    uint32_t paren = c->paren;
    if (item->misspelt) {
        struct cite_issue *issue = add(list, perm, CITE_ISSUE_MONTH, paren, item->month);
        issue->citation = citation;
        issue->note = str_at(text, item->month);
        issue->suggestion = date_month_name(item->misspelt);
    }
    bool no_such_day = item->impossible || (c->from.year && c->from.day && !date_is_valid(c->from));
    if (no_such_day || item->misread) {
        struct cite_issue *issue =
            add(list, perm, CITE_ISSUE_IMPOSSIBLE, paren, item->misread ? item->bad : item->text);
        issue->citation = citation;
        issue->note = no_such_day ? S("no such day") : S("letters stand where digits are meant");
        if (item->misread && !no_such_day)
            issue->suggestion = str_printf(perm, "%0*u", (int)item->digits, item->meant);
    }
    if (item->weekday && c->from.year && date_is_valid(c->from) &&
        date_weekday(c->from) + 1u != item->weekday) {
        static const str names[7] = { S_INIT("Sunday"),    S_INIT("Monday"),   S_INIT("Tuesday"),
                                      S_INIT("Wednesday"), S_INIT("Thursday"), S_INIT("Friday"),
                                      S_INIT("Saturday") };
        struct cite_issue *issue = add(list, perm, CITE_ISSUE_WEEKDAY, paren, item->text);
        issue->citation = citation;
        issue->note = names[date_weekday(c->from)];
    }
}

/* The year, written behind a date as its order wants it: "May 27, 2024", "27 May 2024". */
static str with_year(struct arena *perm, const struct citation *c, const struct date_item *item)
{
    bool day_first = item->month.len && span_end(item->text) <= span_end(item->month) + 1;
    return str_printf(perm, "%.*s%s %d", STR_ARG(c->date_text), day_first ? "" : ",", c->from.year);
}

/* CC107: dates with their year and without it, for one outlet. One note for each group of days that share a
 * month; its year belongs behind the last of them. */
static void mixed_years(struct cite_list *list, struct arena *perm, const struct source *s)
{
    size_t written = 0;
    for (size_t i = 0; i < s->dates.n; i++)
        written += s->dates.p[i].has_year;
    for (size_t i = 0; written && i < s->dates.n; i++) {
        const struct date_item *item = &s->dates.p[i], *next = item + 1;
        bool goes_on = i + 1 < s->dates.n && item->month.len && next->month.off == item->month.off;
        if (item->has_year || item->year_carried || goes_on)
            continue;
        uint32_t citation = first_of(list, s) + (uint32_t)i;
        const struct citation *c = &list->citations.p[citation];
        struct cite_issue *issue = add(list, perm, CITE_ISSUE_MIXED_YEARS, c->paren, c->date);
        issue->citation = citation;
        issue->note = c->why;
        if (c->from.year && c->from.day)
            issue->suggestion = with_year(perm, c, item);
    }
}

void issue_source(str text, const struct style *style, struct cite_list *list, struct arena *perm,
                  uint32_t paren, const struct source *source)
{
    if (source->comma_before.len) {
        struct cite_issue *issue =
            add(list, perm, CITE_ISSUE_SEPARATOR, paren, source->comma_before);
        bool comma = text.p[source->comma_before.off] == ',';
        issue->citation = first_of(list, source);
        issue->note =
            comma ? S("a comma between two dated sources") : S("nothing between two dated sources");
        issue->suggestion = comma ? S(";") : S("; ");
    }
    if (source->gap.len && style->comma_before_date) {
        struct cite_issue *issue = add(list, perm, CITE_ISSUE_SPACING, paren, source->gap);
        issue->citation = first_of(list, source);
        issue->note = S("no comma between outlet and date");
        issue->suggestion = S(", ");
    }
    for (size_t i = 0; i < source->dates.n; i++) {
        uint32_t citation = first_of(list, source) + (uint32_t)i;
        date_issues(text, list, perm, citation, &source->dates.p[i]);
        glued_issue(text, list, perm, citation, &source->dates.p[i]);
    }
    if (source->dates.n > 1)
        mixed_years(list, perm, source);
}

/* The citation of a parenthetical that a place lies in or before; its last one behind all. */
static uint32_t citation_at(const struct cite_list *list, const struct paren *p, size_t off)
{
    uint32_t i = p->first_citation, last = p->first_citation + p->n_citations - 1;
    while (i < last && span_end(list->citations.p[i].date) <= off)
        i++;
    return i;
}

static void spacing(struct cite_list *list, struct arena *perm, uint32_t paren, span at,
                    struct issue_words words)
{
    struct cite_issue *issue = add(list, perm, CITE_ISSUE_SPACING, paren, at);
    issue->citation = citation_at(list, &list->parens.p[paren], at.off);
    issue->note = words.note;
    issue->suggestion = words.suggestion;
    struct citation *c = &list->citations.p[issue->citation];
    if (!c->error)
        c->error = CCK_CITE_SPACING;
}

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Whether the semicolon at `at` is that of "&amp;". */
static bool ends_entity(str text, size_t begin, size_t at)
{
    size_t from = at;
    while (from > begin && at - from < 10 && is_letter(text.p[from - 1]))
        from--;
    return from < at && from > begin && text.p[from - 1] == '&';
}

/* Whether a comma wants a blank between it and `next`: not within "1,200", nor before a quotation mark. */
static bool lacks_blank(char before, char next)
{
    bool plain = next > ' ' && next != '"' && next != ')' && (unsigned char)next < 0x80;
    return plain && (!is_digit(before) || is_digit(next) || (next | 32) >= 'a');
}

static bool is_mark(char c)
{
    return c == ',' || c == ';';
}

/* French sets a blank before a semicolon, and the day before the month. */
static bool may_be_french(const struct cite_list *list, const struct paren *p)
{
    for (uint32_t i = 0; i < p->n_citations; i++) {
        str day = list->citations.p[p->first_citation + i].date_text;
        if (day.n && is_digit(day.p[0]))
            return true;
    }
    return false;
}

void issue_blanks(str text, struct cite_list *list, struct arena *perm, uint32_t paren)
{
    static const struct issue_words comma = { S_INIT("no blank after the comma"), S_INIT(", ") },
                                    semicolon = { S_INIT("no blank after the semicolon"),
                                                  S_INIT("; ") },
                                    doubled_mark = { S_INIT("a doubled comma or semicolon"),
                                                     S_INIT("") },
                                    doubled_blank = { S_INIT("a doubled blank"), S_INIT("") },
                                    early = { S_INIT("a blank before the comma or semicolon"),
                                              S_INIT("") },
                                    inside = { S_INIT("a blank inside the parenthesis"),
                                               S_INIT("") };
    span where = list->parens.p[paren].text;
    size_t end = where.len < BLANKS_BYTES_MAX ? span_end(where) : 0;
    bool french = may_be_french(list, &list->parens.p[paren]);
    for (size_t i = where.off; i + 1 < end; i++) {
        char c = text.p[i], next = text.p[i + 1];
        if (c != ',' && c != ' ' && c != '(' && c != ';')
            continue;
        char before = i > where.off ? text.p[i - 1] : '(';
        span one = span_make(i, i + 1);
        if (is_mark(c) && next == c)
            spacing(list, perm, paren, one, doubled_mark);
        else if (c == ' ' && is_mark(next) && before == next)
            spacing(list, perm, paren, span_make(i, i + 2), doubled_mark);
        else if (c == ',' && lacks_blank(before, next))
            spacing(list, perm, paren, one, comma);
        else if (c == ';' && is_letter(next) && !ends_entity(text, where.off, i))
            spacing(list, perm, paren, one, semicolon);
        else if (c == ' ' && next == ' ')
            spacing(list, perm, paren, one, doubled_blank);
        else if (c == ' ' && is_mark(next) && before != ';' && before != '(' &&
                 !(french && next == ';'))
            spacing(list, perm, paren, one, early);
        else if (c == '(' && next == ' ' && i == where.off)
            spacing(list, perm, paren, span_make(i + 1, i + 2), inside);
        else if (c == ' ' && next == ')' && i + 2 == end)
            spacing(list, perm, paren, one, inside);
    }
}

static void mark_all(struct cite_list *list, const struct paren *p, enum cck_cite_error error)
{
    for (uint32_t i = 0; i < p->n_citations; i++)
        if (!list->citations.p[p->first_citation + i].error)
            list->citations.p[p->first_citation + i].error = (uint8_t)error;
}

void issue_bracket(struct cite_list *list, struct arena *perm, uint32_t paren, span at,
                   struct issue_words words)
{
    struct cite_issue *issue = add(list, perm, CITE_ISSUE_UNCLOSED, paren, at);
    issue->note = words.note;
    issue->suggestion = words.suggestion;
}

/* "((TASS, May 3)" and "((TASS, May 3))". */
void issue_doubled(str text, struct cite_list *list, struct arena *perm, uint32_t paren)
{
    struct paren *p = &list->parens.p[paren], *outer = p - 1;
    if (paren == 0)
        return;
    bool half = outer->error == CCK_CITE_UNCLOSED;
    bool whole = outer->error == CCK_CITE_OK && span_end(outer->text) == span_end(p->text) + 1;
    if (outer->n_citations || outer->text.off + 1 != p->text.off || (!half && !whole))
        return;
    outer->error = CCK_CITE_DOUBLED;
    span at = half ? span_make(outer->text.off, outer->text.off + 1u) : outer->text;
    issue_bracket(list, perm, paren, at,
                  (struct issue_words){ S("stands twice"), half ? S("") : str_at(text, p->text) });
    mark_all(list, p, CCK_CITE_DOUBLED);
}
