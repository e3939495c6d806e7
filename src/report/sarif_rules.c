/* sarif_rules.c: rules with their pages of docs/checks/ as help. */
#include "report/sarif_rules.h"

#include "check/check.h"
#include "check/pages.h"
#include "report/enum_names.h"

#include "base/banned.h"

enum { HELP_BYTES_MAX = 1000 }; /* GitHub takes 1,024 characters */

/* By the first digit of a rule's number. */
static const struct {
    str tag, precision;
} groups[10] = {
    ['1' - '0'] = { S_INIT("form"), S_INIT("very-high") },
    ['2' - '0'] = { S_INIT("date"), S_INIT("high") },
    ['3' - '0'] = { S_INIT("link"), S_INIT("high") },
    ['4' - '0'] = { S_INIT("reference"), S_INIT("medium") },
    ['5' - '0'] = { S_INIT("outlet"), S_INIT("high") },
    ['6' - '0'] = { S_INIT("quotation"), S_INIT("medium") },
    ['9' - '0'] = { S_INIT("suppression"), S_INIT("very-high") },
};

static str page_of(const struct check *check)
{
    for (size_t i = 0; i < check_page_count; i++)
        if (str_starts(str_from_z(check_pages[i].name), check->rule))
            return str_from_z(check_pages[i].text);
    return (str){ 0 };
}

/* The paragraphs of a page: heading, severity, what it means ... */
static str paragraph(str page, size_t wanted)
{
    for (size_t i = 0; page.n; i++) {
        size_t end = str_find(page, S("\n\n"), 0);
        if (i == wanted)
            return str_trim(str_slice(page, 0, end));
        page = str_from(page, end + 2);
    }
    return (str){ 0 };
}

/* One line of text, without Markdown's backticks. */
static str plain(str text, struct arena *scratch)
{
    char *out = NEW(scratch, char, text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != '`')
            out[n++] = text.p[i] == '\n' ? ' ' : text.p[i];
    return (str){ out, n };
}

/* The page's section of that title. */
static str section(str page, str title)
{
    size_t at = str_find(page, title, 0);
    str rest = str_from(page, at + title.n);
    return str_trim(str_slice(rest, 0, str_find(rest, S("\n## "), 0)));
}

/* At most HELP_BYTES_MAX bytes, cut between words. */
static str clipped(str text)
{
    if (text.n <= HELP_BYTES_MAX)
        return text;
    size_t n = HELP_BYTES_MAX;
    while (n > 0 && text.p[n] != ' ')
        n--;
    return str_slice(text, 0, n);
}

static void write_text(struct json_writer *w, str key, str text)
{
    json_key(w, key);
    json_begin_object(w);
    json_key(w, S("text"));
    json_str(w, text);
    json_end_object(w);
}

static str sentence(str line, struct arena *scratch)
{
    str text = str_printf(scratch, "%.*s.", STR_ARG(line));
    char *first = NEW(scratch, char, text.n);
    memcpy(first, text.p, text.n);
    if (first[0] >= 'a' && first[0] <= 'z')
        first[0] = (char)(first[0] - 'a' + 'A');
    return (str){ first, text.n };
}

/* "ProseDate" of "prose-date": SARIF wants identifiers that people can read in Pascal case. */
static str pascal(str kind, struct arena *scratch)
{
    char *out = NEW(scratch, char, kind.n + 1);
    size_t n = 0;
    bool capital = true;
    for (size_t i = 0; i < kind.n; i++) {
        char c = kind.p[i];
        if (c == '-') {
            capital = true;
            continue;
        }
        out[n++] = capital && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        capital = false;
    }
    return (str){ out, n };
}

static void write_rule(struct json_writer *w, const struct check *check, struct arena *scratch)
{
    str page = page_of(check), meaning = plain(paragraph(page, 2), scratch);
    str what_to_do = plain(section(page, S("## What to do\n")), scratch);
    str line = sentence(check->line, scratch);
    unsigned group = (unsigned)(check->rule.p[2] - '0') % 10;
    json_begin_object(w);
    json_key(w, S("id"));
    json_str(w, check->rule);
    json_key(w, S("name"));
    json_str(w, pascal(check->kind, scratch));
    write_text(w, S("shortDescription"), line);
    write_text(w, S("fullDescription"), meaning.n ? clipped(meaning) : line);
    json_key(w, S("help"));
    json_begin_object(w);
    json_key(w, S("text"));
    json_str(w, clipped(str_printf(scratch, "%.*s %.*s", STR_ARG(meaning.n ? meaning : line),
                                   STR_ARG(what_to_do))));
    json_key(w, S("markdown"));
    json_str(w, page.n ? page : line);
    json_end_object(w);
    json_key(w, S("defaultConfiguration"));
    json_begin_object(w);
    bool off = check->severity == CCK_SEVERITY_OFF; /* SARIF has no such level: 3.50.2, 3.50.3 */
    json_key(w, S("enabled"));
    json_bool(w, !off);
    json_key(w, S("level"));
    json_str(w, name_of_severity(off ? CCK_SEVERITY_NOTE : check->severity));
    json_end_object(w);
    json_key(w, S("properties"));
    json_begin_object(w);
    json_key(w, S("precision"));
    json_str(w, groups[group].precision);
    json_key(w, S("problem.severity"));
    json_str(w, check->severity <= CCK_SEVERITY_NOTE ? S("recommendation")
                                                     : name_of_severity(check->severity));
    json_key(w, S("tags"));
    json_begin_array(w);
    json_str(w, S("citations"));
    json_str(w, groups[group].tag);
    json_end_array(w);
    json_end_object(w);
    json_end_object(w);
}

void sarif_write_tool(struct json_writer *w, struct arena *scratch)
{
    json_key(w, S("tool"));
    json_begin_object(w);
    json_key(w, S("driver"));
    json_begin_object(w);
    json_key(w, S("name"));
    json_str(w, S("citecheck"));
    json_key(w, S("fullName"));
    json_str(w, S("citecheck " CCK_VERSION));
    json_key(w, S("version"));
    json_str(w, S(CCK_VERSION));
    json_key(w, S("semanticVersion"));
    json_str(w, S(CCK_VERSION));
    json_key(w, S("informationUri"));
    json_str(w, S("https://citecheck.org"));
    json_key(w, S("rules"));
    json_begin_array(w);
    for (size_t i = 0; i < CHECK_COUNT; i++)
        write_rule(w, &checks[i], scratch);
    json_end_array(w);
    json_end_object(w);
    json_end_object(w);
}
