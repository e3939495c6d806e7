/* when_names.c: names and calendars, both by ICU. */
#include "page/when_names.h"

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

#include "base/fold.h"
#include "base/map.h"
#include "base/utf8.h"

#include "base/banned.h"

struct name {
    struct when_month month;
    char lang[2];
    struct name *next; /* the same name in another language, with another meaning */
};

struct when_names {
    struct map by_name;
};

/* Persian and Pashto are asked for by calendar, since their own is another one. Where languages disagree
 * and the page does not say its own, the earlier row wins. */
static const struct {
    const char *locale;
    uint8_t calendar;
} sources[] = {
    { "en", WHEN_GREGORIAN },
    { "ru", WHEN_GREGORIAN },
    { "uk", WHEN_GREGORIAN },
    { "tr", WHEN_GREGORIAN },
    { "de", WHEN_GREGORIAN },
    { "de_AT", WHEN_GREGORIAN },
    { "fr", WHEN_GREGORIAN },
    { "es", WHEN_GREGORIAN },
    { "pt", WHEN_GREGORIAN },
    { "it", WHEN_GREGORIAN },
    { "pl", WHEN_GREGORIAN },
    { "nl", WHEN_GREGORIAN },
    { "cs", WHEN_GREGORIAN },
    { "sk", WHEN_GREGORIAN },
    { "sv", WHEN_GREGORIAN },
    { "da", WHEN_GREGORIAN },
    { "nb", WHEN_GREGORIAN },
    { "is", WHEN_GREGORIAN },
    { "fi", WHEN_GREGORIAN },
    { "et", WHEN_GREGORIAN },
    { "lv", WHEN_GREGORIAN },
    { "lt", WHEN_GREGORIAN },
    { "el", WHEN_GREGORIAN },
    { "ro", WHEN_GREGORIAN },
    { "hu", WHEN_GREGORIAN },
    { "bg", WHEN_GREGORIAN },
    { "mk", WHEN_GREGORIAN },
    { "sr", WHEN_GREGORIAN },
    { "sr_Latn", WHEN_GREGORIAN },
    { "bs", WHEN_GREGORIAN },
    { "hr", WHEN_GREGORIAN },
    { "sl", WHEN_GREGORIAN },
    { "sq", WHEN_GREGORIAN },
    { "be", WHEN_GREGORIAN },
    { "ka", WHEN_GREGORIAN },
    { "hy", WHEN_GREGORIAN },
    { "az", WHEN_GREGORIAN },
    { "kk", WHEN_GREGORIAN },
    { "uz", WHEN_GREGORIAN },
    { "ky", WHEN_GREGORIAN },
    { "ca", WHEN_GREGORIAN },
    { "gl", WHEN_GREGORIAN },
    { "eu", WHEN_GREGORIAN },
    { "ga", WHEN_GREGORIAN },
    { "ar", WHEN_GREGORIAN },
    { "ar_SY", WHEN_GREGORIAN },
    { "ar_DZ", WHEN_GREGORIAN },
    { "ar_MA", WHEN_GREGORIAN },
    { "fa@calendar=gregorian", WHEN_GREGORIAN },
    { "ur", WHEN_GREGORIAN },
    { "ps@calendar=gregorian", WHEN_GREGORIAN },
    { "he", WHEN_GREGORIAN },
    { "id", WHEN_GREGORIAN },
    { "ms", WHEN_GREGORIAN },
    { "hi", WHEN_GREGORIAN },
    { "bn", WHEN_GREGORIAN },
    { "ta", WHEN_GREGORIAN },
    { "th", WHEN_GREGORIAN },
    { "sw", WHEN_GREGORIAN },
    { "my", WHEN_GREGORIAN },
    { "km", WHEN_GREGORIAN },
    { "lo", WHEN_GREGORIAN },
    { "si", WHEN_GREGORIAN },
    { "te", WHEN_GREGORIAN },
    { "ml", WHEN_GREGORIAN },
    { "mr", WHEN_GREGORIAN },
    { "ne", WHEN_GREGORIAN },
    { "gu", WHEN_GREGORIAN },
    { "kn", WHEN_GREGORIAN },
    { "pa", WHEN_GREGORIAN },
    { "tg", WHEN_GREGORIAN },
    { "tk", WHEN_GREGORIAN },
    { "mn", WHEN_GREGORIAN },
    { "am", WHEN_GREGORIAN },
    { "so", WHEN_GREGORIAN },
    { "af", WHEN_GREGORIAN },
    { "cy", WHEN_GREGORIAN },
    { "fil", WHEN_GREGORIAN },
    { "mt", WHEN_GREGORIAN },
    { "tt", WHEN_GREGORIAN },
    { "fa@calendar=persian", WHEN_PERSIAN },
    { "ar@calendar=islamic", WHEN_ISLAMIC },
};

