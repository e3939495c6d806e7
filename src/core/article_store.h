/* article_store.h: the table of the repository's articles in the cache's file. */
#ifndef CORE_ARTICLE_STORE_H
#define CORE_ARTICLE_STORE_H

#include "base/err.h"
#include "base/map.h"
#include "net/cache.h"
#include "ref/cross.h"

enum { ARTICLE_HASH_BYTES = 16 };

/* One stored article. */
struct article_row {
    struct own_article article;
    unsigned char hash[ARTICLE_HASH_BYTES]; /* of the file's bytes */
    int64_t size_bytes, modified_ns;
    bool seen, fresh; /* in this run: the file is there; the row is new or changed */
    bool unknown;     /* the file is there, but could never be read */
};

struct article_rows {
    VEC(struct article_row *) list;
    struct map by_path;
};

/* article_store_load: the articles of one repository. */
bool article_store_load(struct cache *cache, str root, struct arena *run, struct article_rows *out,
                        struct err *err);

/* article_store_save: writes fresh rows and drops those not seen, in one transaction. */
bool article_store_save(struct cache *cache, str root, const struct article_rows *rows,
                        struct err *err);

/* article_rows_get: the row of a path, made when it is new. */
struct article_row *article_rows_get(struct article_rows *rows, str path, struct arena *run);

#endif
