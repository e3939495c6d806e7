/* outlet_load.c: reads outlet files. What names and domains collide is outlet_index.c's business. */
#include "outlet/outlet_load.h"

#include "base/fold.h"
#include "outlet/outlet_field.h"
#include "outlet/outlet_index.h"

#include "base/banned.h"

enum { LIST_MAX = 1000 };

/* An entry of `outlets:` before it is read. */
struct entry {
    str id;
    const struct yaml_node *node;
    uint32_t file;
};

struct loader {
    struct outlet_files *files;
    struct arena *perm;
    struct err *err;
    uint32_t file; /* the one being read */
    VEC(struct entry) entries;
    VEC(struct outlet) outlets; /* in step with `entries` once these are sorted */
    VEC(struct outlet_ambiguity) ambiguities;
    VEC(struct outlet_example) examples;
    VEC(str) ordinary;
    struct outlet_claims claims;
};

static const struct yaml_field root_fields[] = {
    { S_INIT("schema"), YAML_SCALAR, true },
    { S_INIT("outlets"), YAML_LIST, false },
    { S_INIT("ambiguous"), YAML_LIST, false },
    { S_INIT("ordinary"), YAML_LIST, false },
};

static const struct yaml_field outlet_fields[] = {
    { S_INIT("id"), YAML_SCALAR, true },
    { S_INIT("name"), YAML_SCALAR, true },
    { S_INIT("aliases"), YAML_LIST, false },
    { S_INIT("risky"), YAML_LIST, false },
    { S_INIT("misspellings"), YAML_LIST, false },
    { S_INIT("domains"), YAML_LIST, false },
    { S_INIT("shared_domains"), YAML_LIST, false },
    { S_INIT("home"), YAML_SCALAR, false },
    { S_INIT("country"), YAML_SCALAR, false },
    { S_INIT("languages"), YAML_LIST, false },
    { S_INIT("timezone"), YAML_SCALAR, false },
    { S_INIT("kind"), YAML_SCALAR, false },
    { S_INIT("state_controlled"), YAML_SCALAR, false },
    { S_INIT("url_date"), YAML_SCALAR, false },
    { S_INIT("note"), YAML_SCALAR, false },
    { S_INIT("examples"), YAML_LIST, false },
};

static const struct yaml_field ambiguity_fields[] = {
    { S_INIT("name"), YAML_SCALAR, true },     { S_INIT("candidates"), YAML_LIST, true },
    { S_INIT("default"), YAML_SCALAR, false }, { S_INIT("risky"), YAML_SCALAR, false },
    { S_INIT("hint"), YAML_SCALAR, false },
};

static const struct yaml_field example_fields[] = {
    { S_INIT("text"), YAML_SCALAR, true },
    { S_INIT("article-date"), YAML_SCALAR, false },
    { S_INIT("expect"), YAML_SCALAR, true }, /* or a map: see read_expectation */
    { S_INIT("known-miss"), YAML_SCALAR, false },
};

static const struct yaml_field expect_fields[] = {
    { S_INIT("outlet"), YAML_SCALAR, true },
    { S_INIT("date"), YAML_SCALAR, false },
};

#define CHECK(l, node, fields)                                                                     \
    yaml_check((node), (fields), sizeof(fields) / sizeof *(fields), (l)->err)

/* The text at `key`, checked; empty when there is none. */
static bool read_text(struct loader *l, const struct yaml_node *map, str key, field_check check,
                      str *out)
{
    const struct yaml_node *node = yaml_get(map, key);
    *out = node ? node->text : (str){ 0 };
    return !node || !check || check(node, l->err);
}

/* A list's first item; a scalar stands for a list of one. */
static const struct yaml_node *first_item(const struct yaml_node *list)
{
    return list && list->kind == YAML_LIST ? list->child : list;
}

static const struct yaml_node *next_item(const struct yaml_node *list, const struct yaml_node *item)
{
    return item == list ? NULL : item->next;
}

/* Checks the list at `key`: plain texts that pass `check`, at most LIST_MAX. */
static bool check_list(struct loader *l, const struct yaml_node *map, str key, field_check check)
{
    const struct yaml_node *list = yaml_get(map, key);
    uint32_t n = 0;
    for (const struct yaml_node *item = first_item(list); item; item = next_item(list, item)) {
        if (item->kind != YAML_SCALAR)
            return yaml_fail(item, l->err, "expected plain text in \"%.*s\"", STR_ARG(key));
        if (++n > LIST_MAX)
            return yaml_fail(item, l->err, "more than %d in \"%.*s\"", LIST_MAX, STR_ARG(key));
        if (!check(item, l->err))
            return false;
    }
    return true;
}

