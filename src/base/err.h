/* err.h: how a function says that it could not do its work. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>
#include <stdint.h>

enum err_kind {
    ERR_NONE,
    ERR_USAGE,   /* the caller asked for something that does not exist */
    ERR_IO,      /* a file, folder or descriptor refused */
    ERR_FORMAT,  /* bytes are not what they should be */
    ERR_LIMIT,   /* a limit of `struct limits` was passed */
    ERR_MEMORY,  /* an arena is spent */
    ERR_NETWORK, /* the machine, not a site, is at fault */
};

/* One failure. `line` and `column` count from 1; 0 means not known. */
struct err {
    enum err_kind kind;
    uint32_t line, column;
    char message[480];
};

/* err_set: records a failure where it happens. The first cause wins: a set error stays.
 *
 *   err      where it is recorded; may be NULL
 *   kind     what kind of failure
 *   format   printf format of one line, no full stop
 *
 * Returns false, so that a caller can `return err_set(...)`. */
bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* err_at: err_set with a place. `line` and `column` count from 1. Returns false. */
bool err_at(struct err *err, enum err_kind kind, uint32_t line, uint32_t column, const char *format,
            ...) __attribute__((format(printf, 5, 6)));

/* err_context: puts "context: " before the message on the way up. Returns false. */
bool err_context(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
