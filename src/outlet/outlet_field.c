/* outlet_field.c: checks of single fields; each complaint says what was expected and what was met. */
#include "outlet/outlet_field.h"

#include "base/date.h"
#include "base/distance.h"
#include "base/utf8.h"
#include "outlet/outlet.h"

#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const str kinds[] = {
    S_INIT("agency"),  S_INIT("blog"),     S_INIT("broadcaster"), S_INIT("government"),
    S_INIT("journal"), S_INIT("magazine"), S_INIT("military"),    S_INIT("newspaper"),
    S_INIT("ngo"),     S_INIT("other"),    S_INIT("social"),      S_INIT("think-tank"),
};

static const str states[] = {
    [OUTLET_STATE_UNKNOWN] = S_INIT("unknown"),
    [OUTLET_STATE_NO] = S_INIT("no"),
    [OUTLET_STATE_YES] = S_INIT("yes"),
};

static bool expected(const struct yaml_node *node, struct err *err, const char *what)
{
    return yaml_fail(node, err, "expected %s, met \"%.*s\"", what, STR_ARG(node->text));
}

static bool is_small(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_tag(char c)
{
    return is_small(c) || is_capital(c);
}

/* What may stand in an address; quotes and backslashes never need to. */
static bool is_visible(char c)
{
    return c > ' ' && c < 0x7F && c != '"' && c != '\\';
}

/* At least one byte, and each allowed. */
static bool all(str s, bool (*is_allowed)(char c))
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_allowed(s.p[i]))
            return false;
    return s.n > 0;
}

static bool any(str s, bool (*is_meant)(char c))
{
    for (size_t i = 0; i < s.n; i++)
        if (is_meant(s.p[i]))
            return true;
    return false;
}

bool field_is_id(const struct yaml_node *node, struct err *err)
{
    return all(node->text, is_small) ||
           expected(node, err, "an id of small letters, digits, hyphens");
}

bool field_is_name(const struct yaml_node *node, struct err *err)
{
    for (size_t at = 0; at < node->text.n;) {
        uint32_t cp = utf8_next(node->text, &at);
        if (utf8_is_letter(cp) || utf8_is_digit(cp))
            return true;
    }
    return expected(node, err, "a name");
}

bool field_is_domain(const struct yaml_node *node, struct err *err)
{
    str host, path;
    (void)str_cut(node->text, '/', &host, &path);
    bool ok = all(node->text, is_visible) && str_find_byte(host, '.', 0) < host.n &&
              str_find_byte(host, ':', 0) == host.n && !any(host, is_capital) &&
              !str_starts(host, S("www.")) && !str_ends(node->text, S("/"));
    return ok || expected(node, err,
                          "a host like tass.com or a place like t.me/rybar, small letters, without "
                          "https:// and www.");
}

bool field_is_home(const struct yaml_node *node, struct err *err)
{
    bool ok = str_starts(node->text, S("https://")) || str_starts(node->text, S("http://"));
    return (ok && all(node->text, is_visible)) || expected(node, err, "an address with https://");
}

bool field_is_country(const struct yaml_node *node, struct err *err)
{
    return (node->text.n == 2 && all(node->text, is_capital)) ||
           expected(node, err, "a country of two capitals, like RU");
}

bool field_is_language(const struct yaml_node *node, struct err *err)
{
    return (node->text.n >= 2 && all(node->text, is_tag)) ||
           expected(node, err, "a language tag, like en or zh-Hant");
}

bool field_is_timezone(const struct yaml_node *node, struct err *err)
{
    enum { ROOM = 64 };
    UChar name[ROOM], canonical[ROOM];
    UErrorCode status = U_ZERO_ERROR;
    UBool is_known = false;
    int32_t n = 0;
    u_strFromUTF8(name, ROOM, &n, node->text.p, node->text.n < ROOM ? (int32_t)node->text.n : ROOM,
                  &status);
    (void)ucal_getCanonicalTimeZoneID(name, n, canonical, ROOM, &is_known, &status);
    return (U_SUCCESS(status) && is_known) ||
           expected(node, err, "a time zone, like Europe/Moscow");
}

bool field_is_kind(const struct yaml_node *node, struct err *err)
{
    return field_choose(node, kinds, COUNT(kinds), err);
}

bool field_is_state(const struct yaml_node *node, struct err *err)
{
    return field_choose(node, states, COUNT(states), err);
}

uint8_t field_state(str text)
{
    for (size_t i = 0; i < COUNT(states); i++)
        if (str_eq(text, states[i]))
            return (uint8_t)i;
    return OUTLET_STATE_UNKNOWN;
}

bool field_is_url_date(const struct yaml_node *node, struct err *err)
{
    str rest = node->text, piece;
    while (str_next(&rest, '|', &piece))
        if (!str_starts(piece, S("/")) || !all(piece, is_visible))
            return expected(node, err, "paths like /{section}/YYYY/MM/DD/{slug}");
    return true;
}

bool field_is_day(const struct yaml_node *node, struct err *err)
{
    date day;
    return date_parse_iso(node->text, &day) || expected(node, err, "a date like 2024-07-29");
}

static bool has_shape(str text, const char *shape)
{
    for (size_t i = 0; i < text.n; i++) {
        bool digit = text.p[i] >= '0' && text.p[i] <= '9';
        if (!shape[i] || (shape[i] == 'd' ? !digit : shape[i] != text.p[i]))
            return false;
    }
    return !shape[text.n];
}

bool field_is_partial_date(const struct yaml_node *node, struct err *err)
{
    static const char *const shapes[] = { "dddd-dd-dd", "dddd-dd", "dddd", "--dd-dd" };
    for (size_t i = 0; i < COUNT(shapes); i++)
        if (has_shape(node->text, shapes[i]))
            return true;
    return expected(node, err, "a date like 2024-07-19, 2024-07 or --07-19");
}

bool field_choose(const struct yaml_node *node, const str *choices, size_t n, struct err *err)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(node->text, choices[i]))
            return true;
    size_t nearest = distance_nearest(node->text, choices, n);
    if (nearest < n)
        return yaml_fail(node, err, "unknown %.*s \"%.*s\"; did you mean \"%.*s\"?",
                         STR_ARG(node->key), STR_ARG(node->text), STR_ARG(choices[nearest]));
    return yaml_fail(node, err, "unknown %.*s \"%.*s\"", STR_ARG(node->key), STR_ARG(node->text));
}
