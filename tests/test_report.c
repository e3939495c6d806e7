/* test_report.c: listings and reports, from documents made by hand. */
#include "base/buf.h"
#include "base/term.h"
#include "report/fingerprint.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <jansson.h>

#include "holds.h"

#include "base/banned.h"

/* A document whose text is its source. Places are found by their words. */
struct fixture {
    struct arena arena, scratch;
    struct doc doc;
    struct cite_list cites;
    struct reference_list refs;
    struct findings findings;
    struct article_date article;
    struct evidence *evidence;
    struct report_doc report_doc;
    const struct report_doc *docs;
    size_t n_docs;
    struct report report;
    struct buf out;
};

static const struct outlet tass = { .id = S_INIT("tass"),
                                    .name = S_INIT("TASS"),
                                    .home = S_INIT("https://tass.com/") };

static void setup(struct fixture *f, const char *name, str text)
{
    *f = (struct fixture){ 0 };
    arena_init(&f->arena, 0, NULL);
    arena_init(&f->scratch, 0, NULL);
    buf_init(&f->out, 1 << 22);
    f->doc.name = str_from_z(name);
    f->doc.source = f->doc.text = text;
    if (text.n)
        posmap_add(&f->doc.map, &f->arena,
                   (struct posmap_segment){ .text_len = (uint32_t)text.n,
                                            .source_len = (uint32_t)text.n });
    f->findings.arena = &f->arena;
    f->report_doc = (struct report_doc){ .doc = &f->doc,
                                         .cites = &f->cites,
                                         .article = &f->article,
                                         .refs = &f->refs,
                                         .findings = &f->findings };
    f->docs = &f->report_doc;
    f->n_docs = 1;
    f->report.options.unicode = true;
}

static void teardown(struct fixture *f)
{
    buf_free(&f->out);
    arena_free(&f->scratch);
    arena_free(&f->arena);
}

static span find(const struct fixture *f, const char *words)
{
    str needle = str_from_z(words);
    size_t at = str_find(f->doc.text, needle, 0);
    assert_true(at < f->doc.text.n);
    return span_make(at, at + needle.n);
}

/* A paragraph of one sentence. */
static void add_block(struct fixture *f, const char *words)
{
    struct block *block = VEC_PUSH(&f->doc.blocks, &f->arena);
    block->text = find(f, words);
    block->paragraph = (uint32_t)f->doc.blocks.n;
    block->first_sentence = (uint32_t)f->doc.sentences.n;
    block->n_sentences = 1;
    *VEC_PUSH(&f->doc.sentences, &f->arena) = (struct sentence){
        .text = block->text, .block = (uint32_t)f->doc.blocks.n - 1, .ordinal = 1
    };
}

static struct paren *add_paren(struct fixture *f, const char *words, enum cck_kind kind)
{
    struct paren *paren = VEC_PUSH(&f->cites.parens, &f->arena);
    paren->text = find(f, words);
    paren->block = (uint32_t)doc_block_at(&f->doc, paren->text.off);
    size_t sentence = doc_sentence_at(&f->doc, paren->text.off);
    paren->sentence = sentence < f->doc.sentences.n ? (uint32_t)sentence : CITE_NONE;
    paren->kind = (uint8_t)kind;
    paren->first_citation = (uint32_t)f->cites.citations.n;
    return paren;
}

