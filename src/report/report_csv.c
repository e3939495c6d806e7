/* report_csv.c: the evidence table, as fact-checkers keep it: a line for each citation and each other
 * link, with what was found behind it, and an empty cell for the checker's own note. */
#include "base/fold.h"
#include "format/url.h"
#include "report/csv.h"
#include "report/enum_names.h"
#include "report/finding_row.h"
#include "report/outcome.h"
#include "report/verdict_json.h"
#include "report/writers.h"

#include "base/banned.h"

struct table {
    size_t next; /* number of the next line */
};

void report_csv_begin(struct report *report)
{
    struct table *table = NEW(report->perm, struct table, 1);
    table->next = 1;
    report->state = table;
    buf_add(report->out,
            S("no,file,line,column,paragraph,sentence,citation,outlet,cited_date,year,why,"
              "found_title,found_date,found_date_from,link,final_url,http_status,archived,"
              "result,verdict,checked,rules,findings,note\r\n"));
}

/* Rules and messages of the findings of one citation or link. */
struct notes {
    str rules, messages;
};

static void add_note(struct notes *notes, const struct finding *finding, struct arena *scratch)
{
    str rule = checks[finding->check].rule, message = finding_message(finding, scratch);
    notes->rules = notes->rules.n
                       ? str_printf(scratch, "%.*s %.*s", STR_ARG(notes->rules), STR_ARG(rule))
                       : rule;
    notes->messages = notes->messages.n
                          ? str_printf(scratch, "%.*s | %.*s: %.*s", STR_ARG(notes->messages),
                                       STR_ARG(rule), STR_ARG(message))
                          : str_printf(scratch, "%.*s: %.*s", STR_ARG(rule), STR_ARG(message));
}

static struct notes *collect(const struct report_doc *doc, struct arena *scratch)
{
    size_t n = doc->cites->citations.n;
    struct notes *notes = NEW(scratch, struct notes, n + 1);
    for (size_t i = 0; doc->findings && i < doc->findings->list.n; i++) {
        const struct finding *finding = &doc->findings->list.p[i];
        if (finding->citation < n)
            add_note(&notes[finding->citation], finding, scratch);
    }
    return notes;
}

/* The sentence that a row stands in. */
static str sentence_of(const struct report_doc *doc, const struct list_row *row,
                       struct arena *scratch)
{
    const struct doc *d = doc->doc;
    span text = row->ref ? row->ref->text : (span){ 0 };
    size_t at = doc_sentence_at(d, text.off);
    if (!text.len || at >= d->sentences.n)
        return (str){ 0 };
    return fold_spaces(scratch, str_at(d->text, d->sentences.p[at].text));
}

static str outcome_name(enum outcome_kind kind)
{
    static const str names[] = {
        [OUTCOME_NONE] = S_INIT("nothing to check"),
        [OUTCOME_CONFIRMED] = S_INIT("confirmed"),
        [OUTCOME_FOUND] = S_INIT("broken or contradicted"),
        [OUTCOME_UNVERIFIED] = S_INIT("not checked"),
    };
    return names[kind];
}

static void add_page(struct csv *csv, const struct evidence *evidence)
{
    const struct page *page = evidence ? evidence->page : NULL;
    const struct page_date *read = evidence ? evidence->date : NULL;
    if (page && !read)
        read = &page->best;
    bool dated = read && read->day.year;
    csv_cell(csv, page ? page->title : (str){ 0 });
    csv_date(csv, dated ? read->day : (date){ 0 });
    csv_cell(csv, dated ? page_origin_name((enum page_origin)read->origin) : (str){ 0 });
}

static void add_evidence(struct csv *csv, const struct report *report, const struct report_doc *doc,
                         const struct list_row *row, struct arena *scratch)
{
    const struct fetch_result *fetch = row->evidence ? row->evidence->fetch : NULL;
    struct outcome outcome = { 0 };
    char room[TIME_TEXT_BYTES];
    if (row->ref)
        outcome = outcome_of(doc, row->ref, &report->options);
    str verdict = outcome.kind == OUTCOME_UNVERIFIED ? outcome.verdict
                  : fetch                            ? verdict_name(row->evidence->verdict.code)
                                                     : (str){ 0 };
    csv_cell(csv, row->url);
    csv_cell(csv, fetch && fetch->status ? url_masked(fetch->final_url, scratch) : (str){ 0 });
    csv_count(csv, fetch ? fetch->status : 0);
    csv_cell(csv, (str){ 0 });
    csv_cell(csv, outcome_name(outcome.kind));
    csv_cell(csv, verdict);
    csv_cell(csv, fetch ? time_iso(fetch->checked_s, room) : (str){ 0 });
}

static void add_row(struct csv *csv, const struct report *report, const struct report_doc *doc,
                    const struct list_row *row, struct arena *scratch)
{
    static const struct citation none = { 0 };
    const struct citation *citation = row->citation ? row->citation : &none;
    csv_number(csv, (uint32_t)((struct table *)report->state)->next++);
    csv_cell(csv, doc->doc->name);
    csv_number(csv, row->place.from.line);
    csv_number(csv, row->place.from.column);
    csv_count(csv, row->paragraph);
    csv_cell(csv, sentence_of(doc, row, scratch));
    csv_cell(csv, fold_spaces(scratch, row->parenthetical));
    csv_cell(csv, row->outlet ? row->outlet->name : row->outlet_text);
    csv_date(csv, citation->from);
    csv_cell(csv, name_of_year(citation->year));
    csv_cell(csv, citation->why);
    add_page(csv, row->evidence);
    add_evidence(csv, report, doc, row, scratch);
}

void report_csv_document(struct report *report, const struct report_doc *doc, struct arena *scratch)
{
    struct csv csv = { .out = report->out };
    const struct notes *notes = collect(doc, scratch);
    struct list_rows rows;
    struct list_row row = { 0 };
    list_rows_init(&rows, doc, false, true, scratch);
    while (list_rows_next(&rows, &row)) {
        static const struct notes nothing = { 0 };
        const struct notes *note =
            row.citation ? &notes[row.citation - doc->cites->citations.p] : &nothing;
        add_row(&csv, report, doc, &row, scratch);
        csv_cell(&csv, note->rules);
        csv_cell(&csv, note->messages);
        csv_cell(&csv, (str){ 0 });
        csv_end_line(&csv);
    }
}
