/* report_sarif.c: SARIF 2.1.0, as GitHub's code scanning takes it. A finding is known by our own
 * fingerprint, not by its line; what was not checked is a notification of the run and never a result. */
#include "format/url.h"
#include "report/enum_names.h"
#include "report/finding_row.h"
#include "report/outcome.h"
#include "report/path.h"
#include "report/sarif_rules.h"
#include "report/writers.h"

#include "base/banned.h"

enum { NOTIFICATIONS_MAX = 1000, SNIPPET_BYTES_MAX = 400 };

struct sarif {
    struct json_writer w;
    struct buf notes; /* notifications, which stand behind the results */
    struct json_writer note_writer;
    size_t n_notes, no_link, not_asked, repeated;
};

static void free_buf(void *buf)
{
    buf_free(buf);
}

static void write_message(struct json_writer *w, str text)
{
    json_key(w, S("message"));
    json_begin_object(w);
    json_key(w, S("text"));
    json_str(w, text);
    json_end_object(w);
}

void report_sarif_begin(struct report *report)
{
    struct sarif *sarif = NEW(report->perm, struct sarif, 1);
    struct json_writer *w = &sarif->w;
    report->state = sarif;
    buf_init(&sarif->notes, SIZE_MAX / 4);
    arena_defer(report->perm, free_buf, &sarif->notes);
    json_init(&sarif->note_writer, &sarif->notes);
    json_begin_array(&sarif->note_writer);
    json_init(w, report->out);
    json_begin_object(w);
    json_key(w, S("$schema"));
    json_str(w, S("https://json.schemastore.org/sarif-2.1.0.json"));
    json_key(w, S("version"));
    json_str(w, S("2.1.0"));
    json_key(w, S("runs"));
    json_begin_array(w);
    json_begin_object(w);
    sarif_write_tool(w, report->perm);
    json_key(w, S("automationDetails"));
    json_begin_object(w);
    json_key(w, S("id"));
    json_str(w, S("citecheck/"));
    json_end_object(w);
    json_key(w, S("columnKind"));
    json_str(w, S("unicodeCodePoints"));
    json_key(w, S("results"));
    json_begin_array(w);
}

static void write_region(struct json_writer *w, str key, const struct report_place *place, str text)
{
    json_key(w, key);
    json_begin_object(w);
    json_key(w, S("startLine"));
    json_uint(w, place->from.line);
    json_key(w, S("startColumn"));
    json_uint(w, place->from.column);
    json_key(w, S("endLine"));
    json_uint(w, place->to.line);
    json_key(w, S("endColumn"));
    json_uint(w, place->to.column);
    if (text.n && text.n <= SNIPPET_BYTES_MAX) {
        json_key(w, S("snippet"));
        json_begin_object(w);
        json_key(w, S("text"));
        json_str(w, text);
        json_end_object(w);
    }
    json_end_object(w);
}

static void write_artifact(struct json_writer *w, str uri)
{
    json_key(w, S("artifactLocation"));
    json_begin_object(w);
    json_key(w, S("uri"));
    json_str(w, uri);
    json_end_object(w);
}

/* `message` may be empty. */
static void write_location(struct json_writer *w, str uri, const struct report_place *place,
                           str text, str message)
{
    json_begin_object(w);
    json_key(w, S("physicalLocation"));
    json_begin_object(w);
    write_artifact(w, uri);
    write_region(w, S("region"), place, text);
    json_end_object(w);
    if (message.n)
        write_message(w, message);
    json_end_object(w);
}

static void write_fingerprints(struct json_writer *w, str fingerprint)
{
    json_key(w, S("partialFingerprints"));
    json_begin_object(w);
    json_key(w, S("citecheck/v1"));
    json_str(w, fingerprint);
    json_key(w, S("primaryLocationLineHash"));
    json_str(w, fingerprint);
    json_end_object(w);
}

