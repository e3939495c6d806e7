/* articles.c: which files have changed, reading them on several threads, and the result in memory. */
#include "core/articles.h"

#include <openssl/evp.h>

#include "core/article_store.h"
#include "core/netopt.h"
#include "core/pipeline.h"
#include "core/walk.h"
#include "core/workers.h"

#include "base/banned.h"

enum { CHUNK = 256 };

/* One file that may have changed. */
struct candidate {
    const struct input *in;
    struct article_row *row;
    struct unit unit;
    unsigned char hash[ARTICLE_HASH_BYTES];
    bool same; /* the content is the one that is stored */
};

struct updating {
    struct cck_session *s;
    struct inputs inputs;
    struct article_rows rows;
    struct articles_change *change;
    struct candidate *candidates;
    size_t n;
};

static bool hash_of(str bytes, unsigned char hash[ARTICLE_HASH_BYTES])
{
    unsigned char sum[EVP_MAX_MD_SIZE];
    if (EVP_Digest(bytes.p, bytes.n, sum, NULL, EVP_sha256(), NULL) != 1)
        return false;
    memcpy(hash, sum, ARTICLE_HASH_BYTES);
    return true;
}

static void read_candidate(void *ctx, size_t i)
{
    struct updating *u = ctx;
    struct candidate *c = &u->candidates[i];
    struct arena arena;
    struct err err = { 0 };
    str bytes;
    arena_init(&arena, 0, NULL);
    struct input in = *c->in;
    if (input_read(&in, u->s->options.file_bytes, &arena, &bytes, &err) &&
        hash_of(bytes, c->hash)) {
        c->same = c->row->size_bytes > 0 && memcmp(c->hash, c->row->hash, sizeof c->hash) == 0;
        in.text = bytes;
        in.from_memory = true;
    }
    if (!c->same)
        pipeline_read(u->s, &in, (struct wanted){ 0 }, &c->unit);
    arena_free(&arena);
}

/* What the index keeps of a document; its texts go with the document. */
static void keep(struct cck_session *s, struct candidate *c)
{
    const struct unit *u = &c->unit;
    struct own_article *a = &c->row->article;
    const struct publication *publication = u->article.publication;
    a->publication = str_dup(&s->run, publication ? publication->id : (str){ 0 });
    a->outlet = str_dup(&s->run, publication ? publication->outlet : (str){ 0 });
    a->volume = u->doc.meta.volume;
    a->issue = u->doc.meta.issue;
    a->dated = u->article.known;
    a->days = u->article.known ? u->article.days : (struct day_range){ 0 };
    a->title = str_dup(&s->run, u->doc.meta.title);
    a->url = str_dup(&s->run, u->doc.meta.url);
}

static void read_chunk(struct updating *u)
{
    workers_run(u->s->options.jobs, u->n, read_candidate, u);
    for (size_t i = 0; i < u->n; i++) {
        struct candidate *c = &u->candidates[i];
        bool is_new = c->row->modified_ns == 0;
        if (!c->same && !c->unit.ok) {
            session_fail(u->s, c->in->name, &c->unit.err);
            c->row->unknown = is_new; /* else what was read before stands */
        } else {
            if (!c->same)
                keep(u->s, c);
            u->change->added += is_new;
            u->change->changed += !is_new && !c->same;
            memcpy(c->row->hash, c->hash, sizeof c->hash);
            c->row->size_bytes = (int64_t)c->in->size_bytes;
            c->row->modified_ns = c->in->modified_ns;
            c->row->fresh = true;
        }
        pipeline_free(&c->unit);
    }
    memset(u->candidates, 0, u->n * sizeof *u->candidates);
    u->n = 0;
}

/* The path behind the configuration's folder; empty when it lies elsewhere. */
static str behind(str path, str folder)
{
    if (folder.n == 0)
        return path;
    return str_starts(path, folder) ? str_from(path, folder.n) : (str){ 0 };
}

