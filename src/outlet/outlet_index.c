/* outlet_index.c: claims to names and domains: sorted, checked, and hashed. */
#include "outlet/outlet_index.h"

#include "base/utf8.h"
#include "outlet/near.h"

#include "base/banned.h"

static int compare_names(const void *left, const void *right)
{
    const struct name_claim *a = left, *b = right;
    int order = str_cmp(a->name.folded, b->name.folded);
    if (!order)
        order = (a->kind > b->kind) - (a->kind < b->kind);
    if (!order)
        order = (a->name.outlet > b->name.outlet) - (a->name.outlet < b->name.outlet);
    return order ? order : str_cmp(a->name.written, b->name.written);
}

static int compare_domains(const void *left, const void *right)
{
    const struct domain_claim *a = left, *b = right;
    int order = str_cmp(a->domain.domain, b->domain.domain);
    return order ? order
                 : (a->domain.outlet > b->domain.outlet) - (a->domain.outlet < b->domain.outlet);
}

/* The next letter at or after `*at`, or 0 at the end. */
static uint32_t next_letter(str s, size_t *at)
{
    while (*at < s.n) {
        uint32_t cp = utf8_next(s, at);
        if (utf8_is_letter(cp))
            return cp;
    }
    return 0;
}

bool outlet_same_case(str a, str b)
{
    if (str_starts_nocase(a, S("the ")) && a.n > 4)
        a = str_from(a, 4);
    if (str_starts_nocase(b, S("the ")) && b.n > 4)
        b = str_from(b, 4);
    for (size_t i = 0, j = 0;;) {
        uint32_t x = next_letter(a, &i), y = next_letter(b, &j);
        if (!x || !y)
            return x == y;
        if (utf8_is_upper(x) != utf8_is_upper(y))
            return false;
    }
}

struct build {
    struct outlet_files *files;
    struct arena *perm;
    struct outlet_layer *layer;
    struct err *err;
    VEC(struct outlet_name) names;
};

/* Records what is wrong with the claim that stands at `file` and `at`. */
static bool fail(struct build *b, uint32_t file, struct yaml_place at, str message)
{
    b->files->failed = file;
    return err_at(b->err, ERR_FORMAT, at.line, at.column, "%.*s", STR_ARG(message));
}

static str where(const struct build *b, uint32_t file, struct yaml_place at)
{
    return str_printf(b->perm, "%.*s:%u:%u", STR_ARG(b->files->p[file].path), at.line, at.column);
}

static str claimant(const struct build *b, const struct name_claim *claim)
{
    return b->layer->outlets[claim->name.outlet].id;
}

static bool is_candidate(const struct outlet_ambiguity *ambiguity, str id)
{
    for (uint32_t i = 0; i < ambiguity->n_candidates; i++)
        if (str_eq(ambiguity->candidates[i], id))
            return true;
    return false;
}

static void keep(struct build *b, const struct name_claim *claim, bool is_alias)
{
    struct outlet_name *name = VEC_PUSH(&b->names, b->perm);
    *name = claim->name;
    name->letters = name_letters(name->folded);
    name->is_alias = is_alias;
    name->is_misspelling = claim->kind == CLAIM_MISSPELLING;
}

static bool fail_listed_twice(struct build *b, const struct name_claim *first,
                              const struct name_claim *again)
{
    str place = where(b, first->file, first->at);
    return fail(b, again->file, again->at,
                str_printf(b->perm, "\"%.*s\" is listed as ambiguous at %.*s already",
                           STR_ARG(again->name.written), STR_ARG(place)));
}

static bool fail_left_out(struct build *b, const struct name_claim *shared,
                          const struct name_claim *claim)
{
    str place = where(b, shared->file, shared->at), id = claimant(b, claim);
    return fail(b, claim->file, claim->at,
                str_printf(b->perm,
                           "\"%.*s\" is ambiguous by %.*s, where \"%.*s\" is missing from the "
                           "candidates",
                           STR_ARG(claim->name.written), STR_ARG(place), STR_ARG(id)));
}

/* A group led by an ambiguity: every outlet that claims the name must be among the candidates. */
static bool keep_shared(struct build *b, const struct name_claim *group, size_t n)
{
    const struct outlet_ambiguity *shared = &b->layer->ambiguities[group[0].name.ambiguity];
    bool is_alias = true;
    for (size_t i = 1; i < n; i++) {
        if (group[i].kind == CLAIM_SHARED)
            return fail_listed_twice(b, &group[0], &group[i]);
        str id = claimant(b, &group[i]);
        if (!is_candidate(shared, id))
            return fail_left_out(b, &group[0], &group[i]);
        if (group[i].kind == CLAIM_NAME && str_eq(id, shared->default_id))
            is_alias = false;
    }
    keep(b, &group[0], is_alias);
    return true;
}

