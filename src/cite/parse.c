/* parse.c: from parentheses to citations. */
#include "cite/cite.h"

#include "base/fold.h"
#include "cite/accept.h"
#include "cite/issue.h"
#include "cite/scan.h"
#include "cite/year.h"

#include "base/banned.h"

enum {
    TOKENS_BYTES_MAX = 256 * 1024 * 1024,
    UNCLOSED_BYTES_MAX = 300 /* how far an unclosed bracket is read */
};

struct parser {
    const struct cite_context *in;
    struct cite_list *out;
    struct arena *perm;
    struct arena scratch;
    struct token_list tokens;
    struct source_list sources; /* of the parenthetical at hand */
    size_t link;                /* moves forward with the text */
};

/* The tokens of a nested parenthetical are its own; outside only the rest is read. */
static size_t drop_nested(const struct token *tokens, size_t n, struct token *out)
{
    size_t kept = 0;
    unsigned depth = 0;
    for (size_t i = 0; i < n; i++) {
        if (tokens[i].kind == TOKEN_OPEN)
            depth++;
        else if (tokens[i].kind == TOKEN_CLOSE && depth)
            depth--;
        else if (!depth)
            out[kept++] = tokens[i];
    }
    return kept;
}

/* Cuts at semicolons outside quotation marks and reads each segment. */
static void read_segments(struct parser *p, const struct token *tokens, size_t n)
{
    struct source_input in = { .doc = p->in->doc,
                               .outlets = p->in->outlets,
                               .style = p->in->style,
                               .perm = p->perm,
                               .scratch = &p->scratch };
    p->sources = (struct source_list){ 0 };
    size_t start = 0;
    bool quoted = false;
    for (size_t i = 0; i <= n; i++) {
        if (i < n && tokens[i].kind == TOKEN_QUOTE_OPEN)
            quoted = true;
        if (i < n && tokens[i].kind == TOKEN_QUOTE_CLOSE)
            quoted = !quoted && p->in->doc->text.p[tokens[i].text.off] == '"';
        if (i < n && (quoted || tokens[i].kind != TOKEN_SEMICOLON))
            continue;
        in.tokens = tokens + start;
        in.n = i - start;
        if (in.n)
            source_read(&in, &p->sources);
        start = i + 1;
    }
}

static struct accept_place place_of(const struct parser *p, const struct paren *paren)
{
    const struct block *b = &p->in->doc->blocks.p[paren->block];
    return (struct accept_place){ .doc = p->in->doc,
                                  .style = p->in->style,
                                  .paren = paren->text,
                                  .alone = b->text.off == paren->text.off &&
                                           b->text.len == paren->text.len,
                                  .caption = b->kind == BLOCK_CAPTION };
}

/* The link that begins on a place of the text, or CITE_NONE. */
static uint32_t link_at(const struct doc *doc, span where)
{
    size_t low = 0, high = doc->links.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (doc->links.p[middle].text.off < where.off)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < doc->links.n && doc->links.p[low].text.off < span_end(where);
    return found ? (uint32_t)low : CITE_NONE;
}

static struct citation *emit(struct parser *p, uint32_t paren, const struct source *source,
                             const struct source_name *name)
{
    struct citation *c = VEC_PUSH(&p->out->citations, p->perm);
    *c = (struct citation){ .paren = paren,
                            .kind = CCK_KIND_CITATION,
                            .signal = source->signal,
                            .signal_text = source->signal_text,
                            .extra = source->extra,
                            .link = CITE_NONE };
    if (name) {
        c->outlet = name->text;
        c->outlet_text = name->seen;
        c->hit = name->hit;
    }
    if (source->url.len)
        c->link = link_at(p->in->doc, source->url);
    p->out->parens.p[paren].n_citations++;
    return c;
}

static void set_date(struct parser *p, struct citation *c, const struct date_item *item)
{
    const struct cite_context *in = p->in;
    c->date = item->text;
    c->date_text = fold_spaces(p->perm, str_at(in->doc->text, item->text));
    year_fill(item, &in->anchor, in->style, p->perm, c);
    if (item->misspelt)
        c->error = CCK_CITE_MISSPELT_MONTH;
    else if (item->impossible || item->misread ||
             (c->from.year && c->from.day && !date_is_valid(c->from)))
        c->error = CCK_CITE_IMPOSSIBLE_DATE;
    else if (year_is_future(c, &in->anchor))
        c->error = CCK_CITE_FUTURE_DATE;
}

/* One citation per name and date. `carried`: the name of the source before, when this one has none. */
static void emit_dated(struct parser *p, uint32_t paren, struct source *source,
                       const struct source_name *carried)
{
    if (p->in->style->year_carries_back)
        year_carry_back(&source->dates);
    size_t n_names = source->names.n ? source->names.n : 1;
    for (size_t i = 0; i < n_names; i++) {
        const struct source_name *name = source->names.n ? &source->names.p[i] : carried;
        for (size_t k = 0; k < source->dates.n; k++) {
            struct citation *c = emit(p, paren, source, name);
            c->group_first = k == 0;
            c->carried = source->names.n == 0 && carried;
            set_date(p, c, &source->dates.p[k]);
            if (name && name->hit.match == CCK_MATCH_FUZZY && !c->error)
                c->error = CCK_CITE_MISSPELT_OUTLET;
            if (source->comma_before.len && !c->error)
                c->error = CCK_CITE_SEPARATOR;
            if (source->gap.len && p->in->style->comma_before_date && !c->error)
                c->error = CCK_CITE_SPACING;
            if (!name)
                c->error = CCK_CITE_MISSING_OUTLET;
        }
    }
}

