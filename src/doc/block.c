/* block.c: sorting paragraphs into kinds, by what their format says, their words and their place. */
#include "doc/block.h"

#include "base/utf8.h"
#include "doc/fact.h"
#include "doc/masthead.h"

#include "base/banned.h"

enum {
    HEADLINE_MAX_BYTES = 300,
    HEADING_MAX_BYTES = 90,
    BODY_MIN_BYTES = 200,
    LABEL_MAX_BYTES = 12,
    SIGNS_MAX_BYTES = 1000
};

enum summary { SUMMARY_NONE, SUMMARY_BEGUN, SUMMARY_BULLETS, SUMMARY_PARAGRAPH };

str block_trim(str s)
{
    s = str_trim(s);
    while (s.n && (unsigned char)s.p[0] >= 0x80) {
        size_t at = 0;
        if (!utf8_is_space(utf8_next(s, &at)))
            break;
        s = str_trim(str_from(s, at));
    }
    while (s.n && (unsigned char)s.p[s.n - 1] >= 0x80) {
        size_t at = s.n;
        if (!utf8_is_space(utf8_before(s, &at)))
            break;
        s = str_trim(str_slice(s, 0, at));
    }
    return s;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static size_t behind_blanks(str line, size_t at)
{
    if (str_starts(str_from(line, at), S("\xC2\xA0")))
        at += 2;
    else if (at >= line.n || !is_blank(line.p[at]))
        return 0;
    while (at < line.n && is_blank(line.p[at]))
        at++;
    return at;
}

size_t block_bullet(str line, bool *sure)
{
    static const str marks[] = {
        S_INIT("\xE2\x80\xA2"),
        S_INIT("\xE2\x97\xA6"),
        S_INIT("\xE2\x96\xAA"),
        S_INIT("\xE2\x97\x8F"),
        S_INIT("\xE2\x80\xA3"),
        S_INIT("\xC2\xB7"),
        S_INIT("\xE2\x80\x93"),
        S_INIT("\xE2\x80\x94"),
        S_INIT("-"),
        S_INIT("*"),
        S_INIT("+"),
    };
    enum { SURE_MARKS = 6 };
    *sure = false;
    if (line.n && (unsigned char)line.p[0] < 0x80 && utf8_is_letter((unsigned char)line.p[0]))
        return 0;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (!str_starts(line, marks[i]))
            continue;
        *sure = i < SURE_MARKS;
        return behind_blanks(line, marks[i].n);
    }
    size_t digits = 0;
    while (digits < line.n && digits < 3 && line.p[digits] >= '0' && line.p[digits] <= '9')
        digits++;
    *sure = false;
    if (digits == 0 || digits > 2 || digits >= line.n ||
        (line.p[digits] != '.' && line.p[digits] != ')'))
        return 0;
    return behind_blanks(line, digits + 1);
}

static uint32_t last_character(str s)
{
    size_t at = s.n;
    return s.n ? utf8_before(s, &at) : 0;
}

static uint32_t first_character(str s)
{
    size_t at = 0;
    return s.n ? utf8_next(s, &at) : 0;
}

/* A parenthesis that holds a digit is a citation rather than a part of a title. */
static bool has_dated_paren(str s)
{
    for (size_t at = str_find_byte(s, '(', 0); at < s.n; at++)
        if (s.p[at] >= '0' && s.p[at] <= '9')
            return true;
    return false;
}

/* With a full stop, in the middle of things, or with a footnote's mark. */
static bool ends_as_prose(str s)
{
    uint32_t c = last_character(s);
    return c == '.' || c == '!' || c == ',' || c == ';' || c == ']' || c == 0x2026 || c == 0x3002;
}

static bool looks_like_headline(str text)
{
    return text.n <= HEADLINE_MAX_BYTES && !ends_as_prose(text) && last_character(text) != ':' &&
           !has_dated_paren(text);
}

static bool looks_like_heading(str text)
{
    uint32_t first = first_character(text);
    return text.n <= HEADING_MAX_BYTES && (utf8_is_upper(first) || utf8_is_digit(first)) &&
           !ends_as_prose(text) && !has_dated_paren(text) && !memchr(text.p, '\n', text.n);
}

/* "* * *" and other signs between parts have none. So many signs that they part nothing count as text. */
static bool has_words(str text)
{
    if (text.n > SIGNS_MAX_BYTES)
        return true;
    for (size_t at = 0; at < text.n;) {
        uint32_t c = utf8_next(text, &at);
        if (utf8_is_letter(c) || utf8_is_digit(c))
            return true;
    }
    return false;
}

/* "[3] " or "[^a] " before a note. Its length with the blanks behind it, or 0. */
static size_t note_label(str text, size_t *label_bytes)
{
    size_t end = str_find_byte(str_slice(text, 0, LABEL_MAX_BYTES), ']', 0);
    if (text.n < 4 || text.p[0] != '[' || end >= LABEL_MAX_BYTES || end >= text.n || end < 2)
        return 0;
    bool mark = text.p[1] == '^';
    for (size_t i = 1; !mark && i < end; i++)
        if (text.p[i] < '0' || text.p[i] > '9')
            return 0;
    *label_bytes = end + 1;
    size_t behind = end + 1;
    if (behind < text.n && text.p[behind] == ':')
        behind++;
    return behind_blanks(text, behind);
}

static span source_of(const struct block_sorter *s, size_t off, span in_text)
{
    in_text.off += (uint32_t)off;
    return posmap_source(&s->doc->map, in_text);
}

