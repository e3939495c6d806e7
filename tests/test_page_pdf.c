/* test_page_pdf.c: what a PDF says of itself, by stand-ins for the program that reads it, and by the program itself
 * where the machine has it. */
#include "page/page.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/pdf_program.h"

#include "base/banned.h"

enum { PATH_BYTES = 256 };

struct world {
    char folder[PATH_BYTES], program[PATH_BYTES + sizeof "/pdfinfo"];
    struct arena perm, scratch;
    struct page page;
};

static int set_up(void **state)
{
    static struct world w;
    w = (struct world){ .folder = "/tmp/citecheck-pdf-XXXXXX" };
    assert_non_null(mkdtemp(w.folder));
    (void)snprintf(w.program, sizeof w.program, "%s/pdfinfo", w.folder);
    arena_init(&w.perm, 0, NULL);
    arena_init(&w.scratch, 0, NULL);
    *state = &w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    (void)unlink(w->program);
    assert_int_equal(rmdir(w->folder), 0);
    arena_free(&w->perm);
    arena_free(&w->scratch);
    return 0;
}

/* A program of those lines of shell. */
static void write_program(const struct world *w, const char *lines)
{
    FILE *file = fopen(w->program, "w");
    assert_non_null(file);
    assert_true(fprintf(file, "#!/bin/sh\n%s\n", lines) > 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(w->program, 0700), 0);
}

static const struct page *read_by(struct world *w, const struct pdf_tool *tool, str body, bool cut)
{
    struct err err = { 0 };
    struct page_input in = { .body = body, .pdf = tool, .truncated = cut };
    assert_true(page_read(&in, &w->perm, &w->scratch, &w->page, &err));
    assert_int_equal(w->page.kind, PAGE_PDF);
    return &w->page;
}

static const struct page *read_with(struct world *w, const char *lines, uint32_t wait_ms)
{
    struct pdf_tool tool = { w->program, wait_ms };
    write_program(w, lines);
    return read_by(w, &tool, S("%PDF-1.4 words"), false);
}

static void facts_are_taken_over(void **state)
{
    const struct page *page = read_with(*state,
                                        "cat >/dev/null; echo 'Title:          Silt and sluices'\n"
                                        "echo 'Author:         A. Keeper'\n"
                                        "echo 'CreationDate:   2013-05-20T10:15:00+02'\n"
                                        "echo 'ModDate:        2013-06-02T08:00:00Z'",
                                        5000);
    assert_true(str_eq(page->title, S("Silt and sluices")));
    assert_true(str_eq(page->author, S("A. Keeper")));
    assert_int_equal(date_cmp(page->best.day, date_make(2013, 5, 20)), 0);
    assert_int_equal(page->best.zone_min, 120);
    assert_false(page->best.published);
    assert_int_equal(page->dates.n, 2);
    assert_true(page->dates.p[1].modified);
}

static void program_sees_the_document_and_nothing_else(void **state)
{
    struct world *w = *state;
    int leak = open("/dev/null", O_RDONLY), low = dup2(leak, 9);
    assert_true(low == 9); /* inherited unless it is closed */
    const struct page *page = read_with(
        w,
        "echo \"Title: $(cat)\"; echo \"Author: ${HOME:-none} $([ -e /proc/self/fd/9 ] && echo 9)\"",
        5000);
    assert_true(str_eq(page->title, S("%PDF-1.4 words")));
    assert_true(str_eq(page->author, S("none")));
    assert_int_equal(close(low), 0);
    assert_int_equal(close(leak), 0);
}

static void assert_nothing(const struct page *page)
{
    assert_int_equal(page->dates.n, 0);
    assert_int_equal(page->best.day.year, 0);
    assert_int_equal(page->title.n, 0);
}

static void what_fails_says_nothing(void **state)
{
    struct world *w = *state;
    assert_nothing(read_with(w, "echo 'CreationDate: 2013-05-20T10:15:00Z'; exit 1", 5000));
    assert_nothing(read_with(w, "echo 'CreationDate: 2013-05-20T10:15:00Z'; kill -9 $$", 5000));
    assert_nothing(read_with(w, "printf 'Title: \\377\\376'", 5000));
    assert_nothing(read_with(w, "exec sleep 600", 100));
    assert_nothing(
        read_with(w, "while :; do echo 'Title: on and on and on and on and on'; done", 5000));
    struct pdf_tool missing = { "/nowhere/pdfinfo", 5000 };
    assert_nothing(read_by(w, &missing, S("%PDF-1.4"), false));
    assert_nothing(read_by(w, NULL, S("%PDF-1.4"), false));
}

static void cut_documents_are_not_asked_about(void **state)
{
    struct world *w = *state;
    struct pdf_tool tool = { w->program, 5000 };
    write_program(w, "echo 'CreationDate: 2013-05-20T10:15:00Z'");
    assert_nothing(read_by(w, &tool, S("%PDF-1.4"), true));
}

/* A whole document; the offsets of its table are right. */
static const char document[] =
    "%PDF-1.4\n"
    "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n"
    "4 0 obj\n<</Title(Silt)/CreationDate(D:20130520101500+02'00')>>\nendobj\n"
    "xref\n0 5\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
    "0000000105 00000 n \n0000000166 00000 n \n"
    "trailer\n<</Size 5/Root 1 0 R/Info 4 0 R>>\nstartxref\n237\n%%EOF\n";

static void the_real_program_is_understood(void **state)
{
    struct world *w = *state;
    write_program(w, ":");
    const struct pdf_tool *tool = pdf_program_find(&w->perm);
    if (!tool) {
        print_message("pdfinfo is not installed\n");
        skip();
    }
    const struct page *page = read_by(w, tool, str_from_z(document), false);
    assert_true(str_eq(page->title, S("Silt")));
    assert_int_equal(date_cmp(page->best.day, date_make(2013, 5, 20)), 0);
    assert_nothing(read_by(w, tool, S("%PDF-1.4 and no more"), false));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(facts_are_taken_over),           TEST(program_sees_the_document_and_nothing_else),
        TEST(what_fails_says_nothing),        TEST(cut_documents_are_not_asked_about),
        TEST(the_real_program_is_understood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