enum { NAME_UNITS = 64, NAME_BYTES = 3 * NAME_UNITS };

/* Adds one name. One that another language gave the same meaning is not repeated. */
static void add(struct when_names *names, struct arena *perm, str folded, struct name entry)
{
    void **slot = map_slot(&names->by_name, perm, folded);
    for (struct name *n = *slot; n; n = n->next) {
        if (n->month.month == entry.month.month && n->month.calendar == entry.month.calendar &&
            memcmp(n->lang, entry.lang, 2) == 0)
            return;
    }
    struct name *made = NEW(perm, struct name, 1);
    *made = entry;
    struct name *last = *slot;
    if (!last) {
        *slot = made;
        return;
    }
    while (last->next)
        last = last->next;
    last->next = made;
}

/* Persian text is often typed with the Arabic letters yeh and kaf. All of them take two bytes. Longer
 * names than `room` are left alone: no month has one. */
static str persian_letters(str name, char room[NAME_BYTES])
{
    static const char pairs[2][2][3] = { { "\xD9\x8A", "\xDB\x8C" }, { "\xD9\x83", "\xDA\xA9" } };
    if (name.n > NAME_BYTES || str_find_byte(name, pairs[0][0][0], 0) == name.n)
        return name;
    memcpy(room, name.p, name.n);
    for (size_t i = 0; i + 1 < name.n; i++)
        for (size_t k = 0; k < 2; k++)
            if (memcmp(room + i, pairs[k][0], 2) == 0)
                memcpy(room + i, pairs[k][1], 2);
    return (str){ room, name.n };
}

/* "de gener" is looked up by its last word; names that are numbers ("10月") are the reader's. */
static str key_of(struct arena *perm, const UChar *wide, int32_t n)
{
    char room[NAME_BYTES];
    int32_t bytes = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(room, NAME_BYTES, &bytes, wide, n, &status);
    if (U_FAILURE(status) || bytes >= NAME_BYTES)
        return (str){ 0 };
    str folded = fold_name(perm, str_dup(perm, (str){ room, (size_t)bytes }));
    if (str_starts(folded, S("de ")))
        folded = str_from(folded, 3);
    for (size_t at = 0; at < folded.n;)
        if (utf8_is_digit(utf8_next(folded, &at)))
            return (str){ 0 };
    return str_dup(perm, persian_letters(folded, room));
}

/* The names of a locale's months in every form; empty where ICU has none. */
struct symbols {
    UChar text[4][12][NAME_UNITS];
    int32_t n[4][12];
};

