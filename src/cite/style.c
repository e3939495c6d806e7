/* style.c: loading house styles. */
#include "cite/style.h"

#include "base/banned.h"

enum { DEPTH_MAX = 8 }; /* of styles that extend another */

static const struct yaml_field fields[] = {
    { S_INIT("schema"), YAML_SCALAR, true },
    { S_INIT("id"), YAML_SCALAR, true },
    { S_INIT("name"), YAML_SCALAR, true },
    { S_INIT("description"), YAML_SCALAR, false },
    { S_INIT("extends"), YAML_SCALAR, false },
    { S_INIT("date-order"), YAML_SCALAR, false },
    { S_INIT("year-carries-back"), YAML_SCALAR, false },
    { S_INIT("comma-before-date"), YAML_SCALAR, false },
    { S_INIT("fbis-sources"), YAML_SCALAR, false },
    { S_INIT("unknown-outlets"), YAML_SCALAR, false },
    { S_INIT("name-alone"), YAML_SCALAR, false },
    { S_INIT("coverage"), YAML_SCALAR, false },
    { S_INIT("slack-days"), YAML_SCALAR, false },
    { S_INIT("lead-weight"), YAML_SCALAR, false },
    { S_INIT("lead-words"), YAML_LIST, false },
    { S_INIT("credit-words"), YAML_LIST, false },
    { S_INIT("event-words"), YAML_LIST, false },
    { S_INIT("name-words"), YAML_LIST, false },
    { S_INIT("media-words"), YAML_LIST, false },
    { S_INIT("own-sources"), YAML_LIST, false },
    { S_INIT("places"), YAML_LIST, false },
    { S_INIT("examples"), YAML_LIST, true },
};

static const struct yaml_field example_fields[] = {
    { S_INIT("text"), YAML_SCALAR, true },
    { S_INIT("article-date"), YAML_SCALAR, false },
    { S_INIT("expect"), YAML_SCALAR, true },
    { S_INIT("todo"), YAML_SCALAR, false },
};

/* One of the words in a table, by number. */
static bool choose(const struct yaml_node *map, str key, const str *words, size_t n, uint8_t *value,
                   struct err *err)
{
    const struct yaml_node *node = yaml_get(map, key);
    if (!node)
        return true;
    for (size_t i = 0; i < n; i++) {
        if (str_eq(node->text, words[i])) {
            *value = (uint8_t)i;
            return true;
        }
    }
    return yaml_fail(node, err, "%.*s: expected %.*s ..., met \"%.*s\"", STR_ARG(key),
                     STR_ARG(words[0]), STR_ARG(node->text));
}

static bool flag(const struct yaml_node *map, str key, bool *value, struct err *err)
{
    const struct yaml_node *node = yaml_get(map, key);
    return !node || yaml_bool(node, value, err);
}

static bool number(const struct yaml_node *map, str key, int32_t *value, struct err *err)
{
    const struct yaml_node *node = yaml_get(map, key);
    return !node || yaml_int(node, value, err);
}

/* A list that is given takes the place of the parent's. */
static void load_words(const struct yaml_node *list, struct arena *perm, struct style_words *out)
{
    if (!list)
        return;
    *out = (struct style_words){ 0 };
    VEC_RESERVE(out, perm, list->n_children);
    for (const struct yaml_node *w = yaml_first(list); w; w = yaml_after(w)) {
        str word = str_lower(perm, w->text);
        *VEC_PUSH(out, perm) = word;
        out->first_letters |= word.n ? 1u << (word.p[0] & 31) : 0;
    }
}

/* Words that are tried in turn: longest first, so that "see also" comes before "see". */
static void load_phrases(const struct yaml_node *list, struct arena *perm, struct style_words *out)
{
    load_words(list, perm, out);
    for (size_t i = 1; i < out->n; i++) {
        for (size_t j = i; j > 0 && out->p[j - 1].n < out->p[j].n; j--) {
            str longer = out->p[j];
            out->p[j] = out->p[j - 1];
            out->p[j - 1] = longer;
        }
    }
}

static bool load_examples(const struct yaml_node *list, struct arena *perm, struct style *out,
                          struct err *err)
{
    for (const struct yaml_node *e = yaml_first(list); e; e = yaml_after(e)) {
        if (!yaml_check(e, example_fields, sizeof example_fields / sizeof *example_fields, err))
            return false;
        struct style_example *x = VEC_PUSH(&out->examples, perm);
        *x = (struct style_example){ .text = yaml_text(e, S("text")),
                                     .article_date = yaml_text(e, S("article-date")),
                                     .expect = yaml_text(e, S("expect")),
                                     .at = yaml_get(e, S("text"))->at };
        if (!flag(e, S("todo"), &x->todo, err))
            return false;
    }
    return true;
}

