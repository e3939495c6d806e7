/* read_file.h: a measured file, whole. */
#ifndef BENCH_READ_FILE_H
#define BENCH_READ_FILE_H

#include <stdio.h>

#include "base/str.h"

enum { FILE_BYTES_MAX = 64 << 20 };

/* read_file: the bytes of `path` in `arena`; empty when it cannot be read or is too large. */
static inline str read_file(const char *path, struct arena *arena)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return (str){ 0 };
    (void)fseek(file, 0, SEEK_END);
    long size = ftell(file);
    (void)fseek(file, 0, SEEK_SET);
    size_t n = size > 0 && size < FILE_BYTES_MAX ? (size_t)size : 0;
    char *p = NEW(arena, char, n + 1);
    n = fread(p, 1, n, file);
    (void)fclose(file);
    return (str){ p, n };
}

#endif
