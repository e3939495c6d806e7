/* test_formats.c: reports for other programs, from texts, through the public face. */
#include "base/buf.h"
#include "citecheck/citecheck.h"
#include "report/path.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <jansson.h>
#include <libxml/parser.h>

#include "holds.h"

#include "base/banned.h"

static bool keep(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (str){ bytes, n });
    return true;
}

/* The report of one text in one format. Caller frees `out`. */
static str check(const char *name, const char *text, const char *format, struct buf *out)
{
    struct cck_options options = { .size = sizeof options };
    struct cck_error error;
    cck_session *session;
    struct cck_output output = { .write = keep, .ctx = out, .unicode = true };
    struct cck_report report = { format, &output };
    cck_options_default(&options);
    options.no_config = options.no_cache = options.offline = true;
    options.now = "2024-08-01T00:00:00Z";
    options.date = "2024-07-29";
    buf_init(out, 1 << 24);
    assert_true(cck_session_open(&options, &session, &error));
    cck_session_add_text(session, name, text, strlen(text));
    if (!cck_session_report(session, &report, 1, &error))
        fail_msg("%s", error.message);
    cck_session_close(session);
    return buf_str(out);
}

static json_t *parse(str text)
{
    json_error_t error;
    json_t *root = json_loadb(text.p, text.n, 0, &error);
    if (!root)
        fail_msg("%s at %d: %.*s", error.text, error.position, STR_ARG(text));
    return root;
}

static void assert_xml(str text)
{
    xmlDocPtr doc = xmlReadMemory(text.p, (int)text.n, "report.xml", NULL, XML_PARSE_NONET);
    if (!doc)
        fail_msg("no XML: %.*s", STR_ARG(text));
    xmlFreeDoc(doc);
}

static const char wrong[] = "On March 7, 5% & <b> more came (TASS, February 30).\n";

static void paths_count_from_the_repository(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0, NULL);
    struct report_options in_repository = { .root = S("/r"), .folder = S("/r/articles") };
    struct report_options nowhere = { .folder = S("/home/x") };
    static const struct {
        const char *name, *repository, *nowhere;
    } cases[] = {
        { "a.md", "articles/a.md", "a.md" },
        { "./a/../b.md", "articles/b.md", "b.md" },
        { "../b.md", "b.md", "/home/b.md" },
        { "../../b.md", "/b.md", "/b.md" },
        { "/r/articles/c.md", "articles/c.md", "/r/articles/c.md" },
        { "/rest/c.md", "/rest/c.md", "/rest/c.md" },
        { "-", "-", "-" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str name = str_from_z(cases[i].name);
        str one = report_path(&in_repository, name, &arena);
        str two = report_path(&nowhere, name, &arena);
        assert_string_equal(str_z(&arena, one), cases[i].repository);
        assert_string_equal(str_z(&arena, two), cases[i].nowhere);
    }
    assert_string_equal(str_z(&arena, path_to_uri(S("a b%/\xC3\xA9#.md"), &arena)),
                        "a%20b%25/%C3%A9%23.md");
    arena_free(&arena);
}

static void github_escapes_what_would_end_a_command(void **state)
{
    (void)state;
    struct buf out;
    str got = check("/x/a:b,c%\n.md", wrong, "github", &out);
    assert_holds(got, "::error file=/x/a%3Ab%2Cc%25%0A.md,line=1,endLine=1,col=");
    assert_holds(got, ",title=CC201 impossible-date::");
    buf_free(&out);
}

static void github_shows_ten_of_a_level_and_logs_the_rest(void **state)
{
    (void)state;
    struct buf text, out;
    buf_init(&text, 1 << 16);
    for (int i = 0; i < 14; i++)
        buf_printf(&text, "Event %d came (TASS, February 30).\n\n", i);
    buf_byte(&text, 0);
    str rest = check("/x/a.md", text.p, "github", &out), line;
    size_t commands = 0, lines = 0;
    while (str_next(&rest, '\n', &line)) {
        commands += str_starts(line, S("::error "));
        lines += str_starts(line, S(" /x/a.md:"));
    }
    assert_int_equal(commands, 10);
    assert_true(lines >= 4);
    assert_holds(buf_str(&out), "further findings stand in this log alone");
    buf_free(&out);
    buf_free(&text);
}

