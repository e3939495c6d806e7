/* entity.c: numbers by rule, HTML 4's names by libxml2's table, what HTML 5 added by a table here. */
#include "doc/entity.h"

#include <libxml/HTMLparser.h>

#include "base/utf8.h"

#include "base/banned.h"

enum { NAME_MAX_BYTES = 31 };

struct name {
    const char *name;
    uint32_t code_point;
};

/* Punctuation and blanks of HTML 5 that HTML 4 has no names for. */
static const struct name names[] = {
    { "apos", '\'' },
    { "excl", '!' },
    { "quest", '?' },
    { "num", '#' },
    { "dollar", '$' },
    { "percnt", '%' },
    { "lpar", '(' },
    { "rpar", ')' },
    { "ast", '*' },
    { "midast", '*' },
    { "plus", '+' },
    { "comma", ',' },
    { "period", '.' },
    { "sol", '/' },
    { "colon", ':' },
    { "semi", ';' },
    { "equals", '=' },
    { "commat", '@' },
    { "lsqb", '[' },
    { "lbrack", '[' },
    { "bsol", '\\' },
    { "rsqb", ']' },
    { "rbrack", ']' },
    { "Hat", '^' },
    { "lowbar", '_' },
    { "grave", '`' },
    { "lcub", '{' },
    { "lbrace", '{' },
    { "verbar", '|' },
    { "vert", '|' },
    { "rcub", '}' },
    { "rbrace", '}' },
    { "Tab", '\t' },
    { "NewLine", '\n' },
    { "hyphen", 0x2010 },
    { "dash", 0x2010 },
    { "horbar", 0x2015 },
    { "nldr", 0x2025 },
    { "mldr", 0x2026 },
    { "numsp", 0x2007 },
    { "puncsp", 0x2008 },
    { "hairsp", 0x200A },
    { "VeryThinSpace", 0x200A },
    { "NonBreakingSpace", 0xA0 },
    { "ZeroWidthSpace", 0x200B },
    { "NoBreak", 0x2060 },
    { "numero", 0x2116 },
    { "QUOT", '"' },
    { "AMP", '&' },
    { "LT", '<' },
    { "GT", '>' },
    { "OpenCurlyQuote", 0x2018 },
    { "CloseCurlyQuote", 0x2019 },
    { "OpenCurlyDoubleQuote", 0x201C },
    { "CloseCurlyDoubleQuote", 0x201D },
    { "rsquor", 0x2019 },
    { "rdquor", 0x201D },
    { "lsquor", 0x201A },
    { "ldquor", 0x201E },
};

/* Names that also count without a semicolon. */
static const char *const bare_names[] = { "amp",  "lt",   "gt",     "quot",  "nbsp",
                                          "copy", "reg",  "laquo",  "raquo", "shy",
                                          "para", "sect", "middot", "eacute" };

static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

static int digit_of(char c, bool hex)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char low = (char)(c | 32);
    return hex && low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* "&#8217;" or "&#x2019;": the number, or 0. */
static uint32_t read_number(str s, size_t *used)
{
    bool hex = s.n > 2 && (s.p[2] | 32) == 'x';
    size_t at = hex ? 3 : 2, begin = at;
    uint32_t value = 0;
    for (int digit; at < s.n && (digit = digit_of(s.p[at], hex)) >= 0; at++)
        if (value < 0x110000)
            value = value * (hex ? 16 : 10) + (uint32_t)digit;
    if (at == begin)
        return 0;
    *used = at + (at < s.n && s.p[at] == ';');
    if (value >= 0x80 && value < 0xA0)
        return windows_1252[value - 0x80];
    if (value == 0 || value >= 0x110000 || (value >= 0xD800 && value < 0xE000))
        return 0xFFFD;
    return value;
}

static uint32_t find_name(const char *name)
{
    const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
    if (known)
        return known->value;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i].name, name) == 0)
            return names[i].code_point;
    return 0;
}

static bool may_be_bare(const char *name)
{
    for (size_t i = 0; i < sizeof bare_names / sizeof bare_names[0]; i++)
        if (strcmp(bare_names[i], name) == 0)
            return true;
    return false;
}

static uint32_t read_name(str s, size_t *used)
{
    char name[NAME_MAX_BYTES + 1];
    size_t n = 0;
    while (n < NAME_MAX_BYTES && 1 + n < s.n &&
           (digit_of(s.p[1 + n], false) >= 0 ||
            ((s.p[1 + n] | 32) >= 'a' && (s.p[1 + n] | 32) <= 'z'))) {
        name[n] = s.p[1 + n];
        n++;
    }
    name[n] = 0;
    bool closed = 1 + n < s.n && s.p[1 + n] == ';';
    if (n == 0 || (!closed && !may_be_bare(name)))
        return 0;
    *used = 1 + n + closed;
    return find_name(name);
}

static str encode(uint32_t cp, char room[ENTITY_TEXT_BYTES])
{
    struct buf out = { .p = room, .cap = ENTITY_TEXT_BYTES, .max = ENTITY_TEXT_BYTES };
    utf8_put(&out, cp);
    return buf_str(&out);
}

str entity_decode(str s, char room[ENTITY_TEXT_BYTES], size_t *used)
{
    uint32_t cp = 0;
    if (s.n >= 3 && s.p[0] == '&')
        cp = s.p[1] == '#' ? read_number(s, used) : read_name(s, used);
    return cp ? encode(cp, room) : (str){ 0 };
}

str entity_decode_all(struct arena *perm, str s)
{
    if (!s.n || !memchr(s.p, '&', s.n))
        return s;
    char *out = NEW(perm, char, s.n * 2 + 1), room[ENTITY_TEXT_BYTES]; /* "&#1;" at shortest */
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        size_t used = 1;
        str text = s.p[at] == '&' ? entity_decode(str_from(s, at), room, &used) : (str){ 0 };
        if (text.n == 0) {
            used = 1;
            text = str_slice(s, at, 1);
        }
        memcpy(out + n, text.p, text.n);
        n += text.n;
        at += used;
    }
    return (str){ out, n };
}
