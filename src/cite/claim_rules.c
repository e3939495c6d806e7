/* claim_rules.c: reads claims.yaml and spells out the inflections. */
#include "cite/claim_rules.h"

#include "base/banned.h"

static const str roles[CLAIM_ROLE_COUNT] = {
    [CLAIM_WORDS] = S_INIT("words"),
    [CLAIM_ATTRIBUTION] = S_INIT("attribution"),
    [CLAIM_FRAME] = S_INIT("frame"),
    [CLAIM_EVENT] = S_INIT("event"),
    [CLAIM_HEDGE] = S_INIT("hedge"),
    [CLAIM_JUDGEMENT] = S_INIT("judgement"),
    [CLAIM_TRANSITION] = S_INIT("transition"),
    [CLAIM_QUOTATION] = S_INIT("quotation"),
    [CLAIM_QUOTED_WORD] = S_INIT("quoted-word"),
    [CLAIM_FIGURE] = S_INIT("figure"),
    [CLAIM_EXACT] = S_INIT("exact"),
    [CLAIM_DATE] = S_INIT("date"),
    [CLAIM_ENTITIES] = S_INIT("entities"),
    [CLAIM_SHORT] = S_INIT("short"),
    [CLAIM_QUESTION] = S_INIT("question"),
    [CLAIM_PRESENT] = S_INIT("present"),
    [CLAIM_PAST] = S_INIT("past"),
};

static bool read_role(const struct yaml_node *node, uint8_t *role, struct err *err)
{
    if (!node)
        return true;
    for (size_t i = 0; i < CLAIM_ROLE_COUNT; i++) {
        if (str_eq(node->text, roles[i])) {
            *role = (uint8_t)i;
            return true;
        }
    }
    return yaml_fail(node, err, "no such role: %.*s", STR_ARG(node->text));
}

static const struct yaml_field cue_fields[] = {
    { S_INIT("id"), YAML_SCALAR, true },       { S_INIT("name"), YAML_SCALAR, true },
    { S_INIT("points"), YAML_SCALAR, true },   { S_INIT("role"), YAML_SCALAR, false },
    { S_INIT("least"), YAML_SCALAR, false },   { S_INIT("lower"), YAML_SCALAR, false },
    { S_INIT("not_after"), YAML_LIST, false }, { S_INIT("not_before"), YAML_LIST, false },
    { S_INIT("words"), YAML_LIST, false },     { S_INIT("verbs"), YAML_LIST, false },
    { S_INIT("past"), YAML_LIST, false },      { S_INIT("nouns"), YAML_LIST, false },
    { S_INIT("examples"), YAML_LIST, true },   { S_INIT("silent"), YAML_LIST, true },
};

static bool read_cue(const struct yaml_node *node, struct arena *perm, struct claim_rule *rule,
                     struct err *err)
{
    if (!yaml_check(node, cue_fields, sizeof cue_fields / sizeof *cue_fields, err))
        return false;
    *rule = (struct claim_rule){ .id = yaml_text(node, S("id")),
                                 .name = yaml_text(node, S("name")),
                                 .words = yaml_get(node, S("words")),
                                 .verbs = yaml_get(node, S("verbs")),
                                 .past = yaml_get(node, S("past")),
                                 .nouns = yaml_get(node, S("nouns")),
                                 .examples = yaml_get(node, S("examples")),
                                 .silent = yaml_get(node, S("silent")),
                                 .at = node->at };
    const struct yaml_node *least = yaml_get(node, S("least"));
    const struct yaml_node *lower = yaml_get(node, S("lower"));
    const struct yaml_node *points = yaml_get(node, S("points"));
    if (!yaml_int(points, &rule->points, err) ||
        !read_role(yaml_get(node, S("role")), &rule->role, err) ||
        (least && !yaml_int(least, &rule->least, err)) ||
        (lower && !yaml_bool(lower, &rule->lower, err)))
        return false;
    if (rule->points < -100 || rule->points > 100)
        return yaml_fail(points, err, "expected points from -100 to 100");
    const struct yaml_node *after = yaml_get(node, S("not_after"));
    const struct yaml_node *before = yaml_get(node, S("not_before"));
    for (const struct yaml_node *w = yaml_first(after); w; w = yaml_after(w))
        *VEC_PUSH(&rule->not_after, perm) = w->text;
    for (const struct yaml_node *w = yaml_first(before); w; w = yaml_after(w))
        *VEC_PUSH(&rule->not_before, perm) = w->text;
    return true;
}

/* A later entry of the same id takes the place of the earlier one. */
static bool add_rule(const struct yaml_node *node, struct claim_book *book, struct arena *perm,
                     const struct claim_rule *rule, struct err *err)
{
    for (size_t i = 0; i < book->list.n; i++) {
        if (str_eq(book->list.p[i].id, rule->id)) {
            book->list.p[i] = *rule;
            return true;
        }
    }
    if (book->list.n == CLAIM_CUES_MAX)
        return yaml_fail(node, err, "more than %d cues", CLAIM_CUES_MAX);
    *VEC_PUSH(&book->list, perm) = *rule;
    return true;
}

/* The book of a language, English at first. */
static struct claim_book *book_of(struct claim_rules *rules, struct arena *perm, str language)
{
    if (language.n == 0)
        language = S("en");
    for (size_t i = 0; i < rules->books.n; i++)
        if (str_eq(rules->books.p[i].language, language))
            return &rules->books.p[i];
    struct claim_book *book = VEC_PUSH(&rules->books, perm);
    *book = (struct claim_book){ .language = language };
    return book;
}

