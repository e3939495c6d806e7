/* enum_names.c: the words of the contract for the shared enums. */
#include "report/enum_names.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const str kinds[] = {
    [CCK_KIND_OTHER] = S_INIT("other"),
    [CCK_KIND_CITATION] = S_INIT("citation"),
    [CCK_KIND_IMAGE_CREDIT] = S_INIT("image-credit"),
    [CCK_KIND_LINK] = S_INIT("link"),
    [CCK_KIND_PROSE] = S_INIT("prose"),
};

static const str matches[] = {
    [CCK_MATCH_NONE] = S_INIT("none"),   [CCK_MATCH_EXACT] = S_INIT("exact"),
    [CCK_MATCH_ALIAS] = S_INIT("alias"), [CCK_MATCH_DOMAIN] = S_INIT("domain"),
    [CCK_MATCH_FUZZY] = S_INIT("fuzzy"),
};

static const str precisions[] = {
    [CCK_PRECISION_NONE] = { 0 },
    [CCK_PRECISION_DAY] = S_INIT("day"),
    [CCK_PRECISION_MONTH] = S_INIT("month"),
    [CCK_PRECISION_YEAR] = S_INIT("year"),
    [CCK_PRECISION_RANGE] = S_INIT("range"),
};

static const str years[] = {
    [CCK_YEAR_NONE] = { 0 },
    [CCK_YEAR_EXPLICIT] = S_INIT("explicit"),
    [CCK_YEAR_INFERRED] = S_INIT("inferred"),
    [CCK_YEAR_UNKNOWN] = S_INIT("unknown"),
};

static const str cite_errors[] = {
    [CCK_CITE_OK] = { 0 },
    [CCK_CITE_UNCLOSED] = S_INIT("unclosed"),
    [CCK_CITE_DOUBLED] = S_INIT("doubled"),
    [CCK_CITE_MISSING_OUTLET] = S_INIT("missing-outlet"),
    [CCK_CITE_MISSING_DATE] = S_INIT("missing-date"),
    [CCK_CITE_SEPARATOR] = S_INIT("separator"),
    [CCK_CITE_MISSPELT_OUTLET] = S_INIT("misspelt-outlet"),
    [CCK_CITE_IMPOSSIBLE_DATE] = S_INIT("impossible-date"),
    [CCK_CITE_MISSPELT_MONTH] = S_INIT("misspelt-month"),
    [CCK_CITE_FUTURE_DATE] = S_INIT("future-date"),
    [CCK_CITE_SPACING] = S_INIT("spacing"),
};

static const str severities[] = {
    [CCK_SEVERITY_OFF] = { 0 },
    [CCK_SEVERITY_NOTE] = S_INIT("note"),
    [CCK_SEVERITY_WARNING] = S_INIT("warning"),
    [CCK_SEVERITY_ERROR] = S_INIT("error"),
};

static str pick(const str *names, size_t n, unsigned value)
{
    return value < n ? names[value] : (str){ 0 };
}

str name_of_kind(unsigned kind)
{
    return pick(kinds, COUNT(kinds), kind);
}

str name_of_match(unsigned match)
{
    return pick(matches, COUNT(matches), match);
}

str name_of_precision(unsigned precision)
{
    return pick(precisions, COUNT(precisions), precision);
}

str name_of_year(unsigned year)
{
    return pick(years, COUNT(years), year);
}

str name_of_cite_error(unsigned error)
{
    return pick(cite_errors, COUNT(cite_errors), error);
}

str name_of_severity(unsigned severity)
{
    return pick(severities, COUNT(severities), severity);
}
