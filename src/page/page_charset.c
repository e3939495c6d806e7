/* page_charset.c: which encoding; ICU converts. */
#include "page/page_charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "base/utf8.h"

#include "base/banned.h"

enum { META_BYTES = 4096, NAME_BYTES = 40, DETECT_BYTES = 32 * 1024 };

/* The encoding named behind "charset=" in `text`, as a C string in `room`; false when there is none. */
static bool charset_in(str text, char room[NAME_BYTES])
{
    size_t at = str_find_nocase(text, S("charset"), 0);
    str rest = str_trim(str_from(text, at + 7));
    if (at == text.n || !str_starts(rest, S("=")))
        return false;
    rest = str_trim(str_from(rest, 1));
    while (rest.n && (rest.p[0] == '"' || rest.p[0] == '\''))
        rest = str_from(rest, 1);
    size_t n = 0;
    while (n < rest.n && n < NAME_BYTES - 1 && rest.p[n] > ' ' && !strchr("\"';>/", rest.p[n])) {
        room[n] = rest.p[n];
        n++;
    }
    room[n] = '\0';
    return n > 0;
}

/* XML declarations say encoding="...". */
static bool encoding_in_xml(str head, char room[NAME_BYTES])
{
    str declaration = str_slice(head, 0, str_find(head, S("?>"), 0));
    size_t at = str_find(declaration, S("encoding="), 0);
    if (!str_starts(head, S("<?xml")) || at == declaration.n)
        return false;
    str rest = str_from(declaration, at + 10);
    size_t n = 0;
    while (n < rest.n && n < NAME_BYTES - 1 && rest.p[n] != '"' && rest.p[n] != '\'') {
        room[n] = rest.p[n];
        n++;
    }
    room[n] = '\0';
    return n > 0;
}

/* A converter by a declared name. Latin-1 means Windows-1252 on the web (WHATWG Encoding, 4.2). */
static UConverter *open_declared(const char *name)
{
    static const char *const latin1[] = { "iso-8859-1", "iso8859-1", "latin1",
                                          "latin-1",    "us-ascii",  "ascii" };
    UErrorCode status = U_ZERO_ERROR;
    for (size_t i = 0; i < sizeof latin1 / sizeof *latin1; i++)
        if (str_eq_nocase(str_from_z(name), str_from_z(latin1[i])))
            name = "windows-1252";
    UConverter *converter = ucnv_open(name, &status);
    return U_SUCCESS(status) ? converter : NULL;
}

static UConverter *open_detected(str body)
{
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    if (U_FAILURE(status))
        return NULL;
    ucsdet_enableInputFilter(detector, 1);
    ucsdet_setText(detector, body.p, (int32_t)(body.n < DETECT_BYTES ? body.n : DETECT_BYTES),
                   &status);
    const UCharsetMatch *match = ucsdet_detect(detector, &status);
    const char *name = match ? ucsdet_getName(match, &status) : NULL;
    UConverter *converter = U_SUCCESS(status) && name ? open_declared(name) : NULL;
    ucsdet_close(detector);
    return converter;
}

/* The converter for a page that is not UTF-8. */
static UConverter *open_converter(str body, str content_type)
{
    char name[NAME_BYTES];
    UConverter *converter = NULL;
    str head = str_slice(body, 0, META_BYTES);
    if (charset_in(content_type, name))
        converter = open_declared(name);
    if (!converter && (encoding_in_xml(head, name) || charset_in(head, name)) &&
        !str_starts_nocase(str_from_z(name), S("utf-16"))) /* its bytes were read as ASCII */
        converter = open_declared(name);
    if (!converter)
        converter = open_detected(body);
    return converter ? converter : open_declared("windows-1252");
}

/* `body` by `converter`, which is closed. Bytes without meaning become U+FFFD. */
static str convert(str body, UConverter *converter, struct arena *scratch)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *utf8 = converter ? ucnv_open("UTF-8", &status) : NULL;
    /* At most one UTF-8 character of three bytes for each byte; UTF-16 grows less. */
    size_t room = body.n * 3 + 8;
    char *text = arena_try_alloc(scratch, 1, 1, room);
    char *at = text;
    const char *from = body.p;
    if (utf8 && text && U_SUCCESS(status))
        ucnv_convertEx(utf8, converter, &at, text + room, &from, body.p + body.n, NULL, NULL, NULL,
                       NULL, 1, 1, &status);
    ucnv_close(utf8);
    ucnv_close(converter);
    if (!text)
        arena_spent(scratch);
    return (str){ text, (size_t)(at - text) };
}

/* Whether `s` is UTF-8 up to a last character that may be cut. */
static bool is_utf8(str s)
{
    size_t bad = 0;
    return utf8_valid(s, &bad) || (bad + 4 > s.n && (unsigned char)s.p[bad] >= 0xC2);
}

/* NUL bytes as blanks, and a cut last character dropped. */
static str without_nul(str s, struct arena *scratch)
{
    size_t bad;
    if (!utf8_valid(s, &bad))
        s = str_slice(s, 0, bad);
    if (str_find_byte(s, '\0', 0) == s.n)
        return s;
    char *copy = NEW(scratch, char, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        copy[i] = s.p[i];
    for (size_t i = str_find_byte(s, '\0', 0); i < s.n; i = str_find_byte(s, '\0', i + 1))
        copy[i] = ' ';
    return (str){ copy, s.n };
}

str page_to_utf8(str body, str content_type, struct arena *scratch)
{
    static const struct {
        str mark;
        const char *name;
    } marks[] = { { S_INIT("\xFF\xFE"), "UTF-16LE" }, { S_INIT("\xFE\xFF"), "UTF-16BE" } };
    if (str_starts(body, S("\xEF\xBB\xBF")))
        body = str_from(body, 3);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(body, marks[i].mark))
            return without_nul(convert(str_from(body, 2), open_declared(marks[i].name), scratch),
                               scratch);
    if (body.n == 0 || is_utf8(body))
        return without_nul(body, scratch);
    return without_nul(convert(body, open_converter(body, content_type), scratch), scratch);
}
