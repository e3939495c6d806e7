/* test_quoted.c: quotations of drafts against saved pages. Each line of tests/quotes/cases.tsv is a case: page,
 * language of the draft, what must be found, sentence. `test_quoted --table` prints how many were told right. */
#include "evidence/quoted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cite_case.h"

#include "base/banned.h"

enum { PAGE_BYTES_MAX = 1 << 20, REFS_MAX = 8, CASES_MIN = 150, STATES = 4 };

static const char *const state_names[STATES] = { [QUOTE_UNKNOWN] = "unknown",
                                                 [QUOTE_FOUND] = "found",
                                                 [QUOTE_ALTERED] = "altered",
                                                 [QUOTE_ABSENT] = "absent" };

/* What stands before the sentence, so that the draft has a language. */
static const char *const openings[][2] = {
    { "en",
      "The week began with a report that few people in the capital had expected. It was read by "
      "officials, by traders and by those who live on the coast, and it was the subject of a long "
      "meeting on Tuesday. What follows is a short account of the statements that were made in "
      "public, and of the questions that have not been answered so far.\n\n" },
    { "ru",
      "Неделя началась с новости, которой в столице не ждали. О ней говорили и чиновники, и те, кто "
      "живёт на берегу, и во вторник её обсуждали на долгом совещании. По словам участников, решение "
      "было принято не сразу, а на вопросы журналистов пока не ответили.\n\n" },
    { "de",
      "Die Woche begann mit einer Nachricht, die in der Stadt kaum jemand erwartet hatte. Sie wurde von "
      "den Behörden und von den Leuten auf der Straße gelesen, und am Dienstag war sie der Gegenstand "
      "einer langen Sitzung. Wie es heißt, soll die Sache nicht vor dem Herbst entschieden werden.\n\n" },
    { "fr",
      "La semaine a commencé par une nouvelle que peu de gens attendaient dans la ville. Elle a été lue "
      "par les élus et par les habitants du quartier, et elle a été le sujet d’une longue réunion "
      "mardi. Voici un court récit de ce qui a été dit en public et de ce qui reste à savoir.\n\n" },
};

static str read_file(const char *path, struct arena *arena)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("cannot open %s", path);
    char *room = NEW(arena, char, PAGE_BYTES_MAX);
    size_t n = fread(room, 1, PAGE_BYTES_MAX, file);
    assert_int_equal(fclose(file), 0);
    return (str){ room, n };
}

/* A draft with its references, each with the page that its link leads to. */
struct draft {
    struct cite_read read;
    struct reference_list refs;
    struct cover *cover;
    struct fetch_result fetch;
    struct evidence evidence[REFS_MAX];
};

static void draft_open(const struct cite_world *world, str text, struct draft *out)
{
    *out = (struct draft){ .fetch = { .status = 200, .verdict = { .code = VERDICT_OK } } };
    struct cite_about about = { "a.md", "2025-03-01", "generic" };
    cite_case_read(world, about, text, &out->read);
    ref_resolve(&out->read.doc, &out->read.list, &world->outlets, false, &out->read.arena,
                &out->refs);
    out->cover = cover_find(&out->read.doc, &out->read.list,
                            style_find(&world->styles, S("generic")), &out->read.arena);
    assert_true(out->refs.list.n <= REFS_MAX);
}

static void draft_judge(struct draft *d)
{
    struct quoted_input in = { &d->read.doc, &d->read.list, &d->refs, d->cover };
    for (size_t i = 0; i < d->refs.list.n; i++) {
        d->evidence[i].fetch = &d->fetch;
        evidence_judge(&d->read.list.citations.p[d->refs.list.p[i].citation], NULL,
                       &d->evidence[i]);
    }
    quotes_judge(&in, d->evidence, &d->read.arena);
}

static void read_page(str html, bool cut, struct arena *perm, struct page *out)
{
    struct arena scratch;
    struct err err = { 0 };
    arena_init(&scratch, 0, NULL);
    struct page_input in = { .body = html, .truncated = cut };
    assert_true(page_read(&in, perm, &scratch, out, &err));
    arena_free(&scratch);
}