static const struct rule_file *file_of(const struct rule_set *rules, str id)
{
    for (size_t i = rules->files.n; i > 0;
         i--) { /* a later file takes the place of an earlier one */
        const struct rule_file *file = &rules->files.p[i - 1];
        if (file->schema == RULE_STYLE && str_eq(yaml_text(file->root, S("id")), id))
            return file;
    }
    return NULL;
}

static bool load_values(const struct yaml_node *root, struct arena *perm, struct style *out,
                        struct err *err)
{
    static const str orders[] = { S_INIT("month-first"), S_INIT("day-first") };
    static const str alone[] = { S_INIT("never"), S_INIT("known") };
    static const str coverage[] = { S_INIT("sentence"), S_INIT("adjacent"), S_INIT("paragraph") };
    uint8_t order = out->day_first;
    if (!choose(root, S("date-order"), orders, 2, &order, err) ||
        !choose(root, S("name-alone"), alone, 2, &out->name_alone, err) ||
        !choose(root, S("coverage"), coverage, 3, &out->coverage, err) ||
        !flag(root, S("year-carries-back"), &out->year_carries_back, err) ||
        !flag(root, S("comma-before-date"), &out->comma_before_date, err) ||
        !flag(root, S("fbis-sources"), &out->fbis_sources, err) ||
        !flag(root, S("unknown-outlets"), &out->unknown_outlets, err) ||
        !number(root, S("slack-days"), &out->slack_days, err) ||
        !number(root, S("lead-weight"), &out->lead_weight, err))
        return false;
    out->day_first = order == 1;
    load_phrases(yaml_get(root, S("lead-words")), perm, &out->lead_words);
    load_phrases(yaml_get(root, S("credit-words")), perm, &out->credit_words);
    load_words(yaml_get(root, S("event-words")), perm, &out->event_words);
    load_words(yaml_get(root, S("name-words")), perm, &out->name_words);
    load_words(yaml_get(root, S("media-words")), perm, &out->media_words);
    load_words(yaml_get(root, S("own-sources")), perm, &out->own_sources);
    load_words(yaml_get(root, S("places")), perm, &out->places);
    return true;
}

/* A style begins as the one it extends; `depth` styles extend it. */
static bool load_style(const struct rule_set *rules, const struct rule_file *file, unsigned depth,
                       struct arena *perm, struct style *out, struct err *err)
{
    const struct yaml_node *root = file->root, *parent = yaml_get(root, S("extends"));
    if (!yaml_check(root, fields, sizeof fields / sizeof *fields, err))
        return false;
    *out = (struct style){ .unknown_outlets = true,
                           .coverage = STYLE_COVER_PARAGRAPH,
                           .slack_days = 5 };
    if (parent) {
        const struct rule_file *base = file_of(rules, parent->text);
        if (!base)
            return yaml_fail(parent, err, "extends: no style is called \"%.*s\"",
                             STR_ARG(parent->text));
        if (depth == DEPTH_MAX)
            return yaml_fail(parent, err, "extends: styles extend each other, or more than %d do",
                             DEPTH_MAX);
        if (!load_style(rules, base, depth + 1, perm, out, err))
            return false;
    } else if (!yaml_get(root, S("date-order"))) {
        return yaml_fail(root, err, "date-order is missing, and no style is extended");
    }
    out->id = yaml_text(root, S("id"));
    out->name = yaml_text(root, S("name"));
    out->path = file->path;
    return load_values(root, perm, out, err);
}

bool styles_load(const struct rule_set *rules, struct arena *perm, struct style_set *out,
                 struct err *err)
{
    *out = (struct style_set){ 0 };
    for (size_t i = 0; i < rules->files.n; i++) {
        const struct rule_file *file = &rules->files.p[i];
        struct style style;
        if (file->schema != RULE_STYLE)
            continue;
        if (!load_style(rules, file, 0, perm, &style, err) ||
            !load_examples(yaml_get(file->root, S("examples")), perm, &style, err))
            return rules_fail(file->path, err);
        struct style *same = NULL;
        for (size_t j = 0; j < out->list.n && !same; j++)
            if (str_eq(out->list.p[j].id, style.id))
                same = &out->list.p[j];
        *(same ? same : VEC_PUSH(&out->list, perm)) = style;
    }
    return true;
}

const struct style *style_find(const struct style_set *set, str id)
{
    if (id.n == 0)
        id = S("jamestown");
    for (size_t i = 0; i < set->list.n; i++)
        if (str_eq(set->list.p[i].id, id))
            return &set->list.p[i];
    return NULL;
}