static void read_symbols(const char *locale, struct symbols *out)
{
    static const UDateFormatSymbolType kinds[4] = { UDAT_MONTHS, UDAT_SHORT_MONTHS,
                                                    UDAT_STANDALONE_MONTHS,
                                                    UDAT_STANDALONE_SHORT_MONTHS };
    UErrorCode status = U_ZERO_ERROR;
    memset(out->n, 0, sizeof out->n);
    UDateFormat *format = udat_open(UDAT_NONE, UDAT_LONG, locale, NULL, 0, NULL, 0, &status);
    if (U_FAILURE(status))
        return;
    for (size_t k = 0; k < 4; k++) {
        for (int32_t m = 0; m < 12; m++) {
            status = U_ZERO_ERROR;
            int32_t n = udat_getSymbols(format, kinds[k], m, out->text[k][m], NAME_UNITS, &status);
            out->n[k][m] = U_FAILURE(status) ? 0 : n;
        }
    }
    udat_close(format);
}

static void add_locale(struct when_names *names, struct arena *perm, const char *locale,
                       uint8_t calendar)
{
    struct symbols symbols;
    read_symbols(locale, &symbols);
    struct name entry = { .month = { .calendar = calendar }, .lang = { locale[0], locale[1] } };
    for (size_t k = 0; k < 4; k++) {
        for (unsigned m = 0; m < 12; m++) {
            str key = key_of(perm, symbols.text[k][m], symbols.n[k][m]);
            entry.month.month = (uint8_t)(m + 1);
            if (key.n > 1)
                add(names, perm, key, entry);
        }
    }
}

const struct when_names *when_names_make(struct arena *perm)
{
    struct when_names *names = NEW(perm, struct when_names, 1);
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        add_locale(names, perm, sources[i].locale, sources[i].calendar);
    /* What people write and CLDR does not hold. */
    static const struct {
        str name;
        uint8_t month;
        char lang[2];
    } more[] = {
        { S_INIT("sept"), 9, "en" },    { S_INIT("setiembre"), 9, "es" },
        { S_INIT("мая"), 5, "ru" },     { S_INIT("maerz"), 3, "de" },
        { S_INIT("kasim"), 11, "tr" },  { S_INIT("сент"), 9, "ru" },
        { S_INIT("aralik"), 12, "tr" }, { S_INIT("agustos"), 8, "tr" },
    };
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        add(names, perm, more[i].name,
            (struct name){ .month = { more[i].month, WHEN_GREGORIAN },
                           .lang = { more[i].lang[0], more[i].lang[1] } });
    return names;
}

struct when_month when_names_find(const struct when_names *names, str name, str lang)
{
    char room[NAME_BYTES];
    const struct name *first = map_get(&names->by_name, persian_letters(name, room));
    if (!first)
        return (struct when_month){ 0 };
    for (const struct name *n = first; n; n = n->next)
        if (str_starts_nocase(lang, (str){ n->lang, sizeof n->lang }))
            return n->month;
    return first->month;
}

bool when_to_gregorian(enum when_calendar calendar, int year, unsigned month, unsigned day,
                       date *out)
{
    static const char *const locales[] = { [WHEN_GREGORIAN] = "en@calendar=gregorian",
                                           [WHEN_PERSIAN] = "fa@calendar=persian",
                                           [WHEN_ISLAMIC] = "ar@calendar=islamic-umalqura",
                                           [WHEN_BUDDHIST] = "th@calendar=buddhist" };
    if (calendar == WHEN_GREGORIAN) {
        *out = date_make(year, month, day);
        return date_is_valid(*out);
    }
    UErrorCode status = U_ZERO_ERROR;
    static const UChar utc[] = { 'U', 'T', 'C', 0 };
    UCalendar *cal = ucal_open(utc, 3, locales[calendar], UCAL_DEFAULT, &status);
    if (U_FAILURE(status))
        return false;
    ucal_clear(cal);
    ucal_setAttribute(cal, UCAL_LENIENT, 0);
    ucal_setDateTime(cal, year, (int32_t)month - 1, (int32_t)day, 12, 0, 0, &status);
    UDate millis = ucal_getMillis(cal, &status);
    ucal_close(cal);
    if (U_FAILURE(status))
        return false;
    *out = date_from_unix((int64_t)(millis / 1000));
    return date_is_valid(*out);
}