static void write_fix(struct json_writer *w, str uri, const struct finding_row *row)
{
    json_key(w, S("fixes"));
    json_begin_array(w);
    json_begin_object(w);
    json_key(w, S("description"));
    json_begin_object(w);
    json_key(w, S("text"));
    json_str(w, row->finding->suggestion.n ? S("Write what is suggested.")
                                           : S("Delete the marked words."));
    json_end_object(w);
    json_key(w, S("artifactChanges"));
    json_begin_array(w);
    json_begin_object(w);
    write_artifact(w, uri);
    json_key(w, S("replacements"));
    json_begin_array(w);
    json_begin_object(w);
    write_region(w, S("deletedRegion"), &row->place, (str){ 0 });
    json_key(w, S("insertedContent"));
    json_begin_object(w);
    json_key(w, S("text"));
    json_str(w, row->finding->suggestion);
    json_end_object(w);
    json_end_object(w);
    json_end_array(w);
    json_end_object(w);
    json_end_array(w);
    json_end_object(w);
    json_end_array(w);
}

static void write_baseline(struct json_writer *w, const struct finding *finding)
{
    json_key(w, S("baselineState"));
    json_str(w, finding->accepted ? S("unchanged") : S("new"));
    if (!finding->accepted)
        return;
    json_key(w, S("suppressions"));
    json_begin_array(w);
    json_begin_object(w);
    json_key(w, S("kind"));
    json_str(w, S("external"));
    json_key(w, S("status"));
    json_str(w, S("accepted"));
    if (finding->accepted->n) {
        json_key(w, S("justification"));
        json_str(w, *finding->accepted);
    }
    json_end_object(w);
    json_end_array(w);
}

static void write_result(struct json_writer *w, const struct report *report,
                         const struct finding_rows *rows, const struct finding_row *row, str uri)
{
    const struct finding *finding = row->finding;
    span fix;
    json_begin_object(w);
    json_key(w, S("ruleId"));
    json_str(w, row->check->rule);
    json_key(w, S("ruleIndex"));
    json_uint(w, finding->check);
    json_key(w, S("level"));
    json_str(w, name_of_severity(finding->severity));
    write_message(w, finding->message);
    json_key(w, S("locations"));
    json_begin_array(w);
    write_location(w, uri, &row->place, row->text, (str){ 0 });
    json_end_array(w);
    if (finding->n_related) {
        json_key(w, S("relatedLocations"));
        json_begin_array(w);
        for (uint32_t i = 0; i < finding->n_related; i++) {
            struct report_place place = finding_related_place(rows, i, finding);
            write_location(w, uri, &place, (str){ 0 }, finding->related[i].message);
        }
        json_end_array(w);
    }
    write_fingerprints(w, finding->fingerprint);
    if (report->options.has_baseline)
        write_baseline(w, finding);
    if (finding_fix(rows->doc, finding, &fix))
        write_fix(w, uri, row);
    json_end_object(w);
}

/* One notification; `uri` may be empty, `place` NULL. */
static void write_note(struct sarif *sarif, str id, str message, str uri,
                       const struct report_place *place)
{
    struct json_writer *w = &sarif->note_writer;
    bool failed = str_eq(id, S("unreadable"));
    json_begin_object(w);
    json_key(w, S("descriptor"));
    json_begin_object(w);
    json_key(w, S("id"));
    json_str(w, id);
    json_end_object(w);
    json_key(w, S("level"));
    json_str(w, failed ? S("error") : S("note"));
    write_message(w, message);
    if (uri.n) {
        json_key(w, S("locations"));
        json_begin_array(w);
        json_begin_object(w);
        json_key(w, S("physicalLocation"));
        json_begin_object(w);
        write_artifact(w, uri);
        if (place)
            write_region(w, S("region"), place, (str){ 0 });
        json_end_object(w);
        json_end_object(w);
        json_end_array(w);
    }
    json_end_object(w);
}

