/* charset.c: decides what encoding a draft is in, and decodes it. */
#include "format/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "base/utf8.h"

#include "base/banned.h"

enum { SAMPLE_BYTES = 64 * 1024, CONTROLS_PER_THOUSAND = 20, GUESSES_MAX = 12 };

struct magic {
    str head;
    const char *looks_like;
};

static const struct magic magics[] = {
    { S_INIT("%PDF-"), "a PDF" },
    { S_INIT("PK\3\4"), "a zip archive, such as .docx or .odt" },
    { S_INIT("\xD0\xCF\x11\xE0"), "an old Word document" },
    { S_INIT("{\\rtf"), "RTF" },
    { S_INIT("\x89PNG"), "a PNG picture" },
    { S_INIT("\xFF\xD8\xFF"), "a JPEG picture" },
    { S_INIT("GIF8"), "a GIF picture" },
    { S_INIT("\x1F\x8B"), "a gzip archive" },
    { S_INIT("SQLite format 3"), "a database" },
    { S_INIT("\x7F"
             "ELF"),
      "a program" },
};

/* Encodings that drafts are met in, under the names that ICU's detector gives. The ISO parts are read
 * as the Windows code pages that extend them, which is what such files really are. */
struct legacy {
    const char *detected, *encoding;
};

static const struct legacy legacies[] = {
    { "ISO-8859-1", "windows-1252" },   { "windows-1252", "windows-1252" },
    { "windows-1251", "windows-1251" }, { "KOI8-R", "KOI8-R" },
    { "ISO-8859-5", "ISO-8859-5" },     { "ISO-8859-2", "ISO-8859-2" },
    { "windows-1250", "windows-1250" }, { "ISO-8859-9", "windows-1254" },
    { "windows-1254", "windows-1254" }, { "ISO-8859-7", "ISO-8859-7" },
    { "windows-1253", "windows-1253" },
};

static bool not_text(const char *looks_like, struct err *err)
{
    return err_set(err, ERR_FORMAT,
                   "is not a text file (looks like %s); save it as .txt, .md or .html", looks_like);
}

static bool looks_foreign(str source, const char **what)
{
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++) {
        if (str_starts(source, magics[i].head)) {
            *what = magics[i].looks_like;
            return true;
        }
    }
    return false;
}

/* Whether more control characters stand in the head of the file than stray into texts. */
static bool has_many_controls(str source)
{
    size_t n = source.n < SAMPLE_BYTES ? source.n : SAMPLE_BYTES, controls = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)source.p[i];
        controls += (c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1B) || c == 0x7F;
    }
    return controls * 1000 > n * CONTROLS_PER_THOUSAND;
}

static size_t put_utf8(char *out, uint32_t cp)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t more = cp < 0x800 ? 1 : cp < 0x10000 ? 2 : 3;
    static const unsigned char heads[] = { 0, 0xC0, 0xE0, 0xF0 };
    out[0] = (char)(heads[more] | cp >> (6 * more));
    for (size_t i = 1; i <= more; i++)
        out[i] = (char)(0x80 | (cp >> (6 * (more - i)) & 0x3F));
    return more + 1;
}

/* A text in the making. */
struct recoder {
    char *text;
    struct charset_run *runs;
    size_t n, n_runs;
};

static void recode(struct recoder *r, uint32_t cp, size_t source_off, size_t source_len)
{
    size_t len = put_utf8(r->text + r->n, cp);
    struct charset_run run = { (uint32_t)r->n, (uint32_t)source_off, (uint32_t)len,
                               (uint32_t)source_len, true };
    r->n += len;
    if (cp >= 0x80 || source_len != 1) {
        r->runs[r->n_runs++] = run;
        return;
    }
    struct charset_run *last = r->n_runs ? &r->runs[r->n_runs - 1] : NULL;
    if (last && !last->recoded) {
        last->text_len++;
        last->source_len++;
    } else {
        run.recoded = false;
        r->runs[r->n_runs++] = run;
    }
}

static void finish(const struct recoder *r, const char *encoding, struct charset_text *out)
{
    *out = (struct charset_text){ { r->text, r->n }, encoding, r->runs, r->n_runs };
}

static bool is_small_enough(str source, struct err *err)
{
    if (source.n <= CHARSET_LEGACY_MAX_BYTES)
        return true;
    return err_set(err, ERR_LIMIT, "is not UTF-8 and larger than %d MiB; save it as UTF-8",
                   CHARSET_LEGACY_MAX_BYTES / (1024 * 1024));
}

