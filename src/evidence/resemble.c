/* resemble.c: words of addresses are mostly a title's, in Latin letters. */
#include "evidence/resemble.h"

#include "base/fold.h"

#include "base/banned.h"

enum { ALIKE_BYTES = 4, WORDS_MIN = 3, TITLE_WORDS_MIN = 2, TEXT_BYTES = 400 };

str resemble_last_part(str url)
{
    str path = str_slice(url, 0, str_find_byte(url, '?', 0));
    path = str_slice(path, 0, str_find_byte(path, '#', 0));
    while (str_ends(path, S("/")))
        path = str_slice(path, 0, path.n - 1);
    size_t host = str_find(path, S("://"), 0), at = path.n;
    while (at > 0 && path.p[at - 1] != '/')
        at--;
    if (at <= host + 3)
        return (str){ 0 };
    str part = str_from(path, at);
    size_t dot = str_find_byte(part, '.', 0);
    return str_slice(part, 0, dot);
}

/* Whether a word can tell texts apart: Latin letters, four or more. */
static bool is_telling(str word)
{
    if (word.n < ALIKE_BYTES)
        return false;
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] < 'a' || word.p[i] > 'z')
            return false;
    return true;
}

static bool has_like(str folded, str word)
{
    str other;
    while (str_next(&folded, ' ', &other))
        if (is_telling(other) &&
            str_eq(str_slice(other, 0, ALIKE_BYTES), str_slice(word, 0, ALIKE_BYTES)))
            return true;
    return false;
}

static size_t count_telling(str folded)
{
    size_t n = 0;
    str word;
    while (str_next(&folded, ' ', &word))
        n += is_telling(word);
    return n;
}

bool resemble_title(str title, str url, str words, struct arena *scratch)
{
    struct arena_mark mark = arena_mark(scratch);
    str of_title = fold_name(scratch, str_slice(title, 0, TEXT_BYTES)), word;
    str said = str_printf(scratch, "%.*s %.*s", STR_ARG(resemble_last_part(url)),
                          STR_ARG(str_slice(words, 0, TEXT_BYTES)));
    said = fold_name(scratch, said);
    bool known = count_telling(of_title) >= TITLE_WORDS_MIN && count_telling(said) >= WORDS_MIN;
    bool alike = false;
    while (str_next(&said, ' ', &word))
        alike = alike || (is_telling(word) && has_like(of_title, word));
    arena_release(scratch, mark);
    return alike || !known;
}