/* What was asked and not answered, with its place; the rest is only counted. */
static void note_unverified(struct report *report, const struct report_doc *doc, str uri,
                            struct arena *scratch)
{
    struct sarif *sarif = report->state;
    struct line_cursor lines;
    line_cursor_init(&lines, doc->doc->source);
    for (size_t i = 0; doc->refs && i < doc->refs->list.n; i++) {
        const struct reference *ref = &doc->refs->list.p[i];
        struct outcome outcome = outcome_of(doc, ref, &report->options);
        sarif->repeated += outcome_is_repeated(doc, ref);
        if (outcome.kind != OUTCOME_UNVERIFIED)
            continue;
        sarif->no_link += outcome.no_link;
        sarif->not_asked += outcome.not_asked;
        if (outcome.no_link || outcome.not_asked || sarif->n_notes++ >= NOTIFICATIONS_MAX)
            continue;
        struct report_place place = report_place_at(&lines, doc_source_span(doc->doc, ref->text));
        str url = url_masked(outcome.url, scratch);
        str message = str_printf(scratch, "%.*s was not checked (%.*s): %.*s.", STR_ARG(url),
                                 STR_ARG(outcome.verdict), STR_ARG(outcome.next));
        write_note(sarif, S("unverified"), message, uri, &place);
    }
}

void report_sarif_document(struct report *report, const struct report_doc *doc,
                           struct arena *scratch)
{
    struct sarif *sarif = report->state;
    struct finding_rows rows;
    struct finding_row row;
    str uri = path_to_uri(report_path(&report->options, doc->doc->name, scratch), scratch);
    finding_rows_init(&rows, doc);
    while (finding_rows_next(&rows, &row))
        write_result(&sarif->w, report, &rows, &row, uri);
    note_unverified(report, doc, uri, scratch);
}

static void note_run(struct report *report, struct arena *scratch)
{
    struct sarif *sarif = report->state;
    if (report->options.interrupted)
        write_note(sarif, S("run"), S("The run was interrupted."), (str){ 0 }, NULL);
    if (sarif->n_notes > NOTIFICATIONS_MAX)
        write_note(sarif, S("unverified"),
                   str_printf(scratch, "%zu further references were not checked.",
                              sarif->n_notes - NOTIFICATIONS_MAX),
                   (str){ 0 }, NULL);
    if (sarif->not_asked)
        write_note(
            sarif, S("unverified"),
            str_printf(scratch, "%zu references were not looked at in this run.", sarif->not_asked),
            (str){ 0 }, NULL);
    if (sarif->repeated)
        write_note(
            sarif, S("repeated"),
            str_printf(scratch,
                       "%zu references could not be looked at now: what the last look saw stands.",
                       sarif->repeated),
            (str){ 0 }, NULL);
    if (sarif->no_link)
        write_note(sarif, S("unverified"),
                   str_printf(scratch, "%zu citations have no link to check.", sarif->no_link),
                   (str){ 0 }, NULL);
    for (size_t i = 0; i < report->n_errors; i++) {
        const struct report_error *error = &report->errors[i];
        str path = report_path(&report->options, error->file, scratch);
        write_note(sarif, S("unreadable"), error->message, path_to_uri(path, scratch), NULL);
    }
}

void report_sarif_end(struct report *report, struct arena *scratch)
{
    struct sarif *sarif = report->state;
    struct json_writer *w = &sarif->w;
    json_end_array(w);
    note_run(report, scratch);
    json_end_array(&sarif->note_writer);
    json_key(w, S("invocations"));
    json_begin_array(w);
    json_begin_object(w);
    json_key(w, S("executionSuccessful"));
    json_bool(w, report->n_errors == 0 && !report->options.interrupted);
    json_key(w, S("toolExecutionNotifications"));
    json_raw(w, buf_str(&sarif->notes));
    report->out->failed |= sarif->notes.failed;
    json_end_object(w);
    json_end_array(w);
    json_end_object(w);
    json_end_array(w);
    json_end_object(w);
    buf_byte(report->out, '\n');
}
