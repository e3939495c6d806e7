/* err.c: recording failures. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/banned.h"

__attribute__((format(printf, 3, 0))) static void record(struct err *err, enum err_kind kind,
                                                         const char *format, va_list args)
{
    err->kind = kind;
    (void)vsnprintf(err->message, sizeof err->message, format, args);
}

bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
{
    if (!err || err->kind != ERR_NONE)
        return false;
    va_list args;
    va_start(args, format);
    record(err, kind, format, args);
    va_end(args);
    return false;
}

bool err_at(struct err *err, enum err_kind kind, uint32_t line, uint32_t column, const char *format,
            ...)
{
    if (!err || err->kind != ERR_NONE)
        return false;
    va_list args;
    va_start(args, format);
    record(err, kind, format, args);
    va_end(args);
    err->line = line;
    err->column = column;
    return false;
}

bool err_context(struct err *err, const char *format, ...)
{
    if (!err)
        return false;
    char context[sizeof err->message];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(context, sizeof context, format, args);
    va_end(args);
    char cause[sizeof err->message];
    memcpy(cause, err->message, sizeof cause);
    int used = snprintf(err->message, sizeof err->message, "%s: ", context);
    size_t at = used < 0 ? 0 : (size_t)used;
    if (at < sizeof err->message)
        (void)snprintf(err->message + at, sizeof err->message - at, "%.*s",
                       (int)(sizeof err->message - at - 1), cause);
    return false;
}
