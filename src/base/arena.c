/* arena.c: bump allocation in chunks. With ARENA_DEBUG each object is a malloc of its own, so that
 * the sanitizers see an overrun between neighbours. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/banned.h"

enum {
    CHUNK_MIN_BYTES = 16 * 1024,
    CHUNK_MAX_BYTES = 1024 * 1024,
    MAPPED_BYTES_MIN = 4 * 1024 * 1024 /* from here on memory comes in huge pages: fewer faults */
};

struct arena_chunk {
    struct arena_chunk *older;
    size_t used, size;
    /* the objects follow, aligned for any type */
};

struct arena_closer {
    struct arena_closer *older;
    void (*close)(void *);
    void *handle;
};

enum { HEADER_BYTES = (sizeof(struct arena_chunk) + 15) / 16 * 16 };

void arena_init(struct arena *arena, size_t limit_bytes, struct arena_guard *guard)
{
    *arena = (struct arena){ .limit_bytes = limit_bytes, .guard = guard };
}

static size_t next_chunk_bytes(const struct arena *arena, size_t need)
{
#ifdef ARENA_DEBUG
    (void)arena;
    return need;
#else
    size_t size = arena->chunk ? arena->chunk->size * 2 : CHUNK_MIN_BYTES;
    if (size > CHUNK_MAX_BYTES)
        size = CHUNK_MAX_BYTES;
    return need > size ? need : size;
#endif
}

/* Zeroed memory for a chunk; large ones straight from the system. */
static struct arena_chunk *take_chunk(size_t bytes)
{
    if (bytes < MAPPED_BYTES_MIN)
        return calloc(1, bytes);
    void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    (void)madvise(p, bytes, MADV_HUGEPAGE); /* a hint: that it is not heard costs only time */
    return p;
}

static void give_chunk(struct arena_chunk *chunk)
{
    size_t bytes = HEADER_BYTES + chunk->size;
    if (bytes < MAPPED_BYTES_MIN)
        free(chunk);
    else
        (void)munmap(chunk, bytes);
}

static bool add_chunk(struct arena *arena, size_t need)
{
    size_t size = next_chunk_bytes(arena, need);
    if (arena->limit_bytes &&
        (size > arena->limit_bytes || arena->used_bytes > arena->limit_bytes - size)) {
        size = need;
        if (size > arena->limit_bytes || arena->used_bytes > arena->limit_bytes - size)
            return false;
    }
    struct arena_chunk *chunk = take_chunk(HEADER_BYTES + size);
    if (!chunk)
        return false;
    *chunk = (struct arena_chunk){ .older = arena->chunk, .size = size };
    arena->chunk = chunk;
    arena->used_bytes += size;
    return true;
}

void *arena_try_alloc(struct arena *arena, size_t size, size_t align, size_t count)
{
    if (count && size > (SIZE_MAX / 4 - align) / count)
        return NULL;
    size_t need = size * count;
    if (need == 0)
        need = 1;
    struct arena_chunk *chunk = arena->chunk;
    size_t at = chunk ? (chunk->used + align - 1) & ~(align - 1) : 0;
#ifdef ARENA_DEBUG
    bool fits = false;
#else
    bool fits = chunk && at <= chunk->size && need <= chunk->size - at;
#endif
    if (!fits) {
        if (!add_chunk(arena, need))
            return NULL;
        chunk = arena->chunk;
        at = 0;
    }
    chunk->used = at + need;
    return (char *)chunk + HEADER_BYTES + at;
}

_Noreturn void arena_spent(struct arena *arena)
{
    if (!arena->guard) {
        (void)fputs("citecheck: out of memory\n", stderr);
        abort();
    }
    bool limited = arena->limit_bytes != 0;
    err_set(arena->guard->err, limited ? ERR_LIMIT : ERR_MEMORY,
            limited ? "needs more than %zu MB of memory" : "out of memory at %zu MB",
            (limited ? arena->limit_bytes : arena->used_bytes) / 1000000);
    longjmp(arena->guard->env, 1);
}

void *arena_alloc(struct arena *arena, size_t size, size_t align, size_t count)
{
    void *p = arena_try_alloc(arena, size, align, count);
    if (!p)
        arena_spent(arena);
    return p;
}

void arena_defer(struct arena *arena, void (*close)(void *), void *handle)
{
    struct arena_closer *closer = NEW(arena, struct arena_closer, 1);
    *closer = (struct arena_closer){ arena->closers, close, handle };
    arena->closers = closer;
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){ arena->chunk, arena->chunk ? arena->chunk->used : 0,
                                arena->closers };
}

static void run_closers(struct arena *arena, struct arena_closer *until)
{
    while (arena->closers != until) {
        struct arena_closer *closer = arena->closers;
        arena->closers = closer->older;
        closer->close(closer->handle);
    }
}

static void drop_newest(struct arena *arena)
{
    struct arena_chunk *older = arena->chunk->older;
    arena->used_bytes -= arena->chunk->size;
    give_chunk(arena->chunk);
    arena->chunk = older;
}

void arena_release(struct arena *arena, struct arena_mark mark)
{
    run_closers(arena, mark.closers);
    /* An arena that was empty keeps a small chunk: loops that mark and release need no new one. */
    while (arena->chunk != mark.chunk &&
           (arena->chunk->older || arena->chunk->size > CHUNK_MIN_BYTES))
        drop_newest(arena);
    struct arena_chunk *kept = arena->chunk;
    if (!kept)
        return;
    size_t used = kept == mark.chunk ? mark.chunk_used : 0;
    memset((char *)kept + HEADER_BYTES + used, 0, kept->used - used); /* given out zeroed again */
    kept->used = used;
}

void arena_free(struct arena *arena)
{
    run_closers(arena, NULL);
    while (arena->chunk)
        drop_newest(arena);
}

static void free_arena(void *handle)
{
    arena_free(handle);
}

struct arena *arena_open(struct arena *owner)
{
    struct arena *arena = NEW(owner, struct arena, 1);
    arena_init(arena, owner->limit_bytes, owner->guard);
    arena_defer(owner, free_arena, arena);
    return arena;
}
