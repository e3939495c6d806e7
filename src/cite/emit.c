/* emit.c: from sources as written to citations: one for each name and date. */
#include "base/fold.h"
#include "cite/issue.h"
#include "cite/links.h"
#include "cite/parser.h"
#include "cite/year.h"

#include "base/banned.h"

static const struct cite_extra *with_account(struct arena *perm, const struct cite_extra *extra,
                                             str account)
{
    struct cite_extra *own = NEW(perm, struct cite_extra, 1);
    if (extra)
        *own = *extra;
    own->account = account;
    return own;
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
        c->own = name->own;
        if (name->account.n)
            c->extra = with_account(p->perm, c->extra, name->account);
    }
    if (source->url.len)
        c->link = links_at(p->in->doc, source->url);
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

/* Whether a source's citations, one for each name and date, stay within the limit. */
static bool fits(struct parser *p, const struct source *s)
{
    size_t names = s->names.n ? s->names.n : 1, dates = s->dates.n ? s->dates.n : 1;
    size_t left = p->in->limit > p->out->citations.n ? p->in->limit - p->out->citations.n : 0;
    p->spent |= names > left / dates;
    return !p->spent;
}

/* Accepted names without a date. `beside`: a dated source follows. */
static void emit_bare(struct parser *p, uint32_t paren, const struct source *s, bool beside)
{
    const struct outlet *outlet = s->names.p[0].hit.outlet;
    bool page = s->extra && s->extra->accessed.n && !(outlet && accept_is_media(outlet));
    bool own =
        s->names.p[0].own || page; /* of a page that is no news the day of access is enough */
    emit_undated(p, paren, s, CCK_KIND_CITATION,
                 own      ? CCK_CITE_OK
                 : beside ? CCK_CITE_SEPARATOR
                          : CCK_CITE_MISSING_DATE);
    if (!own)
        issue_no_date(p->out, p->perm, paren, s, beside);
}

/* How many sources of the parenthetical are dated citations. */
static size_t count_dated(struct parser *p, struct accept_place *place)
{
    size_t n = 0;
    for (size_t i = 0; i < p->sources.n; i++) {
        struct source *s = &p->sources.p[i];
        accept_own(place->style, s);
        if (s->dates.n)
            accept_drop_remarks(place, s);
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

void emit_sources(struct parser *p, uint32_t index, struct accept_place *place)
{
    size_t dated = count_dated(p, place);
    const struct source_name *last = NULL;
    for (size_t i = 0; i < p->sources.n; i++) {
        struct source *s = &p->sources.p[i];
        size_t undated;
        if (!fits(p, s))
            return;
        if (s->dates.n && accept_dated(place, s)) {
            emit_dated(p, index, s, NULL);
        } else if (lost_outlet(s)) {
            emit_dated(p, index, s, NULL);
            issue_no_outlet(p->out, p->perm, index, s);
        } else if (s->dates.n && s->names.n == 0 && dated && last && !s->prose) {
            emit_dated(p, index, s, last);
            issue_carried(p->out, p->perm, index, s, last);
        } else if (!s->dates.n && (undated = accept_undated(place, s, dated > 0)) > 0) {
            s->names.n = undated;
            emit_bare(p, index, s, dated && i + 1 < p->sources.n);
        } else {
            continue;
        }
        issue_source(p->in->doc->text, p->in->style, p->out, p->perm, index, s);
        if (s->names.n)
            last = &s->names.p[s->names.n - 1];
    }
}

void emit_credit(struct parser *p, uint32_t paren)
{
    emit_undated(p, paren, &p->sources.p[0], CCK_KIND_IMAGE_CREDIT, CCK_CITE_OK);
}