static bool is_article(const struct updating *u, bool chosen, const struct input *in)
{
    const struct config *config = u->s->config;
    str path = str_starts(in->path, S("./")) ? str_from(in->path, 2) : in->path;
    return chosen || config_matches(&config->articles, behind(path, config->folder));
}

static void look_at(struct updating *u, bool chosen)
{
    struct cck_session *s = u->s;
    u->candidates = NEW(&s->run, struct candidate, CHUNK);
    for (size_t i = 0; i < u->inputs.list.n && !session_stopped(s); i++) {
        const struct input *in = &u->inputs.list.p[i];
        if (!is_article(u, chosen, in))
            continue;
        str path = session_path(s, in->path, &s->run);
        struct article_row *row = article_rows_get(&u->rows, path, &s->run);
        row->seen = true;
        if (row->size_bytes == (int64_t)in->size_bytes && row->modified_ns == in->modified_ns)
            continue;
        u->candidates[u->n++] = (struct candidate){ .in = in, .row = row };
        if (u->n == CHUNK)
            read_chunk(u);
    }
    read_chunk(u);
}

/* Rows of the run's own files; those of files that are gone, and were looked for, are dropped. Of a run that
 * was stopped on the way nothing is known: what it has not come to would be missing. */
static void conclude(struct updating *u, bool whole)
{
    struct own_articles *own = NEW(&u->s->run, struct own_articles, 1);
    for (size_t i = 0; i < u->rows.list.n; i++) {
        struct article_row *row = u->rows.list.p[i];
        u->change->gone += whole && !row->seen;
        row->seen |= !whole;
        if (row->seen && !row->unknown)
            *VEC_PUSH(&own->list, &u->s->run) = row->article;
    }
    own_articles_sort(own);
    u->change->total = own->list.n;
    u->s->own = session_stopped(u->s) ? NULL : own;
}

/* An error of the walk, unless the run has met it already. */
static void tell(struct inputs *inputs, const struct input_error *error)
{
    for (size_t i = 0; i < inputs->errors.n; i++)
        if (str_eq(inputs->errors.p[i].message, error->message) &&
            str_eq(inputs->errors.p[i].file, error->file))
            return;
    inputs_fail(inputs, error->file, error->message);
}

static bool find_articles(struct updating *u, const str *paths, size_t n, struct err *err)
{
    const struct config *config = u->s->config;
    u->inputs = (struct inputs){ .run = &u->s->run, .configs = &u->s->configs };
    if (n == 0 && !config->articles.at.line)
        return err_set(err, ERR_USAGE,
                       "where are the articles? Name files or folders, or say `articles: "
                       "[\"articles/**\"]` in .citecheck.yaml");
    for (size_t i = 0; i < n; i++)
        inputs_add(&u->inputs, paths[i]);
    if (n == 0)
        walk_folder(&u->inputs, config->folder.n ? config->folder : S("."));
    for (size_t i = 0; i < u->inputs.errors.n; i++)
        tell(&u->s->inputs, &u->inputs.errors.p[i]);
    return true;
}

bool articles_update(struct cck_session *s, const str *paths, size_t n,
                     struct articles_change *change, struct err *err)
{
    struct updating u = { .s = s, .change = change };
    struct cache *cache = NULL;
    str file = netopt_cache(&s->options, &s->run), root = s->root.n ? s->root : s->folder;
    *change = (struct articles_change){ 0 };
    if (!find_articles(&u, paths, n, err))
        return false;
    if (file.n && !cache_open(file, &cache, err)) {
        if (s->options.cache)
            return false;
        *err = (struct err){ 0 }; /* the user's own cache is out of reach: the index is made anew */
    }
    bool ok = !cache || article_store_load(cache, root, &s->run, &u.rows, err);
    if (ok) {
        look_at(&u, n > 0);
        conclude(&u, n == 0 && u.inputs.errors.n == 0 && !session_stopped(s));
        ok = !cache || article_store_save(cache, root, &u.rows, err);
    }
    change->kept = cache && !cache_is_read_only(cache);
    cache_close(cache);
    return ok;
}
