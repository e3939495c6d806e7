/* vec.h: a growing array in an arena.
 *
 *   VEC(struct block) blocks = { 0 };
 *   struct block *b = VEC_PUSH(&blocks, arena);   (zeroed, never NULL)
 *   blocks.p[i], blocks.n */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>
#include <string.h>

#include "base/arena.h"

#define VEC(T)                                                                                     \
    struct {                                                                                       \
        T *p;                                                                                      \
        size_t n, cap;                                                                             \
    }

/* vec_grow: room for one more; `p` points at the vector's pointer, which may move. */
void vec_grow(struct arena *arena, void *p, size_t *cap, size_t n, size_t item_bytes);

/* VEC_RESERVE: room for `more` items beyond those it holds, so that none is moved while they come. */
#define VEC_RESERVE(v, arena, more)                                                                \
    vec_reserve((arena), (void *)&(v)->p, &(v)->cap, (v)->n,                                       \
                (struct vec_need){ sizeof *(v)->p, more })

struct vec_need {
    size_t item_bytes, more;
};
void vec_reserve(struct arena *arena, void *p, size_t *cap, size_t n, struct vec_need need);

#define VEC_PUSH(v, arena)                                                                         \
    ((v)->n == (v)->cap ? vec_grow((arena), (void *)&(v)->p, &(v)->cap, (v)->n, sizeof *(v)->p)    \
                        : (void)0,                                                                 \
     &(v)->p[(v)->n++])

#endif
