/* target.h: what the fuzz targets share. */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A statement about the result that must hold; a fuzz target has no other way to say no. */
#define HOLDS(statement)                                                                           \
    do {                                                                                           \
        if (!(statement))                                                                          \
            __builtin_trap();                                                                      \
    } while (0)

/* target_text: the input as text. */
static inline str target_text(const uint8_t *data, size_t size)
{
    return (str){ (const char *)(const void *)data, size };
}

#endif
