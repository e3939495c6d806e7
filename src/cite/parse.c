/* parse.c: from parentheses to citations. */
#include "cite/cite.h"

#include "cite/brackets.h"
#include "cite/issue.h"
#include "cite/links.h"
#include "cite/parser.h"
#include "cite/scan.h"
#include "cite/settle.h"

#include "base/banned.h"

enum { TOKENS_BYTES_MAX = 256 * 1024 * 1024, PREFETCH_PARENS = 8 };

static bool is_bracket(const struct token *t)
{
    return t->kind == TOKEN_OPEN || t->kind == TOKEN_CLOSE;
}

/* The tokens outside of nested parentheticals, which are read on their own; with `brackets` all that are no
 * brackets. */
static const struct token *drop_nested(struct parser *p, bool brackets, size_t *n)
{
    const struct token *all = p->tokens.p;
    size_t kept = 0, depth = 0;
    while (kept < p->tokens.n && !is_bracket(&all[kept]))
        kept++;
    if (kept == p->tokens.n) {
        *n = kept;
        return all;
    }
    struct token *out = NEW(&p->scratch, struct token, p->tokens.n);
    memcpy(out, all, kept * sizeof *out);
    for (size_t i = kept; i < p->tokens.n; i++) {
        bool open = all[i].kind == TOKEN_OPEN, close = all[i].kind == TOKEN_CLOSE;
        if (!open && !close && (brackets || depth == 0))
            out[kept++] = all[i];
        depth += open;
        depth -= close && depth > 0;
    }
    *n = kept;
    return out;
}

/* Behind the last closing quotation mark; before it a semicolon may be one of a title's. */
static size_t quotes_end(const struct token *tokens, size_t n)
{
    while (n > 0 && tokens[n - 1].kind != TOKEN_QUOTE_CLOSE)
        n--;
    return n;
}

static struct source_input input_of(struct parser *p)
{
    return (struct source_input){ .doc = p->in->doc,
                                  .outlets = p->in->outlets,
                                  .style = p->in->style,
                                  .perm = p->perm,
                                  .scratch = &p->scratch,
                                  .room = &p->room };
}

/* Cuts at semicolons outside quotation marks and reads each segment. */
static void read_segments(struct parser *p, const struct token *tokens, size_t n)
{
    struct source_input in = input_of(p);
    size_t start = 0, quotes = quotes_end(tokens, n);
    bool quoted = false;
    for (size_t i = 0; i <= n; i++) {
        quoted &= i < quotes;
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

struct accept_place parse_place(const struct parser *p, const struct paren *paren)
{
    const struct block *b = &p->in->doc->blocks.p[paren->block];
    return (struct accept_place){ .doc = p->in->doc,
                                  .style = p->in->style,
                                  .paren = paren->text,
                                  .alone = b->text.off == paren->text.off &&
                                           b->text.len == paren->text.len,
                                  .caption = b->kind == BLOCK_CAPTION };
}

size_t parse_inside(struct parser *p, span inside, bool brackets)
{
    struct source_input plain = input_of(p);
    p->sources.n = 0;
    p->plain = !brackets && plain_read(&plain, &p->names, inside, &p->sources);
    if (p->plain)
        return p->sources.n;
    if (!token_read(p->in->doc->text, inside, &p->tokens))
        return SIZE_MAX;
    size_t n;
    const struct token *tokens = drop_nested(p, brackets, &n);
    p->sources.n = 0;
    if (n)
        read_segments(p, tokens, n);
    return n;
}

/* "(Photo by TASS)", "(Source: Flickr.com)" under a picture. */
static bool read_credit(struct parser *p, uint32_t index, const struct accept_place *place)
{
    struct paren *paren = &p->out->parens.p[index];
    size_t words = 0;
    if (p->sources.n != 1 ||
        !accept_credit(place, &p->sources.p[0], p->tokens.p, p->tokens.n, &words))
        return false;
    if (words && words < p->tokens.n)
        (void)parse_inside(p, span_make(p->tokens.p[words].text.off, span_end(paren->text) - 1),
                           false);
    paren->kind = CCK_KIND_IMAGE_CREDIT;
    emit_credit(p, index);
    return true;
}

static bool read_paren(struct parser *p, uint32_t index, struct err *err)
{
    struct paren *paren = &p->out->parens.p[index];
    const struct doc *doc = p->in->doc;
    paren->first_citation = (uint32_t)p->out->citations.n;
    p->sources.n = 0;
    if (paren->error == CCK_CITE_UNCLOSED) {
        brackets_read_open(p, index);
        return true;
    }
    span inside = brackets_inside(doc->text, paren->text);
    size_t n = inside.len ? parse_inside(p, inside, false) : 0;
    if (n == SIZE_MAX)
        return err_set(err, ERR_LIMIT, "a parenthesis of more than %d MB", TOKENS_BYTES_MAX >> 20);
    if (paren->square && !brackets_may_cite(p))
        return true;
    struct accept_place place = parse_place(p, paren);
    if (n == 0 || read_credit(p, index, &place))
        return true;
    emit_sources(p, index, &place);
    paren = &p->out->parens.p[index];
    if (paren->n_citations == 0)
        return true;
    paren->kind = CCK_KIND_CITATION;
    if (doc->links.n)
        links_attach(doc, p->out, paren);
    issue_doubled(doc->text, p->out, p->perm, index);
    if (!p->plain)
        issue_blanks(doc->text, p->out, p->perm, index);
    return true;
}

static bool run(struct parser *p, struct err *err)
{
    const struct cite_context *in = p->in;
    if (!scan_parens(in->doc, in->limit, p->perm, p->out, err))
        return false;
    /* about one each, seldom many more: none is moved */
    VEC_RESERVE(&p->out->citations, p->perm, p->out->parens.n + p->out->parens.n / 2);
    for (uint32_t i = 0; i < p->out->parens.n; i++) {
        if (i + PREFETCH_PARENS < p->out->parens.n) /* a long text left the cache since its scan */
            __builtin_prefetch(in->doc->text.p + p->out->parens.p[i + PREFETCH_PARENS].text.off);
        struct arena_mark mark = arena_mark(&p->scratch);
        bool ok = read_paren(p, i, err);
        arena_release(&p->scratch, mark);
        if (!ok)
            return false;
        if (p->spent)
            return err_set(err, ERR_LIMIT, "more than %zu citations; this is no article",
                           in->limit);
    }
    brackets_drop(p->out);
    settle_outlets(in, p->out, &p->scratch);
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
    arena_init(&p->room, perm->limit_bytes, perm->guard);
    arena_defer(perm, close_scratch, &p->room);
    buf_init(&p->tokens.room, TOKENS_BYTES_MAX);
    arena_defer(perm, close_tokens, &p->tokens);
    bool ok = run(p, err);
    buf_free(&p->tokens.room);
    arena_free(&p->scratch);
    arena_free(&p->room);
    return ok;
}
