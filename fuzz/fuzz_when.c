/* fuzz_when.c: dates on pages, in text and in attributes. The first byte chooses the page's language. */
#include "base/utf8.h"
#include "page/when.h"
#include "target.h"

#include "base/banned.h"

/* The names of months, made at the first input and kept until the end. */
struct kept {
    struct arena arena;
    const struct when_names *names;
};

static const struct when_names *make(struct kept *kept)
{
    if (!kept->names) {
        arena_init(&kept->arena, 0, NULL);
        kept->names = when_names_make(&kept->arena);
    }
    return kept->names;
}

static void check(const struct when *when, str text)
{
    HOLDS(date_is_valid(when->day) && when->day.year >= 1980 && when->day.year <= 2099);
    HOLDS(when->other.year == 0 || date_is_valid(when->other));
    HOLDS(when->minute >= -1 && when->minute < 24 * 60);
    HOLDS(when->zone_min == INT32_MIN || (when->zone_min > -1000 && when->zone_min < 1000));
    HOLDS(when->begin <= when->end && when->end <= text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const langs[] = { "",   "en", "de", "ru", "tr", "fa", "ar", "th",
                                         "zh", "ja", "ko", "he", "hu", "lt", "vi", "hr" };
    static struct kept room; /* libFuzzer keeps no state for us */
    struct arena scratch;
    struct when when;
    if (size < 1)
        return 0;
    str text = target_text(data + 1, size - 1);
    if (!utf8_valid(text, NULL)) /* pages are decoded before */
        return 0;
    arena_init(&scratch, 0, NULL);
    struct when_reader reader = { make(&room), str_from_z(langs[data[0] & 15]), &scratch };
    size_t from = 0;
    while (when_find(&reader, text, from, &when)) {
        check(&when, text);
        HOLDS(when.begin >= from && when.end > from);
        from = when.end;
    }
    if (when_stamp(&reader, text, &when))
        check(&when, text);
    arena_free(&scratch);
    return 0;
}
