/* test_resemble.c: titles held against addresses. */
#include "evidence/resemble.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/banned.h"

static bool alike(const char *title, const char *url, const char *words)
{
    struct arena arena;
    arena_init(&arena, 0, NULL);
    bool says = resemble_title(str_from_z(title), str_from_z(url), str_from_z(words), &arena);
    arena_free(&arena);
    return says;
}

static void one_word_is_enough(void **state)
{
    (void)state;
    assert_true(alike("New ferries for the sound", "https://e.org/2024/ferry-crosses-again/", ""));
    assert_true(alike("FERRY runs", "https://e.org/a/the-ferry-runs-again.html?x=1#top", ""));
    assert_true(alike("Überfahrt wieder möglich", "https://e.org/ueberfahrt-geht-wieder-los", ""));
    assert_true(alike("The pier is open", "https://e.org/x/4711", "the new pier was opened today"));
}

static void nothing_in_common_is_told(void **state)
{
    (void)state;
    assert_false(alike("Latest stories", "https://e.org/2024/ferry-crosses-again/", ""));
    assert_false(alike("Latest stories", "https://e.org/ferry_crosses_again.html", ""));
    assert_false(alike("Latest stories", "https://e.org/4711", "how ferries crossed the sound"));
}

static void too_little_says_nothing(void **state)
{
    (void)state;
    assert_true(alike("Latest stories", "https://e.org/ferry-runs", ""));
    assert_true(alike("Latest stories", "https://e.org/2024/07/19/1234567", ""));
    assert_true(alike("Home", "https://e.org/ferry-crosses-again-today", ""));
    assert_true(alike("", "https://e.org/ferry-crosses-again-today", ""));
    assert_true(alike("Паром снова ходит", "https://e.org/parom-snova-hodit", ""));
    assert_true(alike("Latest stories", "https://ferry-crosses-again.example.org/", ""));
    assert_true(alike("Latest stories", "", ""));
}

static void last_part_of_an_address(void **state)
{
    (void)state;
    assert_true(str_eq(resemble_last_part(S("https://e.org/a/b-c.html?d=/e")), S("b-c")));
    assert_true(str_eq(resemble_last_part(S("https://e.org/a/b//")), S("b")));
    assert_int_equal(resemble_last_part(S("https://e.org/")).n, 0);
    assert_int_equal(resemble_last_part(S("https://e.org")).n, 0);
    assert_int_equal(resemble_last_part((str){ 0 }).n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_word_is_enough),
        cmocka_unit_test(nothing_in_common_is_told),
        cmocka_unit_test(too_little_says_nothing),
        cmocka_unit_test(last_part_of_an_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
