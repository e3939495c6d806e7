/* cache_file.h: the cache's file: made, opened and recognised. */
#ifndef NET_CACHE_FILE_H
#define NET_CACHE_FILE_H

#include "base/err.h"

struct sqlite3;

/* cache_file_open: opens or makes the file with the tables of the cache. One that may not be written is opened
 * as it stands (*read_only). *db is to be closed in any case. */
bool cache_file_open(char *path, struct sqlite3 **db, bool *read_only, struct err *err);

/* cache_file_fail: ERR_IO with what the database says, and what helps. Returns false. */
bool cache_file_fail(struct sqlite3 *db, const char *path, struct err *err);

#endif
