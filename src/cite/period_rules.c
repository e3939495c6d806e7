/* period_rules.c: compiles the phrases of periods.yaml into steps, found by their first word. */
#include "cite/period_rules.h"

#include "base/banned.h"

static const struct {
    str name;
    enum period_step_kind kind;
} slots[] = {
    { S_INIT("{month}"), STEP_MONTH },     { S_INIT("{day}"), STEP_DAY },
    { S_INIT("{year}"), STEP_YEAR },       { S_INIT("{decade}"), STEP_DECADE },
    { S_INIT("{weekday}"), STEP_WEEKDAY },
};

static const str units[] = {
    [PERIOD_DAY] = S_INIT("day"),
    [PERIOD_WEEK] = S_INIT("week"),
    [PERIOD_MONTH] = S_INIT("month"),
    [PERIOD_YEAR] = S_INIT("year"),
};

static const str events[] = {
    [PERIOD_EVENT_LEAD] = S_INIT("lead"),
    [PERIOD_EVENT_ALWAYS] = S_INIT("always"),
    [PERIOD_EVENT_NEVER] = S_INIT("never"),
};

/* The index of a scalar among `names`; an absent node leaves `out` alone. */
static bool read_choice(const struct yaml_node *node, const str *names, size_t n, uint8_t *out,
                        struct err *err)
{
    if (!node)
        return true;
    for (size_t i = 0; i < n; i++) {
        if (str_eq(node->text, names[i])) {
            *out = (uint8_t)i;
            return true;
        }
    }
    return yaml_fail(node, err, "\"%.*s\" is not one of the words allowed here",
                     STR_ARG(node->text));
}

/* "11-20" */
static bool read_part(const struct yaml_node *node, struct period_rule *rule, struct err *err)
{
    if (!node)
        return true;
    str from, to;
    uint32_t a, b;
    if (!str_cut(node->text, '-', &from, &to) || !str_to_u32(from, &a) || !str_to_u32(to, &b) ||
        a > b || b > 31)
        return yaml_fail(node, err, "expected two numbers, the smaller first, such as 11-20");
    rule->from = (int32_t)a;
    rule->to = (int32_t)b;
    return true;
}

static bool read_step(const struct yaml_node *node, str word, struct period_phrase *phrase,
                      struct err *err)
{
    if (phrase->n_steps == PERIOD_STEPS_MAX)
        return yaml_fail(node, err, "a phrase has at most %d words", PERIOD_STEPS_MAX);
    struct period_step *step = &phrase->steps[phrase->n_steps++];
    if (word.n > 2 && word.p[0] == '[' && word.p[word.n - 1] == ']') {
        step->optional = true;
        word = str_slice(word, 1, word.n - 2);
    }
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        if (str_eq(word, slots[i].name)) {
            step->kind = (uint8_t)slots[i].kind;
            return true;
        }
    }
    if (str_find_byte(word, '{', 0) < word.n)
        return yaml_fail(node, err, "no such place-holder: %.*s", STR_ARG(word));
    step->words = word;
    return true;
}

static bool read_phrase(const struct yaml_node *node, struct arena *perm, struct period_rule *rule,
                        struct err *err)
{
    struct period_phrase *phrase = VEC_PUSH(&rule->phrases, perm);
    *phrase = (struct period_phrase){ 0 };
    str rest = node->text, word;
    while (str_next(&rest, ' ', &word))
        if (word.n && !read_step(node, word, phrase, err))
            return false;
    for (uint32_t i = 0; i < phrase->n_steps; i++)
        if (!phrase->steps[i].optional)
            return true;
    return yaml_fail(node, err, "a phrase needs a word that cannot be missing");
}

static void read_words(const struct yaml_node *list, struct arena *perm, struct period_rule *rule)
{
    for (const struct yaml_node *w = yaml_first(list); w; w = yaml_after(w))
        *VEC_PUSH(&rule->after, perm) = w->text;
}

static const struct yaml_field entry_fields[] = {
    { S_INIT("id"), YAML_SCALAR, true },      { S_INIT("unit"), YAML_SCALAR, true },
    { S_INIT("phrases"), YAML_LIST, true },   { S_INIT("days"), YAML_SCALAR, false },
    { S_INIT("months"), YAML_SCALAR, false }, { S_INIT("relative"), YAML_SCALAR, false },
    { S_INIT("event"), YAML_SCALAR, false },  { S_INIT("start_only"), YAML_SCALAR, false },
    { S_INIT("after"), YAML_LIST, false },    { S_INIT("examples"), YAML_LIST, true },
    { S_INIT("silent"), YAML_LIST, false },
};

