/* near.c: the one name that a misspelt one was meant to be. */
#include "outlet/near.h"

#include "base/distance.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "outlet/outlet.h"

#include "base/banned.h"

enum { LETTERS_MIN = 5, LETTERS_FOR_TWO = 9 };

uint32_t name_letters(str folded)
{
    uint32_t bits = 0;
    for (size_t at = 0; at < folded.n;) {
        uint32_t cp = utf8_next(folded, &at);
        unsigned bit = 28 + (cp & 3);
        if (cp >= 'a' && cp <= 'z')
            bit = cp - 'a';
        else if (cp >= '0' && cp <= '9')
            bit = 26;
        else if (cp == ' ')
            bit = 27;
        bits |= 1u << bit;
    }
    return bits;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "Channel 12" is no misspelling of "Channel 13". */
static bool same_digits(str a, str b)
{
    for (size_t i = 0, j = 0;;) {
        while (i < a.n && !is_digit(a.p[i]))
            i++;
        while (j < b.n && !is_digit(b.p[j]))
            j++;
        if (i == a.n || j == b.n)
            return i == a.n && j == b.n;
        if (a.p[i++] != b.p[j++])
            return false;
    }
}

/* The nearest so far. */
struct search {
    const struct outlet_set *set;
    str folded;
    uint32_t letters;
    unsigned limit; /* how far the next one may be */
    const struct outlet_name *name;
    const struct outlet *outlet;
    bool tied;
    bool known; /* the name is somebody's as it stands: a risky one in other capitals */
};

/* Whether a name can be within the limit at all: cheap, and right for nearly all that are not. */
static bool may_be_near(const struct search *s, const struct outlet_name *name)
{
    size_t a = s->folded.n, b = name->folded.n,
           slack = 4 * (size_t)s->limit; /* bytes of a code point */
    if (a > b + slack || b > a + slack)
        return false;
    return (unsigned)__builtin_popcount(s->letters ^ name->letters) <= 2 * s->limit;
}

static size_t count_blanks(str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == ' ';
    return n;
}

/* "TOLO news" may be "TOLOnews", but "in papers" is not "i paper s": blanks are lost or added alone. */
static bool same_words(str a, str b)
{
    if (count_blanks(a) == count_blanks(b))
        return true;
    for (size_t i = 0, j = 0;; i++, j++) {
        while (i < a.n && a.p[i] == ' ')
            i++;
        while (j < b.n && b.p[j] == ' ')
            j++;
        if (i == a.n || j == b.n)
            return i == a.n && j == b.n;
        if (a.p[i] != b.p[j])
            return false;
    }
}

/* Two strokes may make another word of a short one: "RT Russian" is not "in Russian". Writers get the
 * first letter right. */
static bool same_start(str a, str b)
{
    return a.p[0] == b.p[0];
}

/* A replaced outlet's names are gone with it. */
static bool is_in_force(const struct search *s, const struct outlet *outlet)
{
    return outlet_by_id(s->set, outlet->id) == outlet;
}

static void consider(struct search *s, const struct outlet_layer *layer,
                     const struct outlet_name *name)
{
    s->known |= str_eq(s->folded, name->folded);
    if (name->risky || name->is_misspelling || name->ambiguity != UINT32_MAX)
        return;
    unsigned d = distance_osa(s->folded, name->folded, s->limit);
    const struct outlet *outlet = &layer->outlets[name->outlet];
    if (d > s->limit || utf8_count(name->folded) < LETTERS_MIN ||
        !same_digits(s->folded, name->folded) || !same_words(s->folded, name->folded) ||
        (d > 1 && !same_start(s->folded, name->folded)) || !is_in_force(s, outlet))
        return;
    if (s->name && d == s->limit) { /* as near as the nearest so far */
        s->tied |= outlet != s->outlet;
        return;
    }
    s->name = name;
    s->outlet = outlet;
    s->limit = d;
    s->tied = false;
}

static bool find(struct search *s, struct outlet_hit *hit)
{
    size_t letters = utf8_count(s->folded);
    if (letters < LETTERS_MIN)
        return false;
    s->limit = letters >= LETTERS_FOR_TWO ? 2 : 1;
    s->letters = name_letters(s->folded);
    for (uint32_t k = s->set->n_layers; k-- > 0;) {
        const struct outlet_layer *layer = s->set->layers[k];
        for (uint32_t i = 0; i < layer->n_names; i++)
            if (may_be_near(s, &layer->names[i]))
                consider(s, layer, &layer->names[i]);
    }
    if (!s->name || s->tied || s->known)
        return false;
    *hit = (struct outlet_hit){ .outlet = s->outlet,
                                .name = s->name,
                                .match = CCK_MATCH_FUZZY,
                                .distance = (uint8_t)s->limit };
    return true;
}

/* Small letters alone are prose; scripts without capitals have none to miss. */
static bool is_all_small(str written)
{
    bool small = false;
    for (size_t at = 0; at < written.n;) {
        uint32_t cp = utf8_next(written, &at);
        if (utf8_is_upper(cp))
            return false;
        small |= utf8_is_lower(cp);
    }
    return small;
}

static bool is_ordinary(const struct outlet_set *set, str folded)
{
    for (uint32_t k = 0; k < set->n_layers; k++) {
        const struct outlet_layer *layer = set->layers[k];
        for (uint32_t i = 0; i < layer->n_ordinary; i++)
            if (str_eq(layer->ordinary[i], folded))
                return true;
    }
    return false;
}

bool outlet_find_near(const struct outlet_set *set, str written, struct outlet_hit *hit)
{
    *hit = (struct outlet_hit){ 0 };
    if (written.n / 4 > DISTANCE_LETTERS_MAX || is_all_small(written))
        return false;
    struct arena scratch;
    arena_init(&scratch, 0, NULL);
    struct search s = { .set = set, .folded = fold_name(&scratch, written) };
    bool found = !is_ordinary(set, s.folded) && find(&s, hit);
    arena_free(&scratch);
    return found;
}
