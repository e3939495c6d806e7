/* prose.c: one pass over the sentences; quotation marks are followed within a block. */
#include "cite/prose.h"

#include "base/utf8.h"
#include "cite/lexicon.h"
#include "cite/month.h"

#include "base/banned.h"

/* Room to begin with: a guess on the small side costs a copy, one without bound would cost memory. */
enum { BYTES_PER_WORD = 6, WORDS_RESERVED_MAX = 1 << 16, SINGLE_BYTES_MAX = 600 };

struct reader {
    const struct doc *doc;
    const struct cite_list *cites;
    char *low; /* a copy of the text with small letters; words are cut from it */
    struct arena *perm;
    struct prose *out;
    size_t paren;      /* first parenthetical not behind us */
    uint32_t sentence; /* the one being read */
    bool quoted;
    uint32_t closer;   /* of the open quotation */
    size_t quote_from; /* where the open quotation, or its part in this sentence, begins */
    bool hyphen;       /* the last character read was a hyphen or dash */
};

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019;
}

static bool is_dash(uint32_t cp)
{
    return cp == '-' || (cp >= 0x2010 && cp <= 0x2014);
}

/* What follows at `at`, or 0 at the end. */
static uint32_t peek(str text, size_t at)
{
    return at < text.n ? utf8_next(text, &at) : 0;
}

/* Does `cp`, read within a word whose last character is `before`, belong to it? */
static bool joins(uint32_t cp, uint32_t before, uint32_t after)
{
    if (utf8_is_letter(cp) || utf8_is_digit(cp) || utf8_is_mark(cp))
        return true;
    if (is_apostrophe(cp))
        return utf8_is_letter(after);
    if (cp == '.' && utf8_is_upper(before) && utf8_is_upper(after))
        return true;
    return (cp == '.' || cp == ',') && utf8_is_digit(before) && utf8_is_digit(after);
}

/* Lower case of a letter outside ASCII, in place, for scripts whose small letters take as many bytes
 * as their capitals: Latin-1, Latin Extended-A, Cyrillic. Others stay as they are. */
static void lower_wide(char *p)
{
    unsigned char lead = (unsigned char)p[0], tail = (unsigned char)p[1];
    unsigned cp = (lead & 0x1Fu) << 6 | (tail & 0x3Fu), low = cp;
    if (lead < 0xC3 || lead > 0xD1)
        return;
    if ((cp >= 0xC0 && cp <= 0xDE && cp != 0xD7) || (cp >= 0x410 && cp <= 0x42F))
        low = cp + 0x20;
    else if (cp >= 0x400 && cp <= 0x40F)
        low = cp + 0x50;
    else if (cp == 0x178) /* Ÿ: its small letter is Latin-1's */
        low = 0xFF;
    else if ((cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17E))
        low = cp + (cp & 1); /* capitals are odd here */
    else if (cp >= 0x100 && cp < 0x178 && cp != 0x130 && cp != 0x131 && cp != 0x138)
        low = cp | 1;
    p[0] = (char)(0xC0 | low >> 6);
    p[1] = (char)(0x80 | (low & 0x3F));
}

/* The letters of a word outside ASCII made small and its curly apostrophes straight, in the copy. */
static str low_wide(char *p, size_t n)
{
    str word = { p, n };
    size_t to = 0;
    for (size_t at = 0; at < n;) {
        size_t next = at;
        if (is_apostrophe(utf8_next(word, &next))) {
            p[to++] = '\'';
        } else {
            if (next - at == 2)
                lower_wide(p + at);
            memmove(p + to, p + at, next - at);
            to += next - at;
        }
        at = next;
    }
    return str_slice(word, 0, to);
}

