/* jsonld.c: jansson reads; the walk keeps what belongs to the page's article. */
#include "page/jsonld.h"

#include <jansson.h>

#include "base/utf8.h"
#include "page/jsonld_mend.h"

#include "base/banned.h"

enum { DEPTH_MAX = 16, MEND_MAX_BYTES = 512 * 1024, VALUES_MAX = 64, DATES_MAX = 256 };

struct walk {
    struct jsonld *out;
    struct arena *arena;
    uint8_t depth;
    uint8_t text_type[4]; /* the type that headline, author, publisher, body were taken from */
};

static const struct {
    str name;
    uint8_t type;
} types[] = {
    { S_INIT("LiveBlogPosting"), JSONLD_LIVE }, { S_INIT("VideoObject"), JSONLD_VIDEO },
    { S_INIT("WebPage"), JSONLD_PAGE },         { S_INIT("ItemPage"), JSONLD_PAGE },
    { S_INIT("AboutPage"), JSONLD_PAGE },       { S_INIT("QAPage"), JSONLD_PAGE },
    { S_INIT("Recipe"), JSONLD_ARTICLE },       { S_INIT("Report"), JSONLD_ARTICLE },
};

/* Below these keys stands something else than the article. */
static const char *const foreign_keys[] = {
    "comment",         "review",          "reviews",         "mentions",       "itemListElement",
    "video",           "image",           "isBasedOn",       "about",          "liveBlogUpdate",
    "isPartOf",        "citation",        "associatedMedia", "relatedLink",    "blogPost",
    "breadcrumb",      "thumbnail",       "subjectOf",       "itemReviewed",   "potentialAction",
    "offers",          "author",          "publisher",       "creator",        "logo",
    "copyrightHolder", "event",           "suggestedAnswer", "acceptedAnswer", "primaryImageOfPage",
    "blogPosts",       "significantLink",
};

static str text_of(const json_t *value)
{
    if (!json_is_string(value))
        return (str){ 0 };
    return str_trim((str){ json_string_value(value), json_string_length(value) });
}

/* The first string in a value: itself, of an array, or its `name`. */
static str name_of(const json_t *value, int depth)
{
    if (depth > 3)
        return (str){ 0 };
    if (json_is_array(value))
        return name_of(json_array_get(value, 0), depth + 1);
    if (!json_is_object(value))
        return text_of(value);
    return name_of(json_object_get(value, "name"), depth + 1);
}

static uint8_t type_of_name(str name)
{
    size_t slash = name.n;
    while (slash > 0 && name.p[slash - 1] != '/' && name.p[slash - 1] != ':')
        slash--;
    name = str_from(name, slash);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_eq_nocase(name, types[i].name))
            return types[i].type;
    return str_ends_nocase(name, S("Article")) || str_ends_nocase(name, S("Posting"))
               ? JSONLD_ARTICLE
               : JSONLD_OTHER;
}

static uint8_t type_of(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type"), *one;
    size_t i;
    uint8_t best = type_of_name(text_of(type));
    json_array_foreach(type, i, one)
    {
        uint8_t other = type_of_name(text_of(one));
        best = other > best ? other : best;
    }
    return best;
}

/* "False", "no", 0, false, "http://schema.org/False"; the same for true. */
static uint8_t free_of(const json_t *value)
{
    if (json_is_boolean(value))
        return json_is_true(value) ? JSONLD_FREE_YES : JSONLD_FREE_NO;
    if (json_is_integer(value))
        return json_integer_value(value) ? JSONLD_FREE_YES : JSONLD_FREE_NO;
    str text = text_of(value);
    if (str_ends_nocase(text, S("false")) || str_eq_nocase(text, S("no")) || str_eq(text, S("0")))
        return JSONLD_FREE_NO;
    if (str_ends_nocase(text, S("true")) || str_eq_nocase(text, S("yes")) || str_eq(text, S("1")))
        return JSONLD_FREE_YES;
    return JSONLD_FREE_UNKNOWN;
}

/* The page's own text fields come from the object of the strongest type that has them. */
static void keep_text(struct walk *w, unsigned field, str *place, uint8_t type, str text)
{
    if (text.n == 0 || (place->n && w->text_type[field] >= type))
        return;
    *place = str_dup(w->arena, text);
    w->text_type[field] = type;
}

static void keep_date(struct walk *w, const json_t *object, const char *key,
                      struct jsonld_date date)
{
    const json_t *value = json_object_get(object, key);
    str text = json_is_array(value) ? text_of(json_array_get(value, 0)) : text_of(value);
    if (json_is_object(value))
        text = text_of(json_object_get(value, "@value"));
    char room[24];
    if (json_is_integer(value)) {
        int n = snprintf(room, sizeof room, "%lld", (long long)json_integer_value(value));
        text = (str){ room, n > 0 ? (size_t)n : 0 };
    }
    if (text.n == 0 || text.n > 100 || w->out->dates.n >= DATES_MAX)
        return;
    date.text = str_dup(w->arena, text);
    *VEC_PUSH(&w->out->dates, w->arena) = date;
}

/* An author may be given as a reference to a later object. */
static void read_author(struct walk *w, const json_t *object, uint8_t type)
{
    struct jsonld *out = w->out;
    const json_t *author = json_object_get(object, "author");
    author = json_is_array(author) ? json_array_get(author, 0) : author;
    keep_text(w, 1, &out->author, type, name_of(author, 0));
    str id = text_of(json_object_get(author, "@id"));
    if (!out->author.n && !out->author_id.n && id.n)
        out->author_id = str_dup(w->arena, id);
}

