/* prose_holds.h: documents of any bytes with the shipped rules, for the targets that look at prose. */
#ifndef FUZZ_PROSE_HOLDS_H
#define FUZZ_PROSE_HOLDS_H

#include "cite/claim.h"
#include "cite/prose.h"
#include "doc/read.h"
#include "target.h"

/* The shipped rules, loaded at the first input and kept until the end. */
struct prose_rules {
    struct arena arena;
    struct rule_set set;
    struct outlet_set outlets;
    struct style_set styles;
    const struct period_rules *periods;
    const struct claim_rules *claims;
    bool loaded;
};

/* A document and its periods. */
struct prose_case {
    struct arena arena;
    struct doc doc;
    struct cite_list cites;
    struct period_list periods;
};

static inline void prose_load(struct prose_rules *r)
{
    struct err err = { 0 };
    if (r->loaded)
        return;
    arena_init(&r->arena, 0, NULL);
    rules_add(&r->set, &r->arena, rules_builtin, rules_builtin_count);
    HOLDS(outlet_set_load(&r->set, &r->arena, &r->outlets, &err));
    HOLDS(styles_load(&r->set, &r->arena, &r->styles, &err));
    HOLDS(periods_load(&r->set, &r->arena, &r->periods, &err));
    HOLDS(claims_load(&r->set, &r->arena, &r->claims, &err));
    r->loaded = true;
}

/* The first byte says whether the article's days are known, and how many they are. */
static inline bool prose_open(const struct prose_rules *r, const uint8_t *data, size_t size,
                              struct prose_case *c)
{
    enum { SOURCE_BYTES_MAX = 1 << 24, BLOCKS_MAX = 100000, DEPTH_MAX = 512, DAY = 19936 };
    struct err err = { 0 };
    struct read_limits limits = { SOURCE_BYTES_MAX, BLOCKS_MAX, DEPTH_MAX };
    *c = (struct prose_case){ 0 };
    arena_init(&c->arena, 0, NULL);
    if (size < 1 ||
        !doc_read(S("a.md"), target_text(data + 1, size - 1), &limits, &c->arena, &c->doc, &err))
        return false;
    struct day_range days = { 0 };
    if (data[0] & 1)
        days = (struct day_range){ DAY, DAY + (data[0] >> 1) };
    struct cite_context context = {
        .doc = &c->doc, .outlets = &r->outlets, .style = &r->styles.list.p[0], .limit = BLOCKS_MAX
    };
    if (!cite_parse(&context, &c->arena, &c->cites, &err))
        return false;
    periods_find(r->periods, &c->doc, &c->cites, days, &c->arena, &c->periods);
    return true;
}

static inline void prose_close(struct prose_case *c)
{
    arena_free(&c->arena);
}

#endif
