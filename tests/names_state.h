/* names_state.h: for tests whose state is the months' and weekdays' names of all languages. */
#ifndef TESTS_NAMES_STATE_H
#define TESTS_NAMES_STATE_H

#include "page/when_names.h"

struct world {
    struct arena run;
    const struct when_names *names;
};

static inline int open_world(void **state)
{
    static struct world w;
    arena_init(&w.run, 0, NULL);
    w.names = when_names_make(&w.run);
    *state = &w;
    return 0;
}

static inline int close_world(void **state)
{
    arena_free(&((struct world *)*state)->run);
    return 0;
}

#endif
