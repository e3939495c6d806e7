/* test_charset.c: encodings of drafts, and what is no text. */
#include "format/charset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>
#include <unicode/ucnv.h>

#include "read_case.h"

#include "base/banned.h"

enum { ENCODED_MAX_BYTES = 8192 };

static const char russian[] =
    "Министерство обороны сообщило, что корабли вышли из порта. В понедельник представитель "
    "министерства заявил, что переговоры продолжаются (ТАСС, 3 мая). Сегодня об этом написали все.";
static const char french[] = "Le ministre a déclaré à la presse que les négociations étaient "
                             "terminées, et qu’il n’y aurait pas d’accord (Le Monde, 3 mai). "
                             "L’été dernier, la même réponse avait été donnée.";

static str encode(const char *text, const char *encoding, char room[ENCODED_MAX_BYTES])
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = ucnv_convert(encoding, "UTF-8", room, ENCODED_MAX_BYTES, text, -1, &status);
    assert_true(U_SUCCESS(status));
    return (str){ room, (size_t)n };
}

static void expect_decoded(str source, const char *text, const char *encoding)
{
    struct arena arena;
    struct charset_text out;
    struct err err = { 0 };
    arena_init(&arena, 0, NULL);
    if (!charset_decode(source, &arena, &out, &err))
        fail_msg("%s: %s", encoding, err.message);
    assert_string_equal(out.encoding, encoding);
    assert_true(str_eq(out.text, str_from_z(text)));
    size_t at = 0, from = source.n - (out.n_runs ? out.runs[out.n_runs - 1].source_off +
                                                       out.runs[out.n_runs - 1].source_len
                                                 : source.n);
    assert_int_equal(from, 0);
    for (size_t i = 0; i < out.n_runs; i++) {
        assert_int_equal(out.runs[i].text_off, at);
        at += out.runs[i].text_len;
    }
    assert_int_equal(at, out.text.n);
    arena_free(&arena);
}

static void leaves_utf8_where_it_is(void **state)
{
    (void)state;
    expect_decoded(S("plain"), "plain", "UTF-8");
    expect_decoded(S(""), "", "UTF-8");
    expect_decoded(str_from_z(russian), russian, "UTF-8");
    expect_decoded(S("\xEF\xBB\xBF"
                     "mark"),
                   "mark", "UTF-8");
}

static void decodes_utf16_with_and_without_mark(void **state)
{
    (void)state;
    char room[ENCODED_MAX_BYTES];
    expect_decoded(S("\xFF\xFE"
                     "a\0\x3D\xD8\x00\xDE"),
                   "a\xF0\x9F\x98\x80", "UTF-16LE");
    expect_decoded(S("\xFE\xFF"
                     "\0a\x20\x19"),
                   "a\xE2\x80\x99", "UTF-16BE");
    expect_decoded(encode(french, "UTF-16LE", room), french, "UTF-16LE");
    expect_decoded(encode(french, "UTF-16BE", room), french, "UTF-16BE");
}

static void guesses_legacy_encodings(void **state)
{
    (void)state;
    char room[ENCODED_MAX_BYTES];
    expect_decoded(encode(russian, "windows-1251", room), russian, "windows-1251");
    expect_decoded(encode(russian, "KOI8-R", room), russian, "KOI8-R");
    expect_decoded(encode(french, "windows-1252", room), french, "windows-1252");
    expect_decoded(S("He said \x93go\x94 \x96 in 1990\x96"
                     "95."),
                   "He said “go” – in 1990–95.", "windows-1252");
}

static void says_where_utf8_is_damaged(void **state)
{
    (void)state;
    read_case_error("a.txt", S("Le caf\xC3\xA9.\nDeux caf\xC3\xA9s.\nL\xC3\xA0, x\x93y"),
                    ERR_FORMAT, 3, "byte 0x93 is not valid UTF-8; save it as UTF-8");
    read_case_error("a.txt",
                    S("\xFF\xFE\0\0"
                      "a\0\0\0"),
                    ERR_FORMAT, 0, "is UTF-32; save it as UTF-8");
    read_case_error("a.txt", S("\xEF\xBB\xBFx\xFFy"), ERR_FORMAT, 1, "is not valid UTF-8");
    read_case_error("a.txt", S("only \x81\x8D bytes of no page"), ERR_FORMAT, 1, "byte 0x81");
}

static void refuses_what_is_no_text(void **state)
{
    (void)state;
    read_case_error("a.txt", S("%PDF-1.7\nx"), ERR_FORMAT, 0, "looks like a PDF");
    read_case_error("a.txt", S("PK\3\4rest"), ERR_FORMAT, 0, "save it as .txt, .md or .html");
    read_case_error("a.txt", S("\x89PNG\r\n"), ERR_FORMAT, 0, "PNG");
    read_case_error("a.txt", S("{\\rtf1 x}"), ERR_FORMAT, 0, "RTF");
    read_case_error("a.txt", S("ab\0cd"), ERR_FORMAT, 0, "NUL");
    read_case_error("a.txt", S("\1\2\3\4 ab"), ERR_FORMAT, 0, "control characters");
    read_case_error("a.txt",
                    S("\xFF\xFE"
                      "a"),
                    ERR_FORMAT, 0, "ends within a character");
    read_case_error("a.txt",
                    S("\xFF\xFE"
                      "\x3D\xD8"
                      "a\0"),
                    ERR_FORMAT, 0, "not valid UTF-16LE");
}

static void refuses_huge_legacy_text(void **state)
{
    (void)state;
    size_t n = CHARSET_LEGACY_MAX_BYTES + 1;
    char *source = test_malloc(n);
    memset(source, 'a', n);
    source[n - 1] = '\x93';
    read_case_error("a.txt", (str){ source, n }, ERR_LIMIT, 0, "not UTF-8");
    test_free(source);
}

static void leads_recoded_text_back_to_its_bytes(void **state)
{
    (void)state;
    struct read_case c;
    read_case_open(&c, "a.txt", S("He said \x93go\x94 (\x93X\x94, May 3). Volume 1."));
    assert_true(c.read);
    assert_true(str_eq(read_case_source(&c, "“go”"), S("\x93go\x94")));
    assert_true(str_eq(read_case_source(&c, "(“X”, May 3)"), S("(\x93X\x94, May 3)")));
    read_case_close(&c);

    char room[ENCODED_MAX_BYTES];
    str source = encode("# Title\n\nSee [TASS](https://tass.com/1), May&nbsp;3. Nothing é.\n",
                        "UTF-16LE", room);
    read_case_open(&c, "a.md", source);
    assert_true(c.read);
    assert_int_equal(c.doc.links.n, 1);
    assert_int_equal(c.doc.links.p[0].source.len, 2 * S("https://tass.com/1").n);
    assert_int_equal(read_case_source(&c, "May\xC2\xA0"
                                          "3")
                         .n,
                     2 * S("May&nbsp;3").n);
    read_case_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_utf8_where_it_is),
        cmocka_unit_test(decodes_utf16_with_and_without_mark),
        cmocka_unit_test(guesses_legacy_encodings),
        cmocka_unit_test(says_where_utf8_is_damaged),
        cmocka_unit_test(refuses_what_is_no_text),
        cmocka_unit_test(refuses_huge_legacy_text),
        cmocka_unit_test(leads_recoded_text_back_to_its_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