static uint32_t unit_at(str source, size_t at, bool big)
{
    unsigned char a = (unsigned char)source.p[at], b = (unsigned char)source.p[at + 1];
    return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

static bool has_utf16_mark(str source)
{
    return str_starts(source, S("\xFF\xFE")) || str_starts(source, S("\xFE\xFF"));
}

static bool decode_utf16(str source, bool big, struct arena *perm, struct charset_text *out,
                         struct err *err)
{
    const char *encoding = big ? "UTF-16BE" : "UTF-16LE";
    if (!is_small_enough(source, err))
        return false;
    if (source.n % 2)
        return err_set(err, ERR_FORMAT, "%s text ends within a character; save it as UTF-8",
                       encoding);
    struct recoder r = { .text = NEW(perm, char, source.n / 2 * 3 + 1),
                         .runs = NEW(perm, struct charset_run, source.n / 2 + 1) };
    for (size_t at = has_utf16_mark(source) ? 2 : 0; at + 1 < source.n;) {
        uint32_t cp = unit_at(source, at, big);
        size_t len = 2;
        if (cp >= 0xD800 && cp < 0xDC00 && at + 3 < source.n) {
            uint32_t low = unit_at(source, at + 2, big);
            if (low >= 0xDC00 && low < 0xE000) {
                cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
                len = 4;
            }
        }
        if (cp == 0 || (cp >= 0xD800 && cp < 0xE000))
            return err_set(err, ERR_FORMAT, "byte %zu is not valid %s; save it as UTF-8", at + 1,
                           encoding);
        recode(&r, cp, at, len);
        at += len;
    }
    finish(&r, encoding, out);
    return true;
}

/* UTF-16 without a mark: nearly every second byte of its blanks and Latin letters is NUL. */
static bool is_bare_utf16(str source, bool *big)
{
    size_t n = source.n < SAMPLE_BYTES ? source.n : SAMPLE_BYTES, nul[2] = { 0 };
    for (size_t i = 0; i < n; i++)
        nul[i & 1] += source.p[i] == 0;
    *big = nul[0] > nul[1];
    size_t many = *big ? nul[0] : nul[1], few = *big ? nul[1] : nul[0];
    return source.n % 2 == 0 && many * 8 >= n && few * 100 <= n;
}

/* Code points of the 256 bytes of an encoding; 0xFFFD where it has none. */
static bool load_table(const char *encoding, uint16_t table[256])
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &status);
    if (U_FAILURE(status))
        return false;
    for (unsigned b = 0; b < 256; b++) {
        char byte = (char)b;
        UChar unit[4] = { 0xFFFD };
        status = U_ZERO_ERROR;
        int32_t n = ucnv_toUChars(converter, unit, 4, &byte, 1, &status);
        table[b] = U_SUCCESS(status) && n == 1 ? unit[0] : 0xFFFD;
        if (b >= 0x80 && table[b] < 0xA0)
            table[b] = 0xFFFD; /* C1 controls stand for "not assigned" */
    }
    ucnv_close(converter);
    return true;
}

static bool table_fits(const uint16_t table[256], str source)
{
    for (size_t i = 0; i < source.n; i++)
        if (table[(unsigned char)source.p[i]] == 0xFFFD)
            return false;
    return true;
}

static const char *plausible(const char *detected)
{
    for (size_t i = 0; detected && i < sizeof legacies / sizeof legacies[0]; i++)
        if (str_eq(str_from_z(detected), str_from_z(legacies[i].detected)))
            return legacies[i].encoding;
    return NULL;
}

/* Only typographic marks and accents of the lower half: all Windows pages agree, Western is meant. */
static bool has_letters_above(str source)
{
    for (size_t i = 0; i < source.n; i++)
        if ((unsigned char)source.p[i] >= 0xC0)
            return true;
    return false;
}