/* One more citation of the last parenthetical, with its reference. */
static struct citation *add_citation(struct fixture *f, const struct outlet *outlet,
                                     const char *text, const char *written, date day)
{
    struct paren *paren = &f->cites.parens.p[f->cites.parens.n - 1];
    struct citation *citation = VEC_PUSH(&f->cites.citations, &f->arena);
    *citation = (struct citation){
        .paren = (uint32_t)f->cites.parens.n - 1,
        .outlet_text = str_from_z(text),
        .date_text = str_from_z(written),
        .hit = { .outlet = outlet, .match = outlet ? CCK_MATCH_EXACT : CCK_MATCH_NONE },
        .from = day,
        .link = CITE_NONE,
        .kind = paren->kind,
        .precision = day.month ? CCK_PRECISION_DAY : CCK_PRECISION_NONE,
        .year = day.year ? CCK_YEAR_INFERRED : CCK_YEAR_NONE,
    };
    paren->n_citations++;
    *VEC_PUSH(&f->refs.list, &f->arena) = (struct reference){
        .citation = (uint32_t)f->cites.citations.n - 1, .link = CITE_NONE, .text = paren->text
    };
    return citation;
}

static void give_link(struct fixture *f, size_t ref, const char *url)
{
    *VEC_PUSH(&f->doc.links, &f->arena) = (struct doc_link){ .url = str_from_z(url) };
    struct reference *reference = &f->refs.list.p[ref];
    reference->link = (uint32_t)f->doc.links.n - 1;
    reference->how = REF_LINK;
    reference->url = reference->canonical = str_from_z(url);
    if (reference->citation != CITE_NONE)
        f->cites.citations.p[reference->citation].link = reference->link;
}

static struct finding *add_finding(struct fixture *f, enum check_id check, span text,
                                   const char *message)
{
    struct finding *finding = VEC_PUSH(&f->findings.list, &f->arena);
    *finding = (struct finding){ .check = (uint8_t)check,
                                 .severity = (uint8_t)checks[check].severity,
                                 .text = text,
                                 .citation = CITE_NONE,
                                 .message = str_from_z(message) };
    return finding;
}

static const char prose[] =
    "Head\n\nOn March 7, the service said it had stopped a cell (TASS, July 19, 20).\n"
    "\nThe ministry\xE2\x80\x99s note (a draft) was shown later (Photo: Corpix).\n";

/* The document most tests use: two dates of one outlet, an aside, an image credit. */
static void setup_prose(struct fixture *f)
{
    setup(f, "draft.md", (str){ prose, sizeof prose - 1 });
    add_block(f, "On March 7, the service said it had stopped a cell (TASS, July 19, 20).");
    add_block(f, "The ministry\xE2\x80\x99s note (a draft) was shown later (Photo: Corpix).");
    add_paren(f, "(TASS, July 19, 20)", CCK_KIND_CITATION);
    add_citation(f, &tass, "TASS", "July 19", date_make(2024, 7, 19))->why =
        S("volume 21 of Eurasia Daily Monitor is 2024");
    add_citation(f, &tass, "TASS", "20", date_make(2024, 7, 20));
    add_paren(f, "(a draft)", CCK_KIND_OTHER);
    add_paren(f, "(Photo: Corpix)", CCK_KIND_IMAGE_CREDIT);
    add_citation(f, NULL, "Corpix", "", (date){ 0 });
    f->doc.meta.title = S("Head");
}

static str list(struct fixture *f, const char *format, bool with_urls)
{
    const struct list_format *list = list_format_find(str_from_z(format));
    assert_non_null(list);
    size_t n_lines = 0;
    list->begin(&f->report.options, with_urls, &f->out);
    for (size_t i = 0; i < f->n_docs; i++)
        list->document(&f->docs[i], &f->report.options, with_urls, &f->arena, &f->out, &n_lines);
    list->end(&f->report, with_urls, n_lines, &f->out);
    assert_false(f->out.failed);
    return buf_str(&f->out);
}

static str write_report(struct fixture *f, const char *format)
{
    f->report.format = report_format_find(str_from_z(format));
    assert_non_null(f->report.format);
    f->report.counts = (struct report_counts){ 0 };
    f->report.out = &f->out;
    f->report.perm = &f->arena;
    buf_clear(&f->out);
    report_begin(&f->report);
    for (size_t i = 0; i < f->n_docs; i++)
        report_document(&f->report, &f->docs[i], &f->scratch);
    report_end(&f->report, &f->scratch);
    assert_false(f->out.failed);
    return buf_str(&f->out);
}

