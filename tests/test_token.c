/* test_token.c: the words, numbers and marks of a parenthetical. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cite/month.h"
#include "cite/token.h"

static const char letters[] = {
    [TOKEN_WORD] = 'w',       [TOKEN_NUMBER] = 'n',      [TOKEN_URL] = 'u',
    [TOKEN_COMMA] = ',',      [TOKEN_SEMICOLON] = ';',   [TOKEN_COLON] = ':',
    [TOKEN_DASH] = '-',       [TOKEN_SLASH] = '/',       [TOKEN_DOT] = '.',
    [TOKEN_QUOTE_OPEN] = '<', [TOKEN_QUOTE_CLOSE] = '>', [TOKEN_OPEN] = '(',
    [TOKEN_CLOSE] = ')',      [TOKEN_OTHER] = '?',
};

/* Each token as its kind and, for words, numbers and addresses, its text in braces. */
static void expect(const char *text, const char *expected)
{
    struct token_list tokens = { 0 };
    struct buf out;
    str all = str_from_z(text);
    buf_init(&tokens.room, 1 << 20);
    buf_init(&out, 1 << 20);
    assert_true(token_read(all, span_make(0, all.n), &tokens));
    for (size_t i = 0; i < tokens.n; i++) {
        const struct token *t = &tokens.p[i];
        buf_byte(&out, letters[t->kind]);
        if (t->kind <= TOKEN_URL)
            buf_printf(&out, "{%.*s}", STR_ARG(str_at(all, t->text)));
        if (t->month)
            buf_printf(&out, "m%d%s", t->month, t->abbreviated ? "a" : "");
        if (t->weekday)
            buf_printf(&out, "d%d", t->weekday);
        if (t->ordinal)
            buf_byte(&out, 'o');
        if (t->misread)
            buf_printf(&out, "=%u", t->number);
    }
    buf_byte(&out, 0);
    assert_string_equal(out.p, expected);
    buf_free(&out);
    buf_free(&tokens.room);
}

static void words_hold_inner_marks(void **state)
{
    (void)state;
    expect("ITAR-TASS, July 19", "w{ITAR-TASS},w{July}m7n{19}");
    expect("Ha'aretz", "w{Ha'aretz}");
    expect("Yisra\xE2\x80\x99"
           "el",
           "w{Yisra\xE2\x80\x99"
           "el}");
    expect("Al-'Iraq", "w{Al-'Iraq}");
    expect("gazeta.uz", "w{gazeta.uz}");
    expect("A&E", "w{A&E}");
    expect("RFE/RL", "w{RFE}/w{RL}");
    expect("Sri-Lanka-Today", "w{Sri-Lanka-Today}");
    expect("@rybar #news", "w{@rybar}w{#news}");
    expect("O'Neill's", "w{O'Neill's}");
}

static void words_end_at_marks(void **state)
{
    (void)state;
    expect("TASS.", "w{TASS}.");
    expect("'TASS'", ">w{TASS}>");
    expect("TASS--Moscow", "w{TASS}--w{Moscow}");
    expect("see: EDM; TASS", "w{see}:w{EDM};w{TASS}");
    expect("[VOP]", "(w{VOP})");
    expect("\xC2\xABOpora\xC2\xBB", "<w{Opora}>");
    expect("a, b", "w{a},w{b}");
    expect("Paris AIR &amp; COSMOS", "w{Paris}w{AIR}w{&amp;}w{COSMOS}");
    expect("Free & Fair", "w{Free}w{&}w{Fair}");
    expect("$1", "?n{1}");
}

static void months_and_weekdays(void **state)
{
    (void)state;
    expect("Jan. 5", "w{Jan}m1a.n{5}");
    expect("sept 5", "w{sept}m9an{5}");
    expect("MAY", "w{MAY}m5");
    expect("Fri. March", "w{Fri}d6.w{March}m3");
    expect("Thursday", "w{Thursday}d5");
    expect("Marching", "w{Marching}");
    expect("Sep30-Oct2", "w{Sep30-Oct2}");
    expect("September-October", "w{September}m9-w{October}m10");
}

static void numbers(void **state)
{
    (void)state;
    expect("3rd 21st 2nd 5th", "n{3rd}on{21st}on{2nd}on{5th}o");
    expect("1O l5 3O", "n{1O}=10w{l5}n{3O}=30");
    expect("7x7", "w{7x7}");
    expect("24-hour", "n{24}-w{hour}");
    expect("i24NEWS", "w{i24NEWS}");
    expect("93AFO622B", "w{93AFO622B}");
    expect("3.5", "n{3}.n{5}");
    expect("\xD9\xA7 \xDB\xB3", "n{\xD9\xA7}n{\xDB\xB3}");
}

static void addresses(void **state)
{
    (void)state;
    expect("https://t.me/rybar/1, May 3", "u{https://t.me/rybar/1},w{May}m5n{3}");
    expect("www.tass.com.", "u{www.tass.com}.");
    expect("http://a.b/c?d=1;e", "u{http://a.b/c?d=1};w{e}");
    expect("HTTPS://A.B", "u{HTTPS://A.B}");
}

static void letters_for_digits_are_numbers_only_where_asked(void **state)
{
    (void)state;
    uint32_t value = 0;
    assert_true(token_as_number(S("Il"), &value) && value == 11);
    assert_true(token_as_number(S("lO"), &value) && value == 10);
    assert_true(token_as_number(S("2O"), &value) && value == 20);
    assert_false(token_as_number(S("IX"), &value));
    assert_false(token_as_number(S(""), &value));
    assert_false(token_as_number(S("11111"), &value));
}

static void near_months(void **state)
{
    (void)state;
    assert_int_equal(month_near(S("Febuary")), 2);
    assert_int_equal(month_near(S("Setpember")), 9);
    assert_int_equal(month_near(S("Ocotber")), 10);
    assert_int_equal(month_near(S("Decmber")), 12);
    assert_int_equal(month_near(S("Augustt")), 8);
    assert_int_equal(month_near(S("August")), 0);
    assert_int_equal(month_near(S("Marsh")), 3);
    assert_int_equal(month_near(S("Jule")), 0);
    assert_int_equal(month_near(S("Member")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_hold_inner_marks),
        cmocka_unit_test(words_end_at_marks),
        cmocka_unit_test(months_and_weekdays),
        cmocka_unit_test(numbers),
        cmocka_unit_test(addresses),
        cmocka_unit_test(letters_for_digits_are_numbers_only_where_asked),
        cmocka_unit_test(near_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
