/* store.h: what the tables of core/ in the cache's file have in common. */
#ifndef CORE_STORE_H
#define CORE_STORE_H

#include "base/err.h"
#include "base/str.h"

#include <sqlite3.h>

/* store_fail: ERR_IO with what the database says of `what` ("the index of articles"). Returns false. */
bool store_fail(sqlite3 *db, const char *what, struct err *err);

/* store_bind_text: a parameter; the text must live until the statement has run. */
bool store_bind_text(sqlite3_stmt *statement, int at, str text);

/* store_text: a column's text, borrowed until the next step. */
str store_text(sqlite3_stmt *row, int at);

typedef bool store_work(sqlite3 *db, const void *ctx);

/* store_change: runs `work` in one transaction, which is taken back when it returns false.
 * Returns false with ERR_IO. */
bool store_change(sqlite3 *db, const char *what, store_work *work, const void *ctx,
                  struct err *err);

#endif
