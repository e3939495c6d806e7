/* backing_shared.c: links, notes, sources told in prose; what a sentence opens with. */
#include "check/backing_shared.h"

#include "base/utf8.h"

#include "base/banned.h"

/* Does the text begin with one of ¹ ² ³ ⁰ ⁴ to ⁹? */
static bool begins_raised(str text)
{
    if (text.n < 2)
        return false;
    size_t at = 0;
    uint32_t cp = utf8_next(text, &at);
    return cp == 0xB9 || cp == 0xB2 || cp == 0xB3 || cp == 0x2070 || (cp >= 0x2074 && cp <= 0x2079);
}

/* The ² of "km²", "m²", "R²", the ³ of "м³": behind one letter or two without a vowel, as no word of prose
 * is. */
static bool is_power(str text, size_t at)
{
    enum { SYMBOL_LETTERS = 2 };
    static const str vowels = S_INIT("aeiouyAEIOUYаеёиоуыэюяіїєАЕЁИОУЫЭЮЯІЇЄ");
    str mark = str_from(text, at);
    size_t letters = 0, end = at;
    if (!str_starts(mark, S("²")) && !str_starts(mark, S("³")))
        return false;
    for (; at > 0 && utf8_is_letter(utf8_before(text, &at)); end = at)
        if (++letters > SYMBOL_LETTERS ||
            str_find(vowels, str_slice(text, at, end - at), 0) < vowels.n)
            return false;
    return letters > 0;
}

/* "[3]", "[^a]", "²": the mark of a note. What the note says is not read, so it counts as a source. */
static bool has_note(const struct check_input *in, span where)
{
    enum { MARK_MAX = 24 };
    str text = str_at(in->doc->text, where);
    for (size_t at = 0; at + 1 < text.n; at++) {
        char c = text.p[at];
        if ((c == '\xC2' || c == '\xE2') && begins_raised(str_from(text, at)) &&
            !is_power(text, at))
            return true;
        if (c != '[')
            continue;
        str inside = str_slice(text, at + 1, MARK_MAX);
        inside.n = str_find_byte(inside, ']', 0);
        uint32_t number;
        if (at + 1 + inside.n < text.n && inside.n < MARK_MAX &&
            (str_to_u32(inside, &number) || (inside.n > 1 && inside.p[0] == '^')))
            return true;
    }
    return false;
}

/* Has the text any character that a mark may begin with? */
static bool may_have_notes(str text)
{
    return memchr(text.p, '[', text.n) || memchr(text.p, '\xC2', text.n) ||
           str_find(text, S("\xE2\x81"), 0) < text.n;
}

/* An aside that begins with a capital and ends in a year: an author and a year. */
static bool is_author_year(str text)
{
    if (text.n < 8 || text.p[1] < 'A' || text.p[1] > 'Z')
        return false;
    uint32_t year;
    return str_to_u32(str_slice(text, text.n - 5, 4), &year) && year >= 1800 && year < 2100;
}

/* Links stand behind their sentence, but for those of a citation: what that covers is known. */
static void mark_linked(struct backing *b)
{
    const struct doc *doc = b->in->doc;
    const struct cite_list *cites = b->in->cites;
    size_t p = 0;
    for (size_t i = 0; i < doc->links.n; i++) {
        const struct doc_link *link = &doc->links.p[i];
        while (p < cites->parens.n && (cites->parens.p[p].kind != CCK_KIND_CITATION ||
                                       span_end(cites->parens.p[p].text) <= link->text.off))
            p++;
        size_t s = doc_sentence_at(doc, link->text.off);
        if (s < doc->sentences.n && link->text.len &&
            !(p < cites->parens.n && span_covers(cites->parens.p[p].text, link->text)) &&
            (str_starts_nocase(link->url, S("http")) || str_starts(link->url, S("#"))))
            b->backed[s] = true;
    }
}

