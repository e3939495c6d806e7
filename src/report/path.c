/* path.c: paths are worked with as they are written: no file is asked. */
#include "report/path.h"

#include "base/banned.h"

/* An absolute path without empty pieces, "." and "..". */
static str normal(str path, struct arena *scratch)
{
    char *out = NEW(scratch, char, path.n + 2);
    size_t n = 0;
    str rest = path, piece;
    while (str_next(&rest, '/', &piece)) {
        if (piece.n == 0 || str_eq(piece, S(".")))
            continue;
        if (str_eq(piece, S(".."))) {
            while (n > 0 && out[--n] != '/')
                continue;
            continue;
        }
        out[n++] = '/';
        memcpy(out + n, piece.p, piece.n);
        n += piece.n;
    }
    return (str){ out, n };
}

/* What comes behind "folder/"; false when `path` is not in there. */
static bool is_below(str path, str folder, str *rest)
{
    while (str_ends(folder, S("/")))
        folder.n--;
    if (!str_starts(path, folder) || path.n <= folder.n + 1 || path.p[folder.n] != '/')
        return false;
    *rest = str_from(path, folder.n + 1);
    return true;
}

str report_path(const struct report_options *options, str name, struct arena *scratch)
{
    str rest, root = options->root.n ? options->root : options->folder;
    if (str_eq(name, S("-")) || name.n == 0)
        return name;
    bool is_absolute = str_starts(name, S("/"));
    str whole = is_absolute
                    ? name
                    : str_printf(scratch, "%.*s/%.*s", STR_ARG(options->folder), STR_ARG(name));
    whole = normal(whole, scratch);
    if (is_below(whole, root, &rest) || is_below(whole, options->folder, &rest))
        return rest;
    return whole;
}

static bool is_plain(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c && strchr("/-._~", c));
}

str path_to_uri(str path, struct arena *scratch)
{
    static const char hex[] = "0123456789ABCDEF";
    char *out = NEW(scratch, char, 3 * path.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        if (is_plain(c)) {
            out[n++] = (char)c;
            continue;
        }
        out[n++] = '%';
        out[n++] = hex[c >> 4];
        out[n++] = hex[c & 15];
    }
    return (str){ out, n };
}
