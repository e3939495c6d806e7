/* issue.c: notes with a place and, where there is one, the text that would be right. */
#include "cite/issue.h"

#include "base/banned.h"

static struct cite_issue *add(struct cite_list *list, struct arena *perm, enum cite_issue_kind kind,
                              uint32_t paren, span at)
{
    struct cite_issue *issue = VEC_PUSH(&list->issues, perm);
    *issue = (struct cite_issue){ .kind = (uint8_t)kind, .paren = paren, .citation = CITE_NONE, .at = at };
    return issue;
}

/* The index of the first citation that a source just gave: one for each name and date, names first. */
static uint32_t first_of(const struct cite_list *list, const struct source *s)
{
    size_t names = s->names.n ? s->names.n : 1;
    return (uint32_t)(list->citations.n - names * s->dates.n);
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
    issue->note = str_printf(perm, "read as %.*s, the outlet before the semicolon", STR_ARG(last->seen));
}

void issue_no_date(struct cite_list *list, struct arena *perm, uint32_t paren,
                   const struct source *source, bool beside)
{
    const struct source_name *name = &source->names.p[0];
    struct cite_issue *issue =
        add(list, perm, beside ? CITE_ISSUE_SEPARATOR : CITE_ISSUE_NO_DATE, paren, name->text);
    issue->citation = (uint32_t)(list->citations.n - source->names.n);
    issue->note = beside ? S("no date stands between this outlet and the semicolon: a comma is meant, "
                             "or the date is missing")
                         : S("a known outlet and no date");
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
            issue->suggestion = str_printf(perm, "%u", item->from.day);
    }
    if (item->weekday && c->from.year && date_is_valid(c->from) &&
        date_weekday(c->from) + 1u != item->weekday) {
        static const str names[7] = { S_INIT("Sunday"),   S_INIT("Monday"), S_INIT("Tuesday"),
                                      S_INIT("Wednesday"), S_INIT("Thursday"), S_INIT("Friday"),
                                      S_INIT("Saturday") };
        struct cite_issue *issue = add(list, perm, CITE_ISSUE_WEEKDAY, paren, item->text);
        issue->citation = citation;
        issue->note = names[date_weekday(c->from)];
    }
}

/* CC107: dates with their year and without it, for one outlet. One note says it for the list. */
static void mixed_years(struct cite_list *list, struct arena *perm, const struct source *s)
{
    size_t yearless = s->dates.n, written = 0;
    for (size_t i = 0; i < s->dates.n; i++) {
        written += s->dates.p[i].has_year;
        if (!s->dates.p[i].has_year && yearless == s->dates.n)
            yearless = i;
    }
    if (written == 0 || yearless == s->dates.n)
        return;
    uint32_t citation = first_of(list, s) + (uint32_t)yearless;
    const struct citation *c = &list->citations.p[citation];
    struct cite_issue *issue = add(list, perm, CITE_ISSUE_MIXED_YEARS, c->paren, c->date);
    issue->citation = citation;
    issue->note = c->why;
    if (c->from.year && c->from.day)
        issue->suggestion = str_printf(perm, "%.*s, %d", STR_ARG(c->date_text), c->from.year);
}

void issue_source(str text, const struct style *style, struct cite_list *list, struct arena *perm,
                  uint32_t paren, const struct source *source)
{
    if (source->comma_before.len) {
        struct cite_issue *issue = add(list, perm, CITE_ISSUE_SEPARATOR, paren, source->comma_before);
        issue->note = S("a comma between two dated sources");
        issue->suggestion = S(";");
    }
    if (source->gap.len && style->comma_before_date) {
        struct cite_issue *issue = add(list, perm, CITE_ISSUE_SPACING, paren, source->gap);
        issue->note = S("no comma between outlet and date");
        issue->suggestion = S(", ");
    }
    for (size_t i = 0; i < source->dates.n; i++)
        date_issues(text, list, perm, first_of(list, source) + (uint32_t)i, &source->dates.p[i]);
    if (source->dates.n > 1)
        mixed_years(list, perm, source);
}

static void blanks(str text, struct cite_list *list, struct arena *perm, uint32_t paren)
{
    span where = list->parens.p[paren].text;
    size_t end = span_end(where);
    for (size_t i = where.off; i + 1 < end; i++) {
        char c = text.p[i], next = text.p[i + 1];
        bool digit_before = i > where.off && text.p[i - 1] >= '0' && text.p[i - 1] <= '9';
        bool digit_after = next >= '0' && next <= '9';
        struct cite_issue *issue = NULL;
        if (c == ',' && next > ' ' && next != '"' && (unsigned char)next < 0x80 &&
            (!digit_before || digit_after || (next | 32) >= 'a')) {
            issue = add(list, perm, CITE_ISSUE_SPACING, paren, span_make(i, i + 1));
            issue->note = S("no blank after the comma");
            issue->suggestion = S(", ");
        } else if (c == ' ' && (next == ' ' || next == ',' || next == ';')) {
            issue = add(list, perm, CITE_ISSUE_SPACING, paren, span_make(i, i + 1));
            issue->note = next == ' ' ? S("a doubled blank") : S("a blank before the comma or semicolon");
            issue->suggestion = S("");
        } else if ((c == '(' && next == ' ' && i == where.off) || (c == ' ' && next == ')')) {
            size_t at = c == ' ' ? i : i + 1;
            issue = add(list, perm, CITE_ISSUE_SPACING, paren, span_make(at, at + 1));
            issue->note = S("a blank inside the parenthesis");
            issue->suggestion = S("");
        }
    }
}

void issue_paren(str text, struct cite_list *list, struct arena *perm, uint32_t paren)
{
    struct paren *p = &list->parens.p[paren];
    if (p->error == CCK_CITE_UNCLOSED) {
        struct cite_issue *issue =
            add(list, perm, CITE_ISSUE_UNCLOSED, paren, span_make(p->text.off, p->text.off + 1));
        issue->note = S("opens a citation and is not closed in its paragraph");
        return;
    }
    struct paren *outer = paren ? &list->parens.p[paren - 1] : NULL;
    if (outer && outer->error == CCK_CITE_UNCLOSED && outer->n_citations == 0 &&
        outer->text.off + 1 == p->text.off) {
        outer->error = CCK_CITE_DOUBLED;
        struct cite_issue *issue = add(list, perm, CITE_ISSUE_UNCLOSED, paren,
                                       span_make(outer->text.off, outer->text.off + 1));
        issue->note = S("stands twice");
        issue->suggestion = S("");
        for (uint32_t i = 0; i < p->n_citations; i++)
            if (!list->citations.p[p->first_citation + i].error)
                list->citations.p[p->first_citation + i].error = CCK_CITE_DOUBLED;
    }
    if (p->text.len < 4096)
        blanks(text, list, perm, paren);
}