static void assert_text(str got, const char *want)
{
    if (str_eq(got, str_from_z(want)))
        return;
    print_error("got:\n%.*s\nwant:\n%s\n", STR_ARG(got), want);
    fail();
}

static json_t *parse(str text)
{
    json_error_t error;
    json_t *root = json_loadb(text.p, text.n, JSON_ALLOW_NUL, &error);
    if (!root) {
        print_error("%s at %d: %.*s\n", error.text, error.position, STR_ARG(text));
        fail();
    }
    return root;
}

static void jsonl_has_the_fields_of_the_contract_in_order(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    assert_text(
        list(&f, "jsonl", false),
        "{\"file\":\"draft.md\",\"offset\":57,\"length\":19,\"line\":3,\"column\":52,\"end_line\":3,"
        "\"end_column\":71,\"paragraph\":1,\"sentence\":1,\"parenthetical\":\"(TASS, July 19, 20)\","
        "\"kind\":\"citation\",\"signal\":null,\"outlet\":{\"text\":\"TASS\",\"id\":\"tass\","
        "\"name\":\"TASS\",\"match\":\"exact\",\"home\":\"https://tass.com/\"},"
        "\"date\":{\"text\":\"July 19\",\"value\":\"2024-07-19\",\"end\":null,\"precision\":\"day\","
        "\"year\":\"inferred\",\"why\":\"volume 21 of Eurasia Daily Monitor is 2024\"},"
        "\"url\":null,\"extra\":{},\"error\":null}\n"
        "{\"file\":\"draft.md\",\"offset\":57,\"length\":19,\"line\":3,\"column\":52,\"end_line\":3,"
        "\"end_column\":71,\"paragraph\":1,\"sentence\":1,\"parenthetical\":\"(TASS, July 19, 20)\","
        "\"kind\":\"citation\",\"signal\":null,\"outlet\":{\"text\":\"TASS\",\"id\":\"tass\","
        "\"name\":\"TASS\",\"match\":\"exact\",\"home\":\"https://tass.com/\"},"
        "\"date\":{\"text\":\"20\",\"value\":\"2024-07-20\",\"end\":null,\"precision\":\"day\","
        "\"year\":\"inferred\",\"why\":null},\"url\":null,\"extra\":{},\"error\":null}\n"
        "{\"file\":\"draft.md\",\"offset\":127,\"length\":15,\"line\":5,\"column\":47,\"end_line\":5,"
        "\"end_column\":62,\"paragraph\":2,\"sentence\":1,\"parenthetical\":\"(Photo: Corpix)\","
        "\"kind\":\"image-credit\",\"signal\":null,\"outlet\":{\"text\":\"Corpix\",\"id\":null,"
        "\"name\":null,\"match\":\"none\",\"home\":null},\"date\":{\"text\":null,\"value\":null,"
        "\"end\":null,\"precision\":null,\"year\":null,\"why\":null},\"url\":null,\"extra\":{},"
        "\"error\":null}\n");
    teardown(&f);
}

static void all_adds_other_parentheticals_in_the_order_of_the_text(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    f.report.options.list_all = true;
    str got = list(&f, "jsonl", false);
    size_t aside = str_find(got, S("\"parenthetical\":\"(a draft)\",\"kind\":\"other\""), 0);
    assert_true(aside < str_find(got, S("image-credit"), 0));
    assert_true(aside > str_find(got, S("\"text\":\"20\""), 0));
    teardown(&f);
}