static void gitlab_is_an_array_also_when_it_is_empty(void **state)
{
    (void)state;
    struct buf out;
    json_t *root = parse(check("/x/a.md", "Nothing.\n", "gitlab", &out));
    assert_int_equal(json_array_size(root), 0);
    json_decref(root);
    buf_free(&out);
    root = parse(check("/x/a.md", wrong, "gitlab", &out));
    json_t *location = json_object_get(json_array_get(root, 0), "location");
    assert_string_equal(json_string_value(json_object_get(location, "path")), "/x/a.md");
    assert_int_equal(
        json_integer_value(json_object_get(json_object_get(location, "lines"), "begin")), 1);
    json_decref(root);
    buf_free(&out);
}

static void junit_has_a_case_for_each_citation(void **state)
{
    (void)state;
    struct buf out;
    str got = check("/x/a&b.md", "It came (TASS, July 3; Meduza, February 30).\n", "junit", &out);
    assert_xml(got);
    assert_holds(got, "<testsuite name=\"/x/a&amp;b.md\" tests=\"2\" failures=\"1\" errors=\"0\" "
                      "skipped=\"1\">");
    assert_holds(got, "name=\"1:10 TASS, July 3\">\n      <skipped message=\"not checked, no-link");
    assert_holds(got, "<failure type=\"CC201\"");
    buf_free(&out);
}

static void checkstyle_and_junit_are_xml_whatever_the_text_holds(void **state)
{
    (void)state;
    const char *formats[] = { "checkstyle", "junit" };
    for (size_t i = 0; i < 2; i++) {
        struct buf out;
        str got =
            check("/x/\"<\x01>'.md", "A \x02 <b>&amp; (T\x0BSS]]>, February 30; &\"', July 33).",
                  formats[i], &out);
        assert_xml(got);
        assert_lacks(got, "\x01");
        buf_free(&out);
    }
}

static void rdjsonl_counts_columns_in_bytes(void **state)
{
    (void)state;
    struct buf out;
    str got = check("/x/a.txt", "\xC3\xA9\xC3\xA9 came (Kommersent, July 3).\n", "rdjsonl", &out);
    assert_holds(got, "\"range\":{\"start\":{\"line\":1,\"column\":12},\"end\":{\"line\":1,"
                      "\"column\":22}}");
    assert_holds(got, "\"suggestions\":[{\"range\":{\"start\":{\"line\":1,\"column\":12}");
    assert_holds(got, "\"text\":\"Kommersant\"");
    buf_free(&out);
}

static void sarif_has_places_fingerprints_fixes_and_what_was_not_checked(void **state)
{
    (void)state;
    struct buf out;
    json_t *root =
        parse(check("/x/a b.txt", "\xC3\xA9 came (Kommersent, July 3).\n", "sarif", &out));
    json_t *run = json_array_get(json_object_get(root, "runs"), 0);
    json_t *result = json_array_get(json_object_get(run, "results"), 0);
    json_t *place = json_object_get(json_array_get(json_object_get(result, "locations"), 0),
                                    "physicalLocation");
    json_t *region = json_object_get(place, "region");
    assert_string_equal(json_string_value(json_object_get(run, "columnKind")), "unicodeCodePoints");
    assert_string_equal(json_string_value(json_object_get(result, "ruleId")), "CC502");
    assert_string_equal(
        json_string_value(json_object_get(json_object_get(place, "artifactLocation"), "uri")),
        "/x/a%20b.txt");
    assert_int_equal(json_integer_value(json_object_get(region, "startColumn")), 9);
    assert_int_equal(json_integer_value(json_object_get(region, "endColumn")), 19);
    json_t *prints = json_object_get(result, "partialFingerprints");
    const char *print = json_string_value(json_object_get(prints, "primaryLocationLineHash"));
    assert_int_equal(strlen(print), 18);
    assert_string_equal(print, json_string_value(json_object_get(prints, "citecheck/v1")));
    assert_int_equal(json_array_size(json_object_get(result, "fixes")), 1);
    assert_null(json_object_get(result, "baselineState"));
    json_t *rules =
        json_object_get(json_object_get(json_object_get(run, "tool"), "driver"), "rules");
    json_t *rule =
        json_array_get(rules, (size_t)json_integer_value(json_object_get(result, "ruleIndex")));
    assert_string_equal(json_string_value(json_object_get(rule, "id")), "CC502");
    json_t *invocation = json_array_get(json_object_get(run, "invocations"), 0);
    assert_true(json_array_size(json_object_get(invocation, "toolExecutionNotifications")) > 0);
    json_decref(root);
    buf_free(&out);
}