/* The encoding that ICU finds likeliest among the plausible ones whose table knows every byte. */
static const char *guess(str source, uint16_t table[256])
{
    const char *best = NULL;
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = has_letters_above(source) ? ucsdet_open(&status) : NULL;
    if (detector && U_SUCCESS(status)) {
        int32_t n = 0, sample = source.n < SAMPLE_BYTES ? (int32_t)source.n : SAMPLE_BYTES;
        ucsdet_setText(detector, source.p, sample, &status);
        const UCharsetMatch **matches = ucsdet_detectAll(detector, &n, &status);
        for (int32_t i = 0; !best && U_SUCCESS(status) && i < n && i < GUESSES_MAX; i++) {
            best = plausible(ucsdet_getName(matches[i], &status));
            if (best && (!load_table(best, table) || !table_fits(table, source)))
                best = NULL;
        }
    }
    ucsdet_close(detector);
    if (!best && load_table("windows-1252", table) && table_fits(table, source))
        best = "windows-1252";
    return best;
}

static bool bad_byte(str source, size_t at, struct err *err)
{
    uint32_t line = 1;
    size_t begin = 0;
    for (size_t i = 0; i < at; i++) {
        if (source.p[i] == '\n') {
            line++;
            begin = i + 1;
        }
    }
    uint32_t column = (uint32_t)utf8_count(str_slice(source, begin, at - begin)) + 1;
    return err_at(err, ERR_FORMAT, line, column, "byte 0x%02X is not valid UTF-8; save it as UTF-8",
                  (unsigned char)source.p[at]);
}

/* Damaged UTF-8 rather than a legacy text: well-formed characters outweigh stray bytes. In a legacy
 * text a well-formed sequence is an accident. */
static bool is_damaged_utf8(str source)
{
    size_t good = 0, bad = 0;
    for (size_t at = 0; at < source.n;) {
        size_t begin = at;
        (void)utf8_next(source, &at);
        if (at - begin > 1)
            good++;
        else if ((unsigned char)source.p[begin] >= 0x80)
            bad++;
    }
    return good * 4 > bad;
}

static bool decode_legacy(str source, size_t bad_off, struct arena *perm, struct charset_text *out,
                          struct err *err)
{
    uint16_t table[256];
    if (is_damaged_utf8(source))
        return bad_byte(source, bad_off, err);
    if (!is_small_enough(source, err))
        return false;
    const char *encoding = guess(source, table);
    if (!encoding)
        return bad_byte(source, bad_off, err);
    size_t high = 1;
    for (size_t i = 0; i < source.n; i++)
        high += (unsigned char)source.p[i] >= 0x80;
    struct recoder r = { .text = NEW(perm, char, source.n + 2 * high),
                         .runs = NEW(perm, struct charset_run, 2 * high) };
    for (size_t i = 0; i < source.n; i++)
        recode(&r, table[(unsigned char)source.p[i]], i, 1);
    finish(&r, encoding, out);
    return true;
}

static void keep(str source, size_t begin, struct arena *perm, struct charset_text *out)
{
    str text = str_from(source, begin);
    struct charset_run *run = NEW(perm, struct charset_run, 1);
    *run = (struct charset_run){ 0, (uint32_t)begin, (uint32_t)text.n, (uint32_t)text.n, false };
    *out = (struct charset_text){ text, "UTF-8", run, text.n > 0 };
}

bool charset_decode(str source, struct arena *perm, struct charset_text *out, struct err *err)
{
    const char *what;
    bool big = false;
    if (source.n >= UINT32_MAX)
        return err_set(err, ERR_LIMIT, "larger than 4 GiB");
    if (str_starts(source, S("\xFF\xFE\0\0")) || str_starts(source, S("\0\0\xFE\xFF")))
        return err_set(err, ERR_FORMAT, "is UTF-32; save it as UTF-8");
    if (has_utf16_mark(source))
        return decode_utf16(source, source.p[0] == '\xFE', perm, out, err);
    size_t begin = str_starts(source, S("\xEF\xBB\xBF")) ? 3 : 0;
    if (looks_foreign(source, &what))
        return not_text(what, err);
    if (source.n && memchr(source.p, 0, source.n))
        return is_bare_utf16(source, &big) ? decode_utf16(source, big, perm, out, err)
                                           : not_text("binary data: it holds NUL bytes", err);
    if (has_many_controls(source))
        return not_text("binary data: it holds control characters", err);
    size_t bad_off = 0;
    if (!utf8_valid(str_from(source, begin), &bad_off)) {
        if (begin)
            return bad_byte(source, bad_off + begin, err);
        return decode_legacy(source, bad_off, perm, out, err);
    }
    keep(source, begin, perm, out);
    return true;
}
