/* arena_state.h: for tests whose state is an arena. */
#ifndef TESTS_ARENA_STATE_H
#define TESTS_ARENA_STATE_H

#include <stdlib.h>

#include "base/arena.h"

static inline int arena_set_up(void **state)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        return -1;
    arena_init(arena, 0, NULL);
    *state = arena;
    return 0;
}

static inline int arena_tear_down(void **state)
{
    arena_free(*state);
    free(*state);
    return 0;
}

#endif
