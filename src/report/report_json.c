/* report_json.c: the report of `check` as JSON: one document, or one object a line for each input. */
#include "report/report_json.h"

#include "format/json.h"
#include "format/url.h"
#include "report/enum_names.h"
#include "report/outcome.h"
#include "report/row_json.h"
#include "report/verdict_json.h"
#include "report/writers.h"

#include "base/banned.h"

void json_add_tool(struct buf *out)
{
    buf_add(out, S("{\"name\":\"citecheck\",\"version\":\"" CCK_VERSION "\"}"));
}

static void write_text_or_null(struct json_writer *w, str key, str value)
{
    json_key(w, key);
    json_str_or_null(w, value.n ? value : (str){ 0 });
}

static void write_uint(struct json_writer *w, str key, uint64_t value)
{
    json_key(w, key);
    json_uint(w, value);
}

static void write_error(struct json_writer *w, const struct report_error *error)
{
    json_begin_object(w);
    json_key(w, S("file"));
    json_str(w, error->file);
    json_key(w, S("message"));
    json_str(w, error->message);
    if (error->line) {
        write_uint(w, S("line"), error->line);
        write_uint(w, S("column"), error->column);
    }
    json_end_object(w);
}

void json_add_errors(struct buf *out, const struct report *report)
{
    struct json_writer w;
    json_init(&w, out);
    json_begin_array(&w);
    for (size_t i = 0; i < report->n_errors; i++)
        write_error(&w, &report->errors[i]);
    json_end_array(&w);
}

static void add_published(struct buf *out, const struct article_date *article)
{
    struct json_writer w;
    json_init(&w, out);
    if (!article->known) {
        json_put_null(&w);
        return;
    }
    char room[DATE_TEXT_BYTES];
    json_begin_object(&w);
    json_key(&w, S("from"));
    json_str(&w, date_iso(date_from_days(article->days.from), room));
    json_key(&w, S("to"));
    json_str(&w, date_iso(date_from_days(article->days.to), room));
    json_key(&w, S("why"));
    json_begin_array(&w);
    for (size_t i = 0; i < article->n_reasons && i < ARTICLE_REASONS_MAX; i++)
        json_str(&w, article->reasons[i]);
    json_end_array(&w);
    json_end_object(&w);
}

/* The lines of a listing with their verdicts: citations, or the links outside parentheticals. */
static void add_rows(const struct report_doc *doc, bool links, struct arena *scratch,
                     struct buf *out)
{
    struct list_rows rows;
    struct list_row row = { 0 };
    struct row_json json;
    bool more = false;
    list_rows_init(&rows, doc, false, links, scratch);
    row_json_init(&json, doc->doc->name);
    buf_byte(out, '[');
    while (list_rows_next(&rows, &row)) {
        if (links != (row.citation == NULL))
            continue;
        if (more)
            buf_byte(out, ',');
        row_json_add(&json, &row, out);
        buf_add(out, S(",\"verdict\":"));
        json_add_verdict(out, row.evidence, scratch);
        if (doc->cross && row.citation)
            json_add_cross(out, &doc->cross[row.citation - doc->cites->citations.p]);
        buf_byte(out, '}');
        more = true;
    }
    row_json_free(&json);
    buf_byte(out, ']');
}

static void write_place(struct json_writer *w, const struct report_place *place)
{
    write_uint(w, S("offset"), place->source.off);
    write_uint(w, S("length"), place->source.len);
    write_uint(w, S("line"), place->from.line);
    write_uint(w, S("column"), place->from.column);
    write_uint(w, S("end_line"), place->to.line);
    write_uint(w, S("end_column"), place->to.column);
}

static void write_related(struct json_writer *w, const struct doc *doc,
                          const struct finding *finding)
{
    json_key(w, S("related"));
    json_begin_array(w);
    for (uint32_t i = 0; i < finding->n_related; i++) {
        span source = doc_source_span(doc, finding->related[i].text);
        json_begin_object(w);
        write_uint(w, S("offset"), source.off);
        write_uint(w, S("length"), source.len);
        json_key(w, S("message"));
        json_str(w, finding->related[i].message);
        json_end_object(w);
    }
    json_end_array(w);
}

static void write_finding(struct json_writer *w, const struct doc *doc,
                          const struct finding *finding, struct line_cursor *lines)
{
    const struct check *check = &checks[finding->check];
    struct report_place place = report_place_at(lines, report_finding_source(doc, finding));
    json_begin_object(w);
    json_key(w, S("rule"));
    json_str(w, check->rule);
    json_key(w, S("kind"));
    json_str(w, check->kind);
    json_key(w, S("severity"));
    json_str(w, name_of_severity(finding->severity));
    json_key(w, S("message"));
    json_str(w, finding->message);
    write_place(w, &place);
    json_key(w, S("text"));
    json_str(w, report_source_text(doc, place.source, finding->text));
    json_key(w, S("citation"));
    if (finding->citation == CITE_NONE)
        json_put_null(w);
    else
        json_uint(w, finding->citation);
    write_related(w, doc, finding);
    json_key(w, S("suggestion"));
    json_str_or_null(w, finding->suggestion);
    json_key(w, S("fingerprint"));
    json_str(w, finding->fingerprint);
    if (finding->accepted) {
        json_key(w, S("accepted"));
        json_str(w, *finding->accepted);
    }
    json_end_object(w);
}

