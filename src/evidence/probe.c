/* probe.c: siblings, and texts held against each other by groups of words. */
#include "evidence/probe.h"

#include "base/map.h"
#include "format/url.h"

#include "base/banned.h"

enum {
    LETTERS = 25,
    TEXT_BYTES = 20000, /* of each text that are compared */
    GROUP_WORDS = 4,
    ECHO_BYTES = 8, /* a shorter part of a path may be a word like any other */
    ALIKE_PERCENT = 90
};

static uint64_t mix(uint64_t seed, str text)
{
    for (size_t i = 0; i < text.n; i++)
        seed = (seed ^ (unsigned char)text.p[i]) * 0x100000001b3u; /* FNV-1a */
    return seed;
}

bool probe_sibling(str url, struct arena *perm, str *out)
{
    struct url at;
    struct err ignored = { 0 };
    char letters[LETTERS];
    if (!url_parse(url, perm, &at, &ignored) || at.path.n <= 1)
        return false;
    bool closed = str_ends(at.path, S("/"));
    size_t end = at.path.n - closed;
    while (end > 0 && at.path.p[end - 1] != '/')
        end--;
    size_t head = str_find(at.text, S("://"), 0) + 3;
    head += str_find_byte(str_from(at.text, head), '/', 0);
    str folder = str_slice(at.text, 0, head + end);
    uint64_t state = mix(0xcbf29ce484222325u, folder);
    for (int i = 0; i < LETTERS; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        letters[i] = (char)('a' + (state >> 33) % 26);
    }
    *out = str_printf(perm, "%.*s%.*s%s", STR_ARG(folder), LETTERS, letters, closed ? "/" : "");
    return true;
}

/* The last part of a path, which error pages like to repeat. */
static str last_part(str url)
{
    str path = str_slice(url, 0, str_find_byte(url, '?', 0));
    if (str_ends(path, S("/")))
        path = str_slice(path, 0, path.n - 1);
    size_t at = path.n;
    while (at > 0 && path.p[at - 1] != '/')
        at--;
    return str_from(path, at);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The groups of words of a text, as a set of hashes written out as keys. */
static void add_groups(str text, str echo, struct map *set, struct arena *scratch)
{
    uint64_t words[GROUP_WORDS] = { 0 };
    size_t n = 0;
    str rest = str_slice(text, 0, TEXT_BYTES);
    while (rest.n) {
        size_t end = 0;
        while (end < rest.n && !is_space(rest.p[end]))
            end++;
        str word = str_slice(rest, 0, end);
        rest = str_from(rest, end + 1);
        if (word.n == 0 || (echo.n >= ECHO_BYTES && str_find(word, echo, 0) < word.n))
            continue;
        words[n++ % GROUP_WORDS] = mix(0xcbf29ce484222325u, word);
        uint64_t group = 0;
        for (size_t i = n > GROUP_WORDS ? n - GROUP_WORDS : 0; i < n; i++)
            group = group * 31 + words[i % GROUP_WORDS];
        str key = str_printf(scratch, "%016llx", (unsigned long long)group);
        *map_slot(set, scratch, key) = set;
    }
}

/* How many of all groups of words the two have in common, in percent. */
static size_t likeness(struct probe_side a, struct probe_side b, struct arena *scratch)
{
    struct map first = { 0 }, second = { 0 };
    add_groups(a.text, last_part(a.fetch->url), &first, scratch);
    add_groups(b.text, last_part(b.fetch->url), &second, scratch);
    size_t common = 0;
    for (size_t i = 0; i < first.cap; i++)
        common += first.p[i].key.p && map_get(&second, first.p[i].key);
    size_t all = first.n + second.n - common;
    return all ? common * 100 / all : 100;
}

enum probe_say probe_compare(struct probe_side page, struct probe_side sibling,
                             struct arena *scratch)
{
    const struct fetch_result *a = page.fetch, *b = sibling.fetch;
    bool sent_on = b->n_hops > 0;
    switch (b->verdict.code) {
    case VERDICT_OK:
    case VERDICT_MOVED:
    case VERDICT_SOFT_404:
    case VERDICT_EMPTY:
        break;
    case VERDICT_GONE:
        return PROBE_DIFFERS;
    default:
        return PROBE_NONE;
    }
    if (a->n_hops != b->n_hops)
        return PROBE_DIFFERS;
    if (sent_on)
        return str_eq(a->final_url, b->final_url) ? PROBE_ALIKE : PROBE_DIFFERS;
    return likeness(page, sibling, scratch) >= ALIKE_PERCENT ? PROBE_ALIKE : PROBE_DIFFERS;
}
