/* masthead.c: the head lines of an article, by closed lists of labels. */
#include "doc/masthead.h"

#include "base/utf8.h"
#include "doc/fact.h"

#include "base/banned.h"

enum { LINE_MAX_BYTES = 300, BYLINE_MAX_BYTES = 120, CREDIT_MAX_BYTES = 240 };

enum field { FIELD_NONE, FIELD_PUBLICATION, FIELD_VOLUME, FIELD_ISSUE, FIELD_DATE };

struct label {
    str name;
    enum field field;
    bool needs_colon; /* a common word without one */
};

static const struct label labels[] = {
    { S_INIT("Publication date"), FIELD_DATE, true },
    { S_INIT("Date of publication"), FIELD_DATE, true },
    { S_INIT("Publication"), FIELD_PUBLICATION, true },
    { S_INIT("Volume"), FIELD_VOLUME, false },
    { S_INIT("Vol."), FIELD_VOLUME, false },
    { S_INIT("Vol"), FIELD_VOLUME, false },
    { S_INIT("Issue"), FIELD_ISSUE, false },
    { S_INIT("Number"), FIELD_ISSUE, false },
    { S_INIT("No."), FIELD_ISSUE, false },
    { S_INIT("No"), FIELD_ISSUE, false },
    { S_INIT("Published on"), FIELD_DATE, false },
    { S_INIT("Published"), FIELD_DATE, false },
    { S_INIT("Posted on"), FIELD_DATE, false },
    { S_INIT("Date"), FIELD_DATE, true },
    { S_INIT("Updated"), FIELD_DATE, true },
};

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80 || utf8_is_letter((unsigned char)c) || (c >= '0' && c <= '9');
}

static bool is_separator(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ';' || c == '|' ||
           c == '/' || c == '-' || c == '.' || c == '(' || c == ')';
}

static size_t skip_separators(str s, size_t at)
{
    for (;;) {
        while (at < s.n && is_separator(s.p[at]))
            at++;
        str rest = str_from(s, at);
        if (!str_starts(rest, S("\xE2\x80\x93")) && !str_starts(rest, S("\xE2\x80\x94")) &&
            !str_starts(rest, S("\xE2\x80\xA2")))
            break;
        at += 3;
    }
    while (str_starts(str_from(s, at), S("\xC2\xA0"))) /* no-break space */
        at += 2;
    return at;
}

/* The label that stands at `at`; `behind` is set behind it, its colon and blanks. */
static enum field label_at(str s, size_t at, size_t *behind)
{
    if (at > 0 && is_word_byte(s.p[at - 1]))
        return FIELD_NONE;
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        size_t end = at + labels[i].name.n;
        if (!str_starts_nocase(str_from(s, at), labels[i].name) || end >= s.n ||
            is_word_byte(s.p[end]))
            continue;
        while (end < s.n && (s.p[end] == ' ' || s.p[end] == '\t'))
            end++;
        bool colon = end < s.n && (s.p[end] == ':' || s.p[end] == '#');
        if (labels[i].needs_colon && !colon)
            continue;
        end += colon;
        while (end < s.n && (s.p[end] == ' ' || s.p[end] == '\t' || s.p[end] == '#'))
            end++;
        *behind = end;
        return labels[i].field;
    }
    return FIELD_NONE;
}

/* Offset of the next label at or after `at`, or s.n. */
static size_t next_label(str s, size_t at)
{
    size_t behind;
    while (at < s.n && label_at(s, at, &behind) == FIELD_NONE)
        at++;
    return at;
}

static bool take_number(str s, size_t *at, span *where, uint32_t *value)
{
    size_t end = *at;
    while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9')
        end++;
    if (end - *at > 6 || (end < s.n && is_word_byte(s.p[end])) ||
        !str_to_u32(str_slice(s, *at, end - *at), value))
        return false;
    *where = span_make(*at, end);
    *at = end;
    return true;
}

static size_t trimmed_end(str s, size_t begin, size_t end)
{
    while (end > begin && (is_separator(s.p[end - 1]) && s.p[end - 1] != ')'))
        end--;
    return end;
}

/* A time of day behind a date: "05:48 PM", "at 10:00", "Age: 4 years" as the house's site prints it. */
static size_t skip_time(str s, size_t at)
{
    size_t begin = skip_separators(s, at), digits = 0, end = begin;
    while (end < s.n && ((s.p[end] >= '0' && s.p[end] <= '9') || s.p[end] == ':')) {
        digits += s.p[end] != ':';
        end++;
    }
    if (digits < 3 || digits > 6)
        return at;
    size_t half = skip_separators(s, end);
    if (str_starts_nocase(str_from(s, half), S("am")) ||
        str_starts_nocase(str_from(s, half), S("pm")))
        end = half + 2;
    return end;
}

static bool take_date(str s, size_t *at, struct masthead *out)
{
    size_t used;
    if (!fact_date(str_from(s, *at), &out->day, &used))
        return false;
    out->date_at = span_make(*at, *at + used);
    *at = skip_time(s, *at + used);
    return true;
}