static bool take_masthead(struct block_sorter *s, str text, size_t off)
{
    struct masthead m;
    struct doc_meta *meta = &s->doc->meta;
    if (!masthead_parse(text, &m))
        return false;
    if (m.publication.len && meta->publication_source.len == 0) {
        meta->publication = str_dup(s->perm, str_at(text, m.publication));
        meta->publication_source = source_of(s, off, m.publication);
    }
    if (m.volume.len && meta->volume == 0) {
        meta->volume = m.volume_no;
        meta->volume_source = source_of(s, off, m.volume);
    }
    if (m.issue.len && meta->issue == 0) {
        meta->issue = m.issue_no;
        meta->issue_source = source_of(s, off, m.issue);
    }
    if (m.date_at.len)
        fact_add(s->doc, s->perm,
                 (struct doc_fact){ DOC_FACT_MASTHEAD, m.day, source_of(s, off, m.date_at),
                                    S("masthead date") });
    return true;
}

static bool take_byline(struct block_sorter *s, str text)
{
    str name;
    if (!masthead_byline(text, &name))
        return false;
    if (s->doc->meta.author.n == 0)
        s->doc->meta.author = str_dup(s->perm, name);
    return true;
}

/* A headline or heading by the format's word, or by its look. */
static bool take_heading(struct block_sorter *s, str text, enum block_kind *kind)
{
    bool may_head = !s->has_headline && (s->title.n == 0 || str_eq_nocase(s->title, text));
    bool marked = *kind == BLOCK_HEADLINE || *kind == BLOCK_HEADING;
    if (may_head && (*kind == BLOCK_HEADLINE || (*kind == BLOCK_PARAGRAPH && s->guess_headline &&
                                                 !s->past_head && looks_like_headline(text)))) {
        s->has_headline = true;
        *kind = BLOCK_HEADLINE;
        return true;
    }
    if (!marked && (*kind != BLOCK_PARAGRAPH || !s->guess_headings || !looks_like_heading(text)))
        return false;
    *kind = BLOCK_HEADING;
    return true;
}

/* Paragraphs and list items that belong to an executive summary. */
static enum block_kind in_summary(struct block_sorter *s, enum block_kind kind)
{
    if (s->summary == SUMMARY_NONE)
        return kind;
    if (kind == BLOCK_LIST_ITEM) {
        s->summary = SUMMARY_BULLETS;
        return BLOCK_SUMMARY;
    }
    bool first = s->summary == SUMMARY_BEGUN && kind == BLOCK_PARAGRAPH;
    s->summary = first ? SUMMARY_PARAGRAPH : SUMMARY_NONE;
    return first ? BLOCK_SUMMARY : kind;
}

static enum block_kind sort(struct block_sorter *s, str text, size_t off, enum block_kind kind)
{
    bool whole, plain = kind == BLOCK_PARAGRAPH || kind == BLOCK_HEADING;
    if (plain && !s->past_head && take_masthead(s, text, off))
        return BLOCK_MASTHEAD;
    if (plain && !s->past_head && take_byline(s, text))
        return BLOCK_BYLINE;
    if (plain && masthead_credit(text, !s->past_head))
        return BLOCK_CAPTION;
    if ((plain || kind == BLOCK_HEADLINE) && masthead_summary(text, &whole)) {
        s->summary = whole ? SUMMARY_BEGUN : SUMMARY_PARAGRAPH;
        s->past_head = true;
        return whole ? BLOCK_HEADING : BLOCK_SUMMARY;
    }
    if (take_heading(s, text, &kind)) {
        s->summary = SUMMARY_NONE;
        return kind;
    }
    if (text.n >= BODY_MIN_BYTES || ends_as_prose(text) || kind == BLOCK_LIST_ITEM)
        s->past_head = true;
    return in_summary(s, kind);
}

bool block_add(struct block_sorter *s, struct block_input in, struct err *err)
{
    str text = block_trim(in.text);
    size_t label_bytes = 0, off = in.off + (size_t)(text.p - in.text.p);
    if (!has_words(text))
        return true;
    if (s->doc->blocks.n >= s->limit)
        return err_set(err, ERR_LIMIT, "more than %zu paragraphs", s->limit);
    size_t behind = in.hint == BLOCK_PARAGRAPH ? note_label(text, &label_bytes) : 0;
    if (behind && s->past_head) {
        in.hint = BLOCK_FOOTNOTE;
        in.label = span_make(off, off + label_bytes);
        text = str_from(text, behind);
        off += behind;
    }
    struct block *block = VEC_PUSH(&s->doc->blocks, s->perm);
    *block = (struct block){ .text = span_make(off, off + text.n),
                             .number = in.number <= UINT16_MAX ? (uint16_t)in.number : 0,
                             .label = in.label };
    block->kind = (uint8_t)sort(s, text, off, in.hint);
    if (block->kind != BLOCK_MASTHEAD)
        block->paragraph = ++s->paragraphs;
    return true;
}

void block_finish(struct block_sorter *s, str text)
{
    struct doc *doc = s->doc;
    for (size_t i = 0; i < doc->blocks.n; i++) {
        struct block *block = &doc->blocks.p[i];
        if (block->kind != BLOCK_HEADLINE)
            continue;
        if (s->paragraphs == 1 && s->guess_headline)
            block->kind = BLOCK_PARAGRAPH;
        else if (doc->meta.title.n == 0)
            doc->meta.title = str_at(text, block->text);
        return;
    }
}