static void links_stand_among_the_parentheticals(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    *VEC_PUSH(&f.refs.list, &f.arena) =
        (struct reference){ .citation = CITE_NONE, .text = find(&f, "note"), .host_outlet = &tass };
    give_link(&f, f.refs.list.n - 1, "https://tass.com/x?token=abc");
    f.report.options.list_links = true;
    str got = list(&f, "jsonl", false);
    size_t link = str_find(got, S("\"kind\":\"link\""), 0);
    assert_true(link < str_find(got, S("image-credit"), 0));
    assert_holds(got, "\"parenthetical\":\"note\",\"kind\":\"link\",\"signal\":null,"
                      "\"outlet\":{\"text\":\"tass.com\",\"id\":\"tass\",\"name\":\"TASS\","
                      "\"match\":\"domain\"");
    assert_lacks(got, "abc");
    teardown(&f);
}

static void dates_extras_and_errors_are_spelt_as_the_contract_says(void **state)
{
    (void)state;
    struct fixture f;
    struct cite_extra extra = { .title = S("A \"b\""), .page = S("A6") };
    setup_prose(&f);
    struct citation *citation = f.cites.citations.p;
    citation[0].from = date_make(0, 5, 27);
    citation[0].year = CCK_YEAR_UNKNOWN;
    citation[0].extra = &extra;
    citation[0].signal_text = S("see also");
    citation[0].error = CCK_CITE_FUTURE_DATE;
    citation[1].to = date_make(2024, 7, 22);
    citation[1].precision = CCK_PRECISION_RANGE;
    citation[1].hit.match = CCK_MATCH_FUZZY;
    f.cites.parens.p[2].error = CCK_CITE_UNCLOSED;
    str got = list(&f, "jsonl", false);
    assert_holds(got,
                 "\"value\":\"--05-27\",\"end\":null,\"precision\":\"day\",\"year\":\"unknown\"");
    assert_holds(got,
                 "\"extra\":{\"title\":\"A \\\"b\\\"\",\"page\":\"A6\"},\"error\":\"future-date\"");
    assert_holds(got, "\"signal\":\"see also\"");
    assert_holds(got, "\"value\":\"2024-07-20\",\"end\":\"2024-07-22\",\"precision\":\"range\"");
    assert_holds(got, "\"match\":\"fuzzy\"");
    assert_holds(got, "\"error\":\"misspelt-outlet\"");
    assert_holds(got, "\"error\":\"unclosed\"");
    teardown(&f);
}

static void json_wraps_the_lines_in_one_document(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    struct report_error error = { .file = S("x.md"), .message = S("no such file") };
    f.report.errors = &error;
    f.report.n_errors = 1;
    json_t *root = parse(list(&f, "json", true));
    json_t *citations = json_object_get(root, "citations");
    assert_int_equal(json_array_size(citations), 3);
    json_t *resolved = json_object_get(json_array_get(citations, 0), "resolved");
    assert_string_equal(json_string_value(json_object_get(resolved, "how")), "none");
    assert_int_equal(json_array_size(json_object_get(root, "errors")), 1);
    json_decref(root);
    teardown(&f);
}

static void an_empty_document_gives_valid_output_in_every_format(void **state)
{
    (void)state;
    const char *formats[] = { "table", "jsonl", "json", "csv" };
    for (size_t i = 0; i < 4; i++) {
        struct fixture f;
        setup(&f, "empty.txt", (str){ 0 });
        str got = list(&f, formats[i], false);
        if (i == 2)
            json_decref(parse(got));
        json_decref(parse(write_report(&f, "json")));
        json_decref(parse(write_report(&f, "jsonl")));
        assert_holds(write_report(&f, "text"), "no citations");
        teardown(&f);
    }
}

static void csv_quotes_cells_and_defuses_formulas(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    f.doc.name = S("=cmd()");
    f.cites.citations.p[0].outlet_text = S("a \"b\"");
    f.cites.citations.p[0].signal_text = S("@see, x");
    str got = list(&f, "csv", false);
    assert_holds(got, "\r\n'=cmd(),57,19,3,52,3,71,1,1,\"(TASS, July 19, 20)\",citation,"
                      "\"'@see, x\",\"a \"\"b\"\"\",tass,TASS,exact,https://tass.com/,July 19,"
                      "2024-07-19,,day,inferred,");
    teardown(&f);
}