static const char *opening_of(str language)
{
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (str_eq(language, str_from_z(openings[i][0])))
            return openings[i][1];
    fail_msg("no opening in %.*s", STR_ARG(language));
    return "";
}

/* The state that all quotations of the sentence share; -1 when they differ or there is none. */
static int shared_state(const struct draft *d)
{
    int state = -1;
    for (size_t i = 0; i < d->refs.list.n; i++) {
        for (uint32_t k = 0; k < d->evidence[i].n_quotes; k++) {
            int one = d->evidence[i].quotes[k].state;
            if (state >= 0 && state != one)
                return -1;
            state = one;
        }
    }
    return state;
}

struct score {
    unsigned n, right, of_state[STATES], right_of_state[STATES], said, said_right;
};

static int state_of(str name)
{
    for (int i = 0; i < STATES; i++)
        if (str_eq(name, str_from_z(state_names[i])))
            return i;
    fail_msg("no such state: %.*s", STR_ARG(name));
    return 0;
}

static void run_case(const struct cite_world *world, str line, struct score *score)
{
    str column[4] = { { 0 } };
    struct arena arena;
    struct draft draft;
    struct page page;
    for (size_t i = 0; i < 4; i++)
        (void)str_next(&line, '\t', &column[i]);
    arena_init(&arena, 0, NULL);
    str path = str_printf(&arena, "tests/quotes/%.*s.html", STR_ARG(column[0]));
    read_page(read_file(path.p, &arena), str_starts(column[0], S("cut-")), &arena, &page);
    str text = str_printf(&arena, "%s%.*s ([TASS, July 3](https://example.org/a)).\n",
                          opening_of(column[1]), STR_ARG(column[3]));
    draft_open(world, text, &draft);
    assert_int_equal(draft.refs.list.n, 1);
    draft.evidence[0].page = &page;
    draft_judge(&draft);
    int want = state_of(column[2]), got = shared_state(&draft);
    score->n++;
    score->right += got == want;
    score->of_state[want]++;
    score->right_of_state[want] += got == want;
    bool said = got == QUOTE_ALTERED || got == QUOTE_ABSENT;
    score->said += said;
    score->said_right += said && got == want;
    if (got != want)
        print_message("%.*s: %s, not %s: %.*s\n", STR_ARG(column[0]),
                      got < 0 ? "mixed" : state_names[got], state_names[want], STR_ARG(column[3]));
    arena_free(&draft.read.arena);
    arena_free(&arena);
}

static struct score run_cases(const struct cite_world *world)
{
    struct arena arena;
    struct score score = { 0 };
    str line;
    arena_init(&arena, 0, NULL);
    str lines = read_file("tests/quotes/cases.tsv", &arena);
    while (str_next(&lines, '\n', &line))
        if (line.n)
            run_case(world, line, &score);
    arena_free(&arena);
    return score;
}

static double share(unsigned part, unsigned whole)
{
    return whole ? (double)part / whole : 1;
}

static double recall_of(const struct score *s)
{
    return share(s->right_of_state[QUOTE_ALTERED] + s->right_of_state[QUOTE_ABSENT],
                 s->of_state[QUOTE_ALTERED] + s->of_state[QUOTE_ABSENT]);
}

static void quotations_are_told_right(void **state)
{
    struct score score = run_cases(*state);
    print_message("%u cases, %u right; findings: precision %.3f, recall %.3f\n", score.n,
                  score.right, share(score.said_right, score.said), recall_of(&score));
    assert_true(score.n >= CASES_MIN);
    assert_true(share(score.said_right, score.said) >= 0.98);
    assert_true(recall_of(&score) >= 0.95);
}

