/* monthc.c: writes the names of months and weekdays in the languages that articles are written in, from
 * ICU's data, as a C table with its hash index (cite/month_table.h).
 *
 *   monthc OUT.c */
#include <unicode/udat.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "cite/month_table.h"

#include "base/banned.h"

enum { UNITS = 64, BYTES = 3 * UNITS, NAME_BYTES_MAX = 31, OUT_BYTES_MAX = 1 << 20 };

/* Earlier rows win. Abbreviated weekdays of other alphabets are words of other languages ("so", "per",
 * "sam"); names that are written small in their language are read only so ("mars" is no planet). */
static const struct {
    const char *locale;
    uint8_t letters;
    bool short_days;
} sources[] = {
    { "en", MONTH_CASE_ANY, true },
    { "ru", MONTH_CASE_ANY, false },
    { "uk", MONTH_CASE_ANY, false },
    { "tr", MONTH_CASE_CAPITAL, false },
    { "de", MONTH_CASE_CAPITAL, false },
    { "de_AT", MONTH_CASE_CAPITAL, false },
    { "fr", MONTH_CASE_SMALL, false },
    { "es", MONTH_CASE_SMALL, false },
    { "ar", MONTH_CASE_ANY, true },
    { "ar_SY", MONTH_CASE_ANY, true },
    { "ar_DZ", MONTH_CASE_ANY, true },
    { "ar_MA", MONTH_CASE_ANY, true },
    { "fa@calendar=gregorian", MONTH_CASE_ANY, true },
    { "zh", MONTH_CASE_ANY, true },
};

/* What people write and the data do not hold, and what they hold and is an English word. */
static const struct month_name more[] = {
    { S_INIT("febr"), 2, 0, MONTH_CASE_ANY, true },
    { S_INIT("sept"), 9, 0, MONTH_CASE_ANY, true },
    { S_INIT("tues"), 0, 3, MONTH_CASE_ANY, true },
    { S_INIT("thur"), 0, 5, MONTH_CASE_ANY, true },
    { S_INIT("thurs"), 0, 5, MONTH_CASE_ANY, true },
    { S_INIT("maerz"), 3, 0, MONTH_CASE_CAPITAL, false },
};
static const str english_words[] = { S_INIT("ago"), S_INIT("ara"), S_INIT("kas") };

struct table {
    struct arena arena;
    VEC(struct month_name) names;
};

static str to_utf8(struct table *t, const UChar *wide, int32_t n)
{
    char room[BYTES];
    int32_t bytes = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(room, BYTES, &bytes, wide, n, &status);
    return U_FAILURE(status) ? (str){ 0 } : str_dup(&t->arena, (str){ room, (size_t)bytes });
}

static bool is_english_word(str name)
{
    for (size_t i = 0; i < sizeof english_words / sizeof *english_words; i++)
        if (str_eq(english_words[i], name))
            return true;
    return false;
}

/* Adds one spelling, unless it is too short to tell, too long, holds a digit, or is there already. */
static void add(struct table *t, struct month_name entry)
{
    str name = str_lower(&t->arena, entry.name);
    while (str_ends(name, S(".")))
        name.n--;
    bool digits = false;
    for (size_t at = 0; at < name.n;)
        digits |= utf8_is_digit(utf8_next(name, &at));
    if (digits || name.n < 3 || name.n > NAME_BYTES_MAX || utf8_count(name) < 2 ||
        is_english_word(name))
        return;
    for (size_t i = 0; i < t->names.n; i++)
        if (str_eq(t->names.p[i].name,
                   name)) { /* written small in one language, large in another */
            if (t->names.p[i].letters != entry.letters && t->names.p[i].month == entry.month)
                t->names.p[i].letters = MONTH_CASE_ANY;
            return;
        }
    entry.name = name;
    *VEC_PUSH(&t->names, &t->arena) = entry;
}

/* The letters without their marks; the Turkish dotless i as i. */
static int32_t strip_marks(const UChar *wide, int32_t n, UChar out[UNITS])
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    UChar parts[UNITS];
    int32_t n_parts = unorm2_normalize(nfd, wide, n, parts, UNITS, &status), kept = 0;
    for (int32_t i = 0; U_SUCCESS(status) && i < n_parts; i++)
        if (!utf8_is_mark(parts[i]))
            out[kept++] = parts[i] == 0x131 ? 'i' : parts[i];
    return kept;
}

/* Persian is often typed with the Arabic letters yeh and kaf. */
static void type_as_arabic(UChar *wide, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        wide[i] = wide[i] == 0x6CC ? 0x64A : wide[i] == 0x6A9 ? 0x643 : wide[i];
}

/* A name in every way to write it. */
static void add_spellings(struct table *t, const UChar *wide, int32_t n, const char *locale,
                          struct month_name entry)
{
    UChar form[UNITS];
    UErrorCode status = U_ZERO_ERROR;
    entry.name = to_utf8(t, wide, n);
    bool latin = n > 0 && wide[0] < 0x250;
    add(t, entry);
    entry.name = to_utf8(t, form, u_strToLower(form, UNITS, wide, n, locale, &status));
    add(t, entry);
    entry.name = to_utf8(t, form, u_strToUpper(form, UNITS, wide, n, locale, &status));
    add(t, entry);
    entry.name = to_utf8(t, form, u_strToTitle(form, UNITS, wide, n, NULL, locale, &status));
    add(t, entry);
    if (latin) {
        entry.name = to_utf8(t, form, strip_marks(wide, n, form));
        add(t, entry);
    }
    if (n < UNITS && wide[0] >= 0x600 && wide[0] < 0x700) {
        memcpy(form, wide, (size_t)n * sizeof *form);
        type_as_arabic(form, n);
        entry.name = to_utf8(t, form, n);
        add(t, entry);
    }
}