static bool read_file(const struct rule_file *file, struct arena *perm, struct claim_rules *rules,
                      struct err *err)
{
    static const struct yaml_field fields[] = {
        { S_INIT("schema"), YAML_SCALAR, true },
        { S_INIT("language"), YAML_SCALAR, false },
        { S_INIT("cues"), YAML_LIST, false },
        { S_INIT("sentences"), YAML_LIST, false },
    };
    if (!yaml_check(file->root, fields, sizeof fields / sizeof *fields, err))
        return false;
    struct claim_book *book = book_of(rules, perm, yaml_text(file->root, S("language")));
    const struct yaml_node *cues = yaml_get(file->root, S("cues"));
    for (const struct yaml_node *n = yaml_first(cues); n; n = yaml_after(n)) {
        struct claim_rule rule;
        if (!read_cue(n, perm, &rule, err))
            return false;
        rule.path = file->path;
        if (!add_rule(n, book, perm, &rule, err))
            return false;
    }
    const struct yaml_node *sentences = yaml_get(file->root, S("sentences"));
    if (sentences)
        *VEC_PUSH(&book->sentences, perm) = (struct claim_sentences){ sentences, file->path };
    return true;
}

struct index {
    struct claim_book *book;
    struct arena *perm;
    uint32_t rule;
};

static void add_phrase(struct index *in, str first, str rest)
{
    struct lexeme *word = lexicon_add(&in->book->words, in->perm, first);
    struct claim_phrase *phrase = NEW(in->perm, struct claim_phrase, 1);
    *phrase = (struct claim_phrase){ .rule = in->rule, .rest = rest, .next = word->phrases };
    word->phrases = phrase;
}

static bool is_vowel(char c)
{
    return str_find_byte(S("aeiou"), c, 0) < 5;
}

/* The word with the last `cut` bytes replaced by `ending`. */
static str with_ending(struct arena *perm, str word, size_t cut, const char *ending)
{
    return str_printf(perm, "%.*s%s", STR_ARG(str_slice(word, 0, word.n - cut)), ending);
}

/* carry, but not play */
static bool ends_in_consonant_y(str w)
{
    return str_ends(w, S("y")) && w.n > 1 && !is_vowel(w.p[w.n - 2]);
}

/* carry: carries; watch: watches */
static str third_person(struct arena *perm, str w)
{
    if (ends_in_consonant_y(w))
        return with_ending(perm, w, 1, "ies");
    char last = w.p[w.n - 1];
    bool hissing =
        last == 's' || last == 'x' || last == 'z' || str_ends(w, S("ch")) || str_ends(w, S("sh"));
    return with_ending(perm, w, 0, hissing ? "es" : "s");
}

/* carry: carried; declare: declared */
static str past_form(struct arena *perm, str w)
{
    if (ends_in_consonant_y(w))
        return with_ending(perm, w, 1, "ied");
    return with_ending(perm, w, 0, str_ends(w, S("e")) ? "d" : "ed");
}

static str ing_form(struct arena *perm, str w)
{
    bool silent_e = str_ends(w, S("e")) && !str_ends(w, S("ee"));
    return with_ending(perm, w, silent_e, "ing");
}

enum forms { FORMS_NONE, FORMS_VERB, FORMS_PAST, FORMS_NOUN };

static void index_list(struct index *in, const struct yaml_node *list, enum forms forms)
{
    for (const struct yaml_node *n = yaml_first(list); n; n = yaml_after(n)) {
        str first, rest;
        (void)str_cut(n->text, ' ', &first, &rest);
        if (first.n == 0)
            continue;
        if (forms != FORMS_PAST)
            add_phrase(in, first, rest);
        if (forms == FORMS_VERB || forms == FORMS_NOUN)
            add_phrase(in, third_person(in->perm, first), rest);
        if (forms == FORMS_VERB || forms == FORMS_PAST)
            add_phrase(in, past_form(in->perm, first), rest);
        if (forms == FORMS_VERB)
            add_phrase(in, ing_form(in->perm, first), rest);
    }
}

static void index_book(struct claim_book *book, struct arena *perm)
{
    for (uint32_t i = 0; i < book->list.n; i++) {
        struct index in = { book, perm, i };
        const struct claim_rule *rule = &book->list.p[i];
        index_list(&in, rule->words, FORMS_NONE);
        index_list(&in, rule->verbs, FORMS_VERB);
        index_list(&in, rule->past, FORMS_PAST);
        index_list(&in, rule->nouns, FORMS_NOUN);
    }
}

bool claims_load(const struct rule_set *set, struct arena *perm, const struct claim_rules **out,
                 struct err *err)
{
    struct claim_rules *rules = NEW(perm, struct claim_rules, 1);
    (void)book_of(rules, perm, S("en"));
    for (size_t i = 0; i < set->files.n; i++)
        if (set->files.p[i].schema == RULE_CLAIMS && !read_file(&set->files.p[i], perm, rules, err))
            return rules_fail(set->files.p[i].path, err);
    for (size_t i = 0; i < rules->books.n; i++)
        index_book(&rules->books.p[i], perm);
    *out = rules;
    return true;
}
