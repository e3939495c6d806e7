/* test_refresh.c: pages that send their readers on by themselves. */
#include "net/refresh.h"

#include <setjmp.h>
#include <stdarg.h>
#include <time.h>

#include <cmocka.h>

#include "base/arena.h"

#include "base/banned.h"

static void expect(str body, const char *target)
{
    struct arena arena;
    str got = { 0 };
    arena_init(&arena, 0, NULL);
    bool found = refresh_find(body, &arena, &got);
    if (found != (target != NULL) || (target && !str_eq(got, str_from_z(target))))
        fail_msg("%.*s: %s %.*s", STR_ARG(body), found ? "found" : "nothing", STR_ARG(got));
    arena_free(&arena);
}

static void pages_that_send_on_are_found(void **state)
{
    static const struct {
        const char *body, *target;
    } rows[] = {
        { "<meta http-equiv=\"refresh\" content=\"0; url=/new\">", "/new" },
        { "<html><head><META HTTP-EQUIV='Refresh' CONTENT='3;URL=http://b.example/'></head>",
          "http://b.example/" },
        { "<meta content='0;url=/new' http-equiv=refresh>", "/new" },
        { "<meta http-equiv=refresh content=0;url=/new>", "/new" },
        { "<meta http-equiv=refresh content=\"5, /new\">", "/new" },
        { "<meta http-equiv=refresh content=\"1.5; url = '/a b' trailing\">", "/a b" },
        { "<meta http-equiv=refresh content='0; url=\"/q?a=1&amp;b=2\"'/>", "/q?a=1&b=2" },
        { "<meta charset=utf-8><link x><meta name=a content=b><meta http-equiv=refresh "
          "content='0;/x'>",
          "/x" },
        { "<script>'<meta http-equiv=refresh content=\"0;/no\">'</script >"
          "<meta http-equiv=refresh content='0;/yes'>",
          "/yes" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect(str_from_z(rows[i].body), rows[i].target);
}

static void other_pages_stay_where_they_are(void **state)
{
    static const char *const bodies[] = {
        "",
        "<",
        "<meta",
        "<meta http-equiv=refresh",
        "<meta http-equiv=refresh content",
        "<meta http-equiv=refresh content=\"",
        "<meta http-equiv=refresh content=300>",            /* loads itself again */
        "<meta http-equiv=refresh content=0>",              /* no address */
        "<meta http-equiv=refresh content='6; url=/late'>", /* there is time to read */
        "<meta http-equiv=refresh content='99999999999; url=/late'>",
        "<meta http-equiv=refresh content='-1; url=/a'>",
        "<meta http-equiv=refresh content='0x; url=/a'>",
        "<meta http-equiv=refreshing content='0; url=/a'>",
        "<metadata http-equiv=refresh content='0; url=/a'>",
        "<!-- <meta http-equiv=refresh content='0; url=/a'> -->",
        "<!-- <meta http-equiv=refresh content='0; url=/a'>",
        "<noscript><meta http-equiv=refresh content='0; url=/noscript'></noscript>",
        "<NOSCRIPT ><meta http-equiv=refresh content='0; url=/noscript'>",
        "<title><meta http-equiv=refresh content='0; url=/a'></title>",
        "<p>Write &lt;meta http-equiv=refresh content='0; url=/a'>",
    };
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        expect(str_from_z(bodies[i]), NULL);
    char late[REFRESH_BYTES + 64];
    memset(late, ' ', sizeof late);
    memcpy(late + REFRESH_BYTES, "<meta http-equiv=refresh content='0;/a'>", 40);
    expect((str){ late, sizeof late }, NULL);
}

/* Every beginning of a page, and pages of nothing but openings, end in linear time. */
static void hostile_pages_end(void **state)
{
    static const char *const units[] = { "<script>",
                                         "</",
                                         "<!--",
                                         "<meta a",
                                         "=\"",
                                         "<noscript></",
                                         "<meta http-equiv=refresh content='0;" };
    (void)state;
    struct timespec before, after;
    str page = S("<meta http-equiv='refresh' content=\"0; url='/new'\"><script>x</script>");
    struct arena arena;
    arena_init(&arena, 0, NULL);
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    for (size_t n = 0; n <= page.n; n++) {
        char *exact = NEW(&arena, char, n); /* the sanitizer sees a byte too many */
        str target;
        memcpy(exact, page.p, n);
        (void)refresh_find((str){ exact, n }, &arena, &target);
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        char *text = NEW(&arena, char, REFRESH_BYTES);
        str target, unit = str_from_z(units[i]);
        for (size_t at = 0; at + unit.n <= REFRESH_BYTES; at += unit.n)
            memcpy(text + at, unit.p, unit.n);
        for (int k = 0; k < 20; k++)
            (void)refresh_find((str){ text, REFRESH_BYTES }, &arena, &target);
    }
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    assert_true(after.tv_sec - before.tv_sec <= 1);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_that_send_on_are_found),
        cmocka_unit_test(other_pages_stay_where_they_are),
        cmocka_unit_test(hostile_pages_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