/* A list of texts that grows; borrowed from the tree. */
struct texts {
    VEC(str) list;
};

static void add_texts(struct loader *l, const struct yaml_node *map, str key, struct texts *out)
{
    const struct yaml_node *list = yaml_get(map, key);
    for (const struct yaml_node *item = first_item(list); item; item = next_item(list, item))
        *VEC_PUSH(&out->list, l->perm) = item->text;
}

static void claim_name(struct loader *l, const struct yaml_node *node, enum claim_kind kind,
                       struct outlet_name name)
{
    name.written = node->text;
    name.folded = fold_name(l->perm, node->text);
    *VEC_PUSH(&l->claims.names, l->perm) =
        (struct name_claim){ .name = name, .kind = kind, .file = l->file, .at = node->at };
}

static void claim_names(struct loader *l, const struct yaml_node *map, str key,
                        enum claim_kind kind, uint32_t outlet)
{
    const struct yaml_node *list = yaml_get(map, key);
    struct outlet_name name = { .outlet = outlet,
                                .ambiguity = UINT32_MAX,
                                .risky = kind == CLAIM_RISKY };
    for (const struct yaml_node *item = first_item(list); item; item = next_item(list, item))
        claim_name(l, item, kind, name);
}

static bool read_names(struct loader *l, const struct yaml_node *map, uint32_t index)
{
    if (!field_is_name(yaml_get(map, S("name")), l->err) ||
        !check_list(l, map, S("aliases"), field_is_name) ||
        !check_list(l, map, S("risky"), field_is_name) ||
        !check_list(l, map, S("misspellings"), field_is_name))
        return false;
    claim_names(l, map, S("name"), CLAIM_NAME, index);
    claim_names(l, map, S("aliases"), CLAIM_ALIAS, index);
    claim_names(l, map, S("risky"), CLAIM_RISKY, index);
    claim_names(l, map, S("misspellings"), CLAIM_MISSPELLING, index);
    struct outlet *outlet = &l->outlets.p[index];
    outlet->name = yaml_text(map, S("name"));
    struct texts aliases = { 0 };
    add_texts(l, map, S("aliases"), &aliases);
    add_texts(l, map, S("risky"), &aliases);
    outlet->aliases = aliases.list.p;
    outlet->n_aliases = (uint16_t)aliases.list.n;
    return true;
}

/* "https://tass.com/", and for a place on a shared host "https://t.me/rybar". */
static str default_home(struct loader *l, str domain)
{
    bool has_path = str_find_byte(domain, '/', 0) < domain.n;
    return str_printf(l->perm, "https://%.*s%s", STR_ARG(domain), has_path ? "" : "/");
}

static bool read_domains(struct loader *l, const struct yaml_node *map, uint32_t index)
{
    if (!check_list(l, map, S("domains"), field_is_domain) ||
        !check_list(l, map, S("shared_domains"), field_is_domain))
        return false;
    const struct yaml_node *list = yaml_get(map, S("domains"));
    for (const struct yaml_node *item = first_item(list); item; item = next_item(list, item))
        *VEC_PUSH(&l->claims.domains, l->perm) = (struct domain_claim){
            .domain = { str_lower(l->perm, item->text), index }, .file = l->file, .at = item->at
        };
    struct outlet *outlet = &l->outlets.p[index];
    struct texts domains = { 0 };
    add_texts(l, map, S("domains"), &domains);
    size_t n_own = domains.list.n;
    add_texts(l, map, S("shared_domains"), &domains);
    outlet->domains = domains.list.p;
    outlet->n_domains = (uint16_t)domains.list.n;
    outlet->n_shared = (uint16_t)(domains.list.n - n_own);
    if (!read_text(l, map, S("home"), field_is_home, &outlet->home))
        return false;
    if (!outlet->home.n && domains.list.n)
        outlet->home = default_home(l, domains.list.p[0]);
    return true;
}