static bool read_entry(const struct yaml_node *node, struct arena *perm, struct period_rule *rule,
                       struct err *err)
{
    *rule = (struct period_rule){ .id = yaml_text(node, S("id")), .at = node->at };
    const struct yaml_node *relative = yaml_get(node, S("relative"));
    const struct yaml_node *start = yaml_get(node, S("start_only"));
    const struct yaml_node *days = yaml_get(node, S("days"));
    if (!yaml_check(node, entry_fields, sizeof entry_fields / sizeof *entry_fields, err) ||
        !read_choice(yaml_get(node, S("unit")), units, sizeof units / sizeof *units, &rule->unit,
                     err) ||
        !read_choice(yaml_get(node, S("event")), events, sizeof events / sizeof *events,
                     &rule->event, err) ||
        !read_part(days ? days : yaml_get(node, S("months")), rule, err))
        return false;
    rule->relative = relative != NULL;
    if (relative && !yaml_int(relative, &rule->offset, err))
        return false;
    if (relative && (rule->offset < -100 || rule->offset > 100))
        return yaml_fail(relative, err, "expected a number of units from -100 to 100");
    if (start && !yaml_bool(start, &rule->start_only, err))
        return false;
    rule->examples = yaml_get(node, S("examples"));
    rule->silent = yaml_get(node, S("silent"));
    read_words(yaml_get(node, S("after")), perm, rule);
    const struct yaml_node *phrases = yaml_get(node, S("phrases"));
    for (const struct yaml_node *p = yaml_first(phrases); p; p = yaml_after(p))
        if (!read_phrase(p, perm, rule, err))
            return false;
    return true;
}

/* A later entry of the same id takes the place of the earlier one. */
static void add_rule(struct period_rules *rules, struct arena *perm, struct period_rule *rule)
{
    for (size_t i = 0; i < rules->list.n; i++) {
        if (str_eq(rules->list.p[i].id, rule->id)) {
            rules->list.p[i] = *rule;
            return;
        }
    }
    *VEC_PUSH(&rules->list, perm) = *rule;
}

static bool read_events(const struct yaml_node *events_node, struct arena *perm,
                        struct period_rules *rules, struct err *err)
{
    static const struct yaml_field fields[] = {
        { S_INIT("leads"), YAML_LIST, false }, { S_INIT("future"), YAML_LIST, false },
        { S_INIT("modal"), YAML_LIST, false }, { S_INIT("never"), YAML_LIST, false },
        { S_INIT("past"), YAML_LIST, false },
    };
    struct map *const maps[] = { &rules->leads, &rules->future, &rules->modal, &rules->never,
                                 &rules->past };
    if (!events_node)
        return true;
    if (!yaml_check(events_node, fields, sizeof fields / sizeof *fields, err))
        return false;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const struct yaml_node *list = yaml_get(events_node, fields[i].key);
        for (const struct yaml_node *w = yaml_first(list); w; w = yaml_after(w))
            *map_slot(maps[i], perm, w->text) = rules;
    }
    return true;
}

static bool read_file(const struct rule_file *file, struct arena *perm, struct period_rules *rules,
                      struct err *err)
{
    static const struct yaml_field fields[] = {
        { S_INIT("schema"), YAML_SCALAR, true },
        { S_INIT("events"), YAML_MAP, false },
        { S_INIT("periods"), YAML_LIST, false },
    };
    if (!yaml_check(file->root, fields, sizeof fields / sizeof *fields, err) ||
        !read_events(yaml_get(file->root, S("events")), perm, rules, err))
        return false;
    const struct yaml_node *list = yaml_get(file->root, S("periods"));
    for (const struct yaml_node *n = yaml_first(list); n; n = yaml_after(n)) {
        struct period_rule rule;
        if (!read_entry(n, perm, &rule, err))
            return false;
        rule.path = file->path;
        add_rule(rules, perm, &rule);
    }
    return true;
}

/* Enters a phrase under every step that may come first. */
static void index_phrase(struct period_rules *rules, struct arena *perm,
                         const struct period_phrase *phrase)
{
    for (uint32_t i = 0; i < phrase->n_steps; i++) {
        const struct period_step *step = &phrase->steps[i];
        struct period_phrase *copy;
        str rest = step->words, word;
        while (step->kind == STEP_WORDS && str_next(&rest, '|', &word)) {
            void **slot = map_slot(&rules->by_word, perm, word);
            copy = NEW(perm, struct period_phrase, 1);
            *copy = *phrase;
            copy->next = *slot;
            *slot = copy;
        }
        if (step->kind != STEP_WORDS) {
            copy = NEW(perm, struct period_phrase, 1);
            *copy = *phrase;
            copy->next = rules->by_slot[step->kind];
            rules->by_slot[step->kind] = copy;
        }
        if (!step->optional)
            return;
    }
}

bool periods_load(const struct rule_set *set, struct arena *perm, const struct period_rules **out,
                  struct err *err)
{
    struct period_rules *rules = NEW(perm, struct period_rules, 1);
    for (size_t i = 0; i < set->files.n; i++)
        if (set->files.p[i].schema == RULE_PERIODS &&
            !read_file(&set->files.p[i], perm, rules, err))
            return rules_fail(set->files.p[i].path, err);
    for (size_t i = 0; i < rules->list.n; i++) {
        struct period_rule *rule = &rules->list.p[i];
        for (size_t k = 0; k < rule->phrases.n; k++) {
            rule->phrases.p[k].rule = rule;
            index_phrase(rules, perm, &rule->phrases.p[k]);
        }
    }
    *out = rules;
    return true;
}
