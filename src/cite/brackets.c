/* brackets.c: see brackets.h. */
#include "cite/brackets.h"

#include "cite/issue.h"
#include "cite/names.h"

#include "base/banned.h"

enum {
    UNCLOSED_BYTES_MAX = 300, /* how far an unclosed bracket is read */
    STRAY_BYTES_MAX = 200,    /* how far before a stray one a citation may begin */
    STRAY_DATE_TOKENS_MAX = 12
};

/* The bytes of the bracket at an offset. */
static size_t bracket_bytes(str text, size_t off)
{
    return (unsigned char)text.p[off] == 0xEF ? 3 : 1;
}

span brackets_inside(str text, span paren)
{
    size_t open = bracket_bytes(text, paren.off), end = span_end(paren), close = 1;
    if (paren.len < open + 1)
        return (span){ 0 };
    if (end >= paren.off + 3 && (unsigned char)text.p[end - 3] == 0xEF)
        close = 3;
    return span_make(paren.off + open, end - close);
}

static void mark(struct parser *p, const struct paren *paren, enum cck_cite_error error)
{
    for (uint32_t i = 0; i < paren->n_citations; i++)
        p->out->citations.p[paren->first_citation + i].error = (uint8_t)error;
}

/* How many sources from the first on are citations behind semicolons; the sentence may go on in the last. */
static size_t count_head(const struct source_list *sources)
{
    size_t n = 1;
    while (n < sources->n) {
        const struct source *s = &sources->p[n];
        if (sources->p[n - 1].prose || s->comma_before.len || s->date_first || !s->dates.n ||
            !s->names.n || s->names.p[0].hit.match == CCK_MATCH_NONE)
            break;
        n++;
    }
    return n;
}

/* Reads and emits what stands between two offsets. Returns whether it gave citations. */
static bool read_between(struct parser *p, uint32_t index, span inside, bool brackets, bool head)
{
    size_t n = inside.len ? parse_inside(p, inside, brackets) : 0;
    if (n == 0 || n == SIZE_MAX || p->sources.n == 0)
        return false;
    if (head)
        p->sources.n = count_head(&p->sources);
    const struct source *first = &p->sources.p[0];
    if (first->dates.n == 0 || first->date_first || first->names.n == 0)
        return false;
    struct accept_place place = parse_place(p, &p->out->parens.p[index]);
    emit_sources(p, index, &place);
    return p->out->parens.p[index].n_citations > 0;
}

/* "(Interfax, ITAR-TASS, (9 March)": a second bracket opens before the date. */
static bool read_second(struct parser *p, uint32_t index)
{
    struct paren *paren = &p->out->parens.p[index], *next = paren + 1;
    str text = p->in->doc->text;
    if (index + 1 >= p->out->parens.n || next->error != CCK_CITE_OK ||
        next->block != paren->block || next->text.off != span_end(paren->text) ||
        next->text.len > UNCLOSED_BYTES_MAX)
        return false;
    span dates = brackets_inside(text, next->text);
    span inside =
        span_make(paren->text.off + bracket_bytes(text, paren->text.off), span_end(dates));
    size_t n = dates.len && inside.len <= UNCLOSED_BYTES_MAX ? parse_inside(p, dates, false) : 0;
    if (n == 0 || n == SIZE_MAX || p->sources.n == 0 || p->sources.p[0].names.n ||
        p->sources.p[0].dates.n == 0 || !read_between(p, index, inside, true, false))
        return false;
    paren = &p->out->parens.p[index];
    paren->text = span_make(paren->text.off, span_end(paren[1].text));
    paren->kind = CCK_KIND_CITATION;
    paren->error = CCK_CITE_DOUBLED;
    mark(p, paren, CCK_CITE_DOUBLED);
    size_t second = paren[1].text.off;
    issue_bracket(p->out, p->perm, index, span_make(second, second + bracket_bytes(text, second)),
                  (struct issue_words){ S("a second opening bracket"), S("") });
    return true;
}

/* Of an unclosed bracket only the head counts: what follows is the sentence going on. It ends behind the
 * last date that was read. */
static void read_unclosed(struct parser *p, uint32_t index)
{
    struct paren *paren = &p->out->parens.p[index];
    size_t open = bracket_bytes(p->in->doc->text, paren->text.off), end = paren->text.off + open;
    span inside = span_make(end, span_end(paren->text));
    if (inside.len > UNCLOSED_BYTES_MAX)
        inside.len = UNCLOSED_BYTES_MAX;
    if (!read_between(p, index, inside, false, true)) {
        paren->text = span_make(paren->text.off, end);
        return;
    }
    paren = &p->out->parens.p[index];
    for (uint32_t i = 0; i < paren->n_citations; i++) {
        size_t read = span_end(p->out->citations.p[paren->first_citation + i].date);
        end = read > end ? read : end;
    }
    size_t at = paren->text.off;
    paren->text = span_make(at, end);
    paren->kind = CCK_KIND_CITATION;
    mark(p, paren, CCK_CITE_UNCLOSED);
    issue_bracket(
        p->out, p->perm, index, span_make(at, at + open),
        (struct issue_words){ .note = S("opens a citation and is not closed in its paragraph") });
}