static void table_aligns_columns_by_display_width(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    f.cites.citations.p[0].outlet_text = S("\xE6\x96\xB0\xE5\x8D\x8E"); /* two wide signs */
    assert_text(list(&f, "table", false),
                "draft.md\n"
                "PLACE  OUTLET  DATE        YEAR      KNOWN AS  NOTE\n"
                "3:52   \xE6\x96\xB0\xE5\x8D\x8E    2024-07-19  inferred  tass\n"
                "3:52   TASS    2024-07-20  inferred  tass\n"
                "5:47   Corpix                                  image-credit\n");
    teardown(&f);
}

static void table_cuts_its_widest_free_column_on_a_terminal_only(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    f.cites.citations.p[2].outlet_text =
        S("A Very Long Name Of A Picture Agency That Nobody Could Ever Remember");
    assert_holds(list(&f, "table", false), "Ever Remember");
    buf_clear(&f.out);
    f.report.options.columns = 80;
    assert_holds(list(&f, "table", false), "A Very Long Name Of A Pi\xE2\x80\xA6");
    str rest = buf_str(&f.out), line;
    while (str_next(&rest, '\n', &line))
        assert_true(term_width(line) <= 80);
    teardown(&f);
}

static void hostile_bytes_reach_no_terminal_and_break_no_json(void **state)
{
    (void)state;
    struct fixture f;
    static const char hostile[] = "a \x1b[31m\x00 \xFF\xC2\x85 \xE2\x80\xAE(X\x1b]0;t\x07, May 1)";
    setup(&f, "na\x1bme\n.md", (str){ hostile, sizeof hostile - 1 });
    struct paren *paren = VEC_PUSH(&f.cites.parens, &f.arena);
    paren->text = span_make(15, sizeof hostile - 1);
    paren->sentence = paren->block = CITE_NONE;
    paren->kind = CCK_KIND_CITATION;
    add_citation(&f, NULL, "X\x1b]0;t\x07", "May 1", date_make(0, 5, 1));
    add_finding(&f, CHECK_CC501, span_make(0, 12), "an \x1b outlet");
    struct finding *outside = add_finding(&f, CHECK_CC209, (span){ 0 }, "m");
    outside->source = span_make(2, 6);
    outside->suggestion = S("\xE2\x80\xAEx");
    const char *formats[] = { "table", "jsonl", "csv" };
    for (size_t i = 0; i < 2; i++) {
        buf_clear(&f.out);
        str got = list(&f, formats[i], false);
        assert_lacks(got, "\x1b");
        assert_lacks(got, "\x07");
    }
    json_decref(parse(write_report(&f, "json")));
    str text = write_report(&f, "text");
    assert_lacks(text, "\x1b");
    assert_lacks(text, "\x07");
    assert_lacks(text, "\xE2\x80\xAE");
    assert_lacks(text, "\xC2\x85");
    assert_holds(text, "na\\x1bme .md");
    assert_holds(text, "\\x{202e}x");
    teardown(&f);
}

