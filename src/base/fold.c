/* fold.c: folding of names. ASCII by one table look-up a byte; everything else by ICU. */
#include "base/fold.h"

#include "base/utf8.h"

#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/banned.h"

/* What an ASCII byte becomes: itself in lower case, DROP, or GAP. */
enum { GAP = 0, DROP = 1 };

static const char ascii_folded[128] = {
    ['\''] = DROP, ['`'] = DROP, ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4',
    ['5'] = '5',   ['6'] = '6',  ['7'] = '7', ['8'] = '8', ['9'] = '9', ['A'] = 'a', ['B'] = 'b',
    ['C'] = 'c',   ['D'] = 'd',  ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i',
    ['J'] = 'j',   ['K'] = 'k',  ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p',
    ['Q'] = 'q',   ['R'] = 'r',  ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w',
    ['X'] = 'x',   ['Y'] = 'y',  ['Z'] = 'z', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd',
    ['e'] = 'e',   ['f'] = 'f',  ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k',
    ['l'] = 'l',   ['m'] = 'm',  ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r',
    ['s'] = 's',   ['t'] = 't',  ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y',
    ['z'] = 'z',
};

/* The leading article goes, unless nothing else is there. */
static str without_article(str folded)
{
    return folded.n > 4 && str_starts(folded, S("the ")) ? str_from(folded, 4) : folded;
}

bool fold_into(char *room, size_t room_bytes, str name, str *out)
{
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < name.n; i++) {
        unsigned char byte = (unsigned char)name.p[i];
        if (byte >= 0x80)
            return false;
        char c = ascii_folded[byte];
        if (c == DROP)
            continue;
        if (c == GAP) {
            gap = n > 0;
            continue;
        }
        if (n + gap >= room_bytes)
            return false;
        if (gap)
            room[n++] = ' ';
        gap = false;
        room[n++] = c;
    }
    *out = without_article((str){ room, n });
    return true;
}

/* Apostrophes as they stand after NFKD, and the letters that transliteration writes like one. */
static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == '`' || (cp >= 0x2018 && cp <= 0x201B) || cp == 0x2032 ||
           (cp >= 0x02B9 && cp <= 0x02BF) || cp == 0x02C8;
}

static bool is_latin(uint32_t cp)
{
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript((UChar32)cp, &status) == USCRIPT_LATIN;
}

/* Drops the marks of Latin letters and the apostrophes, and makes each run of other non-words one
 * blank. Works in place: nothing grows. Returns the new length. */
static size_t keep_words(char *text, size_t n)
{
    size_t out = 0;
    bool gap = false, after_latin = false;
    for (size_t at = 0; at < n;) {
        size_t from = at;
        uint32_t cp = utf8_next((str){ text, n }, &at);
        bool mark = utf8_is_mark(cp);
        if ((mark && after_latin) || is_apostrophe(cp))
            continue;
        if (!mark)
            after_latin = is_latin(cp);
        if (!mark && !utf8_is_letter(cp) && !utf8_is_digit(cp)) {
            gap = out > 0;
            continue;
        }
        if (gap)
            text[out++] = ' ';
        gap = false;
        memmove(text + out, text + from, at - from);
        out += at - from;
    }
    return out;
}

/* The steps for names beyond ASCII. A name that ICU refuses folds to itself. */
static str fold_by_icu(struct arena *scratch, str name)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&status);
    if (U_FAILURE(status) || name.n > INT32_MAX / 256)
        return name;
    /* NFKD makes at most 18 units of one; case folding at most 3; UTF-8 at most 3 bytes of a unit. */
    int32_t bytes = (int32_t)name.n, n = 0;
    UChar *wide = NEW(scratch, UChar, name.n + 1);
    u_strFromUTF8WithSub(wide, bytes + 1, &n, name.p, bytes, 0xFFFD, NULL, &status);
    int32_t room = n * 18 + 1;
    UChar *parts = NEW(scratch, UChar, (size_t)room);
    int32_t n_parts = unorm2_normalize(nfkd, wide, n, parts, room, &status);
    if (U_FAILURE(status))
        return name;
    room = n_parts * 3 + 1;
    UChar *lower = NEW(scratch, UChar, (size_t)room);
    int32_t n_lower = u_strFoldCase(lower, room, parts, n_parts, U_FOLD_CASE_DEFAULT, &status);
    room = n_lower * 3 + 1;
    char *text = NEW(scratch, char, (size_t)room);
    u_strToUTF8(text, room, &n, lower, n_lower, &status);
    return U_FAILURE(status) ? name : without_article((str){ text, keep_words(text, (size_t)n) });
}

str fold_name(struct arena *scratch, str name)
{
    str out;
    if (utf8_count(name) == name.n) {
        char *room = NEW(scratch, char, name.n + 1);
        if (fold_into(room, name.n + 1, name, &out))
            return out;
    }
    return fold_by_icu(scratch, name);
}

/* Soft hyphen, zero-width blanks and marks of direction. The zero-width joiners stay: in Persian and
 * in Indian scripts a reader sees what they do. */
static bool is_unseen(uint32_t cp)
{
    return cp == 0xAD || cp == 0x200B || cp == 0x200E || cp == 0x200F ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x2069) || cp == 0xFEFF;
}

/* Whether fold_spaces would give `text` back as it is. */
static bool is_tidy(str text)
{
    bool blank = true; /* the character before: at the start, none may follow */
    for (size_t at = 0; at < text.n;) {
        uint32_t cp = utf8_next(text, &at);
        bool space = utf8_is_space(cp);
        if ((cp >= 0x80 && is_unseen(cp)) || (space && (blank || cp != ' ')))
            return false;
        blank = space;
    }
    return text.n == 0 || !blank;
}

str fold_spaces(struct arena *perm, str text)
{
    if (is_tidy(text))
        return text;
    char *room = NEW(perm, char, text.n + 1);
    size_t n = 0;
    bool gap = false;
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t cp = utf8_next(text, &at);
        if (is_unseen(cp))
            continue;
        if (utf8_is_space(cp)) {
            gap = n > 0;
            continue;
        }
        if (gap)
            room[n++] = ' ';
        gap = false;
        memcpy(room + n, text.p + from, at - from);
        n += at - from;
    }
    return (str){ room, n };
}