static void finish_word(struct reader *r, struct prose_word *word, bool wide)
{
    char *copy = r->low + word->text.off;
    str low = wide ? low_wide(copy, word->text.len) : (str){ copy, word->text.len };
    word->possessive = low.n > 2 && low.p[low.n - 1] == 's' && low.p[low.n - 2] == '\'';
    word->low = word->possessive ? str_slice(low, 0, low.n - 2) : low;
    word->hash = lexicon_hash(word->low);
    if (!word->upper && !wide)
        return;
    struct month_hit hit =
        month_find(word->possessive ? str_slice(str_at(r->doc->text, word->text), 0, word->low.n)
                                    : str_at(r->doc->text, word->text));
    word->month = hit.month;
    word->weekday = hit.weekday;
}

/* Reads the word at `at`; returns the offset behind it. */
static size_t read_word(struct reader *r, size_t at, size_t end)
{
    str text = str_slice(r->doc->text, 0, end);
    size_t from = at;
    uint32_t before = utf8_next(text, &at);
    bool wide = before >= 0x80;
    struct prose_word *word = VEC_PUSH(&r->out->words, r->perm);
    *word = (struct prose_word){ .upper = utf8_is_upper(before),
                                 .number = utf8_is_digit(before),
                                 .quoted = r->quoted,
                                 .glued = r->hyphen };
    while (at < end) {
        size_t next = at;
        uint32_t cp = utf8_next(text, &next);
        bool plain = cp < 0x80 && utf8_is(cp, UTF8_LETTER | UTF8_DIGIT);
        if (!plain && !joins(cp, before, peek(text, next)))
            break;
        wide = wide || cp >= 0x80;
        before = cp;
        at = next;
    }
    word->text = span_make(from, at);
    finish_word(r, word, wide);
    return at;
}

static void end_quote(struct reader *r, size_t at)
{
    if (at > r->quote_from)
        *VEC_PUSH(&r->out->quotes, r->perm) =
            (struct prose_quote){ span_make(r->quote_from, at), r->sentence };
}

static bool is_word_char(uint32_t cp)
{
    return utf8_is_letter(cp) || utf8_is_digit(cp);
}

/* Whether the mark from `at` to `next` stands before a word and behind none. */
static bool is_before_word(str text, size_t at, size_t next)
{
    uint32_t after = peek(text, next);
    bool word = is_word_char(after) || after == '[' || after == 0x2026;
    return word && (at == 0 || !is_word_char(utf8_before(text, &at)));
}

/* The next single mark that may close a quotation, or the text's end: not an apostrophe within a word, not
 * behind another one that opens. */
static size_t next_single(str text, size_t at)
{
    str near = str_slice(text, 0, at + SINGLE_BYTES_MAX);
    while (at < near.n && near.p[at] != '\n') {
        size_t here = at;
        uint32_t cp = utf8_next(near, &at);
        if (cp == 0x2018)
            break;
        if (cp == 0x2019 && !is_word_char(peek(near, at)))
            return here;
    }
    return text.n;
}

/* The mark of a quotation that may end what `cp` opens, or 0: "x", “x”, „x“, «x», »x«, ‘x’, ‚x‘, 「x」. */
static uint32_t closer_of(str text, uint32_t cp, size_t at, size_t next)
{
    static const struct {
        uint32_t open, close;
        bool before_word; /* it closes as well: the place tells */
    } marks[] = { { '"', '"', false },       { 0x201C, '"', false },   { 0x201E, '"', false },
                  { 0x201D, '"', true },     { 0xAB, 0xBB, false },    { 0xBB, 0xAB, true },
                  { 0x201A, 0x2018, true },  { 0x2018, 0x2019, true }, { 0x300C, 0x300D, false },
                  { 0x300E, 0x300F, false }, { 0x2039, 0x203A, false } };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i].open != cp || (marks[i].before_word && !is_before_word(text, at, next)))
            continue;
        bool alone = cp == 0x2018 && next_single(text, next) == text.n;
        return alone ? 0 : marks[i].close;
    }
    return 0;
}

