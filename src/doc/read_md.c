/* read_md.c: Markdown. md4c parses; what it says is made blocks and links here. */
#include <md4c.h>

#include "doc/builder.h"
#include "doc/entity.h"
#include "doc/front_matter.h"
#include "doc/md_events.h"
#include "doc/md_prep.h"
#include "doc/reader.h"

#include "base/banned.h"

enum {
    EVENTS_PER_BYTE = 4,
    SPARE_EVENTS = 1024,
    URLS_PER_BYTE = 8, /* one definition may serve many references */
    SPARE_BYTES = 64 * 1024
};

/* Memory of md4c's share of the work; freed at the end, or with the arena. */
struct work {
    struct buf copy;
    struct md_events events;
};

struct list_level {
    bool numbered;
    uint32_t next; /* number of the next item */
};

struct md {
    struct reading *r;
    struct builder b;
    const struct md_events *events;
    const struct md_notes *notes;
    str laid; /* what md4c saw: the input from `laid_off` on, comments blanked */
    size_t laid_off;
    size_t next_note;
    span note;                    /* label of a note whose item has just begun; empty otherwise */
    VEC(struct list_level) lists; /* those that are open */
    uint32_t number;              /* of an item that has just begun; 0: none */
    size_t quotes, code, images, struck;
    bool in_note;
    size_t note_lists; /* depth of the list that the note's item is in */
    size_t break_from; /* where to look for the next line end */
    /* of the paragraph at hand */
    bool has_image, has_plain;
    size_t emphasis;
    bool after_struck; /* a blank on either side of struck words is one */
    /* of the link at hand */
    bool in_link;
    struct doc_link link;
};

static void free_work(void *handle)
{
    struct work *w = handle;
    buf_free(&w->copy);
    buf_free(&w->events.records);
    buf_free(&w->events.urls);
}

static struct work *new_work(struct reading *r)
{
    struct work *w = NEW(r->perm, struct work, 1);
    buf_init(&w->copy, r->input.n + 1);
    buf_init(&w->events.records,
             (r->input.n * EVENTS_PER_BYTE + SPARE_EVENTS) * sizeof(struct md_event));
    buf_init(&w->events.urls, r->input.n * URLS_PER_BYTE + SPARE_BYTES);
    arena_defer(r->perm, free_work, w);
    return w;
}

static enum block_kind kind_here(const struct md *m)
{
    if (m->in_note)
        return BLOCK_FOOTNOTE;
    if (m->lists.n)
        return BLOCK_LIST_ITEM;
    return m->quotes ? BLOCK_QUOTE : BLOCK_PARAGRAPH;
}

static void open_block(struct md *m, enum block_kind kind)
{
    builder_open(&m->b, kind);
    m->has_image = m->has_plain = false;
    m->emphasis = 0;
}

/* A paragraph that holds but an image and words in emphasis is the image's caption. */
static bool close_block(struct md *m, struct err *err)
{
    if (m->b.open && m->has_image && !m->has_plain && m->b.hint == BLOCK_PARAGRAPH)
        m->b.hint = BLOCK_CAPTION;
    return builder_close(&m->b, err);
}

static void take_number(struct md *m)
{
    struct list_level *list = m->lists.n ? &m->lists.p[m->lists.n - 1] : NULL;
    m->number = list && list->numbered ? list->next++ : 0;
}

static bool enter_block(struct md *m, struct md_event e, struct err *err)
{
    if (!close_block(m, err))
        return false;
    switch ((MD_BLOCKTYPE)e.type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        *VEC_PUSH(&m->lists, m->r->perm) =
            (struct list_level){ .numbered = e.type == MD_BLOCK_OL, .next = e.len };
        break;
    case MD_BLOCK_LI:
        take_number(m);
        break;
    case MD_BLOCK_QUOTE:
        m->quotes++;
        break;
    case MD_BLOCK_CODE:
        m->code++;
        break;
    case MD_BLOCK_H:
        open_block(m, e.level == 1 ? BLOCK_HEADLINE : BLOCK_HEADING);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        open_block(m, BLOCK_TABLE_CELL);
        break;
    default:
        break; /* a paragraph opens with its first text, which may be a note's */
    }
    return true;
}

static bool leave_block(struct md *m, struct md_event e, struct err *err)
{
    if (!close_block(m, err))
        return false;
    switch ((MD_BLOCKTYPE)e.type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m->lists.n--;
        break;
    case MD_BLOCK_QUOTE:
        m->quotes--;
        break;
    case MD_BLOCK_CODE:
        m->code--;
        break;
    case MD_BLOCK_LI:
        if (m->in_note && m->note_lists == m->lists.n)
            m->in_note = false;
        break;
    default:
        break;
    }
    return true;
}