static void mark_backed(struct backing *b)
{
    const struct doc *doc = b->in->doc;
    bool notes = doc->text.n && may_have_notes(doc->text);
    mark_linked(b);
    for (size_t i = 0; i < b->in->cites->parens.n; i++) {
        const struct paren *p = &b->in->cites->parens.p[i];
        if (p->kind == CCK_KIND_OTHER && p->sentence < doc->sentences.n &&
            is_author_year(str_at(doc->text, p->text)))
            b->backed[p->sentence] = true;
    }
    for (size_t i = 0; i < b->told.list.n; i++) /* an outlet and a day: a citation in prose */
        if (b->told.list.p[i].period != CITE_NONE)
            b->backed[b->told.list.p[i].sentence] = true;
    for (size_t i = doc->sentences.n; i-- > 0;) {
        bool next = i + 1 < doc->sentences.n && b->backed[i + 1] &&
                    b->in->style->coverage != STYLE_COVER_SENTENCE &&
                    doc->sentences.p[i + 1].block == doc->sentences.p[i].block;
        b->backed[i] = b->backed[i] || next || (notes && has_note(b->in, doc->sentences.p[i].text));
    }
}

static void mark_before(struct backing *b)
{
    const struct doc *doc = b->in->doc;
    const struct cite_list *cites = b->in->cites;
    size_t p = 0;
    uint32_t last = CITE_NONE;
    for (uint32_t i = 0; i < doc->sentences.n; i++) {
        if (doc->sentences.p[i].ordinal <= 1)
            last = CITE_NONE;
        b->before[i] = last;
        for (; p < cites->parens.n; p++) {
            const struct paren *paren = &cites->parens.p[p];
            if (paren->sentence != CITE_NONE && paren->sentence > i)
                break;
            if (paren->kind == CCK_KIND_CITATION && paren->sentence == i)
                last = (uint32_t)p;
        }
    }
}

/* Sentences that begin with a day, week or month of their own turn to something new. */
static void mark_opening(struct backing *b)
{
    for (uint32_t i = 0; i < b->in->doc->sentences.n; i++)
        b->specific[i] = b->in->claims[i].has_quotation || b->in->claims[i].tells;
    enum { OPENING_BYTES = 16 };
    for (size_t i = 0; i < b->in->periods->list.n; i++) {
        const struct period *p = &b->in->periods->list.p[i];
        uint32_t from = b->in->doc->sentences.p[p->sentence].text.off;
        bool dated = p->anchor == PERIOD_ABSOLUTE ? p->unit <= PERIOD_MONTH
                                                  : p->anchor == PERIOD_ARTICLE && !p->recent;
        if (dated && !p->start_only && p->text.off - from <= OPENING_BYTES)
            b->opens[p->sentence] = true;
        if (dated && p->is_event)
            b->specific[p->sentence] = true;
        if (p->anchor == PERIOD_ABSOLUTE && (p->year_written || p->unit == PERIOD_DAY))
            b->dated[p->sentence] = true;
    }
}

/* Is the block one sentence that is bold or italic as a whole? */
static bool is_set_off(const struct doc *doc, const struct block *block)
{
    static const str marks[] = { S_INIT("*"),    S_INIT("_"),   S_INIT("<strong>"),
                                 S_INIT("<em>"), S_INIT("<b>"), S_INIT("<i>") };
    span at = doc_source_span(doc, block->text);
    str before = str_slice(doc->source, 0, at.off), behind = str_from(doc->source, span_end(at));
    for (size_t i = 0; i < sizeof marks / sizeof *marks && block->n_sentences == 1; i++)
        if (str_ends(before, marks[i]) && str_starts(behind, str_slice(marks[i], 0, 1)))
            return true;
    return false;
}

/* The first and the last paragraph of the body, and the line under the headline. */
static void find_frame(struct backing *b)
{
    const struct doc *doc = b->in->doc;
    b->deck = b->lead = b->conclusion = CITE_NONE;
    for (uint32_t i = 0; i < doc->blocks.n; i++) {
        if (doc->blocks.p[i].kind != BLOCK_PARAGRAPH)
            continue;
        if (b->deck == CITE_NONE && b->lead == CITE_NONE && is_set_off(doc, &doc->blocks.p[i]))
            b->deck = i;
        else if (b->lead == CITE_NONE)
            b->lead = i;
        b->conclusion = i;
    }
}

void backing_find(const struct check_input *in, struct arena *arena, struct backing *out)
{
    size_t n = in->doc->sentences.n;
    *out = (struct backing){ .in = in,
                             .backed = NEW(arena, bool, n),
                             .specific = NEW(arena, bool, n),
                             .dated = NEW(arena, bool, n),
                             .opens = NEW(arena, bool, n),
                             .before = NEW(arena, uint32_t, n) };
    if (in->outlets)
        told_find(in->doc, in->periods, in->outlets, arena, &out->told);
    mark_backed(out);
    mark_before(out);
    mark_opening(out);
    find_frame(out);
}
