/* walls.c: a signature is a set of phrases; any of them is enough. */
#include "page/walls.h"

#include "base/utf8.h"
#include "page/phrase.h"

#include "base/banned.h"

enum { TEXT_MAX_BYTES = 6000, TITLE_MAX_BYTES = 400, LETTERS = 64 };

/* A phrase and the entry it belongs to. */
struct signature {
    str phrase;   /* folded; an address as it stands */
    uint32_t max; /* most bytes of visible text on such a page */
    struct wall_hit hit;
    const struct signature *next; /* that begins with the same letter, or one of the same rest */
};

/* Signatures in their order, and by their first letters: texts are walked through once for all of them. */
struct signatures {
    VEC(struct signature) all;
    const struct signature *by_letter[LETTERS];
    uint32_t max; /* the largest of all */
};

struct wall_set {
    struct signatures titles, texts;
    VEC(struct signature) urls;
};

static const struct {
    str name;
    enum wall_kind kind;
} kinds[] = {
    { S_INIT("bot"), WALL_BOT },       { S_INIT("consent"), WALL_CONSENT },
    { S_INIT("login"), WALL_LOGIN },   { S_INIT("paywall"), WALL_PAYWALL },
    { S_INIT("parked"), WALL_PARKED }, { S_INIT("soft-404"), WALL_SOFT_404 },
};

static bool read_kind(const struct yaml_node *node, enum wall_kind *kind, struct err *err)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (str_eq(node->text, kinds[i].name)) {
            *kind = kinds[i].kind;
            return true;
        }
    }
    return yaml_fail(node, err,
                     "unknown kind \"%.*s\"; expected bot, consent, login, paywall, parked or "
                     "soft-404",
                     STR_ARG(node->text));
}

static bool read_entry(const struct yaml_node *entry, struct arena *perm, struct wall_set *set,
                       struct err *err)
{
    static const struct yaml_field fields[] = {
        { S_INIT("id"), YAML_SCALAR, true },     { S_INIT("kind"), YAML_SCALAR, true },
        { S_INIT("title"), YAML_LIST, false },   { S_INIT("text"), YAML_LIST, false },
        { S_INIT("url"), YAML_LIST, false },     { S_INIT("max_text"), YAML_SCALAR, false },
        { S_INIT("examples"), YAML_LIST, true }, { S_INIT("counter"), YAML_LIST, false },
    };
    struct signature s = { .hit.rule = yaml_text(entry, S("id")) };
    int32_t max = 0;
    if (!yaml_check(entry, fields, sizeof fields / sizeof *fields, err) ||
        !read_kind(yaml_get(entry, S("kind")), &s.hit.kind, err) ||
        (yaml_get(entry, S("max_text")) && !yaml_int(yaml_get(entry, S("max_text")), &max, err)))
        return false;
    const struct yaml_node *p;
    for (p = yaml_first(yaml_get(entry, S("url"))); p; p = yaml_after(p)) {
        s.max = UINT32_MAX;
        s.phrase = p->text;
        *VEC_PUSH(&set->urls, perm) = s;
    }
    for (p = yaml_first(yaml_get(entry, S("title"))); p; p = yaml_after(p)) {
        s.max = max > 0 ? (uint32_t)max : UINT32_MAX;
        s.phrase = phrase_fold(perm, p->text);
        *VEC_PUSH(&set->titles.all, perm) = s;
    }
    for (p = yaml_first(yaml_get(entry, S("text"))); p; p = yaml_after(p)) {
        s.max = max > 0 ? (uint32_t)max : TEXT_MAX_BYTES;
        s.phrase = phrase_fold(perm, p->text);
        *VEC_PUSH(&set->texts.all, perm) = s;
    }
    return true;
}

/* Whether a later file has an entry of the same id. */
static bool is_replaced(const struct rule_set *rules, size_t file, str id)
{
    for (size_t i = file + 1; i < rules->files.n; i++) {
        const struct rule_file *f = &rules->files.p[i];
        const struct yaml_node *list = yaml_get(f->root, S("walls"));
        for (const struct yaml_node *e = yaml_first(list); e; e = yaml_after(e))
            if (f->schema == RULE_WALLS && str_eq(yaml_text(e, S("id")), id))
                return true;
    }
    return false;
}

/* The entries of file `i` when it is a walls file, or NULL. */
static const struct yaml_node *entries_of(const struct rule_set *rules, size_t i)
{
    if (rules->files.p[i].schema != RULE_WALLS)
        return NULL;
    const struct yaml_node *list = yaml_get(rules->files.p[i].root, S("walls"));
    return list ? list->child : NULL;
}

/* The entries of rules->files.p[i], which is a walls file. */
static bool load_file(const struct rule_set *rules, size_t i, struct arena *perm,
                      struct wall_set *set, struct err *err)
{
    static const struct yaml_field fields[] = { { S_INIT("schema"), YAML_SCALAR, true },
                                                { S_INIT("walls"), YAML_LIST, true } };
    const struct yaml_node *root = rules->files.p[i].root;
    if (!yaml_check(root, fields, sizeof fields / sizeof *fields, err))
        return false;
    if (yaml_get(root, S("walls"))->kind != YAML_LIST)
        return yaml_fail(yaml_get(root, S("walls")), err, "expected a list of entries");
    for (const struct yaml_node *e = entries_of(rules, i); e; e = e->next)
        if (!is_replaced(rules, i, yaml_text(e, S("id"))) && !read_entry(e, perm, set, err))
            return false;
    return true;
}