/* The one quotation of a sentence that is held against a page of this text. */
static struct quote_result judge(const struct cite_world *world, struct draft *draft,
                                 struct page *page, const char *sentence, const char *html)
{
    str text = str_printf((struct arena *)(uintptr_t)&world->arena, "%s%s\n", opening_of(S("en")),
                          sentence);
    draft_open(world, text, draft);
    str filler = str_from_z(opening_of(S("en")));
    str body = str_printf(&draft->read.arena, "<h1>Title of it</h1><p>%s</p><p>%.*s</p>", html,
                          STR_ARG(filler));
    read_page(body, false, &draft->read.arena, page);
    for (size_t i = 0; i < draft->refs.list.n; i++)
        if (draft->refs.list.p[i].how == REF_LINK)
            draft->evidence[i].page = page;
    draft_judge(draft);
    for (size_t i = 0; i < draft->refs.list.n; i++)
        if (draft->evidence[i].n_quotes)
            return draft->evidence[i].quotes[0];
    return (struct quote_result){ .why = S("none") };
}

static void assert_edit(const struct quote_result *r, uint32_t i, const char *quoted,
                        const char *page)
{
    assert_true(i < r->n_edits);
    if (!str_eq(r->edits[i].quoted, str_from_z(quoted)) ||
        !str_eq(r->edits[i].page, str_from_z(page)))
        fail_msg("edit \"%.*s\" for \"%.*s\"", STR_ARG(r->edits[i].quoted),
                 STR_ARG(r->edits[i].page));
}

static void edits_show_both_versions(void **state)
{
    struct draft d;
    struct page page;
    struct quote_result r = judge(
        *state, &d, &page,
        "He said that “the gates will open on Monday at nine sharp” ([TASS, July 3](https://a.org/b)).",
        "“The gates will not open on Sunday at nine,” he said.");
    assert_int_equal(r.state, QUOTE_ALTERED);
    assert_int_equal(r.n_edits, 3);
    assert_edit(&r, 0, "", "not");
    assert_edit(&r, 1, "Monday", "Sunday");
    assert_edit(&r, 2, "sharp", "");
    arena_free(&d.read.arena);
}

