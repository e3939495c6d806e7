/* month_table.h: the table of names that tools/monthc.c writes at build time from ICU's data. Inside of
 * month.c and that tool. */
#ifndef CITE_MONTH_TABLE_H
#define CITE_MONTH_TABLE_H

#include "base/str.h"

enum month_case { MONTH_CASE_ANY, MONTH_CASE_SMALL, MONTH_CASE_CAPITAL };

/* A name of a month or weekday as written, ASCII letters small. */
struct month_name {
    str name;
    uint8_t month;   /* 1-12, or 0 */
    uint8_t weekday; /* 1 = Sunday ... 7, or 0 */
    uint8_t letters; /* enum month_case: how its first letter must be written, when that is ASCII */
    bool abbreviated;
};

extern const struct month_name month_names[];
extern const uint16_t month_index[];    /* open addressing by month_hash; value = i + 1 */
extern const uint32_t month_index_size; /* a power of two */
extern const uint32_t
    month_lengths[256]; /* by first byte: bit n is set when a name of n bytes, at most 31,
                                             begins with it */

static inline char month_small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* FNV-1a over the bytes, ASCII letters as small ones. */
static inline uint32_t month_hash(str word)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < word.n; i++)
        hash = (hash ^ (unsigned char)month_small(word.p[i])) * 16777619u;
    return hash;
}

#endif
