/* cache_db.h: the cache's database, for the files of the cache alone. */
#ifndef NET_CACHE_DB_H
#define NET_CACHE_DB_H

struct cache;
struct sqlite3;

struct sqlite3 *cache_db(struct cache *cache);

#endif
