/* test_json.c: the JSON writer: nesting, numbers, escapes, and what it refuses by assertion. */
#include "format/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/utf8.h"

#include "base/banned.h"

enum { BUF_MAX = 1 << 20 };

static void assert_written(const struct buf *out, const char *want)
{
    assert_false(out->failed);
    str got = buf_str(out);
    if (!str_eq(got, str_from_z(want)))
        fail_msg("got %.*s\nwant %s", STR_ARG(got), want);
}

static void containers_get_commas_and_brackets(void **state)
{
    (void)state;
    struct buf out;
    struct json_writer w;
    buf_init(&out, BUF_MAX);
    json_init(&w, &out);
    json_begin_object(&w);
    json_key(&w, S("a"));
    json_begin_array(&w);
    json_begin_array(&w);
    json_end_array(&w);
    json_begin_object(&w);
    json_end_object(&w);
    json_uint(&w, 1);
    json_str(&w, S("x"));
    json_end_array(&w);
    json_key(&w, S("b"));
    json_begin_object(&w);
    json_key(&w, S("c"));
    json_put_null(&w);
    json_key(&w, S("d"));
    json_bool(&w, true);
    json_end_object(&w);
    json_key(&w, S("e"));
    json_bool(&w, false);
    json_end_object(&w);
    assert_written(&out, "{\"a\":[[],{},1,\"x\"],\"b\":{\"c\":null,\"d\":true},\"e\":false}");
    buf_free(&out);
}

static void values_at_the_top_stand_side_by_side(void **state)
{
    (void)state;
    struct buf out;
    struct json_writer w;
    buf_init(&out, BUF_MAX);
    json_init(&w, &out);
    for (uint64_t i = 1; i <= 2; i++) { /* one a line, as jsonl wants them */
        json_begin_object(&w);
        json_key(&w, S("n"));
        json_uint(&w, i);
        json_end_object(&w);
        buf_byte(&out, '\n');
    }
    assert_written(&out, "{\"n\":1}\n{\"n\":2}\n");
    buf_free(&out);
}

static void numbers_reach_their_limits(void **state)
{
    (void)state;
    struct buf out;
    struct json_writer w;
    buf_init(&out, BUF_MAX);
    json_init(&w, &out);
    json_begin_array(&w);
    json_uint(&w, 0);
    json_uint(&w, UINT64_MAX);
    json_int(&w, INT64_MIN);
    json_int(&w, -1);
    json_int(&w, INT64_MAX);
    json_end_array(&w);
    assert_written(&out, "[0,18446744073709551615,-9223372036854775808,-1,9223372036854775807]");
    buf_free(&out);
}

static void assert_text(str value, const char *want)
{
    struct buf out;
    struct json_writer w;
    buf_init(&out, BUF_MAX);
    json_init(&w, &out);
    json_str(&w, value);
    assert_written(&out, want);
    buf_free(&out);
}

static void text_is_escaped(void **state)
{
    (void)state;
    assert_text(S(""), "\"\"");
    assert_text((str){ 0 }, "\"\"");
    assert_text(S("plain / text"), "\"plain / text\"");
    assert_text(S("\""), "\"\\\"\"");
    assert_text(S("a\\b"), "\"a\\\\b\"");
    assert_text(S("\b\t\n\f\r"), "\"\\b\\t\\n\\f\\r\"");
    assert_text(S("\0\x01\x1f\x7f"), "\"\\u0000\\u0001\\u001f\x7f\"");
    assert_text(S("long enough to take a whole word, then \"it\" stops"),
                "\"long enough to take a whole word, then \\\"it\\\" stops\"");
    assert_text(S("Коммерсантъ, «газета» 新华社 😀"), "\"Коммерсантъ, «газета» 新华社 😀\"");
    assert_text(S("Ведомости\n\"да\""), "\"Ведомости\\n\\\"да\\\"\"");
}