static bool read_facts(struct loader *l, const struct yaml_node *map, struct outlet *outlet)
{
    str state;
    if (!read_text(l, map, S("country"), field_is_country, &outlet->country) ||
        !read_text(l, map, S("timezone"), field_is_timezone, &outlet->timezone) ||
        !read_text(l, map, S("url_date"), field_is_url_date, &outlet->url_date) ||
        !read_text(l, map, S("kind"), field_is_kind, &outlet->kind) ||
        !read_text(l, map, S("state_controlled"), field_is_state, &state) ||
        !check_list(l, map, S("languages"), field_is_language))
        return false;
    struct texts languages = { 0 };
    add_texts(l, map, S("languages"), &languages);
    outlet->languages = languages.list.p;
    outlet->n_languages = (uint16_t)languages.list.n;
    outlet->note = yaml_text(map, S("note"));
    outlet->state_controlled = field_state(state);
    return true;
}

/* `expect: none`, or `expect: {outlet: tass, date: 2024-07-19}`, and the marks that go with it. */
static bool read_expectation(struct loader *l, const struct yaml_node *expect,
                             struct outlet_example *out)
{
    bool marked = str_find(out->text, S("[["), 0) < out->text.n &&
                  str_find(out->text, S("]]"), 0) < out->text.n;
    if (expect->kind == YAML_SCALAR) {
        if (!str_eq(expect->text, S("none")))
            return yaml_fail(expect, l->err, "expected none or {outlet: ..., date: ...}");
        return !marked || yaml_fail(expect, l->err,
                                    "the text marks [[...]], but nothing is "
                                    "expected to be found");
    }
    if (!CHECK(l, expect, expect_fields))
        return false;
    out->expect_outlet = yaml_text(expect, S("outlet"));
    if (!read_text(l, expect, S("date"), field_is_partial_date, &out->expect_date))
        return false;
    return marked || yaml_fail(expect, l->err,
                               "the text does not mark with [[...]] what must be "
                               "found");
}

static bool read_example(struct loader *l, const struct yaml_node *node, str outlet_id)
{
    const struct yaml_node *expect = yaml_get(node, S("expect"));
    struct yaml_field fields[sizeof example_fields / sizeof *example_fields];
    memcpy(fields, example_fields, sizeof fields);
    if (expect && expect->kind == YAML_MAP)
        fields[2].kind = YAML_MAP;
    if (!CHECK(l, node, fields) || !expect)
        return false;
    struct outlet_example *out = VEC_PUSH(&l->examples, l->perm);
    out->outlet_id = outlet_id;
    out->text = yaml_text(node, S("text"));
    out->path = l->files->p[l->file].path;
    out->line = node->at.line;
    out->column = node->at.column;
    const struct yaml_node *miss = yaml_get(node, S("known-miss"));
    return read_text(l, node, S("article-date"), field_is_day, &out->article_date) &&
           (!miss || yaml_bool(miss, &out->known_miss, l->err)) && read_expectation(l, expect, out);
}

static bool read_outlet(struct loader *l, uint32_t index)
{
    const struct entry *entry = &l->entries.p[index];
    l->file = entry->file;
    l->outlets.p[index].id = entry->id;
    if (!read_names(l, entry->node, index) || !read_domains(l, entry->node, index) ||
        !read_facts(l, entry->node, &l->outlets.p[index]))
        return false;
    const struct yaml_node *examples = yaml_get(entry->node, S("examples"));
    for (const struct yaml_node *item = first_item(examples); item;
         item = next_item(examples, item))
        if (!read_example(l, item, entry->id))
            return false;
    return true;
}

static bool read_ambiguity(struct loader *l, const struct yaml_node *node)
{
    if (!CHECK(l, node, ambiguity_fields) || !field_is_name(yaml_get(node, S("name")), l->err) ||
        !check_list(l, node, S("candidates"), field_is_id))
        return false;
    struct texts candidates = { 0 };
    add_texts(l, node, S("candidates"), &candidates);
    struct outlet_ambiguity *out = VEC_PUSH(&l->ambiguities, l->perm);
    *out = (struct outlet_ambiguity){ .name = yaml_text(node, S("name")),
                                      .candidates = candidates.list.p,
                                      .n_candidates = (uint32_t)candidates.list.n,
                                      .hint = yaml_text(node, S("hint")) };
    const struct yaml_node *chosen = yaml_get(node, S("default"));
    if (chosen && !field_choose(chosen, out->candidates, out->n_candidates, l->err))
        return false;
    out->default_id = chosen ? chosen->text : (str){ 0 };
    struct outlet_name name = { .outlet = UINT32_MAX, .ambiguity = (uint32_t)l->ambiguities.n - 1 };
    const struct yaml_node *risky = yaml_get(node, S("risky"));
    if (risky && !yaml_bool(risky, &name.risky, l->err))
        return false;
    claim_name(l, yaml_get(node, S("name")), CLAIM_SHARED, name);
    return true;
}

