/* style.c: loading house styles. */
#include "cite/style.h"

#include "base/banned.h"

enum {
    DEPTH_MAX = 8,    /* of styles that extend another */
    WORDS_MAX = 10000 /* of a list */
};

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
    { S_INIT("known-miss"), YAML_SCALAR, false },
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

static unsigned letter_of(str word)
{
    return (unsigned char)word.p[0] % STYLE_LETTERS;
}

/* By first letter; of one letter the longest first, so that "see also" is tried before "see". */
static bool comes_before(str a, str b)
{
    return letter_of(a) != letter_of(b) ? letter_of(a) < letter_of(b) : a.n > b.n;
}

/* A list that is given takes the place of the parent's. */
static bool load_words(const struct yaml_node *map, str key, struct arena *perm,
                       struct style_words *out, struct err *err)
{
    const struct yaml_node *list = yaml_get(map, key);
    if (!list)
        return true;
    if (list->n_children > WORDS_MAX)
        return yaml_fail(list, err, "%.*s: more than %d words", STR_ARG(key), WORDS_MAX);
    *out = (struct style_words){ .p = NEW(perm, str, list->n_children) };
    for (const struct yaml_node *w = yaml_first(list); w; w = yaml_after(w)) {
        str word = str_lower(perm, w->text);
        size_t at = out->n;
        if (word.n == 0)
            continue;
        for (; at > 0 && comes_before(word, out->p[at - 1]); at--)
            out->p[at] = out->p[at - 1];
        out->p[at] = word;
        out->n++;
    }
    for (size_t i = 0; i < out->n; i++)
        out->begin[letter_of(out->p[i]) + 1] = (uint16_t)(i + 1);
    for (unsigned k = 1; k <= STYLE_LETTERS; k++)
        if (out->begin[k] == 0)
            out->begin[k] = out->begin[k - 1];
    return true;
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
        if (!flag(e, S("known-miss"), &x->known_miss, err))
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
    struct {
        str key;
        struct style_words *words;
    } lists[] = { { S("lead-words"), &out->lead_words },
                  { S("credit-words"), &out->credit_words },
                  { S("event-words"), &out->event_words },
                  { S("name-words"), &out->name_words },
                  { S("media-words"), &out->media_words },
                  { S("own-sources"), &out->own_sources },
                  { S("places"), &out->places } };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (!load_words(root, lists[i].key, perm, lists[i].words, err))
            return false;
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
