/* fuzz_cite.c: documents of any bytes through reader and parser. The first byte chooses format, style and
 * whether the article's date is known. */
#include "cite/cite.h"
#include "doc/read.h"
#include "target.h"

#include "base/banned.h"

enum { PARENS_MAX = 100000, SOURCE_BYTES_MAX = 1 << 24, BLOCKS_MAX = 100000, DEPTH_MAX = 512 };

/* The shipped rules, loaded at the first input and kept until the end. */
struct rules {
    struct arena arena;
    struct rule_set set;
    struct outlet_set outlets;
    struct style_set styles;
    bool loaded;
};

static const struct rules *load(struct rules *r)
{
    struct err err = { 0 };
    if (r->loaded)
        return r;
    arena_init(&r->arena, 0, NULL);
    rules_add(&r->set, &r->arena, rules_builtin, rules_builtin_count);
    HOLDS(outlet_set_load(&r->set, &r->arena, &r->outlets, &err));
    HOLDS(styles_load(&r->set, &r->arena, &r->styles, &err));
    r->loaded = true;
    return r;
}

static void check_citation(const struct cite_list *list, uint32_t i, size_t end)
{
    const struct citation *c = &list->citations.p[i];
    HOLDS(c->paren < list->parens.n);
    const struct paren *p = &list->parens.p[c->paren];
    HOLDS(i >= p->first_citation && i < p->first_citation + p->n_citations);
    HOLDS(p->kind == c->kind);
    HOLDS(span_end(c->outlet) <= end && span_end(c->date) <= end && span_end(c->signal) <= end);
    HOLDS((c->precision == CCK_PRECISION_NONE) == (c->date.len == 0));
    HOLDS(c->hit.match == CCK_MATCH_NONE || c->hit.outlet);
    HOLDS(c->year != CCK_YEAR_INFERRED || (c->from.year && c->why.n));
}

static void check(const struct cite_list *list, size_t end)
{
    for (size_t i = 0; i < list->parens.n; i++)
        HOLDS(span_end(list->parens.p[i].text) <= end && list->parens.p[i].text.len > 0);
    for (uint32_t i = 0; i < list->citations.n; i++)
        check_citation(list, i, end);
    for (size_t i = 0; i < list->issues.n; i++) {
        const struct cite_issue *issue = &list->issues.p[i];
        HOLDS(issue->paren < list->parens.n && span_end(issue->at) <= end);
        HOLDS(issue->citation == CITE_NONE || issue->citation < list->citations.n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = { "a.txt", "a.md", "a.html", "a.txt" };
    static struct rules loaded; /* libFuzzer keeps no state for us */
    const struct rules *rules = load(&loaded);
    struct err err = { 0 };
    struct read_limits limits = { SOURCE_BYTES_MAX, BLOCKS_MAX, DEPTH_MAX };
    struct arena arena;
    struct doc doc;
    struct cite_list list;
    if (size < 1)
        return 0;
    arena_init(&arena, 0, NULL);
    const struct style *style = &rules->styles.list.p[(data[0] >> 2) % rules->styles.list.n];
    struct cite_context context = {
        &doc, &rules->outlets, style, { { 0, 0, 0 }, { 0 } }, PARENS_MAX
    };
    if (data[0] & 0x40)
        context.anchor = (struct cite_anchor){ { 2024, 7, 29 }, S("its day") };
    str name = str_from_z(names[data[0] & 3]);
    if (doc_read(name, target_text(data + 1, size - 1), &limits, &arena, &doc, &err) &&
        cite_parse(&context, &arena, &list, &err))
        check(&list, doc.text.n);
    arena_free(&arena);
    return 0;
}
