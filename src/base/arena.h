/* arena.h: memory with a named lifetime. An object lives as long as its arena; nothing is freed alone. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Where a spent arena jumps to: the guard of the job at hand (core/job.c). */
struct arena_guard {
    jmp_buf env;
    struct err *err;
};

struct arena_chunk;
struct arena_closer;

struct arena {
    struct arena_chunk *chunk;    /* newest first */
    struct arena_closer *closers; /* newest first */
    size_t used_bytes;            /* of all chunks, slack included */
    size_t limit_bytes;           /* 0 = none */
    struct arena_guard *guard;    /* NULL: a spent arena aborts the program */
};

struct arena_mark {
    struct arena_chunk *chunk;
    size_t chunk_used;
    struct arena_closer *closers;
};

/* arena_init: an empty arena.
 *
 *   limit_bytes   most bytes it may hold; 0 for no limit
 *   guard         where to jump when that is passed or memory is out; NULL aborts */
void arena_init(struct arena *arena, size_t limit_bytes, struct arena_guard *guard);

/* arena_open: an empty arena of the same limit and guard, which is freed at the latest with its owner: for scratch
 * that a jump to the guard may leave behind. */
struct arena *arena_open(struct arena *owner);

/* arena_free: runs the deferred closes, newest first, and gives all memory back. */
void arena_free(struct arena *arena);

/* arena_alloc: `count` zeroed objects of `size` bytes, aligned to `align` (a power of two).
 * Never NULL: a spent arena jumps to its guard with ERR_LIMIT or ERR_MEMORY set. */
void *arena_alloc(struct arena *arena, size_t size, size_t align, size_t count)
    __attribute__((returns_nonnull, warn_unused_result));

/* arena_try_alloc: the same, but returns NULL when spent. The only form allowed inside a callback
 * of a foreign library, which must not be jumped over. */
void *arena_try_alloc(struct arena *arena, size_t size, size_t align, size_t count)
    __attribute__((warn_unused_result));

/* arena_defer: `close(handle)` runs when the arena is freed or released past this point. */
void arena_defer(struct arena *arena, void (*close)(void *handle), void *handle);

/* arena_mark / arena_release: scratch use. Release gives back all that came after the mark. */
struct arena_mark arena_mark(const struct arena *arena);
void arena_release(struct arena *arena, struct arena_mark mark);

/* arena_spent: sets ERR_LIMIT and jumps to the guard; for callers of the _try_ forms, once they are
 * back outside the foreign library. Does not return. */
_Noreturn void arena_spent(struct arena *arena);

#define NEW(arena, T, n)     ((T *)arena_alloc((arena), sizeof(T), _Alignof(T), (n)))
#define TRY_NEW(arena, T, n) ((T *)arena_try_alloc((arena), sizeof(T), _Alignof(T), (n)))

#endif
