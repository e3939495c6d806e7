/* when_window.c: a tokeniser for a few words. It cuts at bytes, so that words at the edges may be halves. */
#include "page/when_window.h"

#include "base/fold.h"
#include "base/utf8.h"

#include "base/banned.h"

enum { BEFORE_BYTES = 64, AFTER_BYTES = 64, WORD_BYTES_MAX = 60 };

static bool is_word_char(uint32_t cp)
{
    return utf8_is_letter(cp) || utf8_is_mark(cp) || cp == 0x200C;
}

/* One token at `at`, which is a letter or digit; digits and letters part even when they touch. */
static size_t take(str text, size_t at, struct token *out)
{
    size_t next = at;
    uint32_t cp = utf8_next(text, &next);
    bool number = utf8_digit(cp) >= 0;
    *out = (struct token){ .kind = number ? TOKEN_NUMBER : TOKEN_WORD, .begin = at };
    while (at < text.n) {
        next = at;
        cp = utf8_next(text, &next);
        int digit = utf8_digit(cp);
        if (number ? digit < 0 : !is_word_char(cp))
            break;
        if (number && out->digits < 9) {
            out->value = out->value * 10 + (uint32_t)digit;
            out->digits++;
        }
        at = next;
    }
    out->end = at;
    return at;
}

/* The tokens of text[begin, end). A cut word at the edges does no harm. */
static void tokenise(struct window *w, size_t begin, size_t end, size_t year_at)
{
    size_t at = begin;
    struct token next = { 0 };
    char mark = 0;
    bool broken = false;
    w->n = 0;
    while (at < end && w->n < WINDOW_TOKENS_MAX) {
        size_t behind = at;
        uint32_t cp = utf8_next(w->text, &behind);
        if (!utf8_is_letter(cp) && utf8_digit(cp) < 0) {
            if (!utf8_is_space(cp))
                mark = mark || cp > 126 ? '?' : (char)cp;
            broken = broken || cp == '\n';
            at = behind;
            continue;
        }
        at = take(w->text, at, &next);
        next.mark = mark;
        next.broken = broken;
        if (next.begin == year_at)
            w->anchor = w->n;
        w->token[w->n++] = next;
        mark = 0;
        broken = false;
    }
}

bool window_next_number(str text, size_t from, struct token *out)
{
    for (size_t at = from; at < text.n;) {
        unsigned char c = (unsigned char)text.p[at];
        if (c < 0x80) {
            if (c >= '0' && c <= '9') {
                (void)take(text, at, out);
                return true;
            }
            at++;
            continue;
        }
        size_t next = at;
        uint32_t cp = utf8_next(text, &next);
        if (cp >= 0x660 && utf8_digit(cp) >= 0) {
            (void)take(text, at, out);
            return true;
        }
        at = next;
    }
    return false;
}

bool window_open(const struct when_reader *reader, str text, size_t at, struct window *out)
{
    size_t begin = at > BEFORE_BYTES ? at - BEFORE_BYTES : 0;
    size_t end = text.n - at > AFTER_BYTES ? at + AFTER_BYTES : text.n;
    while (begin < at && ((unsigned char)text.p[begin] & 0xC0) == 0x80)
        begin++;
    while (end < text.n && ((unsigned char)text.p[end] & 0xC0) == 0x80)
        end++;
    *out = (struct window){ .reader = reader, .text = text };
    tokenise(out, begin, end, at);
    return out->n && out->token[out->anchor].begin == at;
}

str window_text(const struct window *w, size_t i)
{
    return str_slice(w->text, w->token[i].begin, w->token[i].end - w->token[i].begin);
}

size_t window_before(const struct window *w, size_t i)
{
    return i > 0 && i < w->n ? i - 1 : w->n;
}

/* Words between the parts of a date: "12 de octubre de 2020", "12th of October", "2020 m. spalio 12 d.",
 * "ngày 12 tháng 10 năm 2020", "2020. gada 12. oktobris". */
static bool is_filler(str word)
{
    static const str words[] = {
        S_INIT("st"), S_INIT("nd"),  S_INIT("rd"),   S_INIT("th"),  S_INIT("of"),    S_INIT("de"),
        S_INIT("d"),  S_INIT("del"), S_INIT("er"),   S_INIT("re"),  S_INIT("m"),     S_INIT("gada"),
        S_INIT("do"), S_INIT("a"),   S_INIT("ko"),   S_INIT("го"),  S_INIT("năm"),   S_INIT("года"),
        S_INIT("г"),  S_INIT("р"),   S_INIT("року"), S_INIT("the"), S_INIT("жылғы"), S_INIT("год"),
        S_INIT("е"),  S_INIT("º"),   S_INIT("ª"),    S_INIT("o"),   S_INIT("ngày"),  S_INIT("י"),
        S_INIT("թ"),  S_INIT("ж"),   S_INIT("พ"),    S_INIT("ศ"),   S_INIT("ค"),     S_INIT("ส"),
        S_INIT("ຄ"),  S_INIT("ສ"),   S_INIT("e"),
    };
    for (size_t i = 0; word.n <= 10 && i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(word, words[i]))
            return true;
    return false;
}

struct when_month window_month(const struct window *w, size_t i, size_t *used)
{
    const struct when_reader *r = w->reader;
    *used = 1;
    if (i >= w->n || w->token[i].kind != TOKEN_WORD)
        return (struct when_month){ 0 };
    if (i + 1 < w->n && w->token[i + 1].kind == TOKEN_WORD) {
        str both = str_slice(w->text, w->token[i].begin, w->token[i + 1].end - w->token[i].begin);
        bool plain = utf8_ascii_run(both) == both.n;
        struct when_month hit = { 0 };
        if (!plain && both.n < 48)
            hit = when_names_find(r->names, fold_name(r->scratch, both), r->lang);
        if (hit.month) {
            *used = 2;
            return hit;
        }
    }
    char room[32];
    str word = window_text(w, i), folded;
    if (word.n < 2 || word.n > WORD_BYTES_MAX)
        return (struct when_month){ 0 };
    if (!fold_into(room, sizeof room, word, &folded))
        folded = fold_name(r->scratch, word);
    struct when_month hit = when_names_find(r->names, folded, r->lang);
    if (!hit.month && str_starts(word, S("ב"))) /* Hebrew "in" is a prefix */
        hit = when_names_find(r->names, fold_name(r->scratch, str_from(word, 2)), r->lang);
    return hit;
}

size_t window_skip_fillers(const struct window *w, size_t i, int step)
{
    for (int k = 0;
         k < 2 && i < w->n && w->token[i].kind == TOKEN_WORD && is_filler(window_text(w, i)); k++)
        i = step < 0 ? (i ? i - 1 : w->n) : i + 1;
    return i;
}
