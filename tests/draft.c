/* draft.c: see draft.h. */
#include "draft.h"

#include "doc/read.h"

#include "base/banned.h"

enum { PARENS_MAX = 100000 };

void draft_rules_open(struct draft_rules *rules)
{
    struct rule_set set = { 0 };
    struct err err = { 0 };
    *rules = (struct draft_rules){ 0 };
    arena_init(&rules->arena, 0, NULL);
    rules_add(&set, &rules->arena, rules_builtin, rules_builtin_count);
    if (!outlet_set_load(&set, &rules->arena, &rules->outlets, &err) ||
        !publications_load(&set, &rules->arena, &rules->publications, &err) ||
        !styles_load(&set, &rules->arena, &rules->styles, &err) ||
        !periods_load(&set, &rules->arena, &rules->periods, &err) ||
        !claims_load(&set, &rules->arena, &rules->claims, &err))
        abort(); /* the shipped rules load, or the program does not even start */
}

void draft_rules_close(struct draft_rules *rules)
{
    arena_free(&rules->arena);
}

static void judge(const struct draft_rules *rules, const struct style *style, struct draft *d)
{
    struct arena *arena = &d->arena;
    struct day_range days = d->article.known ? d->article.days : (struct day_range){ 0 };
    periods_find(rules->periods, &d->doc, &d->cites, days, arena, &d->periods);
    struct cover *cover = cover_find(&d->doc, &d->cites, style, arena);
    article_date_bound(&d->doc, &d->cites, &d->periods, cover, arena, &d->article);
    ref_resolve(&d->doc, &d->cites, &rules->outlets, true, arena, &d->refs);
    d->input =
        (struct check_input){ .doc = &d->doc,
                              .cites = &d->cites,
                              .article = &d->article,
                              .periods = &d->periods,
                              .cover = cover,
                              .claims = claims_score(rules->claims, &d->doc, &d->periods, arena),
                              .refs = &d->refs,
                              .style = style,
                              .outlets = &rules->outlets };
    d->findings.arena = arena;
    checks_run(&d->input, &d->findings);
}

bool draft_open(const struct draft_rules *rules, const char *name, str text, str day,
                struct draft *out)
{
    struct err err = { 0 };
    struct read_limits limits = { 1 << 26, PARENS_MAX, 1000 };
    struct cite_anchor anchor;
    date given = { 0 };
    *out = (struct draft){ 0 };
    arena_init(&out->arena, 0, NULL);
    if ((day.n && !date_parse_iso(day, &given)) ||
        !doc_read(str_from_z(name), text, &limits, &out->arena, &out->doc, &err))
        return false;
    article_date_of(&out->doc, &rules->publications, given, (str){ 0 }, &out->arena, &out->article,
                    &anchor);
    const struct style *style = style_find(&rules->styles, (str){ 0 });
    struct cite_context context = { &out->doc, &rules->outlets, style, anchor, PARENS_MAX };
    if (!cite_parse(&context, &out->arena, &out->cites, &err))
        return false;
    judge(rules, style, out);
    return true;
}

void draft_close(struct draft *draft)
{
    arena_free(&draft->arena);
}
