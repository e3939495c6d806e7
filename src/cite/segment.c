/* segment.c: see segment.h. */
#include "cite/segment.h"

#include "base/fold.h"
#include "base/utf8.h"
#include "cite/detail.h"

#include "base/banned.h"

enum { LEADS_MAX = 3 }; /* "see, for example," */

str segment_word(const struct segment *s, size_t i)
{
    return str_at(s->in->doc->text, s->tokens[i].text);
}

bool segment_is_word(const struct segment *s, size_t i, str word)
{
    return segment_is(s, i, TOKEN_WORD) && str_eq_nocase(segment_word(s, i), word);
}

bool segment_one_of(const struct segment *s, size_t i, const str *words, size_t n)
{
    if (!segment_is(s, i, TOKEN_WORD))
        return false;
    str word = segment_word(s, i);
    for (size_t k = 0; k < n; k++)
        if (str_eq_nocase(word, words[k]))
            return true;
    return false;
}

bool segment_is_capital(const struct segment *s, size_t i)
{
    size_t at = 0;
    if (!segment_is(s, i, TOKEN_WORD))
        return false;
    str word = segment_word(s, i);
    return word.n > 1 && utf8_is_upper(utf8_next(word, &at));
}

bool segment_is_and(const struct segment *s, size_t i)
{
    return segment_is(s, i, TOKEN_WORD) && s->tokens[i].text.len <= 3 &&
           (segment_is_word(s, i, S("and")) || segment_is_word(s, i, S("&")));
}

span segment_span(const struct segment *s, size_t from, size_t to)
{
    return span_make(s->tokens[from].text.off, span_end(s->tokens[to - 1].text));
}

size_t source_signal(str text, const struct style_words *words, const struct token *tokens,
                     size_t n)
{
    if (n == 0 || tokens[0].kind != TOKEN_WORD)
        return 0;
    str first = str_at(text, tokens[0].text);
    struct style_words_part like = style_words_like(words, first);
    for (size_t w = 0; w < like.n; w++) {
        str rest = like.p[w], part;
        size_t at = 0;
        bool same = str_starts_nocase(rest, first);
        while (same && str_next(&rest, ' ', &part)) {
            if (str_ends(part, S(".")))
                part.n--;
            str have = at < n && tokens[at].kind == TOKEN_WORD ? str_at(text, tokens[at].text)
                                                               : (str){ 0 };
            same = str_eq(part, S("the")) ? str_eq(have, part) /* "see The Times" */
                                          : str_eq_nocase(have, part);
            at++;
            at += same && at < n && tokens[at].kind == TOKEN_DOT;
        }
        if (!same)
            continue;
        at += at < n && (tokens[at].kind == TOKEN_COLON || tokens[at].kind == TOKEN_COMMA);
        return at;
    }
    return 0;
}

size_t segment_lead(const struct segment *s, size_t i, size_t to)
{
    size_t at = i;
    for (int words = 0; at < to && words < LEADS_MAX; words++) {
        size_t taken =
            source_signal(s->in->doc->text, &s->in->style->lead_words, s->tokens + at, to - at);
        if (taken == 0)
            break;
        at += taken;
    }
    return at - i;
}

size_t segment_take_lead(const struct segment *s, size_t from, span *signal, str *text)
{
    const struct source_input *in = s->in;
    size_t taken = segment_lead(s, from, s->n), end = from + taken;
    if (taken == 0)
        return 0;
    while (end > from + 1 && !segment_is(s, end - 1, TOKEN_WORD) &&
           !segment_is(s, end - 1, TOKEN_DOT))
        end--;
    *signal = segment_span(s, from, end);
    *text = str_lower(in->perm, fold_spaces(in->scratch, str_at(in->doc->text, *signal)));
    return taken;
}

static bool is_quote(uint8_t kind)
{
    return kind == TOKEN_QUOTE_OPEN || kind == TOKEN_QUOTE_CLOSE;
}

void segment_prepare(const struct source_input *in, struct segment *s)
{
    struct token *all = NEW(in->scratch, struct token, in->n + 1);
    *s = (struct segment){ .in = in };
    if (in->n)
        memcpy(all, in->tokens, in->n * sizeof *all);
    s->extra = detail_take(in->outlets, in->doc->text, all, in->n, in->perm);
    s->tokens = all;
    for (size_t i = 0; i < in->n; i++) {
        if (all[i].kind == TOKEN_URL && in->n > 1 && s->n) {
            s->url = all[i].text;
            if (segment_is(s, s->n - 1, TOKEN_COMMA))
                s->n--;
        } else if (!all[i].used) {
            all[s->n++] = all[i];
        } else if (s->extra->title.n && !s->title.len && is_quote(all[i].kind)) {
            s->title = all[i].text;
        }
    }
    if (segment_is_and(s, 0))
        s->tokens++, s->n--;
    size_t lead = segment_take_lead(s, 0, &s->signal, &s->signal_text);
    s->tokens += lead;
    s->n -= lead;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Blanks and the ">" of quoted lines from `at` on. */
static size_t skip_break(str raw, size_t at)
{
    while (at < raw.n && (is_blank(raw.p[at]) || (raw.p[at] == '>' && is_blank(raw.p[at - 1]))))
        at++;
    return at;
}

str segment_seen(const struct segment *s, span where)
{
    str raw = str_at(s->in->doc->text, where);
    bool breaks = false;
    for (size_t i = 0; i < raw.n && !breaks; i++)
        breaks = raw.p[i] == '\n' || (raw.p[i] == '-' && i + 1 < raw.n && is_blank(raw.p[i + 1]));
    if (!breaks)
        return fold_spaces(s->in->perm, raw);
    char *room = NEW(s->in->perm, char, raw.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < raw.n;) {
        if (!is_blank(raw.p[i])) {
            room[n++] = raw.p[i++];
            continue;
        }
        i = skip_break(raw, i);
        bool broken = n > 1 && room[n - 1] == '-' && !is_blank(room[n - 2]) && room[n - 2] != '-';
        if (!broken && i < raw.n)
            room[n++] = ' ';
    }
    return fold_spaces(s->in->perm, (str){ room, n });
}
