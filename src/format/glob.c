/* glob.c: globs by PCRE2's conversion, braces by hand (PCRE2 takes them literally). */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "format/glob.h"

#include <pcre2.h>

#include "base/buf.h"

#include "base/banned.h"

enum { ALTERNATIVES_MAX = 64 };

struct glob {
    pcre2_code *codes[ALTERNATIVES_MAX];
    size_t n;
};

static void close_code(void *code)
{
    pcre2_code_free(code);
}

static bool add(struct glob *glob, str pattern, struct arena *perm, struct err *err)
{
    PCRE2_UCHAR *regex = NULL;
    PCRE2_SIZE size = 0, at = 0;
    int code = 0;
    if (glob->n == ALTERNATIVES_MAX)
        return err_set(err, ERR_LIMIT, "more than %d alternatives in a pattern", ALTERNATIVES_MAX);
    int rc = pcre2_pattern_convert((PCRE2_SPTR)pattern.p, pattern.n, PCRE2_CONVERT_GLOB, &regex,
                                   &size, NULL);
    if (rc != 0)
        return err_set(err, ERR_FORMAT, "malformed pattern \"%.*s\"", STR_ARG(pattern));
    pcre2_code *compiled = pcre2_compile(regex, size, 0, &code, &at, NULL);
    pcre2_converted_pattern_free(regex);
    if (!compiled)
        return err_set(err, ERR_FORMAT, "malformed pattern \"%.*s\"", STR_ARG(pattern));
    glob->codes[glob->n++] = compiled;
    arena_defer(perm, close_code, compiled);
    return true;
}

/* "a{b,c}d" is "abd" and "acd"; the first brace is expanded, the rest by recursion of at most `depth`. */
static bool expand(struct glob *glob, str pattern, unsigned depth, struct arena *perm,
                   struct err *err)
{
    size_t open = str_find_byte(pattern, '{', 0), close = str_find_byte(pattern, '}', open);
    if (close >= pattern.n || depth == 0)
        return add(glob, pattern, perm, err);
    str rest = str_slice(pattern, open + 1, close - open - 1), piece;
    while (str_next(&rest, ',', &piece)) {
        str one = str_printf(perm, "%.*s%.*s%.*s", (int)open, pattern.p, STR_ARG(piece),
                             STR_ARG(str_from(pattern, close + 1)));
        if (!expand(glob, one, depth - 1, perm, err))
            return false;
    }
    return true;
}

bool glob_compile(str pattern, struct arena *perm, const struct glob **out, struct err *err)
{
    struct glob *glob = NEW(perm, struct glob, 1);
    *out = glob;
    if (pattern.n == 0 || pattern.n > 1000)
        return err_set(err, ERR_FORMAT, "a pattern of %zu characters", pattern.n);
    while (str_starts(pattern, S("./")))
        pattern = str_from(pattern, 2);
    if (str_find_byte(pattern, '/', 0) == pattern.n)
        pattern = str_printf(perm, "**/%.*s", STR_ARG(pattern));
    return expand(glob, pattern, 4, perm, err);
}

bool glob_matches(const struct glob *glob, str path)
{
    bool hit = false;
    pcre2_match_data *match = pcre2_match_data_create(1, NULL);
    for (size_t i = 0; match && i < glob->n && !hit; i++)
        hit = pcre2_match(glob->codes[i], (PCRE2_SPTR)path.p, path.n, 0, 0, match, NULL) >= 0;
    pcre2_match_data_free(match);
    return hit;
}
