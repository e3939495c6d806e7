/* test_when_locales.c: dates as ICU writes them, in every language that is read: each month in the long and in the
 * medium form, in the calendar that is usual there. */
#include "page/when.h"

#include <unicode/udat.h>
#include <unicode/ustring.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/banned.h"

static const char *const locales[] = {
    "en",
    "en_GB",
    "ru",
    "uk",
    "be",
    "tr",
    "de",
    "de_AT",
    "fr",
    "es",
    "pt",
    "it",
    "pl",
    "nl",
    "cs",
    "sk",
    "sv",
    "da",
    "nb",
    "is",
    "fi",
    "et",
    "lv",
    "lt",
    "el",
    "ro",
    "hu",
    "bg",
    "mk",
    "sr",
    "sr_Latn",
    "bs",
    "hr",
    "sl",
    "sq",
    "ka",
    "hy",
    "az",
    "kk",
    "uz",
    "ky",
    "ca",
    "gl",

    "ga",
    "ar",
    "ar_SY",
    "ar_DZ",
    "ar_MA",
    "fa",
    "ur",
    "he",
    "id",
    "ms",
    "hi",
    "bn",
    "ta",
    "th",
    "zh",
    "zh_TW",
    "ja",
    "ko",
    "vi",
    "sw",
    "my",
    "km",
    "lo",
    "si",
    "te",
    "ml",
    "mr",
    "ne",
    "gu",
    "kn",
    "pa",
    "tg",
    "tk",
    "af",
    "cy",
    "fil",
    "tt",
    "ja@calendar=japanese",
    "zh_TW@calendar=roc",
    "th@calendar=buddhist",
    "fa@calendar=persian",
    "ar_SA@calendar=islamic-umalqura",
};

enum { UNITS = 128, BYTES = 3 * UNITS, NOON = 12 * 3600 };

static str write_date(const char *locale, UDateFormatStyle style, date day, char room[BYTES])
{
    static const UChar utc[] = { 'U', 'T', 'C', 0 };
    UChar wide[UNITS];
    int32_t n = 0;
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_NONE, style, locale, utc, 3, NULL, 0, &status);
    assert_true(U_SUCCESS(status));
    int32_t units = udat_format(format, ((double)date_to_days(day) * 86400 + NOON) * 1000, wide,
                                UNITS, NULL, &status);
    udat_close(format);
    u_strToUTF8(room, BYTES, &n, wide, units, &status);
    assert_true(U_SUCCESS(status));
    return (str){ room, (size_t)n };
}

static void dates_of_every_locale_are_read(void **state)
{
    struct arena arena;
    unsigned wrong = 0;
    (void)state;
    arena_init(&arena, 0, NULL);
    struct when_reader reader = { .names = when_names_make(&arena), .scratch = &arena };
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        for (unsigned m = 0; m < 24; m++) {
            char room[BYTES];
            struct when when;
            date day = date_make(2021, m % 12 + 1, 17);
            reader.lang = str_slice(str_from_z(locales[i]), 0, 2);
            UDateFormatStyle style = m < 12 ? UDAT_LONG : UDAT_FULL;
            str text = write_date(locales[i], style, day, room);
            bool found = when_find(&reader, text, 0, &when);
            if (found && date_cmp(when.day, day) == 0)
                continue;
            print_message("%s: \"%.*s\" is %s\n", locales[i], STR_ARG(text),
                          found ? "another day" : "not read");
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(dates_of_every_locale_are_read) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
