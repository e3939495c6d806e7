/* map.h: a hash table from text to a pointer, in an arena. Keys are borrowed. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct map_entry {
    str key;
    uint64_t hash;
    void *value;
};

struct map {
    struct map_entry *p; /* open addressing; an entry without key.p is free */
    size_t n, cap;
    uint64_t seed;
};

/* map_get: the value, or NULL. */
void *map_get(const struct map *map, str key);

/* map_slot: the value's place for `key`, made (NULL) when it is new. Valid until the next map_slot. */
void **map_slot(struct map *map, struct arena *arena, str key);

#endif
