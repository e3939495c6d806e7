/* fuzz_fold.c: folding of names and blanks. Both want UTF-8: what is none is passed over. */
#include "base/fold.h"
#include "base/utf8.h"
#include "target.h"

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char room[64];
    str text = target_text(data, size), quick;
    struct arena arena;
    if (!utf8_valid(text, NULL))
        return 0;
    arena_init(&arena, 0, NULL);
    str name = fold_name(&arena, text), seen = fold_spaces(&arena, text);
    HOLDS(utf8_valid(name, NULL) && utf8_valid(seen, NULL));
    HOLDS(seen.n <= text.n && str_eq(fold_spaces(&arena, seen), seen));
    if (fold_into(room, sizeof room, text, &quick))
        HOLDS(str_eq(quick, name));
    if (name.n)
        HOLDS(name.p[0] != ' ' && name.p[name.n - 1] != ' ');
    HOLDS(str_find(name, S("  "), 0) == name.n);
    arena_free(&arena);
    return 0;
}