/* Notes whose definition the text at `off` has passed: their item begins with it. */
static void pass_notes(struct md *m, size_t off)
{
    while (m->next_note < m->notes->items.n && m->notes->items.p[m->next_note].text_off <= off) {
        m->note = m->notes->items.p[m->next_note++].label;
        m->in_note = m->lists.n > 0;
        m->note_lists = m->lists.n;
    }
}

static void ready_block(struct md *m, size_t off)
{
    if (!m->b.open) {
        pass_notes(m, off);
        open_block(m, kind_here(m));
        m->b.number = m->number; /* what else the item holds goes on with it */
        m->number = 0;
    }
    if (m->note.len && m->b.hint == BLOCK_FOOTNOTE)
        builder_label(&m->b, m->note.off, m->note.len);
    m->note = (span){ 0 };
}

/* Whether the block at hand has no text yet, or a blank at its end. */
static bool ends_in_blank(const struct md *m)
{
    return m->b.blank || m->b.text->n == m->b.begin || m->b.text->p[m->b.text->n - 1] == ' ';
}

/* Line ends and the blanks that stand for them have no place in md4c's words; they are in the order of
 * the text, so that the next line end behind the last text is meant. */
static void take_break(struct md *m)
{
    size_t from = m->break_from > m->b.last_end ? m->break_from : m->b.last_end;
    size_t at = str_find_byte(m->r->input, '\n', from);
    bool found = at < m->r->input.n;
    if (!m->struck && !(m->after_struck && ends_in_blank(m)))
        builder_blank(&m->b, found ? at : m->b.last_end, found);
    m->break_from = found ? at + 1 : at;
}

static void take_inline_html(struct md *m, struct md_event e)
{
    str tag = str_slice(m->r->input, e.off, e.len);
    if (str_starts_nocase(tag, S("<br")))
        builder_blank(&m->b, e.off, e.len);
    else if (str_starts_nocase(tag, S("<figcaption")) && !m->b.open)
        open_block(m, BLOCK_CAPTION);
    else if (str_starts_nocase(tag, S("<img")))
        m->has_image = true;
}

/* Copies words without the comments that stand among them. */
static void copy_words(struct md *m, size_t off, size_t len)
{
    for (size_t end = off + len; off < end;) {
        str words = str_slice(m->r->input, off, end - off);
        str laid = str_slice(m->laid, off - m->laid_off, end - off);
        size_t same = 0;
        if (memcmp(words.p, laid.p, words.n) == 0)
            same = words.n;
        while (same < words.n && words.p[same] == laid.p[same])
            same++;
        builder_copy(&m->b, off, same);
        size_t comment = str_find(words, S("-->"), same);
        off += comment < words.n ? comment + 3 : words.n;
    }
}

static void take_text(struct md *m, struct md_event e)
{
    char room[ENTITY_TEXT_BYTES];
    size_t used;
    if (m->code || m->images)
        return;
    if (e.type == MD_TEXT_BR || e.type == MD_TEXT_SOFTBR || e.off == MD_NOWHERE) {
        take_break(m);
        return;
    }
    if (m->struck)
        return;
    if (e.type == MD_TEXT_HTML) {
        take_inline_html(m, e);
        return;
    }
    ready_block(m, e.off);
    if (m->after_struck && ends_in_blank(m) && m->r->input.p[e.off] == ' ' && e.len)
        e.off++, e.len--;
    m->after_struck = false;
    str source = str_slice(m->r->input, e.off, e.len);
    m->has_plain |= m->emphasis == 0 && str_trim(source).n > 0;
    str decoded = e.type == MD_TEXT_ENTITY ? entity_decode(source, room, &used) : (str){ 0 };
    if (decoded.n)
        builder_put(&m->b, decoded, e.off, e.len);
    else
        copy_words(m, e.off, e.len);
}

/* Where the address of an inline link stands when md4c had to rewrite it: behind the "](" that closes
 * the link's text. */