static void report_json_has_findings_verdicts_and_summary(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    give_link(&f, 0, "https://tass.com/politics/1");
    struct page page = { .title = S("A page"), .best = { .day = date_make(2024, 7, 19) } };
    struct fetch_result fetch = { .status = 200,
                                  .final_url = S("https://tass.com/politics/1"),
                                  .checked_s = 1767607200 };
    struct evidence evidence[3] = { { .fetch = &fetch,
                                      .page = &page,
                                      .verdict = { .code = VERDICT_OK, .row = 32 },
                                      .confirmed = true } };
    f.report_doc.evidence = evidence;
    f.article = (struct article_date){ .known = true,
                                       .days = { 19924, 19935 },
                                       .reasons = { S("volume 21 is 2024") },
                                       .n_reasons = 1 };
    struct finding_related related = { find(&f, "On March 7"), S("the period") };
    struct finding *finding = add_finding(&f, CHECK_CC203, find(&f, "July 19"), "too old");
    finding->citation = 0;
    finding->related = &related;
    finding->n_related = 1;
    str got = write_report(&f, "json");
    assert_holds(got, "{\"schema\":\"citecheck/report-1\",\"tool\":{\"name\":\"citecheck\","
                      "\"version\":\"");
    assert_holds(got, "{\"file\":\"draft.md\",\"publication\":null,\"title\":\"Head\","
                      "\"published\":{\"from\":\"2024-07-20\",\"to\":\"2024-07-31\","
                      "\"why\":[\"volume 21 is 2024\"]},\"citations\":[{\"file\":\"draft.md\"");
    assert_holds(got, "\"error\":null,\"verdict\":{\"code\":\"ok\",\"row\":32,\"status\":200,"
                      "\"final_url\":\"https://tass.com/politics/1\","
                      "\"checked\":\"2026-01-05T10:00:00Z\",\"page\":{\"title\":\"A page\","
                      "\"published\":\"2024-07-19\",\"from\":\"json-ld\"},\"archived\":null");
    assert_holds(got, "\"findings\":[{\"rule\":\"CC203\",\"kind\":\"prose-date\","
                      "\"severity\":\"warning\",\"message\":\"too old\",\"offset\":64,\"length\":7,"
                      "\"line\":3,\"column\":59,\"end_line\":3,\"end_column\":66,"
                      "\"text\":\"July 19\",\"citation\":0,\"related\":[{\"offset\":6,"
                      "\"length\":10,\"message\":\"the period\"}],\"suggestion\":null,"
                      "\"fingerprint\":\"");
    assert_holds(got, "\"unverified\":[{\"citation\":1,\"url\":null,\"verdict\":\"no-link\","
                      "\"next\":\"add the link to have it checked\"}]");
    assert_holds(got, "\"summary\":{\"documents\":1,\"citations\":3,\"confirmed\":0,"
                      "\"findings\":{\"error\":0,\"warning\":1,\"note\":0},\"unverified\":1}");
    json_decref(parse(got));
    teardown(&f);
}

static void jsonl_reports_have_one_document_a_line_and_then_the_errors(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    struct report_doc docs[2] = { f.report_doc, f.report_doc };
    struct report_error error = { .file = S("x"), .message = S("no"), .line = 2, .column = 3 };
    f.docs = docs;
    f.n_docs = 2;
    f.report.errors = &error;
    f.report.n_errors = 1;
    str rest = write_report(&f, "jsonl"), line;
    size_t n = 0;
    for (; str_next(&rest, '\n', &line) && line.n; n++)
        json_decref(parse(line));
    assert_int_equal(n, 3);
    teardown(&f);
}

static void what_was_not_asked_stands_under_unverified(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    give_link(&f, 0, "https://tass.com/politics/1");
    f.report.options.offline = true;
    assert_holds(
        write_report(&f, "json"),
        "{\"citation\":0,\"url\":\"https://tass.com/politics/1\",\"verdict\":\"not-looked-at\","
        "\"next\":\"run again without --offline\"}");
    struct report_counts counts = f.report.counts;
    assert_int_equal(counts.citations, 3);
    assert_int_equal(counts.credits, 1);
    assert_int_equal(counts.unverified, 2);
    assert_int_equal(counts.unchecked, 2);
    assert_int_equal(counts.no_link, 1);
    teardown(&f);
}