static bool read_ordinary(struct loader *l, const struct yaml_node *root)
{
    if (!check_list(l, root, S("ordinary"), field_is_name))
        return false;
    const struct yaml_node *list = yaml_get(root, S("ordinary"));
    for (const struct yaml_node *item = first_item(list); item; item = next_item(list, item))
        *VEC_PUSH(&l->ordinary, l->perm) = fold_name(l->perm, item->text);
    return true;
}

static int compare_texts(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

/* Notes the outlets of one file and reads the rest of it. */
static bool read_file(struct loader *l)
{
    const struct yaml_node *root = l->files->p[l->file].root;
    if (!CHECK(l, root, root_fields))
        return false;
    const struct yaml_node *outlets = yaml_get(root, S("outlets"));
    for (const struct yaml_node *node = first_item(outlets); node;
         node = next_item(outlets, node)) {
        if (!CHECK(l, node, outlet_fields) || !field_is_id(yaml_get(node, S("id")), l->err))
            return false;
        *VEC_PUSH(&l->entries, l->perm) = (struct entry){ yaml_text(node, S("id")), node, l->file };
    }
    const struct yaml_node *ambiguous = yaml_get(root, S("ambiguous"));
    for (const struct yaml_node *node = first_item(ambiguous); node;
         node = next_item(ambiguous, node))
        if (!read_ambiguity(l, node))
            return false;
    return read_ordinary(l, root);
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = str_cmp(a->id, b->id);
    if (!order)
        order = (a->file > b->file) - (a->file < b->file);
    return order ? order
                 : (a->node->at.line > b->node->at.line) - (a->node->at.line < b->node->at.line);
}

static bool sort_entries(struct loader *l)
{
    struct entry *p = l->entries.p;
    if (l->entries.n)
        qsort(p, l->entries.n, sizeof *p, compare_entries);
    for (size_t i = 1; i < l->entries.n; i++) {
        if (!str_eq(p[i].id, p[i - 1].id))
            continue;
        l->file = p[i].file;
        return yaml_fail(yaml_get(p[i].node, S("id")), l->err,
                         "the id \"%.*s\" is taken by %.*s:%u:%u", STR_ARG(p[i].id),
                         STR_ARG(l->files->p[p[i - 1].file].path), p[i - 1].node->at.line,
                         p[i - 1].node->at.column);
    }
    return true;
}

static bool read_all(struct loader *l)
{
    for (l->file = 0; l->file < l->files->n; l->file++)
        if (!read_file(l))
            return false;
    if (!sort_entries(l))
        return false;
    for (uint32_t i = 0; i < l->entries.n; i++) {
        (void)VEC_PUSH(&l->outlets, l->perm);
        if (!read_outlet(l, i))
            return false;
    }
    return true;
}

bool outlet_layer_load(struct outlet_files *files, struct arena *perm, struct outlet_layer *out,
                       struct err *err)
{
    struct loader l = { .files = files, .perm = perm, .err = err };
    if (!read_all(&l)) {
        files->failed = l.file;
        return false;
    }
    if (l.ordinary.n)
        qsort(l.ordinary.p, l.ordinary.n, sizeof *l.ordinary.p, compare_texts);
    *out = (struct outlet_layer){
        .outlets = l.outlets.p,
        .n_outlets = (uint32_t)l.outlets.n,
        .ambiguities = l.ambiguities.p,
        .n_ambiguities = (uint32_t)l.ambiguities.n,
        .examples = l.examples.p,
        .n_examples = (uint32_t)l.examples.n,
        .ordinary = l.ordinary.p,
        .n_ordinary = (uint32_t)l.ordinary.n,
    };
    return outlet_index_build(&l.claims, files, perm, out, err);
}
