/* map.c: open addressing, at most three quarters full. */
#include "base/map.h"

#include "base/banned.h"

static struct map_entry *probe(const struct map *map, str key, uint64_t hash)
{
    size_t i = hash & (map->cap - 1);
    while (map->p[i].key.p && !(map->p[i].hash == hash && str_eq(map->p[i].key, key)))
        i = (i + 1) & (map->cap - 1);
    return &map->p[i];
}

void *map_get(const struct map *map, str key)
{
    if (map->n == 0)
        return NULL;
    return probe(map, key, str_hash(key, map->seed))->value;
}

static void grow(struct map *map, struct arena *arena)
{
    struct map old = *map;
    map->cap = old.cap ? old.cap * 2 : 16;
    map->p = NEW(arena, struct map_entry, map->cap);
    for (size_t i = 0; i < old.cap; i++)
        if (old.p[i].key.p)
            *probe(map, old.p[i].key, old.p[i].hash) = old.p[i];
}

void **map_slot(struct map *map, struct arena *arena, str key)
{
    if (map->n * 4 >= map->cap * 3)
        grow(map, arena);
    if (!key.p)
        key.p = "";
    uint64_t hash = str_hash(key, map->seed);
    struct map_entry *entry = probe(map, key, hash);
    if (!entry->key.p) {
        *entry = (struct map_entry){ .key = key, .hash = hash };
        map->n++;
    }
    return &entry->value;
}
