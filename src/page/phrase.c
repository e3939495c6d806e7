/* phrase.c: matching by two cursors that fold as they go. */
#include "page/phrase.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

#include "base/banned.h"

static bool is_word(uint32_t cp)
{
    return utf8_is_letter(cp) || utf8_is_digit(cp) || utf8_is_mark(cp);
}

/* Thai, Lao, Burmese, Khmer; Chinese and Japanese. Korean has blanks but adds endings to words. */
static bool is_unspaced(uint32_t cp)
{
    return (cp >= 0x0E00 && cp < 0x1200) || (cp >= 0x1780 && cp < 0x1800) ||
           (cp >= 0x2E80 && cp < 0xFB00);
}

/* The next character of folded text: a letter, or one blank for all that parts words. 0 at the end. */
static uint32_t next_folded(str text, size_t *at)
{
    if (*at >= text.n)
        return 0;
    unsigned char byte = (unsigned char)text.p[*at];
    uint32_t cp = byte < 0x80 ? byte : utf8_next(text, at);
    if (byte < 0x80)
        ++*at;
    if (is_word(cp))
        return cp < 0x80 ? (cp >= 'A' && cp <= 'Z' ? cp | 32 : cp)
                         : (uint32_t)u_foldCase((UChar32)cp, U_FOLD_CASE_DEFAULT);
    while (*at < text.n) {
        size_t next = *at;
        if (is_word(utf8_next(text, &next)))
            break;
        *at = next;
    }
    return ' ';
}

uint32_t phrase_letter(str text, size_t at)
{
    return next_folded(text, &at);
}

str phrase_fold(struct arena *perm, str phrase)
{
    struct buf buf = { 0 };
    char *room = NEW(perm, char, phrase.n * 2 + 4); /* folding grows two bytes to at most three */
    buf = (struct buf){ .p = room, .cap = phrase.n * 2 + 4, .max = phrase.n * 2 + 4 };
    for (size_t at = 0; at < phrase.n;)
        utf8_put(&buf, next_folded(phrase, &at));
    return str_trim(buf_str(&buf));
}

/* Whether a word can end at `at`, behind the letter `last`. */
static bool is_end(str text, size_t at, uint32_t last)
{
    if (at >= text.n || is_unspaced(last))
        return true;
    return !is_word(utf8_next(text, &at));
}

bool phrase_at(str text, size_t at, str phrase, size_t *end)
{
    uint32_t want = 0;
    for (size_t p = 0; p < phrase.n;) {
        want = utf8_next(phrase, &p);
        if (next_folded(text, &at) != want)
            return false;
    }
    if (phrase.n == 0 || !is_end(text, at, want))
        return false;
    if (end)
        *end = at;
    return true;
}

size_t phrase_next_word(str text, size_t at)
{
    bool inside = false;
    if (at > 0 && at < text.n) {
        size_t back = at;
        uint32_t cp = utf8_before(text, &back);
        inside = is_word(cp) && !is_unspaced(cp);
    }
    while (at < text.n) {
        size_t next = at;
        uint32_t cp = utf8_next(text, &next);
        bool word = is_word(cp);
        if (word && !inside)
            return at;
        inside = word && !is_unspaced(cp);
        at = next;
    }
    return text.n;
}

size_t phrase_find(str text, str phrase)
{
    for (size_t at = phrase_next_word(text, 0); at < text.n;) {
        if (phrase_at(text, at, phrase, NULL))
            return at;
        size_t next = at;
        (void)utf8_next(text, &next);
        at = phrase_next_word(text, next);
    }
    return text.n;
}