/* However much of a long quotation stays the same. */
static void negation_alone_alters_what_was_said(void **state)
{
    static const struct {
        const char *quoted, *page, *edit, *page_edit;
    } cases[] = {
        { "ships will leave the harbour before the ice comes and the gates will open at nine "
          "on every day of the week",
          "ships will leave the harbour before the ice comes and the gates will not open at nine "
          "on every day of the week",
          "", "not" },
        { "ships will never leave the harbour before the ice comes in the last weeks of the year",
          "ships will leave the harbour before the ice comes in the last weeks of the year",
          "never", "" },
        { "the gates don’t open at nine on any day of the week that was named by the council",
          "the gates do open at nine on any day of the week that was named by the council", "don’t",
          "" },
        { "the council has no plan for the gates and none for the harbour in these weeks",
          "the council has a plan for the gates and none for the harbour in these weeks", "no",
          "a" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct draft d;
        struct page page;
        char sentence[400];
        (void)snprintf(sentence, sizeof sentence,
                       "He said that “%s” ([TASS, July 3](https://a.org/b)).", cases[i].quoted);
        struct quote_result r = judge(*state, &d, &page, sentence, cases[i].page);
        assert_int_equal(r.state, QUOTE_ALTERED);
        assert_int_equal(r.n_edits, 1);
        assert_edit(&r, 0, cases[i].edit, cases[i].page_edit);
        arena_free(&d.read.arena);
    }
}

static void pieces_around_an_ellipsis_follow_one_another(void **state)
{
    static const struct {
        const char *page, *edit;
    } cases[] = {
        { "The gates will open at nine. It was said that all ships may leave the harbour.", NULL },
        { "All ships may leave the harbour. The gates will open at nine, and all ships may leave the "
          "harbour.",
          NULL },
        { "All ships may leave the harbour, he said. The gates will open at nine.",
          "all ships may leave the harbour" },
        { "It is said that “all ships may,” he said, “leave the harbour. The gates will open at nine.”",
          "all ships may leave the harbour" },
        { "It is said that “all ships may,” he said, “leave the harbour. The gates will open at nine.” "
          "So “all ships may,” he repeated, “leave the harbour.”",
          NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct draft d;
        struct page page;
        struct quote_result r =
            judge(*state, &d, &page,
                  "He said that “the gates will open at nine … all ships may leave the harbour” "
                  "([TASS, July 3](https://a.org/b)).",
                  cases[i].page);
        assert_int_equal(r.state, cases[i].edit ? QUOTE_ALTERED : QUOTE_FOUND);
        assert_int_equal(r.n_edits, cases[i].edit != NULL);
        if (cases[i].edit)
            assert_edit(&r, 0, cases[i].edit, "");
        arena_free(&d.read.arena);
    }
}

static void short_piece_says_nothing_of_the_order(void **state)
{
    static const char *const quoted[] = { "the gates will open at nine … every day",
                                          "at nine … so that all ships may leave" };
    static const char *const pages[] = {
        "Every day he says so: the gates will open at nine.",
        "The gates open so that all ships may leave, and they do at nine.",
    };
    for (size_t i = 0; i < 2; i++) {
        struct draft d;
        struct page page;
        char sentence[200];
        (void)snprintf(sentence, sizeof sentence,
                       "He said that “%s” ([TASS, July 3](https://a.org/b)).", quoted[i]);
        struct quote_result r = judge(*state, &d, &page, sentence, pages[i]);
        assert_int_equal(r.state, QUOTE_FOUND);
        arena_free(&d.read.arena);
    }
}

static void passage_of_the_page_is_kept(void **state)
{
    struct draft d;
    struct page page;
    struct quote_result r =
        judge(*state, &d, &page,
              "He said that “the gates will open at nine” ([TASS, July 3](https://a.org/b)).",
              "“The <b>gates</b> will open at nine,” he said.");
    assert_int_equal(r.state, QUOTE_FOUND);
    assert_true(str_eq(r.page_text, S("The gates will open at nine")));
    arena_free(&d.read.arena);
}

static void words_of_a_comment_are_not_the_articles(void **state)
{
    struct draft d;
    struct page page;
    struct quote_result r = judge(
        *state, &d, &page,
        "He said that “the gates are painted in the wrong green” ([TASS, July 3](https://a.org/b)).",
        "Gates.</p><div class=comment-list>the gates are painted in the wrong green, if you ask me"
        "</div><p>");
    assert_int_equal(r.state, QUOTE_ABSENT);
    assert_true(r.in_comment);
    arena_free(&d.read.arena);
}

static void page_that_was_not_read_denies_nothing(void **state)
{
    struct draft d;
    struct page page;
    struct quote_result r = judge(*state, &d, &page,
                                  "He said that “the gates will open at nine” ([TASS, July 3]"
                                  "(https://a.org/b); RBC, July 4).",
                                  "Nothing of the kind was said.");
    assert_int_equal(r.state, QUOTE_UNKNOWN);
    assert_true(r.why.n > 0);
    arena_free(&d.read.arena);
}

static void quotation_goes_with_the_next_citation(void **state)
{
    struct draft d;
    struct page page;
    struct quote_result r = judge(
        *state, &d, &page,
        "He said that “the gates will open at nine” ([TASS, July 3](https://a.org/b)), and others "
        "agreed (RBC, July 4).",
        "He spoke of something else.");
    assert_int_equal(r.state, QUOTE_ABSENT);
    arena_free(&d.read.arena);
}

static void scare_quotes_and_titles_are_left_alone(void **state)
{
    static const char *const sentences[] = {
        "He called it a “special operation” ([TASS, July 3](https://a.org/b)).",
        "He praised “The Gates of the North” ([TASS, July 3](https://a.org/b)).",
        "He spoke of gates ([TASS, July 3](https://a.org/b)).",
        "He said that “the gates will open at nine.”",
    };
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        struct draft d;
        struct page page;
        struct quote_result r = judge(*state, &d, &page, sentences[i], "Nothing was said.");
        assert_true(str_eq(r.why, S("none")));
        arena_free(&d.read.arena);
    }
}

static void words_found_elsewhere_in_the_paragraph_are_found(void **state)
{
    struct draft d;
    struct page page;
    struct quote_result r =
        judge(*state, &d, &page,
              "He said that “the gates will open at nine” (RBC, July 4). Others listened "
              "([TASS, July 3](https://a.org/b)).",
              "“The gates will open at nine.”");
    assert_int_equal(r.state, QUOTE_FOUND);
    arena_free(&d.read.arena);
}

static void figures_and_titles_are_sought_too(void **state)
{
    static const struct {
        const char *sentence, *html;
        int kind, state;
    } cases[] = {
        { "More than 500 ships wait ([TASS, July 3](https://a.org/b)).", "There are 513 ships.",
          QUOTED_FIGURE, QUOTE_FOUND },
        { "More than 500 ships wait ([TASS, July 3](https://a.org/b)).", "There are 300 ships.",
          QUOTED_FIGURE, QUOTE_ABSENT },
        { "Ships wait ([\"Title of it\", TASS, July 3](https://a.org/b)).", "There are ships.",
          QUOTED_TITLE, QUOTE_FOUND },
        { "Ships wait ([\"Gates shut for good\", TASS, July 3](https://a.org/b)).",
          "There are ships.", QUOTED_TITLE, QUOTE_ABSENT },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct draft d;
        struct page page;
        struct quote_result r = judge(*state, &d, &page, cases[i].sentence, cases[i].html);
        assert_int_equal(r.kind, cases[i].kind);
        assert_int_equal(r.state, cases[i].state);
        arena_free(&d.read.arena);
    }
}

static void what_needs_too_much_memory_is_left_for_the_guard(void **state)
{
    struct draft d;
    struct page page;
    struct err err = { 0 };
    struct arena_guard guard = { .err = &err };
    struct arena perm;
    (void)judge(*state, &d, &page,
                "He said that “the gates will open at nine” ([TASS, July 3](https://a.org/b)).",
                "“The gates will open at nine.”");
    struct quoted_input in = { &d.read.doc, &d.read.list, &d.refs, d.cover };
    arena_init(&perm, 4096, &guard);
    if (setjmp(guard.env) == 0)
        quotes_judge(&in, d.evidence, &perm);
    assert_int_equal(err.kind, ERR_LIMIT);
    arena_free(&perm);
    arena_free(&d.read.arena);
}

static int print_table(void)
{
    struct cite_world world;
    cite_world_open(&world);
    struct score s = run_cases(&world);
    cite_world_close(&world);
    (void)printf("| case | n | told right |\n|---|--:|--:|\n");
    for (int i = 0; i < STATES; i++)
        (void)printf("| %s | %u | %u |\n", state_names[i], s.of_state[i], s.right_of_state[i]);
    (void)printf("\nFindings (altered, absent): precision %.3f, recall %.3f.\n",
                 share(s.said_right, s.said), recall_of(&s));
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotations_are_told_right),
        cmocka_unit_test(edits_show_both_versions),
        cmocka_unit_test(negation_alone_alters_what_was_said),
        cmocka_unit_test(pieces_around_an_ellipsis_follow_one_another),
        cmocka_unit_test(short_piece_says_nothing_of_the_order),
        cmocka_unit_test(passage_of_the_page_is_kept),
        cmocka_unit_test(words_of_a_comment_are_not_the_articles),
        cmocka_unit_test(page_that_was_not_read_denies_nothing),
        cmocka_unit_test(quotation_goes_with_the_next_citation),
        cmocka_unit_test(scare_quotes_and_titles_are_left_alone),
        cmocka_unit_test(words_found_elsewhere_in_the_paragraph_are_found),
        cmocka_unit_test(figures_and_titles_are_sought_too),
        cmocka_unit_test(what_needs_too_much_memory_is_left_for_the_guard),
    };
    if (argc > 1 && str_eq(str_from_z(argv[1]), S("--table")))
        return print_table();
    return cmocka_run_group_tests(tests, cite_world_setup, cite_world_teardown);
}