static span find_destination(struct md *m)
{
    str input = m->r->input;
    size_t at = m->b.last_end;
    const str closers = S("*_~`\"'");
    while (at < input.n && str_find_byte(closers, input.p[at], 0) < closers.n)
        at++;
    if (!str_starts(str_from(input, at), S("](")))
        return (span){ 0 };
    at += 2;
    while (at < input.n && (input.p[at] == ' ' || input.p[at] == '\n'))
        at++;
    bool angled = at < input.n && input.p[at] == '<';
    size_t begin = at + angled, depth = 0;
    for (at = begin; at < input.n; at++) {
        char c = input.p[at];
        if (c == '\\' && at + 1 < input.n)
            at++;
        else if (angled ? c == '>' || c == '\n' : c == ' ' || c == '\n' || (c == ')' && depth == 0))
            break;
        depth += c == '(';
        depth -= c == ')' && depth > 0;
    }
    return span_make(begin, at < input.n ? at : input.n);
}

static void enter_link(struct md *m, struct md_event e, struct md_event url)
{
    str address = str_slice(buf_str(&m->events->urls), url.off, url.len);
    m->in_link = true;
    m->link = (struct doc_link){ .url = str_dup(m->r->perm, address) };
    m->link.source = e.off == MD_NOWHERE ? (span){ 0 } : (span){ e.off, e.len };
    m->link.text.off = builder_here(&m->b);
    if (e.len == 0)
        m->link.source = (span){ 0 };
}

static void leave_link(struct md *m)
{
    if (!m->in_link)
        return;
    m->in_link = false;
    size_t begin = m->link.text.off, end = m->b.text->n;
    if (m->b.open && begin < m->b.begin) /* a note's label came between */
        begin = m->b.begin;
    m->link.text = span_make(begin, end);
    if (m->link.source.len == 0 && m->link.url.n)
        m->link.source = find_destination(m);
    *VEC_PUSH(&m->r->doc->links, m->r->perm) = m->link;
}

static void enter_span(struct md *m, struct md_event e, size_t i)
{
    if (e.type == MD_SPAN_IMG) {
        m->images++;
        if (!m->b.open)
            ready_block(m, m->b.last_end);
        m->has_image = true;
    } else if (e.type == MD_SPAN_DEL) {
        m->struck++;
    } else if (e.type == MD_SPAN_EM || e.type == MD_SPAN_STRONG) {
        m->emphasis++;
    } else if (e.type == MD_SPAN_A) {
        enter_link(m, e, md_events_at(m->events, i + 1));
    }
}

static void leave_span(struct md *m, struct md_event e)
{
    if (e.type == MD_SPAN_IMG)
        m->images--;
    else if (e.type == MD_SPAN_DEL && m->struck > 0)
        m->after_struck = --m->struck == 0;
    else if ((e.type == MD_SPAN_EM || e.type == MD_SPAN_STRONG) && m->emphasis > 0)
        m->emphasis--;
    else if (e.type == MD_SPAN_A)
        leave_link(m);
}

static bool replay(struct md *m, struct err *err)
{
    size_t n = md_events_count(m->events);
    bool headline = false;
    for (size_t i = 0; i < n && !headline; i++) {
        struct md_event e = md_events_at(m->events, i);
        headline = e.what == MD_ENTER_BLOCK && e.type == MD_BLOCK_H && e.level == 1;
    }
    m->b.sorter.guess_headline = !headline;
    for (size_t i = 0; i < n; i++) {
        struct md_event e = md_events_at(m->events, i);
        if (e.what == MD_ENTER_BLOCK && !enter_block(m, e, err))
            return false;
        if (e.what == MD_LEAVE_BLOCK && !leave_block(m, e, err))
            return false;
        if (e.what == MD_ENTER_SPAN)
            enter_span(m, e, i);
        else if (e.what == MD_LEAVE_SPAN)
            leave_span(m, e);
        else if (e.what == MD_TEXT)
            take_text(m, e);
    }
    return builder_finish(&m->b, true, err);
}

bool read_md(struct reading *r, struct err *err)
{
    size_t body_off;
    struct md_notes notes = { 0 };
    if (!front_matter_read(r, &body_off, err))
        return false;
    struct work *w = new_work(r);
    if (!md_prep(r, body_off, &w->copy, &notes, err) ||
        !md_events_read(buf_str(&w->copy), body_off, &w->events, err))
        return false;
    struct md m = { .r = r,
                    .events = &w->events,
                    .notes = &notes,
                    .laid = buf_str(&w->copy),
                    .laid_off = body_off,
                    .break_from = body_off };
    builder_init(&m.b, r);
    m.b.last_end = body_off;
    m.b.sorter.title = r->doc->meta.title;
    bool read = replay(&m, err);
    free_work(w);
    return read;
}