/* Of one outlet's ways to write a name that is no ordinary word, one is enough. Risky ones stay apart
 * when their capitals differ, and silence the others. */
static void keep_own(struct build *b, const struct name_claim *group, size_t n)
{
    bool is_alias = group[0].kind != CLAIM_NAME;
    size_t first = b->names.n;
    for (size_t i = 0; i < n; i++) {
        if (group[i].kind != CLAIM_RISKY)
            continue;
        bool known = false;
        for (size_t k = first; k < b->names.n && !known; k++)
            known = outlet_same_case(b->names.p[k].written, group[i].name.written);
        if (!known)
            keep(b, &group[i], is_alias);
    }
    if (b->names.n == first)
        keep(b, &group[0], is_alias);
}

/* Claims to one folded name, sorted by kind. */
static bool settle(struct build *b, const struct name_claim *group, size_t n)
{
    if (group[0].kind == CLAIM_SHARED)
        return keep_shared(b, group, n);
    for (size_t i = 1; i < n; i++) {
        if (group[i].name.outlet == group[0].name.outlet)
            continue;
        str message = str_printf(b->perm,
                                 "\"%.*s\" is also a name of \"%.*s\" (%.*s); list it under "
                                 "\"ambiguous:\" with both",
                                 STR_ARG(group[i].name.written), STR_ARG(claimant(b, &group[0])),
                                 STR_ARG(where(b, group[0].file, group[0].at)));
        return fail(b, group[i].file, group[i].at, message);
    }
    keep_own(b, group, n);
    return true;
}

static bool build_names(struct build *b, struct outlet_claims *claims)
{
    struct name_claim *p = claims->names.p;
    size_t n = claims->names.n;
    if (n)
        qsort(p, n, sizeof *p, compare_names);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && str_eq(p[to].name.folded, p[from].name.folded);)
            to++;
        if (!settle(b, p + from, to - from))
            return false;
    }
    b->layer->names = b->names.p;
    b->layer->n_names = (uint32_t)b->names.n;
    return true;
}

/* One slot for each folded name: the first of those that share it. At most half full. */
static void build_name_index(struct build *b)
{
    uint32_t size = 8;
    while (size / 2 < b->names.n)
        size *= 2;
    uint32_t *index = NEW(b->perm, uint32_t, size);
    for (uint32_t i = 0; i < b->names.n; i++) {
        str folded = b->names.p[i].folded;
        if (i > 0 && str_eq(folded, b->names.p[i - 1].folded))
            continue;
        uint32_t slot = (uint32_t)str_hash(folded, 0) & (size - 1);
        while (index[slot])
            slot = (slot + 1) & (size - 1);
        index[slot] = i + 1;
    }
    b->layer->name_index = index;
    b->layer->name_index_size = size;
}

static bool build_domains(struct build *b, struct outlet_claims *claims)
{
    struct domain_claim *p = claims->domains.p;
    size_t n = claims->domains.n;
    if (n)
        qsort(p, n, sizeof *p, compare_domains);
    struct outlet_domain *domains = NEW(b->perm, struct outlet_domain, n);
    for (size_t i = 0; i < n; i++) {
        domains[i] = p[i].domain;
        if (i == 0 || !str_eq(p[i].domain.domain, p[i - 1].domain.domain))
            continue;
        str message = str_printf(
            b->perm,
            "the domain \"%.*s\" belongs to \"%.*s\" (%.*s); put it under \"shared_domains:\" here",
            STR_ARG(p[i].domain.domain), STR_ARG(b->layer->outlets[p[i - 1].domain.outlet].id),
            STR_ARG(where(b, p[i - 1].file, p[i - 1].at)));
        return fail(b, p[i].file, p[i].at, message);
    }
    b->layer->domains = domains;
    b->layer->n_domains = (uint32_t)n;
    return true;
}

bool outlet_index_build(struct outlet_claims *claims, struct outlet_files *files,
                        struct arena *perm, struct outlet_layer *layer, struct err *err)
{
    struct build b = { .files = files, .perm = perm, .layer = layer, .err = err };
    if (!build_names(&b, claims) || !build_domains(&b, claims))
        return false;
    build_name_index(&b);
    return true;
}