/* Where the text that may belong to a stray closing bracket begins: in its sentence, behind the bracket
 * before it. */
static size_t stray_begin(const struct parser *p, uint32_t index)
{
    const struct paren *paren = &p->out->parens.p[index];
    const struct doc *doc = p->in->doc;
    size_t begin = doc->blocks.p[paren->block].text.off, end = paren->text.off;
    if (paren->sentence != CITE_NONE && doc->sentences.p[paren->sentence].text.off < end)
        begin = doc->sentences.p[paren->sentence].text.off;
    if (index > 0 && paren[-1].block == paren->block && span_end(paren[-1].text) > begin)
        begin = span_end(paren[-1].text);
    return end - begin > STRAY_BYTES_MAX ? end - STRAY_BYTES_MAX : begin;
}

/* The offset of a known name with a date that ends the tokens; SIZE_MAX when there is none. */
static size_t find_ending_citation(struct parser *p, const struct token *tokens, size_t n)
{
    struct source_input in = { p->in->doc, p->in->outlets, p->in->style, tokens,
                               n,          p->perm,        &p->scratch,  &p->room };
    struct segment s;
    segment_prepare(&in, &s);
    struct date_input dated = { p->in->doc->text,        s.tokens, s.n,
                                p->in->style->day_first, false,    &p->scratch };
    size_t at = s.n > STRAY_DATE_TOKENS_MAX ? s.n - STRAY_DATE_TOKENS_MAX : 1;
    for (; at < s.n; at++) {
        struct date_list dates = { 0 };
        if (!segment_is(&s, at - 1, TOKEN_COMMA) || dates_read(&dated, at, &dates) != s.n - at)
            continue;
        size_t name = names_known_tail(&s, 0, at - 1);
        return name < at - 1 ? s.tokens[name].text.off : SIZE_MAX;
    }
    return SIZE_MAX;
}

/* "TASS, July 3)": closed and never opened. */
static void read_stray(struct parser *p, uint32_t index)
{
    span close = p->out->parens.p[index].text;
    size_t begin = stray_begin(p, index);
    if (begin >= close.off ||
        !token_read(p->in->doc->text, span_make(begin, close.off), &p->tokens))
        return;
    size_t name = find_ending_citation(p, p->tokens.p, p->tokens.n);
    if (name == SIZE_MAX || !read_between(p, index, span_make(name, close.off), false, false))
        return;
    struct paren *paren = &p->out->parens.p[index];
    paren->text = span_make(name, span_end(close));
    paren->kind = CCK_KIND_CITATION;
    mark(p, paren, CCK_CITE_UNCLOSED);
    issue_bracket(p->out, p->perm, index, close,
                  (struct issue_words){ .note = S("closes a citation that nothing opened") });
}

void brackets_read_open(struct parser *p, uint32_t index)
{
    span at = p->out->parens.p[index].text;
    str text = str_at(p->in->doc->text, at);
    if (str_eq(text, S(")")) || str_eq(text, S("\xEF\xBC\x89")))
        read_stray(p, index);
    else if (!read_second(p, index))
        read_unclosed(p, index);
}

bool brackets_may_cite(const struct parser *p)
{
    for (size_t i = 0; i < p->sources.n; i++) {
        const struct source *s = &p->sources.p[i];
        if (s->names.n == 0 || s->names.p[0].hit.match == CCK_MATCH_NONE || s->dates.n == 0 ||
            s->prose || s->dates.p[0].from.day == 0)
            return false;
    }
    return p->sources.n > 0;
}

static bool is_dropped(const struct paren *paren)
{
    return paren->square && paren->kind == CCK_KIND_OTHER;
}

void brackets_drop(struct cite_list *list)
{
    uint32_t kept = 0, issue = 0;
    while (kept < list->parens.n && !is_dropped(&list->parens.p[kept]))
        kept++;
    while (issue < list->issues.n && list->issues.p[issue].paren < kept)
        issue++;
    for (uint32_t i = kept; i < list->parens.n; i++) {
        struct paren paren = list->parens.p[i];
        if (is_dropped(&paren))
            continue;
        for (; issue < list->issues.n && list->issues.p[issue].paren == i; issue++)
            list->issues.p[issue].paren = kept;
        for (uint32_t k = 0; k < paren.n_citations; k++)
            list->citations.p[paren.first_citation + k].paren = kept;
        list->parens.p[kept++] = paren;
    }
    list->parens.n = kept;
}