static void bad_utf8_becomes_the_replacement_character(void **state)
{
    (void)state;
    assert_text(S("\xff"), "\"\xEF\xBF\xBD\"");
    assert_text(S("a\x80z"), "\"a\xEF\xBF\xBDz\"");
    assert_text(S("\xd0"), "\"\xEF\xBF\xBD\"");                       /* cut off */
    assert_text(S("\xd0\"\xd0\x9f"), "\"\xEF\xBF\xBD\\\"\xd0\x9f\""); /* the quote stays one */
    assert_text(S("\xc0\xaf"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");       /* overlong */
    assert_text(S("\xed\xa0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""); /* surrogate */
}

/* The same by the book: one code point after the other. */
static void naive(struct buf *out, str text)
{
    buf_clear(out);
    buf_byte(out, '"');
    for (size_t at = 0; at < text.n;) {
        uint32_t cp = utf8_next(text, &at);
        const char *letter = cp < 0x20 ? strchr("b\bt\tn\nf\fr\r", (int)cp) : NULL;
        if (cp == '"' || cp == '\\')
            buf_printf(out, "\\%c", (int)cp);
        else if (cp && letter)
            buf_printf(out, "\\%c", letter[-1]);
        else if (cp < 0x20)
            buf_printf(out, "\\u%04x", cp);
        else
            utf8_put(out, cp);
    }
    buf_byte(out, '"');
}

static void runs_and_single_characters_agree(void **state)
{
    (void)state;
    struct buf fast, slow;
    buf_init(&fast, BUF_MAX);
    buf_init(&slow, BUF_MAX);
    for (unsigned c = 0; c < 256; c++) {
        for (size_t at = 0; at < 19; at++) { /* every place of two words and a rest */
            char text[19];
            struct json_writer w;
            memset(text, 'x', sizeof text);
            text[at] = (char)c;
            text[18 - at] = (char)(255 - c);
            buf_clear(&fast);
            json_init(&w, &fast);
            json_str(&w, (str){ text, sizeof text });
            naive(&slow, (str){ text, sizeof text });
            if (!str_eq(buf_str(&fast), buf_str(&slow)))
                fail_msg("byte %u at %zu: %.*s", c, at, STR_ARG(buf_str(&fast)));
        }
    }
    buf_free(&fast);
    buf_free(&slow);
}

static void null_text_is_null(void **state)
{
    (void)state;
    struct buf out;
    struct json_writer w;
    buf_init(&out, BUF_MAX);
    json_init(&w, &out);
    json_begin_array(&w);
    json_str_or_null(&w, (str){ 0 });
    json_str_or_null(&w, S(""));
    json_end_array(&w);
    assert_written(&out, "[null,\"\"]");
    buf_free(&out);
}

static void a_full_buffer_is_remembered(void **state)
{
    (void)state;
    struct buf out;
    struct json_writer w;
    buf_init(&out, 16);
    json_init(&w, &out);
    json_begin_array(&w);
    json_str(&w, S("much longer than sixteen bytes"));
    json_str(&w, S("\n\n\n\n\n\n\n\n\n\n\n\n"));
    json_end_array(&w);
    assert_true(out.failed);
    assert_true(out.n <= 16);
    buf_free(&out);
}

static void misuse_value_without_key(struct json_writer *w)
{
    json_begin_object(w);
    json_put_null(w);
}

static void misuse_key_in_array(struct json_writer *w)
{
    json_begin_array(w);
    json_key(w, S("k"));
}

static void misuse_key_at_the_top(struct json_writer *w)
{
    json_key(w, S("k"));
}

static void misuse_two_keys(struct json_writer *w)
{
    json_begin_object(w);
    json_key(w, S("k"));
    json_key(w, S("k"));
}

static void misuse_wrong_bracket(struct json_writer *w)
{
    json_begin_object(w);
    json_end_array(w);
}

static void misuse_end_after_key(struct json_writer *w)
{
    json_begin_object(w);
    json_key(w, S("k"));
    json_end_object(w);
}

static void misuse_end_of_nothing(struct json_writer *w)
{
    json_end_array(w);
}

static void misuse_quote_in_key(struct json_writer *w)
{
    json_begin_object(w);
    json_key(w, S("a\"b"));
}

static void misuse_depth(struct json_writer *w)
{
    for (int i = 0; i <= JSON_DEPTH_MAX; i++)
        json_begin_array(w);
}

/* Whether `misuse` ends the program. */
static bool aborts(void (*misuse)(struct json_writer *))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct buf out;
        struct json_writer w;
        (void)close(STDERR_FILENO);
        (void)signal(SIGABRT, SIG_DFL);
        buf_init(&out, BUF_MAX);
        json_init(&w, &out);
        misuse(&w);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void misuse_is_asserted(void **state)
{
    (void)state;
    assert_true(aborts(misuse_value_without_key));
    assert_true(aborts(misuse_key_in_array));
    assert_true(aborts(misuse_key_at_the_top));
    assert_true(aborts(misuse_two_keys));
    assert_true(aborts(misuse_wrong_bracket));
    assert_true(aborts(misuse_end_after_key));
    assert_true(aborts(misuse_end_of_nothing));
    assert_true(aborts(misuse_quote_in_key));
    assert_true(aborts(misuse_depth));
}

static void the_deepest_nesting_is_allowed(void **state)
{
    (void)state;
    struct buf out;
    struct json_writer w;
    buf_init(&out, BUF_MAX);
    json_init(&w, &out);
    for (int i = 0; i < JSON_DEPTH_MAX; i++)
        json_begin_array(&w);
    json_put_null(&w);
    json_put_null(&w);
    for (int i = 0; i < JSON_DEPTH_MAX; i++)
        json_end_array(&w);
    assert_int_equal(out.n, 2 * JSON_DEPTH_MAX + sizeof "null,null" - 1);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(containers_get_commas_and_brackets),
        cmocka_unit_test(values_at_the_top_stand_side_by_side),
        cmocka_unit_test(numbers_reach_their_limits),
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(bad_utf8_becomes_the_replacement_character),
        cmocka_unit_test(runs_and_single_characters_agree),
        cmocka_unit_test(null_text_is_null),
        cmocka_unit_test(a_full_buffer_is_remembered),
        cmocka_unit_test(misuse_is_asserted),
        cmocka_unit_test(the_deepest_nesting_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