static void sarif_rules_have_help_that_github_takes(void **state)
{
    (void)state;
    struct buf out;
    json_t *root = parse(check("/x/a.txt", "", "sarif", &out)), *rule;
    json_t *run = json_array_get(json_object_get(root, "runs"), 0);
    json_t *rules =
        json_object_get(json_object_get(json_object_get(run, "tool"), "driver"), "rules");
    size_t i;
    assert_true(json_array_size(rules) > 30);
    json_array_foreach(rules, i, rule)
    {
        static const char *const texts[] = { "shortDescription", "fullDescription", "help" };
        for (size_t k = 0; k < 3; k++) {
            const char *text =
                json_string_value(json_object_get(json_object_get(rule, texts[k]), "text"));
            assert_non_null(text);
            assert_in_range(strlen(text), 10, 1024);
        }
    }
    json_decref(root);
    buf_free(&out);
}

static void markdown_stays_small_and_holds_its_marker(void **state)
{
    (void)state;
    struct buf text, out;
    buf_init(&text, 1 << 22);
    for (int i = 0; i < 3000; i++)
        buf_printf(&text, "Event %d came to @nobody | x (TASS_%d, February 30).\n\n", i, i);
    buf_byte(&text, 0);
    str got = check("/x/a.md", text.p, "markdown", &out);
    assert_true(got.n <= 60000);
    assert_true(str_starts(got, S("<!-- citecheck-report -->\n")));
    assert_holds(got, "further findings: see the full report.");
    assert_lacks(got, "@nobody");
    buf_free(&out);
    buf_free(&text);
}

static void csv_is_the_evidence_table(void **state)
{
    (void)state;
    struct buf out;
    str got = check("=a.md", "It came, he said (Kommersent, July 3).\n", "csv", &out);
    assert_holds(got, "no,file,line,column,paragraph,sentence,citation,outlet,cited_date,year,");
    assert_holds(got, "\r\n1,'=a.md,1,18,1,\"It came, he said (Kommersent, July 3).\","
                      "\"(Kommersent, July 3)\",Kommersant,2024-07-03,inferred,");
    assert_holds(got, ",not checked,no-link,,CC502,\"CC502: ");
    buf_free(&out);
}

static void several_formats_are_written_in_one_run(void **state)
{
    (void)state;
    struct cck_options options = { .size = sizeof options };
    struct cck_error error;
    cck_session *session;
    struct buf one, two, again;
    buf_init(&one, 1 << 20);
    buf_init(&two, 1 << 20);
    buf_init(&again, 1 << 20);
    struct cck_output outputs[] = { { .write = keep, .ctx = &one },
                                    { .write = keep, .ctx = &two },
                                    { .write = keep, .ctx = &again } };
    struct cck_report reports[] = { { "json", &outputs[0] }, { "github", &outputs[1] } };
    cck_options_default(&options);
    options.no_config = options.no_cache = options.offline = true;
    assert_true(cck_session_open(&options, &session, &error));
    cck_session_add_text(session, "/x/a.md", wrong, sizeof wrong - 1);
    cck_session_add_text(session, "/x/b.md", wrong, sizeof wrong - 1);
    assert_true(cck_session_report(session, reports, 2, &error));
    assert_int_equal(cck_session_status(session), 1);
    assert_holds(buf_str(&one), "\"summary\":{\"documents\":2,");
    assert_holds(buf_str(&two), "file=/x/b.md");
    assert_true(cck_session_check(session, &error));
    assert_true(cck_session_write(session, "json", &outputs[2], &error));
    assert_true(str_eq(buf_str(&one), buf_str(&again)));
    assert_int_equal(cck_session_status(session), 1);
    reports[1].format = "pdf";
    assert_false(cck_session_report(session, reports, 2, &error));
    assert_string_equal(error.message, "no report format is called \"pdf\"");
    cck_session_close(session);
    buf_free(&one);
    buf_free(&two);
    buf_free(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_count_from_the_repository),
        cmocka_unit_test(github_escapes_what_would_end_a_command),
        cmocka_unit_test(github_shows_ten_of_a_level_and_logs_the_rest),
        cmocka_unit_test(gitlab_is_an_array_also_when_it_is_empty),
        cmocka_unit_test(junit_has_a_case_for_each_citation),
        cmocka_unit_test(checkstyle_and_junit_are_xml_whatever_the_text_holds),
        cmocka_unit_test(rdjsonl_counts_columns_in_bytes),
        cmocka_unit_test(sarif_has_places_fingerprints_fixes_and_what_was_not_checked),
        cmocka_unit_test(sarif_rules_have_help_that_github_takes),
        cmocka_unit_test(markdown_stays_small_and_holds_its_marker),
        cmocka_unit_test(csv_is_the_evidence_table),
        cmocka_unit_test(several_formats_are_written_in_one_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
