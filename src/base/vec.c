/* vec.c: growth of vectors. */
#include "base/vec.h"

#include "base/banned.h"

static void move(struct arena *arena, void *p, size_t *cap, size_t n, struct vec_need room)
{
    void *old;
    memcpy(&old, p, sizeof old);
    void *bigger = arena_alloc(arena, room.item_bytes, _Alignof(max_align_t), room.more);
    if (n)
        memcpy(bigger, old, n * room.item_bytes);
    memcpy(p, &bigger, sizeof bigger);
    *cap = room.more;
}

void vec_grow(struct arena *arena, void *p, size_t *cap, size_t n, size_t item_bytes)
{
    move(arena, p, cap, n, (struct vec_need){ item_bytes, *cap ? *cap * 2 : 8 });
}

void vec_reserve(struct arena *arena, void *p, size_t *cap, size_t n, struct vec_need need)
{
    if (need.more > *cap - n)
        move(arena, p, cap, n, (struct vec_need){ need.item_bytes, n + need.more });
}