static void emit_undated(struct parser *p, uint32_t paren, const struct source *source,
                         enum cck_kind kind, enum cck_cite_error error)
{
    for (size_t i = 0; i < source->names.n; i++) {
        struct citation *c = emit(p, paren, source, &source->names.p[i]);
        c->kind = (uint8_t)kind;
        c->group_first = true;
        c->error = (uint8_t)error;
        if (kind == CCK_KIND_IMAGE_CREDIT) {
            c->signal = (span){ 0 };
            c->signal_text = (str){ 0 };
        }
    }
}

/* How many sources of the parenthetical are dated citations. */
static size_t count_dated(const struct parser *p, struct accept_place *place)
{
    size_t n = 0;
    for (size_t i = 0; i < p->sources.n; i++) {
        const struct source *s = &p->sources.p[i];
        if (s->dates.n == 0 || !accept_dated(place, s))
            continue;
        place->beside_year |= s->dates.p[0].precision == CCK_PRECISION_YEAR;
        n++;
    }
    return n;
}

/* "(, May 3)": nothing but a comma and dates; and a bare date behind a semicolon, beside a citation. */
static bool lost_outlet(const struct source *s)
{
    return s->leading_comma && s->names.n == 0 && s->dates.n && !s->prose;
}

static void emit_sources(struct parser *p, uint32_t index, const struct accept_place *place,
                         size_t dated)
{
    const struct source_name *last = NULL;
    for (size_t i = 0; i < p->sources.n; i++) {
        struct source *s = &p->sources.p[i];
        size_t undated;
        if (s->dates.n && accept_dated(place, s)) {
            emit_dated(p, index, s, NULL);
        } else if (lost_outlet(s)) {
            emit_dated(p, index, s, NULL);
            issue_no_outlet(p->out, p->perm, index, s);
        } else if (s->dates.n && s->names.n == 0 && dated && last && !s->prose) {
            emit_dated(p, index, s, last);
            issue_carried(p->out, p->perm, index, s, last);
        } else if (!s->dates.n && (undated = accept_undated(place, s, dated > 0)) > 0) {
            bool more = i + 1 < p->sources.n;
            s->names.n = undated;
            emit_undated(p, index, s, CCK_KIND_CITATION,
                         dated && more ? CCK_CITE_SEPARATOR : CCK_CITE_MISSING_DATE);
            issue_no_date(p->out, p->perm, index, s, dated && more);
        } else {
            continue;
        }
        issue_source(p->in->doc->text, p->in->style, p->out, p->perm, index, s);
        if (s->names.n)
            last = &s->names.p[s->names.n - 1];
    }
}

/* The link that stands on this place of the text, or CITE_NONE. Links are sorted; `cursor` moves forward
 * with the places asked for. */
static uint32_t link_on(const struct doc *doc, size_t *cursor, span where)
{
    if (where.len == 0)
        return CITE_NONE;
    while (*cursor < doc->links.n && span_end(doc->links.p[*cursor].text) <= where.off)
        ++*cursor;
    for (size_t i = *cursor; i < doc->links.n && doc->links.p[i].text.off < span_end(where); i++)
        if (doc->links.p[i].text.len && span_end(doc->links.p[i].text) > where.off)
            return (uint32_t)i;
    return CITE_NONE;
}

/* Whether a link reaches over a date of the citations [first, end). */
static bool on_some_date(const struct parser *p, uint32_t link, size_t first, size_t end)
{
    span on = p->in->doc->links.p[link].text;
    for (size_t i = first; i < end; i++) {
        span at = p->out->citations.p[i].date;
        if (at.len && at.off < span_end(on) && span_end(at) > on.off)
            return true;
    }
    return false;
}

/* A date's own link; else the link on the outlet alone, which serves all its dates. */
static void attach_links(struct parser *p, const struct paren *paren)
{
    const struct doc *doc = p->in->doc;
    size_t end = (size_t)paren->first_citation + paren->n_citations;
    size_t dates = p->link, outlets = p->link;
    uint32_t judged = CITE_NONE;
    bool alone = false;
    for (size_t i = paren->first_citation; i < end; i++) {
        struct citation *c = &p->out->citations.p[i];
        uint32_t on_date = link_on(doc, &dates, c->date);
        if (on_date != CITE_NONE)
            c->link = on_date;
        uint32_t on_outlet = link_on(doc, &outlets, c->outlet);
        if (c->link != CITE_NONE || on_outlet == CITE_NONE)
            continue;
        if (on_outlet != judged)
            alone = !on_some_date(p, on_outlet, paren->first_citation, end);
        judged = on_outlet;
        if (alone)
            c->link = on_outlet;
    }
    (void)link_on(doc, &p->link, span_make(paren->text.off, paren->text.off + 1u));
}

