/* check.c: the table of checks and running them. What each one looks for is in its own file. */
#include "check/check.h"

#include <assert.h>

#include "check/suppress.h"

#include "base/banned.h"

#define SEVERITY_ERROR   CCK_SEVERITY_ERROR
#define SEVERITY_WARNING CCK_SEVERITY_WARNING
#define SEVERITY_NOTE    CCK_SEVERITY_NOTE
#define SEVERITY_OFF     CCK_SEVERITY_OFF

const struct check checks[CHECK_COUNT] = {
#define CHECK(number, function, kind_, severity_, line_)                                           \
    [CHECK_##number] = { .rule = S_INIT(#number),                                                  \
                         .kind = S_INIT(kind_),                                                    \
                         .line = S_INIT(line_),                                                    \
                         .severity = SEVERITY_##severity_,                                         \
                         .run = check_##function },
#include "check/check.def"
#undef CHECK
};

const struct check *check_find(str name)
{
    for (size_t i = 0; i < CHECK_COUNT; i++)
        if (str_eq_nocase(checks[i].rule, name) || str_eq_nocase(checks[i].kind, name))
            return &checks[i];
    return NULL;
}

static span place_of(const struct doc *doc, const struct finding *f)
{
    return f->source.len ? f->source : doc_source_span(doc, f->text);
}

/* A finding with its sort key: place in the source, check, number when added. */
struct keyed {
    uint64_t place;
    uint32_t check, ordinal;
};

static int compare(const void *left, const void *right)
{
    const struct keyed *a = left, *b = right;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    if (a->check != b->check)
        return a->check < b->check ? -1 : 1;
    return (a->ordinal > b->ordinal) - (a->ordinal < b->ordinal);
}

static void sort(const struct doc *doc, struct findings *out)
{
    size_t n = out->list.n;
    if (n < 2)
        return;
    struct keyed *keys = NEW(out->arena, struct keyed, n);
    struct finding *sorted = NEW(out->arena, struct finding, n);
    for (size_t i = 0; i < n; i++) {
        span at = place_of(doc, &out->list.p[i]);
        keys[i] =
            (struct keyed){ (uint64_t)at.off << 32 | at.len, out->list.p[i].check, (uint32_t)i };
    }
    qsort(keys, n, sizeof *keys, compare);
    for (size_t i = 0; i < n; i++)
        sorted[i] = out->list.p[keys[i].ordinal];
    memcpy(out->list.p, sorted, n * sizeof *sorted);
}

void checks_run(const struct check_input *in, struct findings *out)
{
    assert(out->list.n == 0);
    for (size_t i = 0; i < CHECK_COUNT; i++)
        checks[i].run(in, out);
    suppress(in, out);
    for (size_t i = 0; i < out->list.n; i++) {
        struct finding *f = &out->list.p[i];
        if (!f->severity)
            f->severity = (uint8_t)checks[f->check].severity;
    }
    sort(in->doc, out);
}