static void fingerprints_ignore_lines_and_number_equal_findings(void **state)
{
    (void)state;
    struct fixture f, moved;
    setup_prose(&f);
    static const char further[] = "\n\n\nOn March 7 the service said it had stopped a cell (x).";
    setup(&moved, "other.md", (str){ further, sizeof further - 1 });
    add_block(&moved, "On March 7 the service said it had stopped a cell (x).");
    f.doc.sentences.p[0].text = find(&f, "On March 7, the service said it had stopped a cell");
    moved.doc.sentences.p[0].text =
        find(&moved, "On March 7 the service said it had stopped a cell");
    add_finding(&f, CHECK_CC401, f.doc.sentences.p[0].text, "m");
    add_finding(&f, CHECK_CC401, f.doc.sentences.p[0].text, "m");
    add_finding(&moved, CHECK_CC401, moved.doc.sentences.p[0].text, "m");
    fingerprint_findings(&f.report_doc, &f.findings, &f.arena);
    fingerprint_findings(&moved.report_doc, &moved.findings, &moved.arena);
    str first = f.findings.list.p[0].fingerprint, second = f.findings.list.p[1].fingerprint;
    assert_int_equal(first.n, 18);
    assert_true(str_ends(first, S(":1")));
    assert_true(str_ends(second, S(":2")));
    assert_true(str_eq(str_slice(first, 0, 16), str_slice(second, 0, 16)));
    assert_true(str_eq(first, moved.findings.list.p[0].fingerprint));
    teardown(&moved);
    teardown(&f);
}

static void text_shows_place_message_mark_suggestion_and_counts(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    struct finding *finding =
        add_finding(&f, CHECK_CC203, find(&f, "March 7"), "The source is older.");
    finding->citation = 0;
    finding->suggestion = S("July 7");
    assert_text(write_report(&f, "text"),
                "draft.md  Head\n"
                "    publication date not known \xC2\xB7 2 citations, 1 image credit\n"
                "\n"
                " ! 3:4       \xC2\xB6"
                "1     TASS, July 19                              prose-date  CC203\n"
                "    The source is older.\n"
                "    On March 7, the service said it had stopped a cell (TASS, July 19, 20).\n"
                "       ^^^^^^^\n"
                "    write: July 7\n"
                "\n"
                " ? 2 citations have no link: add links to have them checked\n"
                "\n"
                " 0 to correct \xC2\xB7 1 to look at\n"
                " 2 citations: 0 confirmed, 1 to correct or look at, 1 not checked (no link)\n");
    teardown(&f);
}

static void text_in_ascii_has_no_other_bytes(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    f.report.options.unicode = false;
    add_finding(&f, CHECK_CC101, find(&f, "cell"), "m");
    str got = write_report(&f, "text");
    for (size_t i = 0; i < got.n; i++)
        assert_true((unsigned char)got.p[i] < 0x80);
    assert_holds(got, " x 3:");
    teardown(&f);
}

static void quiet_text_has_findings_alone(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    f.report.options.verbosity = -1;
    assert_text(write_report(&f, "text"), "");
    add_finding(&f, CHECK_CC101, find(&f, "cell"), "m");
    str got = write_report(&f, "text");
    assert_holds(got, "draft.md\n");
    assert_lacks(got, "confirmed");
    teardown(&f);
}

static void verbose_text_lists_what_holds(void **state)
{
    (void)state;
    struct fixture f;
    setup_prose(&f);
    give_link(&f, 0, "https://tass.com/politics/1");
    struct fetch_result fetch = { .status = 200 };
    struct evidence evidence[3] = {
        { .fetch = &fetch, .verdict = { .code = VERDICT_OK }, .confirmed = true }
    };
    f.report_doc.evidence = evidence;
    f.report.options.verbosity = 1;
    str got = write_report(&f, "text");
    assert_holds(got, " \xE2\x9C\x93 3:52      \xC2\xB6"
                      "1     TASS, July 19");
    assert_holds(got, "https://tass.com/politics/1");
    assert_holds(got, "2 citations: 1 confirmed, 0 to correct or look at, 1 not checked (no link)");
    teardown(&f);
}

