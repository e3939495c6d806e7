/* holds.h: what stands in a text, and what must not. */
#ifndef TESTS_HOLDS_H
#define TESTS_HOLDS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

static inline void assert_holds(str got, const char *want)
{
    if (str_find(got, str_from_z(want), 0) < got.n)
        return;
    print_error("%s is not in:\n%.*s\n", want, STR_ARG(got));
    fail();
}

static inline void assert_lacks(str got, const char *unwanted)
{
    if (str_find(got, str_from_z(unwanted), 0) == got.n)
        return;
    print_error("%s is in:\n%.*s\n", unwanted, STR_ARG(got));
    fail();
}

#endif
