/* articles.h: the index of the repository's own articles, kept in the cache's file and brought up to date by
 * what has changed: a file of the same size and time is not read, one of the same content not parsed. */
#ifndef CORE_ARTICLES_H
#define CORE_ARTICLES_H

#include "core/session.h"

struct articles_change {
    size_t total, added, changed, gone;
    bool kept; /* in the cache's file, for the next run */
};

/* articles_update: brings the index up to date and loads it into s->own.
 *
 *   paths  files and folders; n = 0: what the configuration's `articles` matches, from its folder on
 *
 * What cannot be read becomes an error of the run. Only a whole look at what the configuration names tells what
 * is gone: one that met errors on its walk or was stopped forgets nothing, and a stopped one leaves s->own NULL.
 * Without a cache the index lives in memory alone.
 * Returns false when the cache cannot be used, or nothing says where the articles are. */
bool articles_update(struct cck_session *s, const str *paths, size_t n,
                     struct articles_change *change, struct err *err);

#endif
