/* sentence.c: one scan that stops only at bytes that can matter, and judges there. */
#include "doc/sentence.h"

#include "base/utf8.h"
#include "doc/abbr.h"
#include "doc/goes_on.h"
#include "doc/stop.h"

#include "base/banned.h"

enum { PAREN_MAX_BYTES = 4096 };

/* One block being split. */
struct scan {
    str text;
    size_t begin;   /* of the sentence at hand */
    size_t recover; /* up to here parentheses are known not to balance */
};

/* The closing parenthesis of the one at `at`, or 0. Where parentheses do not balance, only a pair with
 * none inside counts, so that an unclosed one swallows nothing. */
static size_t matching(struct scan *s, size_t at)
{
    size_t end = at + PAREN_MAX_BYTES < s->text.n ? at + PAREN_MAX_BYTES : s->text.n;
    size_t depth = 0;
    bool inner_only = at < s->recover;
    for (size_t i = at; i < end; i++) {
        char c = s->text.p[i];
        if (c == '(') {
            if (++depth > 1 && inner_only)
                return 0;
        } else if (c == ')' && --depth == 0) {
            return i;
        }
    }
    if (inner_only)
        return 0;
    s->recover = end;
    return matching(s, at);
}

/* A parenthetical that is a sentence of its own: "(He was born there.)". One with a digit before its
 * full stop is a citation all the same. */
static bool is_own_sentence(str text, size_t open, size_t close)
{
    uint32_t last = stop_char_before(text, close);
    if (last != '.' && last != '!' && last != '?')
        return false;
    for (size_t i = open; i < close; i++)
        if (text.p[i] >= '0' && text.p[i] <= '9')
            return false;
    return true;
}

/* Takes in the parentheticals and footnote marks that stand behind the full stop: `He left. (TASS,
 * May 3) Then`. Returns false when a parenthesis shows that the sentence goes on. */
static bool attach(struct scan *s, struct stop *stop)
{
    for (;;) {
        size_t at = stop_skip_blanks(s->text, stop->after);
        size_t behind = stop_skip_note_mark(s->text, at);
        if (behind > at) {
            stop->after = stop_skip_terminals(s->text, behind, &stop->closed);
            stop->attached = true;
            continue;
        }
        if (at >= s->text.n || s->text.p[at] != '(')
            return true;
        size_t close = matching(s, at);
        if (!close || is_own_sentence(s->text, at, close))
            return true;
        behind = stop_skip_terminals(s->text, close + 1, &stop->closed);
        size_t next = stop_skip_blanks(s->text, behind);
        if (next < s->text.n && !stop_can_begin(s->text, next))
            return false;
        stop->after = behind;
        stop->attached = true;
    }
}

/* "Gen. (ret.) Smith", "the U.S. (and its allies) President": an abbreviation before a parenthetical that
 * is no citation. */
static bool goes_on_in_aside(struct scan *s, const struct stop *stop)
{
    size_t open = stop_skip_blanks(s->text, stop->after);
    if (!stop->full || stop->closed || open >= s->text.n || s->text.p[open] != '(')
        return false;
    str word = goes_on_word(s->text, stop->at);
    enum abbr_kind kind = abbr_find(word);
    if (kind != ABBR_OPENER)
        return kind == ABBR_NEVER;
    for (size_t i = open, close = matching(s, open); i < close; i++)
        if (s->text.p[i] >= '0' && s->text.p[i] <= '9')
            return false;
    return true;
}

/* Whether a sentence ends with the stop; `stop->after` is then its end, `*next` the next one's start. */
static bool ends_sentence(struct scan *s, struct stop *stop, size_t *next)
{
    stop->after = stop_skip_sunk_note(s->text, stop);
    if (goes_on_in_aside(s, stop))
        return false;
    if (!attach(s, stop))
        return false;
    *next = stop_skip_blanks(s->text, stop->after);
    if (*next >= s->text.n)
        return true;
    if (*next == stop->after && !stop->wide) {
        uint32_t c = stop_char_at(s->text, *next);
        bool capital = utf8_is_upper(c) || stop_is_opener(c);
        return stop->attached || stop->closed ? capital
                                              : goes_on_is_glued(s->text, stop->at, *next);
    }
    if (stop->wide)
        return true;
    return stop_can_begin(s->text, *next) &&
           (stop->attached || !goes_on_behind(s->text, s->begin, stop, *next));
}

static void push(struct doc *doc, size_t block, str text, struct arena *perm)
{
    struct block *b = &doc->blocks.p[block];
    while (text.n && utf8_is_space((unsigned char)text.p[text.n - 1]))
        text.n--;
    if (text.n == 0)
        return;
    struct sentence *sentence = VEC_PUSH(&doc->sentences, perm);
    sentence->text = span_from(doc->text, text);
    sentence->block = (uint32_t)block;
    sentence->ordinal = ++b->n_sentences;
}

/* Passes the parenthesis at `at`. One that is a sentence of its own ends one. */
static size_t pass_paren(struct doc *doc, size_t block, struct scan *s, size_t at,
                         struct arena *perm)
{
    size_t close = matching(s, at);
    if (!close)
        return at + 1;
    size_t next = stop_skip_blanks(s->text, close + 1);
    if (at == s->begin && next < s->text.n && is_own_sentence(s->text, at, close) &&
        stop_can_begin(s->text, next)) {
        push(doc, block, str_slice(s->text, at, close + 1 - at), perm);
        s->begin = next;
    }
    return close + 1;
}

void sentence_split(struct doc *doc, size_t block, struct arena *perm)
{
    struct block *b = &doc->blocks.p[block];
    struct scan s = { .text = str_at(doc->text, b->text) };
    b->first_sentence = (uint32_t)doc->sentences.n;
    b->n_sentences = 0;
    if (b->kind == BLOCK_MASTHEAD)
        return;
    for (size_t at = stop_next(s.text, 0); at < s.text.n; at = stop_next(s.text, at)) {
        bool wide;
        if (s.text.p[at] == '(') {
            at = pass_paren(doc, block, &s, at, perm);
        } else if (stop_terminal(s.text, at, &wide) == 0) {
            at++;
        } else {
            struct stop stop = stop_read(s.text, at);
            size_t next, run = stop.after;
            if (ends_sentence(&s, &stop, &next)) {
                push(doc, block, str_slice(s.text, s.begin, stop.after - s.begin), perm);
                s.begin = run = next;
            }
            at = run;
        }
    }
    push(doc, block, str_from(s.text, s.begin), perm);
}