static void sort_by_letter(struct signatures *set)
{
    for (size_t i = set->all.n; i-- > 0;) {
        struct signature *s = &set->all.p[i];
        const struct signature **first = &set->by_letter[phrase_letter(s->phrase, 0) % LETTERS];
        set->max = s->max > set->max ? s->max : set->max;
        s->next = *first;
        *first = s;
    }
}

bool walls_load(const struct rule_set *rules, struct arena *perm, const struct wall_set **out,
                struct err *err)
{
    struct wall_set *set = NEW(perm, struct wall_set, 1);
    for (size_t i = 0; i < rules->files.n; i++) {
        const struct rule_file *file = &rules->files.p[i];
        if (file->schema == RULE_WALLS && !load_file(rules, i, perm, set, err))
            return rules_fail(file->path, err);
    }
    sort_by_letter(&set->titles);
    sort_by_letter(&set->texts);
    *out = set;
    return true;
}

static bool is_part_mark(uint32_t cp)
{
    return !utf8_is_letter(cp) && !utf8_is_digit(cp) && !utf8_is_mark(cp) && cp != '\'' &&
           cp != 0x2019;
}

/* Whether a part of a title can begin at `at`: the title does, or a mark stands before. */
static bool parts_before(str title, size_t at)
{
    while (at > 0) {
        uint32_t cp = utf8_before(title, &at);
        if (!utf8_is_space(cp))
            return is_part_mark(cp);
    }
    return true;
}

/* Whether one can end at `at`. What a colon closes without a blank is a headline's first half. */
static bool parts_after(str title, size_t at)
{
    bool blank = false;
    while (at < title.n) {
        uint32_t cp = utf8_next(title, &at);
        if (!utf8_is_space(cp))
            return is_part_mark(cp) && (blank || (cp != ':' && cp != 0xFF1A));
        blank = true;
    }
    return true;
}

/* Whether the phrase stands at `at`; in a title it is one part: "Page not found | Daily News", not "Why the page
 * was not found". */
static bool stands_at(str text, size_t at, str phrase, bool is_title)
{
    size_t end = 0;
    if (is_title && !parts_before(text, at))
        return false;
    return phrase_at(text, at, phrase, &end) && (!is_title || parts_after(text, end));
}

/* The first signature, in their order, that the text has; NULL when there is none. */
static const struct signature *find_first(const struct signatures *set, str text, bool is_title,
                                          size_t page_bytes)
{
    const struct signature *best = NULL;
    if (page_bytes > set->max)
        return NULL;
    for (size_t at = phrase_next_word(text, 0); at < text.n;) {
        const struct signature *s = set->by_letter[phrase_letter(text, at) % LETTERS];
        for (; s && (!best || s < best); s = s->next)
            if (page_bytes <= s->max && stands_at(text, at, s->phrase, is_title))
                best = s;
        size_t next = at;
        (void)utf8_next(text, &next);
        at = phrase_next_word(text, next);
    }
    return best;
}

struct wall_hit walls_find(const struct wall_set *walls, str title, str text, str url)
{
    for (size_t i = 0; i < walls->urls.n; i++)
        if (str_find_nocase(url, walls->urls.p[i].phrase, 0) < url.n)
            return walls->urls.p[i].hit;
    title = str_slice(title, 0, TITLE_MAX_BYTES);
    const struct signature *found = find_first(&walls->titles, title, true, text.n);
    if (!found)
        found = find_first(&walls->texts, text, false, text.n);
    return found ? found->hit : (struct wall_hit){ 0 };
}

/* One example: it must be recognised as this entry's kind, or not. */
static bool run_example(const struct wall_set *walls, const struct yaml_node *entry,
                        const struct yaml_node *example, bool wanted, struct err *err)
{
    struct wall_hit hit = walls_find(walls, yaml_text(example, S("title")),
                                     yaml_text(example, S("text")), yaml_text(example, S("url")));
    enum wall_kind kind = WALL_NONE;
    if (!read_kind(yaml_get(entry, S("kind")), &kind, err))
        return false;
    if (wanted && hit.kind != kind)
        return yaml_fail(example, err, "example of \"%.*s\" is not recognised",
                         STR_ARG(yaml_text(entry, S("id"))));
    if (!wanted && hit.kind != WALL_NONE)
        return yaml_fail(example, err, "counter-example of \"%.*s\" is taken for \"%.*s\"",
                         STR_ARG(yaml_text(entry, S("id"))), STR_ARG(hit.rule));
    return true;
}

static bool run_examples(const struct wall_set *walls, const struct yaml_node *entry, size_t *n,
                         struct err *err)
{
    static const str keys[2] = { S_INIT("counter"), S_INIT("examples") };
    for (int wanted = 0; wanted < 2; wanted++) {
        const struct yaml_node *list = yaml_get(entry, keys[wanted]);
        for (const struct yaml_node *x = yaml_first(list); x; x = yaml_after(x), ++*n)
            if (!run_example(walls, entry, x, wanted, err))
                return false;
    }
    return true;
}

bool walls_test(const struct rule_set *rules, const struct wall_set *walls, size_t *n_run,
                struct err *err)
{
    *n_run = 0;
    for (size_t i = 0; i < rules->files.n; i++)
        for (const struct yaml_node *e = entries_of(rules, i); e; e = e->next)
            if (!is_replaced(rules, i, yaml_text(e, S("id"))) &&
                !run_examples(walls, e, n_run, err))
                return err_context(err, "%.*s", STR_ARG(rules->files.p[i].path));
    return true;
}
