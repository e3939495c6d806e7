/* report_junit.c: JUnit's XML as Jenkins and GitLab read it: a suite for each document, a case for each
 * citation, and one for each finding that belongs to no citation. What could not be checked is skipped. */
#include "report/finding_row.h"
#include "report/outcome.h"
#include "report/path.h"
#include "report/text_outcome.h"
#include "report/writers.h"
#include "report/xml.h"

#include "base/banned.h"

/* What a document's cases say, before the suite's head, which counts them, can be written. */
struct suite {
    const struct report *report;
    const struct report_doc *doc;
    struct arena *scratch;
    struct buf cases;
    str path;
    size_t tests, failures, skipped;
};

/* The findings of one case: those that fail it, notes, and those that the baseline holds. */
struct verdicts {
    str failed, noted, accepted, rule;
};

static str add_line(struct arena *scratch, str text, str line)
{
    return text.n ? str_printf(scratch, "%.*s\n%.*s", STR_ARG(text), STR_ARG(line)) : line;
}

static void add_verdict(struct verdicts *v, const struct finding_row *row, struct arena *scratch)
{
    str line =
        str_printf(scratch, "%u:%u: %.*s %.*s: %.*s", row->place.from.line, row->place.from.column,
                   STR_ARG(row->check->rule), STR_ARG(row->check->kind),
                   STR_ARG(finding_message(row->finding, scratch)));
    if (row->finding->accepted)
        v->accepted = add_line(scratch, v->accepted, line);
    else if (row->finding->severity < CCK_SEVERITY_WARNING)
        v->noted = add_line(scratch, v->noted, line);
    else
        v->failed = add_line(scratch, v->failed, line);
    if (!v->rule.n && !row->finding->accepted)
        v->rule = row->check->rule;
}

static void add_element(struct buf *out, const char *name, str type, str text)
{
    str first, rest;
    (void)str_cut(text, '\n', &first, &rest);
    buf_printf(out, "      <%s", name);
    if (type.n)
        xml_attribute(out, "type", type);
    xml_attribute(out, "message", first);
    buf_byte(out, '>');
    xml_add(out, text);
    buf_printf(out, "</%s>\n", name);
}

/* `skip`: why the case could not be decided; empty when it could. */
static void add_case(struct suite *suite, str name, const struct verdicts *v, str skip)
{
    struct buf *out = &suite->cases;
    suite->tests++;
    buf_add(out, S("    <testcase"));
    xml_attribute(out, "classname", suite->path);
    xml_attribute(out, "name", name);
    buf_add(out, S(">\n"));
    if (v->failed.n) {
        suite->failures++;
        add_element(out, "failure", v->rule, v->failed);
    } else if (v->accepted.n || skip.n) {
        suite->skipped++;
        add_element(out, "skipped", (str){ 0 }, v->accepted.n ? v->accepted : skip);
    }
    if (v->noted.n) {
        buf_add(out, S("      <system-out>"));
        xml_add(out, v->noted);
        buf_add(out, S("</system-out>\n"));
    }
    buf_add(out, S("    </testcase>\n"));
}

static void add_citations(struct suite *suite, const struct verdicts *verdicts)
{
    const struct report_doc *doc = suite->doc;
    struct line_cursor lines;
    line_cursor_init(&lines, doc->doc->source);
    for (size_t i = 0; i < doc->cites->citations.n; i++) {
        const struct citation *citation = &doc->cites->citations.p[i];
        const struct reference *ref = report_reference(doc, i);
        span text = ref ? ref->text : doc->cites->parens.p[citation->paren].text;
        struct line_place at = line_cursor_at(&lines, doc_source_span(doc->doc, text).off);
        struct outcome outcome = { 0 };
        if (ref)
            outcome = outcome_of(doc, ref, &suite->report->options);
        if (outcome.kind == OUTCOME_NONE && !verdicts[i].failed.n && !verdicts[i].noted.n)
            continue;
        str skip = { 0 };
        if (outcome.kind == OUTCOME_UNVERIFIED)
            skip = str_printf(suite->scratch, "not checked, %.*s: %.*s", STR_ARG(outcome.verdict),
                              STR_ARG(outcome.next));
        str name = text_citation(citation, suite->scratch);
        name = str_printf(suite->scratch, "%u:%u %.*s", at.line, at.column, STR_ARG(name));
        add_case(suite, name, &verdicts[i], skip);
    }
}

static void add_others(struct suite *suite)
{
    struct finding_rows rows;
    struct finding_row row;
    finding_rows_init(&rows, suite->doc);
    while (finding_rows_next(&rows, &row)) {
        struct verdicts v = { 0 };
        if (row.finding->citation < suite->doc->cites->citations.n)
            continue;
        add_verdict(&v, &row, suite->scratch);
        str name = str_printf(suite->scratch, "%u:%u %.*s", row.place.from.line,
                              row.place.from.column, STR_ARG(row.check->kind));
        add_case(suite, name, &v, (str){ 0 });
    }
}

static void add_suite(struct buf *out, str path, const struct suite *suite, size_t errors)
{
    buf_add(out, S("  <testsuite"));
    xml_attribute(out, "name", path);
    xml_number(out, "tests", suite->tests);
    xml_number(out, "failures", suite->failures);
    xml_number(out, "errors", errors);
    xml_number(out, "skipped", suite->skipped);
    buf_add(out, S(">\n"));
    buf_add(out, buf_str(&suite->cases));
    buf_add(out, S("  </testsuite>\n"));
}

void report_junit_begin(struct report *report)
{
    buf_add(report->out, S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<testsuites name=\"citecheck\">\n"));
}

void report_junit_document(struct report *report, const struct report_doc *doc,
                           struct arena *scratch)
{
    struct suite suite = { .report = report,
                           .doc = doc,
                           .scratch = scratch,
                           .path = report_path(&report->options, doc->doc->name, scratch) };
    size_t n = doc->cites->citations.n;
    struct verdicts *verdicts = NEW(scratch, struct verdicts, n + 1);
    struct finding_rows rows;
    struct finding_row row;
    buf_init(&suite.cases, SIZE_MAX / 4);
    finding_rows_init(&rows, doc);
    while (finding_rows_next(&rows, &row))
        if (row.finding->citation < n)
            add_verdict(&verdicts[row.finding->citation], &row, scratch);
    add_citations(&suite, verdicts);
    add_others(&suite);
    add_suite(report->out, suite.path, &suite, 0);
    report->out->failed |= suite.cases.failed;
    buf_free(&suite.cases);
}

void report_junit_end(struct report *report, struct arena *scratch)
{
    for (size_t i = 0; i < report->n_errors; i++) {
        const struct report_error *error = &report->errors[i];
        struct suite suite = { .tests = 1 };
        str path = report_path(&report->options, error->file, scratch);
        buf_init(&suite.cases, SIZE_MAX / 4);
        buf_add(&suite.cases, S("    <testcase"));
        xml_attribute(&suite.cases, "classname", path);
        xml_attribute(&suite.cases, "name", S("read"));
        buf_add(&suite.cases, S(">\n"));
        add_element(&suite.cases, "error", S("input"), error->message);
        buf_add(&suite.cases, S("    </testcase>\n"));
        add_suite(report->out, path, &suite, 1);
        buf_free(&suite.cases);
    }
    buf_add(report->out, S("</testsuites>\n"));
}