static bool take_field(str s, enum field field, size_t *at, struct masthead *out)
{
    size_t end;
    switch (field) {
    case FIELD_VOLUME:
        return take_number(s, at, &out->volume, &out->volume_no);
    case FIELD_ISSUE:
        return take_number(s, at, &out->issue, &out->issue_no);
    case FIELD_DATE:
        return take_date(s, at, out);
    case FIELD_PUBLICATION:
        end = trimmed_end(s, *at, next_label(s, *at));
        out->publication = span_make(*at, end);
        *at = end;
        return out->publication.len > 0;
    case FIELD_NONE:
        break;
    }
    return false;
}

static bool is_name(str s)
{
    size_t at = 0;
    return s.n > 0 && s.n <= 80 && utf8_is_upper(utf8_next(s, &at));
}

bool masthead_parse(str line, struct masthead *out)
{
    *out = (struct masthead){ 0 };
    size_t at = 0, behind, fields = 0;
    bool named = false;
    if (line.n == 0 || line.n > LINE_MAX_BYTES)
        return false;
    size_t first = next_label(line, 0);
    if (first > 0 && first < line.n && !take_date(line, &at, out)) {
        /* "Terrorism Monitor Volume: 22 Issue: 3": a name before the first label */
        size_t end = trimmed_end(line, 0, first);
        if (!is_name(str_slice(line, 0, end)) || label_at(line, first, &behind) != FIELD_VOLUME)
            return false;
        out->publication = span_make(0, end);
        named = true;
        at = first;
    }
    while ((at = skip_separators(line, at)) < line.n) {
        enum field field = label_at(line, at, &behind);
        if (field == FIELD_NONE) {
            if (out->date_at.len || !take_date(line, &at, out))
                return false;
            continue;
        }
        at = behind;
        if (!take_field(line, field, &at, out))
            return false;
        fields++;
    }
    return named ? out->volume.len && out->issue.len : fields > 0 || out->date_at.len > 0;
}

bool masthead_byline(str line, str *name)
{
    if (line.n > BYLINE_MAX_BYTES)
        return false;
    bool colon = str_starts_nocase(line, S("By:")) || str_starts_nocase(line, S("Author:"));
    if (!colon && !str_starts(line, S("By ")) && !str_starts(line, S("BY ")))
        return false;
    str rest = str_trim(str_from(line, colon ? str_find_byte(line, ':', 0) + 1 : 3));
    size_t words = 0, at = 0;
    if (!is_name(rest) || str_ends(rest, S(".")) || memchr(rest.p, '(', rest.n))
        return false;
    for (str tail = rest, word; str_next(&tail, ' ', &word); at++)
        words += word.n && !utf8_is_lower((unsigned char)word.p[0]);
    /* "By Monday morning the city had fallen": most words of a name are capitalised */
    if (!colon && (at < 2 || words * 2 <= at || memchr(rest.p, ':', rest.n)))
        return false;
    *name = rest;
    return true;
}

bool masthead_credit(str line, bool in_head)
{
    static const str words[] = {
        S_INIT("Photo credit"),
        S_INIT("Photo source"),
        S_INIT("Photograph"),
        S_INIT("Photo"),
        S_INIT("Image credit"),
        S_INIT("Image source"),
        S_INIT("Image"),
        S_INIT("Picture"),
        S_INIT("Illustration"),
        S_INIT("Credit"),
        S_INIT("Source"),
        S_INIT("\xD0\xA4\xD0\xBE\xD1\x82\xD0\xBE"), /* Foto, in Russian */
        S_INIT("\xD0\x98\xD1\x81\xD1\x82\xD0\xBE\xD1\x87\xD0\xBD\xD0\xB8\xD0\xBA"), /* Istochnik */
        S_INIT("Foto"),
        S_INIT("Bild"),
        S_INIT("Quelle"),
    };
    if (line.n == 0 || line.n > CREDIT_MAX_BYTES)
        return false;
    if (line.p[0] == '(' || line.p[0] == '[')
        line = str_from(line, 1);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!str_starts_nocase(line, words[i]))
            continue;
        str rest = str_trim(str_from(line, words[i].n));
        bool source = words[i].p[0] == 'S' || words[i].p[0] == 'Q';
        if (str_starts(rest, S(":")))
            return in_head || !source;
        return !source && (str_starts(rest, S("by ")) || str_starts(rest, S("courtesy ")));
    }
    return false;
}

bool masthead_summary(str line, bool *whole)
{
    static const str names[] = {
        S_INIT("Executive Summary"),
        S_INIT("Summary"),
        S_INIT("Key Takeaways"),
        S_INIT("Key Points"),
        S_INIT("Key Findings"),
        S_INIT("Key Judgments"),
        S_INIT("Takeaways"),
        S_INIT("Abstract"),
        S_INIT("Highlights"),
        S_INIT("Bottom Line Up Front"),
        S_INIT("Zusammenfassung"),
        S_INIT("\xD0\xA0\xD0\xB5\xD0\xB7\xD1\x8E\xD0\xBC\xD0\xB5"), /* Rezyume */
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!str_starts_nocase(line, names[i]))
            continue;
        str rest = str_trim(str_from(line, names[i].n));
        *whole = rest.n == 0 || str_eq(rest, S(":"));
        if (*whole || str_starts(rest, S(":")))
            return true;
    }
    return false;
}