static void long_sentences_are_cut_around_the_mark(void **state)
{
    (void)state;
    struct fixture f;
    struct buf text;
    buf_init(&text, 1 << 20);
    for (int i = 0; i < 400; i++)
        buf_add(&text, S("w\xC3\xB6rter "));
    buf_add(&text, S("TARGET "));
    for (int i = 0; i < 400; i++)
        buf_add(&text, S("\xE6\x96\xB0 "));
    setup(&f, "long.md", buf_str(&text));
    struct block *block = VEC_PUSH(&f.doc.blocks, &f.arena);
    block->text = span_make(0, text.n);
    *VEC_PUSH(&f.doc.sentences, &f.arena) = (struct sentence){ .text = block->text };
    add_finding(&f, CHECK_CC401, find(&f, "TARGET"), "m");
    add_finding(&f, CHECK_CC401, block->text, "m");
    str rest = write_report(&f, "text"), line, above = { 0 };
    bool marked = false;
    while (str_next(&rest, '\n', &line)) {
        assert_true(term_width(line) <= 80);
        if (!marked && str_ends(line, S("^^^^^^"))) {
            size_t column = line.n - 6;
            assert_true(str_starts(str_from(above, term_cut(above, column)), S("TARGET")));
            assert_true(str_starts(str_trim(above), S("...")));
            assert_true(str_ends(above, S("...")));
            marked = true;
        }
        above = line;
    }
    assert_true(marked);
    teardown(&f);
    buf_free(&text);
}

static void many_hostile_marks_in_one_sentence_stay_linear(void **state)
{
    (void)state;
    struct fixture f;
    struct buf text;
    buf_init(&text, 1 << 22);
    for (int i = 0; i < 200000; i++)
        buf_add(&text, S("\xCC\x81"
                         "a("));
    setup(&f, "marks.md", buf_str(&text));
    struct block *block = VEC_PUSH(&f.doc.blocks, &f.arena);
    block->text = span_make(0, text.n);
    *VEC_PUSH(&f.doc.sentences, &f.arena) = (struct sentence){ .text = block->text };
    for (uint32_t i = 0; i < 2000; i++)
        add_finding(&f, CHECK_CC101, span_make(i * 400, text.n), "m");
    str got = write_report(&f, "text");
    assert_true(got.n < 4000000);
    teardown(&f);
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jsonl_has_the_fields_of_the_contract_in_order),
        cmocka_unit_test(all_adds_other_parentheticals_in_the_order_of_the_text),
        cmocka_unit_test(links_stand_among_the_parentheticals),
        cmocka_unit_test(dates_extras_and_errors_are_spelt_as_the_contract_says),
        cmocka_unit_test(json_wraps_the_lines_in_one_document),
        cmocka_unit_test(an_empty_document_gives_valid_output_in_every_format),
        cmocka_unit_test(csv_quotes_cells_and_defuses_formulas),
        cmocka_unit_test(table_aligns_columns_by_display_width),
        cmocka_unit_test(table_cuts_its_widest_free_column_on_a_terminal_only),
        cmocka_unit_test(hostile_bytes_reach_no_terminal_and_break_no_json),
        cmocka_unit_test(report_json_has_findings_verdicts_and_summary),
        cmocka_unit_test(jsonl_reports_have_one_document_a_line_and_then_the_errors),
        cmocka_unit_test(what_was_not_asked_stands_under_unverified),
        cmocka_unit_test(fingerprints_ignore_lines_and_number_equal_findings),
        cmocka_unit_test(text_shows_place_message_mark_suggestion_and_counts),
        cmocka_unit_test(text_in_ascii_has_no_other_bytes),
        cmocka_unit_test(quiet_text_has_findings_alone),
        cmocka_unit_test(verbose_text_lists_what_holds),
        cmocka_unit_test(long_sentences_are_cut_around_the_mark),
        cmocka_unit_test(many_hostile_marks_in_one_sentence_stay_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
