/* outlet_name.c: CC504: a known outlet, but not written as the rules write it; or two names of
 * one outlet. */
#include "base/fold.h"
#include "base/map.h"
#include "check/support.h"

#include "base/banned.h"

/* How an outlet was first written by another of its long names. */
struct spelling {
    uint32_t citation;
    bool reported;
};

/* The name without a leading article, with plain apostrophes and blanks for hyphens (Al-
 * Jazeera): what counts as the same. */
static str plain(struct arena *arena, str name)
{
    static const struct {
        str mark;
        char plain;
    } marks[] = { { S_INIT("\xE2\x80\x98"), '\'' },
                  { S_INIT("\xE2\x80\x99"), '\'' },
                  { S_INIT("-"), ' ' },
                  { S_INIT("\xE2\x80\x90"), ' ' },
                  { S_INIT("\xE2\x80\x91"), ' ' },
                  { S_INIT("\xE2\x80\x93"), ' ' } };
    if (str_starts_nocase(name, S("the ")))
        name = str_from(name, 4);
    char *out = NEW(arena, char, name.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < name.n;) {
        size_t k = 0;
        while (k < sizeof marks / sizeof *marks && !str_starts(str_from(name, i), marks[k].mark))
            k++;
        if (k == sizeof marks / sizeof *marks) {
            out[n++] = name.p[i++];
            continue;
        }
        out[n++] = marks[k].plain;
        i += marks[k].mark.n;
    }
    return (str){ out, n };
}

static bool is_ascii(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

/* The listed form that the text misses by case, apostrophe or punctuation alone; empty when the
 * text is a listed form, or when letters with marks make it doubtful. */
static str listed_form(struct arena *arena, const struct citation *c)
{
    const struct outlet *o = c->hit.outlet;
    str written = plain(arena, c->outlet_text), folded = fold_name(arena, c->outlet_text);
    str best = { 0 };
    for (size_t i = 0; i <= o->n_aliases; i++) {
        str form = i ? o->aliases[i - 1] : o->name;
        str plain_form = plain(arena, form);
        if (str_eq(plain_form, written))
            return (str){ 0 };
        if (!str_eq(fold_name(arena, form), folded))
            continue;
        if (!is_ascii(plain_form) || !is_ascii(written))
            return (str){ 0 };
        if (!best.p)
            best = form;
    }
    return best;
}

/* An abbreviation beside the full name is usual. */
static bool is_short(str name)
{
    enum { SHORT_BYTES = 6 };
    return name.n <= SHORT_BYTES || str_find_byte(name, ' ', 0) == name.n;
}

/* Two long names of one outlet, neither of them its first: a reader may take them for two
 * outlets. */
static void check_two_names(const struct check_input *in, struct findings *out, struct map *seen,
                            uint32_t i)
{
    const struct citation *c = &in->cites->citations.p[i];
    if (!c->hit.name || !c->hit.name->is_alias || is_short(c->hit.name->written))
        return;
    void **slot = map_slot(seen, out->arena, c->hit.outlet->id);
    struct spelling *first = *slot;
    if (!first) {
        first = *slot = NEW(out->arena, struct spelling, 1);
        first->citation = i;
    }
    const struct citation *before = &in->cites->citations.p[first->citation];
    if (first->reported || str_eq(before->hit.name->folded, c->hit.name->folded))
        return;
    first->reported = true;
    struct finding *f =
        say(out, CHECK_CC504, c->outlet,
            "“%.*s” and “%.*s” are names of one outlet, %.*s. Use one of them throughout.",
            STR_ARG(before->outlet_text), STR_ARG(c->outlet_text), STR_ARG(c->hit.outlet->name));
    f->citation = i;
    say_related(out, f, before->outlet, "the other name");
}

void check_outlet_name(const struct check_input *in, struct findings *out)
{
    struct map seen = { 0 };
    for (uint32_t i = 0; i < in->cites->citations.n; i++) {
        const struct citation *c = &in->cites->citations.p[i];
        bool named = c->hit.match == CCK_MATCH_EXACT || c->hit.match == CCK_MATCH_ALIAS;
        if (c->kind != CCK_KIND_CITATION || !c->hit.outlet || !named || c->hit.ambiguity ||
            !c->group_first || c->carried)
            continue;
        check_two_names(in, out, &seen, i);
        str form = listed_form(out->arena, c);
        if (form.n == 0)
            continue;
        struct finding *f = say(out, CHECK_CC504, c->outlet, "“%.*s” is usually written “%.*s”.",
                                STR_ARG(c->outlet_text), STR_ARG(form));
        f->citation = i;
        f->suggestion = form;
    }
}