/* Whether the mark ends the open quotation. Of the double ones each ends each: people mix them. The mark
 * behind "the workers" is an apostrophe where another one follows that may close. */
static bool is_closer(const struct reader *r, uint32_t cp, size_t at, size_t next)
{
    str text = r->doc->text;
    if (r->closer == '"')
        return cp == '"' || cp == 0x201C || cp == 0x201D || cp == 0xBB;
    if (r->closer != 0x2019 || cp != 0x2019)
        return cp == r->closer;
    bool plural = at > 0 && text.p[at - 1] == 's' && peek(text, next) == ' ';
    return !is_word_char(peek(text, next)) && !(plural && next_single(text, next) < text.n);
}

/* A quotation mark, or any other character, that stands from `at` to `next`. */
static void read_mark(struct reader *r, uint32_t cp, size_t at, size_t next)
{
    if (r->quoted) {
        if (is_closer(r, cp, at, next)) {
            end_quote(r, at);
            r->quoted = false;
        }
        return;
    }
    r->closer = closer_of(r->doc->text, cp, at, next);
    r->quoted = r->closer != 0;
    r->quote_from = next;
}

/* The end of a citation or credit that begins at `at`, or 0. */
static size_t skip_paren(struct reader *r, size_t at)
{
    const struct paren *p = r->cites->parens.p;
    while (r->paren < r->cites->parens.n && p[r->paren].text.off < at)
        r->paren++;
    if (r->paren == r->cites->parens.n || p[r->paren].text.off != at)
        return 0;
    uint8_t kind = p[r->paren].kind;
    bool skipped = kind == CCK_KIND_CITATION || kind == CCK_KIND_IMAGE_CREDIT;
    return skipped ? span_end(p[r->paren].text) : 0;
}

static void read_sentence(struct reader *r, span where)
{
    size_t at = where.off, end = span_end(where);
    r->quote_from = at;
    r->hyphen = false;
    while (at < end) {
        size_t skip = skip_paren(r, at);
        if (skip > at) {
            at = skip < end ? skip : end;
            continue;
        }
        size_t next = at;
        uint32_t cp = utf8_next(str_slice(r->doc->text, 0, end), &next);
        if (utf8_is_letter(cp) || utf8_is_digit(cp)) {
            at = read_word(r, at, end);
            r->hyphen = false;
            continue;
        }
        read_mark(r, cp, at, next);
        r->hyphen = is_dash(cp);
        at = next;
    }
    if (r->quoted)
        end_quote(r, end);
}

static char *low_copy(struct arena *perm, str text)
{
    char *copy = NEW(perm, char, text.n + 1);
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        copy[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    return copy;
}

void prose_read(const struct doc *doc, const struct cite_list *cites, struct arena *perm,
                struct prose *out)
{
    *out = (struct prose){ 0 };
    struct reader r = {
        .doc = doc, .cites = cites, .low = low_copy(perm, doc->text), .perm = perm, .out = out
    };
    size_t words = doc->text.n / BYTES_PER_WORD + 16;
    VEC_RESERVE(&out->words, perm, words < WORDS_RESERVED_MAX ? words : WORDS_RESERVED_MAX);
    uint32_t *first = NEW(perm, uint32_t, doc->sentences.n + 1);
    for (uint32_t i = 0; i < doc->sentences.n; i++) {
        const struct sentence *s = &doc->sentences.p[i];
        if (s->ordinal <= 1)
            r.quoted = false; /* a mark left open ends with its block */
        first[i] = (uint32_t)out->words.n;
        r.sentence = i;
        read_sentence(&r, s->text);
    }
    first[doc->sentences.n] = (uint32_t)out->words.n;
    out->first = first;
}

str prose_gap(const struct doc *doc, const struct prose_word *a, const struct prose_word *b)
{
    size_t from = span_end(a->text);
    return b->text.off > from ? str_slice(doc->text, from, b->text.off - from) : (str){ 0 };
}