static void add_names(struct table *t, UDateFormat *format, UDateFormatSymbolType kind,
                      const char *locale, struct month_name entry)
{
    bool days = entry.weekday > 0;
    for (int32_t i = 0; i < (days ? 7 : 12); i++) {
        UChar wide[UNITS];
        UErrorCode status = U_ZERO_ERROR;
        int32_t n = udat_getSymbols(format, kind, days ? i + 1 : i, wide, UNITS, &status);
        if (days)
            entry.weekday = (uint8_t)(i + 1);
        else
            entry.month = (uint8_t)(i + 1);
        if (U_SUCCESS(status) && n > 0 && n < UNITS)
            add_spellings(t, wide, n, locale, entry);
    }
}

static bool add_locale(struct table *t, const char *locale, uint8_t letters, bool short_days)
{
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_NONE, UDAT_LONG, locale, NULL, 0, NULL, 0, &status);
    if (U_FAILURE(status))
        return false;
    struct month_name wide = { .letters = letters },
                      brief = { .letters = letters, .abbreviated = true };
    add_names(t, format, UDAT_MONTHS, locale, wide);
    add_names(t, format, UDAT_STANDALONE_MONTHS, locale, wide);
    add_names(t, format, UDAT_SHORT_MONTHS, locale, brief);
    add_names(t, format, UDAT_STANDALONE_SHORT_MONTHS, locale, brief);
    wide.weekday = brief.weekday = 1;
    add_names(t, format, UDAT_WEEKDAYS, locale, wide);
    add_names(t, format, UDAT_STANDALONE_WEEKDAYS, locale, wide);
    if (short_days)
        add_names(t, format, UDAT_SHORT_WEEKDAYS, locale, brief);
    udat_close(format);
    return true;
}

static void put_name(struct buf *out, const struct month_name *n)
{
    buf_add(out, S("    { { \""));
    for (size_t i = 0; i < n->name.n; i++)
        buf_printf(out, "\\%03o", (unsigned char)n->name.p[i]);
    buf_printf(out, "\", %zu }, %u, %u, %u, %d },\n", n->name.n, n->month, n->weekday, n->letters,
               n->abbreviated);
}

static void put_index(struct buf *out, struct table *t)
{
    uint32_t size = 1, lengths[256] = { 0 };
    while (size < t->names.n * 4)
        size *= 2;
    uint16_t *index = NEW(&t->arena, uint16_t, size);
    for (size_t i = 0; i < t->names.n; i++) {
        str name = t->names.p[i].name;
        uint32_t slot = month_hash(name) & (size - 1);
        while (index[slot])
            slot = (slot + 1) & (size - 1);
        index[slot] = (uint16_t)(i + 1);
        lengths[(unsigned char)name.p[0]] |= 1u << name.n;
    }
    buf_printf(out, "const uint32_t month_index_size = %u;\n\nconst uint16_t month_index[] = {\n",
               size);
    for (uint32_t i = 0; i < size; i++)
        buf_printf(out, "%u,%s", index[i], i % 16 == 15 ? "\n" : " ");
    buf_add(out, S("};\n\nconst uint32_t month_lengths[256] = {\n"));
    for (size_t i = 0; i < 256; i++) /* a capital letter begins what its small one begins */
        buf_printf(out, "0x%x,%s", lengths[(unsigned char)month_small((char)i)],
                   i % 8 == 7 ? "\n" : " ");
    buf_add(out, S("};\n"));
}

static bool write_file(const char *path, str text)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool ok = fwrite(text.p, 1, text.n, file) == text.n;
    return fclose(file) == 0 && ok;
}

static bool compile(struct table *t, const char *path)
{
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        if (!add_locale(t, sources[i].locale, sources[i].letters, sources[i].short_days))
            return false;
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        add(t, more[i]);
    struct buf out;
    buf_init(&out, OUT_BYTES_MAX);
    buf_add(
        &out,
        S("/* Written by tools/monthc.c from ICU's data. */\n#include \"cite/month_table.h\"\n\n"
          "const struct month_name month_names[] = {\n"));
    for (size_t i = 0; i < t->names.n; i++)
        put_name(&out, &t->names.p[i]);
    buf_add(&out, S("};\n\n"));
    put_index(&out, t);
    bool ok = !out.failed && write_file(path, buf_str(&out));
    buf_free(&out);
    return ok;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void)fputs("usage: monthc OUT.c\n", stderr);
        return 1;
    }
    struct table t = { 0 };
    arena_init(&t.arena, 0, NULL);
    bool ok = compile(&t, argv[1]);
    arena_free(&t.arena);
    if (!ok)
        (void)fprintf(stderr, "monthc: cannot write %s from ICU's data\n", argv[1]);
    return ok ? 0 : 1;
}
