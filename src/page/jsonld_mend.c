/* jsonld_mend.c: one pass that knows only strings and brackets. */
#include "page/jsonld_mend.h"

#include "base/banned.h"

str jsonld_strip(str block)
{
    static const str before[] = { S_INIT("<!--"),          S_INIT("//<![CDATA["),
                                  S_INIT("// <![CDATA["),  S_INIT("<![CDATA["),
                                  S_INIT("/*<![CDATA[*/"), S_INIT("/* <![CDATA[ */") };
    static const str after[] = { S_INIT("-->"), S_INIT("//]]>"),   S_INIT("// ]]>"),
                                 S_INIT("]]>"), S_INIT("/*]]>*/"), S_INIT("/* ]]> */"),
                                 S_INIT(";"),   S_INIT("//") };
    str s = str_trim(block);
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (str_starts(s, before[i]))
            s = str_trim(str_from(s, before[i].n));
    for (size_t i = 0; i < 2 * (sizeof after / sizeof *after); i++) {
        str mark = after[i % (sizeof after / sizeof *after)];
        if (str_ends(s, mark))
            s = str_trim(str_slice(s, 0, s.n - mark.n));
    }
    return s;
}

/* The copy that grows; `room` is six times the block, the longest escape. */
struct copy {
    char *p;
    size_t n;
};

static void put(struct copy *to, char c)
{
    to->p[to->n++] = c;
}

static void put_escape(struct copy *to, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    const char escape[6] = { '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] };
    memcpy(to->p + to->n, escape, sizeof escape);
    to->n += sizeof escape;
}

/* The entities of quotation marks and ampersands. Returns the bytes used, or 0. */
static size_t entity(str s, size_t at, char *out)
{
    static const struct {
        str name;
        char c;
    } known[] = {
        { S_INIT("&quot;"), '"' }, { S_INIT("&#34;"), '"' },  { S_INIT("&#034;"), '"' },
        { S_INIT("&amp;"), '&' },  { S_INIT("&#39;"), '\'' }, { S_INIT("&#039;"), '\'' }
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (str_starts(str_from(s, at), known[i].name)) {
            *out = known[i].c;
            return known[i].name.n;
        }
    }
    return 0;
}

/* Resolved only where no real quotation mark says that the entities belong to the text. */
static str without_entities(str s, struct arena *arena)
{
    if (str_find_byte(s, '"', 0) < s.n || str_find_byte(s, '&', 0) == s.n)
        return s;
    char *room = NEW(arena, char, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        char c = s.p[i];
        size_t used = c == '&' ? entity(s, i, &c) : 0;
        room[n++] = c;
        i += used ? used : 1;
    }
    return (str){ room, n };
}

/* A comma before a bracket or at the end closes nothing. */
static bool is_idle_comma(str s, size_t at)
{
    str rest = str_trim(str_from(s, at + 1));
    return rest.n == 0 || rest.p[0] == '}' || rest.p[0] == ']' || rest.p[0] == ',';
}

str jsonld_mend(str block, struct arena *arena)
{
    str s = without_entities(block, arena);
    struct copy to = { NEW(arena, char, 6 * s.n + 1), 0 };
    bool quoted = false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (quoted && c == '\\' && i + 1 < s.n) {
            char next = s.p[i + 1];
            if (strchr("\"\\/bfnrtu", next) && next) {
                put(&to, '\\');
                put(&to, next);
                i++;
            }
            continue;
        }
        if (c == '"')
            quoted = !quoted;
        if (c < 0x20 && quoted)
            put_escape(&to, c);
        else if (quoted || c != ',' || !is_idle_comma(s, i))
            put(&to, (char)c);
    }
    return (str){ to.p, to.n };
}
