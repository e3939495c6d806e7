/* vec.c: growth of vectors. */
#include "base/vec.h"

#include "base/banned.h"

void vec_grow(struct arena *arena, void *p, size_t *cap, size_t n, size_t item_bytes)
{
    void *old;
    memcpy(&old, p, sizeof old);
    size_t room = *cap ? *cap * 2 : 8;
    void *bigger = arena_alloc(arena, item_bytes, _Alignof(max_align_t), room);
    if (n)
        memcpy(bigger, old, n * item_bytes);
    memcpy(p, &bigger, sizeof bigger);
    *cap = room;
}