/* An unclosed bracket ends behind the last thing read as a citation. */
static void end_unclosed(struct parser *p, struct paren *paren)
{
    size_t end = paren->text.off + 1;
    for (uint32_t i = 0; i < paren->n_citations; i++) {
        size_t read = span_end(p->out->citations.p[paren->first_citation + i].date);
        end = read > end ? read : end;
    }
    paren->text = span_make(paren->text.off, end);
    paren->error = CCK_CITE_UNCLOSED;
    for (uint32_t i = 0; i < paren->n_citations; i++)
        p->out->citations.p[paren->first_citation + i].error = CCK_CITE_UNCLOSED;
}

/* Of an unclosed bracket only the head counts: what follows is the sentence going on. */
static void keep_head(struct parser *p)
{
    if (p->sources.n > 1)
        p->sources.n = 1;
    if (p->sources.n && (p->sources.p[0].dates.n == 0 || p->sources.p[0].date_first ||
                         p->sources.p[0].names.n == 0))
        p->sources.n = 0;
}

static bool read_paren(struct parser *p, uint32_t index, struct err *err)
{
    struct paren *paren = &p->out->parens.p[index];
    const struct doc *doc = p->in->doc;
    bool unclosed = paren->error == CCK_CITE_UNCLOSED;
    span inside = { paren->text.off + 1, paren->text.len };
    inside.len -= unclosed ? 1 : 2;
    paren->first_citation = (uint32_t)p->out->citations.n;
    if (paren->text.len < 2 || inside.len == 0)
        return true;
    if (unclosed && inside.len > UNCLOSED_BYTES_MAX)
        inside.len = UNCLOSED_BYTES_MAX;
    if (!token_read(doc->text, inside, &p->tokens))
        return err_set(err, ERR_LIMIT, "a parenthesis of more than %d MB", TOKENS_BYTES_MAX >> 20);
    struct token *tokens = NEW(&p->scratch, struct token, p->tokens.n + 1);
    size_t n = drop_nested(p->tokens.p, p->tokens.n, tokens);
    if (n == 0)
        return true;
    read_segments(p, tokens, n);
    if (unclosed)
        keep_head(p);
    struct accept_place place = place_of(p, paren);
    if (p->sources.n == 1 && !unclosed && accept_credit(&place, &p->sources.p[0], tokens, n)) {
        size_t words = source_signal(doc->text, &p->in->style->credit_words, tokens, n);
        if (words && words < n)
            read_segments(p, tokens + words, n - words);
        paren->kind = CCK_KIND_IMAGE_CREDIT;
        emit_undated(p, index, &p->sources.p[0], CCK_KIND_IMAGE_CREDIT, CCK_CITE_OK);
        return true;
    }
    size_t dated = count_dated(p, &place);
    emit_sources(p, index, &place, dated);
    paren = &p->out->parens.p[index];
    if (paren->n_citations == 0)
        return true;
    paren->kind = CCK_KIND_CITATION;
    if (unclosed)
        end_unclosed(p, paren);
    if (doc->links.n)
        attach_links(p, paren);
    issue_paren(doc->text, p->out, p->perm, index);
    return true;
}

static bool run(struct parser *p, struct err *err)
{
    const struct cite_context *in = p->in;
    if (!scan_parens(in->doc, in->limit, p->perm, p->out, err))
        return false;
    VEC_RESERVE(&p->out->citations, p->perm, p->out->parens.n); /* about one each: none is moved */
    for (uint32_t i = 0; i < p->out->parens.n; i++) {
        struct arena_mark mark = arena_mark(&p->scratch);
        bool ok = read_paren(p, i, err);
        arena_release(&p->scratch, mark);
        if (!ok)
            return false;
        if (p->out->citations.n > in->limit)
            return err_set(err, ERR_LIMIT, "more than %zu citations; this is no article",
                           in->limit);
    }
    return true;
}

static void close_tokens(void *list)
{
    buf_free(&((struct token_list *)list)->room);
}

static void close_scratch(void *arena)
{
    arena_free(arena);
}

bool cite_parse(const struct cite_context *in, struct arena *perm, struct cite_list *out,
                struct err *err)
{
    *out = (struct cite_list){ 0 };
    struct parser *p = NEW(perm, struct parser, 1); /* in the arena: a guard may jump past us */
    *p = (struct parser){ .in = in, .out = out, .perm = perm };
    arena_init(&p->scratch, perm->limit_bytes, perm->guard);
    arena_defer(perm, close_scratch, &p->scratch);
    buf_init(&p->tokens.room, TOKENS_BYTES_MAX);
    arena_defer(perm, close_tokens, &p->tokens);
    bool ok = run(p, err);
    buf_free(&p->tokens.room);
    arena_free(&p->scratch);
    return ok;
}