static void read_object(struct walk *w, const json_t *object)
{
    struct jsonld *out = w->out;
    uint8_t type = type_of(object);
    out->type = type > out->type ? type : out->type;
    struct jsonld_date date = { .type = type };
    str headline = text_of(json_object_get(object, "headline"));
    str url = text_of(json_object_get(object, "url"));
    if (type >= JSONLD_LIVE) {
        date.foreign = out->headline.n && headline.n && w->text_type[0] >= JSONLD_LIVE &&
                       !str_eq(out->headline, headline);
        keep_text(w, 0, &out->headline, type, headline);
        read_author(w, object, type);
        keep_text(w, 2, &out->publisher, type, name_of(json_object_get(object, "publisher"), 0));
        keep_text(w, 3, &out->body, type, text_of(json_object_get(object, "articleBody")));
        if (!out->url.n && url.n)
            out->url = str_dup(w->arena, url);
    }
    if (out->author_id.n && !out->author.n &&
        str_eq(text_of(json_object_get(object, "@id")), out->author_id))
        out->author = str_dup(w->arena, name_of(json_object_get(object, "name"), 0));
    if (type >= JSONLD_PAGE && !out->language.n)
        out->language = str_dup(w->arena, name_of(json_object_get(object, "inLanguage"), 0));
    keep_date(w, object, "datePublished", date);
    date.created = true;
    keep_date(w, object, "dateCreated", date);
    keep_date(w, object, "uploadDate", date);
    date.created = false;
    date.modified = true;
    keep_date(w, object, "dateModified", date);
    uint8_t is_free = free_of(json_object_get(object, "isAccessibleForFree"));
    uint8_t *place = type >= JSONLD_PAGE ? &out->free : &out->part_free;
    if (is_free && *place != JSONLD_FREE_NO)
        *place = is_free;
}

static bool is_foreign(const char *key)
{
    for (size_t i = 0; i < sizeof foreign_keys / sizeof *foreign_keys; i++)
        if (strcmp(key, foreign_keys[i]) == 0)
            return true;
    return false;
}

static void walk_value(struct walk *w, json_t *value)
{
    size_t i;
    json_t *child;
    const char *key;
    if (w->depth >= DEPTH_MAX)
        return;
    w->depth++;
    if (json_is_array(value)) {
        json_array_foreach(value, i, child) walk_value(w, child);
    } else if (json_is_object(value)) {
        read_object(w, value);
        json_object_foreach(value, key, child)
        {
            if (!is_foreign(key))
                walk_value(w, child);
        }
    }
    w->depth--;
}

static void close_json(void *root)
{
    json_decref(root);
}

/* All values in `text`, one after the other. Returns whether all of it was JSON. */
static bool read_values(struct walk *w, str text)
{
    bool any = false;
    for (int i = 0; i < VALUES_MAX && text.n; i++) {
        json_error_t error;
        json_t *root = json_loadb(text.p, text.n, JSON_DISABLE_EOF_CHECK, &error);
        if (!root)
            return false;
        arena_defer(w->arena, close_json, root);
        walk_value(w, root);
        any = true;
        text = str_trim(str_from(text, error.position > 0 ? (size_t)error.position : text.n));
        while (text.n && (text.p[0] == ',' || text.p[0] == ';'))
            text = str_trim(str_from(text, 1));
    }
    return any;
}

/* The string behind `"key" :`, wherever it first stands. */
static str value_by_key(str text, str key)
{
    size_t at = str_find(text, key, 0);
    if (at == text.n)
        return (str){ 0 };
    str rest = str_trim(str_slice(text, at + key.n, 80));
    if (!str_starts(rest, S(":")))
        return (str){ 0 };
    rest = str_trim(str_from(rest, 1));
    if (str_starts(rest, S("\"")))
        rest = str_from(rest, 1);
    size_t end = 0;
    while (end < rest.n && rest.p[end] != '"' && rest.p[end] != ',' && rest.p[end] != '}')
        end++;
    return end < rest.n ? str_slice(rest, 0, end) : (str){ 0 };
}

/* What no mending helps: only the keys that matter. */
static void read_by_keys(struct walk *w, str text)
{
    bool article = str_find(text, S("Article\""), 0) < text.n;
    struct jsonld_date date = { .type = article ? JSONLD_ARTICLE : JSONLD_OTHER };
    date.text = str_dup(w->arena, value_by_key(text, S("\"datePublished\"")));
    if (date.text.n)
        *VEC_PUSH(&w->out->dates, w->arena) = date;
    date.modified = true;
    date.text = str_dup(w->arena, value_by_key(text, S("\"dateModified\"")));
    if (date.text.n)
        *VEC_PUSH(&w->out->dates, w->arena) = date;
    if (article && w->out->type < JSONLD_ARTICLE)
        w->out->type = JSONLD_ARTICLE;
    str is_free = value_by_key(text, S("\"isAccessibleForFree\""));
    if (str_ends_nocase(is_free, S("false")))
        w->out->free = JSONLD_FREE_NO;
}

void jsonld_read(str block, struct arena *arena, struct jsonld *out)
{
    struct walk w = { .out = out, .arena = arena };
    if (out->headline.n)
        w.text_type[0] = w.text_type[1] = w.text_type[2] = w.text_type[3] = out->type;
    str text = jsonld_strip(block);
    size_t n_dates = out->dates.n;
    if (read_values(&w, text))
        return;
    out->dates.n = n_dates; /* read again, mended */
    if (text.n <= MEND_MAX_BYTES) {
        text = jsonld_mend(text, arena);
        if (read_values(&w, text))
            return;
    }
    out->dates.n = n_dates;
    read_by_keys(&w, text);
}
