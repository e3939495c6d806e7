/* finding_row.c: places are counted on the way, forward. */
#include "report/finding_row.h"

#include "base/banned.h"

void finding_rows_init(struct finding_rows *rows, const struct report_doc *doc)
{
    *rows = (struct finding_rows){ .doc = doc };
    line_cursor_init(&rows->lines, doc->doc->source);
}

bool finding_rows_next(struct finding_rows *rows, struct finding_row *row)
{
    const struct report_doc *doc = rows->doc;
    if (!doc->findings || rows->next >= doc->findings->list.n)
        return false;
    const struct finding *finding = &doc->findings->list.p[rows->next++];
    span source = report_finding_source(doc->doc, finding);
    *row = (struct finding_row){ .finding = finding,
                                 .check = &checks[finding->check],
                                 .place = report_place_at(&rows->lines, source),
                                 .text = report_source_text(doc->doc, source, finding->text) };
    return true;
}

struct report_place finding_related_place(const struct finding_rows *rows, size_t related,
                                          const struct finding *finding)
{
    struct line_cursor lines = rows->lines;
    return report_place_at(&lines, doc_source_span(rows->doc->doc, finding->related[related].text));
}

str finding_message(const struct finding *finding, struct arena *scratch)
{
    str suggestion = finding->suggestion;
    if (!suggestion.p)
        return finding->message;
    if (!suggestion.n)
        return str_printf(scratch, "%.*s Delete the marked words.", STR_ARG(finding->message));
    return str_printf(scratch, "%.*s Write: %.*s", STR_ARG(finding->message), STR_ARG(suggestion));
}

bool finding_fix(const struct report_doc *doc, const struct finding *finding, span *source)
{
    if (!finding->suggestion.p)
        return false;
    *source = report_finding_source(doc->doc, finding);
    return finding->text.len == 0 ||
           str_eq(str_at(doc->doc->source, *source), str_at(doc->doc->text, finding->text));
}
