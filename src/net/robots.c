/* robots.c: lines to rules, and rules against a path. */
#include "net/robots.h"

#include <string.h>

#include "base/banned.h"

enum { PATTERN_BYTES = 8192 }; /* no address that we ask for is longer */

static bool is_unreserved(unsigned c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static size_t put_escaped(char *to, unsigned byte)
{
    static const char digits[] = "0123456789ABCDEF";
    to[0] = '%';
    to[1] = digits[byte >> 4];
    to[2] = digits[byte & 15];
    return 3;
}

/* RFC 9309, section 2.2.2: octets that need no escape stand unescaped, all others escaped in one way.
 * The signs that are special in a pattern are escaped in a path, where they are not. */
static str normalize(str text, bool is_pattern, struct arena *arena)
{
    char *to = NEW(arena, char, text.n * 3 + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        unsigned c = (unsigned char)text.p[i];
        int high = c == '%' && i + 2 < text.n ? hex_digit(text.p[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text.p[i + 2]) : -1;
        bool last = i + 1 == text.n;
        if (low >= 0) {
            c = (unsigned)(high * 16 + low);
            i += 2;
            if (is_unreserved(c))
                to[n++] = (char)c;
            else
                n += put_escaped(to + n, c);
        } else if (c <= ' ' || c >= 0x7f || (!is_pattern && c == '*') ||
                   (c == '$' && !(is_pattern && last))) {
            n += put_escaped(to + n, c);
        } else {
            to[n++] = (char)c;
        }
    }
    return (str){ to, n };
}

/* One line without its comment, cut at the colon; some write a blank instead. */
static bool cut_line(str line, str *key, str *value)
{
    line = str_trim(str_slice(line, 0, str_find_byte(line, '#', 0)));
    if (!str_cut(line, ':', key, value) && !str_cut(line, ' ', key, value))
        return false;
    *key = str_trim(*key);
    *value = str_trim(*value);
    return key->n > 0;
}

enum key { KEY_OTHER, KEY_AGENT, KEY_ALLOW, KEY_DISALLOW };

/* The keys, and the ways in which they are often misspelt. */
static enum key key_of(str name)
{
    static const struct {
        str name;
        enum key key;
    } keys[] = {
        { S_INIT("user-agent"), KEY_AGENT },  { S_INIT("useragent"), KEY_AGENT },
        { S_INIT("user agent"), KEY_AGENT },  { S_INIT("allow"), KEY_ALLOW },
        { S_INIT("disallow"), KEY_DISALLOW }, { S_INIT("dissallow"), KEY_DISALLOW },
        { S_INIT("dissalow"), KEY_DISALLOW }, { S_INIT("disalow"), KEY_DISALLOW },
        { S_INIT("diasllow"), KEY_DISALLOW }, { S_INIT("disallaw"), KEY_DISALLOW },
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (str_eq_nocase(name, keys[i].name))
            return keys[i].key;
    return KEY_OTHER;
}

str robots_product(str user_agent)
{
    size_t n = 0;
    while (n < user_agent.n && (is_unreserved((unsigned char)user_agent.p[n])) &&
           user_agent.p[n] != '.' && user_agent.p[n] != '~' &&
           !(user_agent.p[n] >= '0' && user_agent.p[n] <= '9'))
        n++;
    return str_slice(user_agent, 0, n);
}

/* Where the reader stands: what the group at hand is for. */
struct reading {
    str product;
    bool in_rules; /* a rule was met: the next User-agent begins a group */
    bool for_us, for_all, met_us;
    struct robots ours, all;
};

static void add_rule(struct reading *at, bool allow, str value, struct arena *perm)
{
    at->in_rules = true;
    if (value.n == 0 || value.n > PATTERN_BYTES)
        return;
    const struct robots_rule rule = { normalize(value, true, perm), allow };
    if (at->for_us)
        *VEC_PUSH(&at->ours.rules, perm) = rule;
    if (at->for_all)
        *VEC_PUSH(&at->all.rules, perm) = rule;
}

static void take_line(struct reading *at, str line, struct arena *perm)
{
    str name, value;
    if (!cut_line(line, &name, &value))
        return;
    enum key key = key_of(name);
    if (key == KEY_AGENT) {
        if (at->in_rules)
            at->in_rules = at->for_us = at->for_all = false;
        bool any = str_starts(value, S("*")) && (value.n == 1 || value.p[1] == ' ');
        bool us = at->product.n > 0 && str_eq_nocase(robots_product(value), at->product);
        at->for_all |= any;
        at->for_us |= us;
        at->met_us |= us;
    } else if (key != KEY_OTHER) {
        add_rule(at, key == KEY_ALLOW, value, perm);
    }
}

void robots_parse(str text, str product, struct arena *perm, struct robots *out)
{
    struct reading at = { .product = product };
    str rest = str_slice(text, 0, ROBOTS_BYTES);
    if (str_starts(rest, S("\xef\xbb\xbf")))
        rest = str_from(rest, 3);
    while (rest.n) {
        size_t end = 0;
        while (end < rest.n && rest.p[end] != '\n' && rest.p[end] != '\r')
            end++;
        take_line(&at, str_slice(rest, 0, end), perm);
        rest = str_from(rest, end + 1);
    }
    *out = at.met_us ? at.ours : at.all;
}

/* Whether the pattern fits the path's beginning. Each piece between two stars is taken where it comes
 * first, which leaves most for the next: linear, whatever the pattern. */
static bool fits(str pattern, str path)
{
    bool whole = str_ends(pattern, S("$"));
    bool first = true;
    str rest = whole ? str_slice(pattern, 0, pattern.n - 1) : pattern, piece;
    while (str_next(&rest, '*', &piece)) {
        bool last = !rest.p || rest.n == 0;
        if (first) {
            if (!str_starts(path, piece))
                return false;
            path = str_from(path, piece.n);
        } else if (last && whole && !str_ends(pattern, S("*$"))) {
            return str_ends(path, piece);
        } else if (piece.n) {
            const char *hit = path.n ? memmem(path.p, path.n, piece.p, piece.n) : NULL;
            if (!hit)
                return false;
            path = str_from(path, (size_t)(hit - path.p) + piece.n);
        }
        first = false;
    }
    return !whole || path.n == 0 || str_ends(pattern, S("*$"));
}

bool robots_allows(const struct robots *robots, str path, struct arena *scratch)
{
    if (str_eq(path, S("/robots.txt")))
        return true;
    str asked = normalize(path, false, scratch);
    size_t longest = 0;
    bool allowed = true;
    for (size_t i = 0; i < robots->rules.n; i++) {
        const struct robots_rule *rule = &robots->rules.p[i];
        bool wins = rule->pattern.n > longest || (rule->pattern.n == longest && rule->allow);
        if (wins && fits(rule->pattern, asked)) {
            longest = rule->pattern.n;
            allowed = rule->allow;
        }
    }
    return allowed;
}