static void add_findings(const struct report_doc *doc, struct buf *out)
{
    struct json_writer w;
    struct line_cursor lines;
    json_init(&w, out);
    line_cursor_init(&lines, doc->doc->source);
    json_begin_array(&w);
    for (size_t i = 0; doc->findings && i < doc->findings->list.n; i++)
        write_finding(&w, doc->doc, &doc->findings->list.p[i], &lines);
    json_end_array(&w);
}

static void add_unverified(const struct report *report, const struct report_doc *doc,
                           struct arena *scratch, struct buf *out)
{
    struct json_writer w;
    json_init(&w, out);
    json_begin_array(&w);
    for (size_t i = 0; doc->refs && i < doc->refs->list.n; i++) {
        const struct reference *ref = &doc->refs->list.p[i];
        struct outcome outcome = outcome_of(doc, ref, &report->options);
        if (outcome.kind != OUTCOME_UNVERIFIED)
            continue;
        json_begin_object(&w);
        json_key(&w, S("citation"));
        if (ref->citation == CITE_NONE)
            json_put_null(&w);
        else
            json_uint(&w, ref->citation);
        write_text_or_null(&w, S("url"), url_masked(outcome.url, scratch));
        json_key(&w, S("verdict"));
        json_str(&w, outcome.verdict);
        json_key(&w, S("next"));
        json_str(&w, outcome.next);
        json_end_object(&w);
    }
    json_end_array(&w);
}

static void add_document(const struct report *report, const struct report_doc *doc,
                         struct arena *scratch)
{
    struct buf *out = report->out;
    const struct publication *publication = doc->article->publication;
    buf_add(out, S("{\"file\":"));
    json_add_text(out, doc->doc->name);
    buf_add(out, S(",\"publication\":"));
    json_add_text_or_null(out, publication ? publication->id : (str){ 0 });
    buf_add(out, S(",\"title\":"));
    json_add_text_or_null(out, doc->doc->meta.title);
    buf_add(out, S(",\"published\":"));
    add_published(out, doc->article);
    buf_add(out, S(",\"citations\":"));
    add_rows(doc, false, scratch, out);
    buf_add(out, S(",\"links\":"));
    add_rows(doc, true, scratch, out);
    buf_add(out, S(",\"findings\":"));
    add_findings(doc, out);
    buf_add(out, S(",\"unverified\":"));
    add_unverified(report, doc, scratch, out);
    buf_byte(out, '}');
}

static void add_summary(const struct report *report, struct buf *out)
{
    struct report_counts counts = report->counts;
    struct json_writer w;
    json_init(&w, out);
    json_begin_object(&w);
    write_uint(&w, S("documents"), counts.documents);
    write_uint(&w, S("citations"), counts.citations);
    write_uint(&w, S("confirmed"), counts.confirmed);
    json_key(&w, S("findings"));
    json_begin_object(&w);
    for (unsigned i = CCK_SEVERITY_ERROR; i >= CCK_SEVERITY_NOTE; i--)
        write_uint(&w, name_of_severity(i), counts.findings[i]);
    json_end_object(&w);
    write_uint(&w, S("unverified"), counts.unverified);
    if (report->options.ignore_robots) {
        json_key(&w, S("robots"));
        json_str(&w, S("ignored"));
    }
    if (report->options.has_baseline) {
        json_key(&w, S("baseline"));
        json_begin_object(&w);
        write_uint(&w, S("accepted"), counts.accepted);
        write_uint(&w, S("stale"), report->options.stale);
        json_end_object(&w);
    }
    json_end_object(&w);
}

void report_json_begin(struct report *report)
{
    buf_add(report->out, S("{\"schema\":\"citecheck/report-1\",\"tool\":"));
    json_add_tool(report->out);
    buf_add(report->out, S(",\"documents\":["));
}

void report_json_document(struct report *report, const struct report_doc *doc,
                          struct arena *scratch)
{
    buf_add(report->out, report->counts.documents > 1 ? S(",\n") : S("\n"));
    add_document(report, doc, scratch);
}

void report_json_end(struct report *report, struct arena *scratch)
{
    (void)scratch;
    buf_add(report->out, S("],\n\"summary\":"));
    add_summary(report, report->out);
    buf_add(report->out, S(",\"errors\":"));
    json_add_errors(report->out, report);
    buf_add(report->out, S("}\n"));
}

void report_jsonl_document(struct report *report, const struct report_doc *doc,
                           struct arena *scratch)
{
    add_document(report, doc, scratch);
    buf_byte(report->out, '\n');
}

void report_jsonl_end(struct report *report, struct arena *scratch)
{
    (void)scratch;
    for (size_t i = 0; i < report->n_errors; i++) {
        struct json_writer w;
        json_init(&w, report->out);
        write_error(&w, &report->errors[i]);
        buf_byte(report->out, '\n');
    }
}
