/* text_outcome.c: references in the text report. */
#include "report/text_outcome.h"

#include "base/fold.h"
#include "base/map.h"
#include "base/term.h"
#include "format/url.h"
#include "report/list_row.h"
#include "report/outcome.h"

#include "base/banned.h"

enum { INDENT = 4, PARAGRAPH_COLUMNS = 7 };

static str counted(struct arena *scratch, size_t n, const char *one, const char *many)
{
    return str_printf(scratch, "%zu %s", n, n == 1 ? one : many);
}

static str joined(struct arena *scratch, str head, const char *between, str tail)
{
    return head.n ? str_printf(scratch, "%.*s%s%.*s", STR_ARG(head), between, STR_ARG(tail)) : tail;
}

str text_inventory(const struct report_counts *counts, struct arena *scratch)
{
    size_t citations = counts->citations - counts->credits;
    str line = citations ? counted(scratch, citations, "citation", "citations") : S("no citations");
    if (counts->credits)
        line = joined(scratch, line, ", ",
                      counted(scratch, counts->credits, "image credit", "image credits"));
    if (counts->links)
        line = joined(scratch, line, ", ",
                      counted(scratch, counts->links, "other link", "other links"));
    return line;
}

str text_citation(const struct citation *citation, struct arena *scratch)
{
    str label = joined(scratch, citation->outlet_text, citation->date_text.n ? ", " : "",
                       citation->date_text);
    return fold_spaces(scratch, label);
}

/* Text of our own, padded to `columns`, or by one blank. Returns the width written. */
static size_t add_padded(const struct layout *layout, const char *text, size_t columns)
{
    str cell = str_from_z(text);
    size_t width = term_width(cell), blanks = width < columns ? columns - width : 1;
    buf_add(layout->out, cell);
    term_pad(layout->out, blanks);
    return width + blanks;
}

size_t text_place(const struct layout *layout, struct line_place at, uint32_t paragraph,
                  size_t columns)
{
    char room[40];
    (void)snprintf(room, sizeof room, "%u:%u", at.line, at.column);
    size_t width = add_padded(layout, room, columns);
    room[0] = 0;
    if (paragraph)
        (void)snprintf(room, sizeof room, "%s%u", layout->unicode ? "\xC2\xB6" : "par ", paragraph);
    return width + add_padded(layout, room, PARAGRAPH_COLUMNS);
}

/* Where a reference stands and what it is called. */
struct shown {
    struct line_place at;
    uint32_t paragraph;
    str label;
};

static struct shown show(const struct report_doc *doc, const struct reference *ref,
                         struct line_cursor *lines, struct arena *scratch)
{
    bool bare = ref->text.len == 0 && ref->link < doc->doc->links.n;
    span source = bare ? doc->doc->links.p[ref->link].source : doc_source_span(doc->doc, ref->text);
    size_t block = doc_block_at(doc->doc, ref->text.off);
    str words = str_slice(str_at(doc->doc->text, ref->text), 0, 1000);
    return (struct shown){
        .at = line_cursor_at(lines, source.off),
        .paragraph = block < doc->doc->blocks.n ? doc->doc->blocks.p[block].paragraph : 0,
        .label = ref->citation < doc->cites->citations.n
                     ? text_citation(&doc->cites->citations.p[ref->citation], scratch)
                     : fold_spaces(scratch, words),
    };
}

static void add_reference(const struct layout *layout, const struct shown *shown, str url)
{
    term_pad(layout->out, INDENT);
    size_t column = INDENT + text_place(layout, shown->at, shown->paragraph, 9);
    size_t room = layout->columns - column;
    size_t width = term_width(url);
    if (!url.n || !shown->label.n || width + 12 > room) {
        (void)layout_cut(layout, shown->label.n ? shown->label : url, room);
        if (url.n && shown->label.n) {
            buf_byte(layout->out, '\n');
            term_pad(layout->out, column);
            term_put(layout->out, url);
        }
        buf_byte(layout->out, '\n');
        return;
    }
    (void)layout_cut(layout, shown->label, room - width - 2);
    term_pad(layout->out, 2);
    layout_paint(layout, PAINT_DIM, url);
    buf_byte(layout->out, '\n');
}

/* All references that were not checked for the same reason. */
struct group {
    struct outcome outcome;
    VEC(uint32_t) refs;
};

struct groups {
    VEC(struct group *) list;
};

static void collect(const struct report *report, const struct report_doc *doc,
                    struct arena *scratch, struct groups *groups)
{
    struct map seen = { 0 };
    for (size_t i = 0; doc->refs && i < doc->refs->list.n; i++) {
        struct outcome outcome = outcome_of(doc, &doc->refs->list.p[i], &report->options);
        if (outcome.kind != OUTCOME_UNVERIFIED)
            continue;
        struct group **group = (struct group **)(void *)map_slot(&seen, scratch, outcome.verdict);
        if (!*group) {
            *group = NEW(scratch, struct group, 1);
            (*group)->outcome = outcome;
            *VEC_PUSH(&groups->list, scratch) = *group;
        }
        *VEC_PUSH(&(*group)->refs, scratch) = (uint32_t)i;
    }
}

static str group_title(const struct group *group, struct arena *scratch)
{
    size_t n = group->refs.n;
    if (group->outcome.no_link)
        return n == 1 ? S("1 citation has no link: add the link to have it checked")
                      : str_printf(scratch,
                                   "%zu citations have no link: add links to have them checked", n);
    if (group->outcome.not_asked)
        return str_printf(scratch, "%zu %s not looked at: %.*s", n,
                          n == 1 ? "reference was" : "references were",
                          STR_ARG(group->outcome.next));
    return str_printf(scratch, "%zu not checked, %.*s: %.*s", n, STR_ARG(group->outcome.verdict),
                      STR_ARG(group->outcome.next));
}

void text_add_unverified(const struct layout *layout, const struct report *report,
                         const struct report_doc *doc, struct arena *scratch)
{
    struct groups groups = { 0 };
    collect(report, doc, scratch, &groups);
    bool verbose = report->options.verbosity > 0;
    for (size_t i = 0; i < groups.list.n; i++) {
        const struct group *group = groups.list.p[i];
        bool listed = verbose || !(group->outcome.no_link || group->outcome.not_asked);
        struct line_cursor lines;
        line_cursor_init(&lines, doc->doc->source);
        buf_byte(layout->out, ' ');
        layout_sign(layout, SIGN_UNVERIFIED);
        buf_byte(layout->out, ' ');
        layout_wrap(layout, INDENT - 1, INDENT, group_title(group, scratch));
        for (size_t k = 0; listed && k < group->refs.n; k++) {
            const struct reference *ref = &doc->refs->list.p[group->refs.p[k]];
            struct shown shown = show(doc, ref, &lines, scratch);
            add_reference(layout, &shown, url_masked(ref->url, scratch));
        }
    }
    if (groups.list.n)
        buf_byte(layout->out, '\n');
}

/* What was found behind a reference: a page's verdict and title, or the house's own article. */
struct found {
    str verdict, title, url;
};

static struct found found_of(const struct report_doc *doc, const struct reference *ref,
                             struct arena *scratch)
{
    char room[DATE_TEXT_BYTES];
    const struct evidence *evidence = report_evidence(doc, ref);
    struct found found = { .verdict = S("in the repository"), .url = ref->url };
    if (evidence && evidence->fetch) {
        found.verdict = verdict_name(evidence->verdict.code);
        if (evidence->fetch->repeated)
            found.verdict =
                str_printf(scratch, "%.*s on %.*s", STR_ARG(found.verdict),
                           STR_ARG(date_iso(date_from_unix(evidence->fetch->checked_s), room)));
        found.title = evidence->page ? evidence->page->title : (str){ 0 };
    } else if (doc->cross && ref->citation != CITE_NONE && doc->cross[ref->citation].article) {
        const struct own_article *article = doc->cross[ref->citation].article;
        found.title = article->title;
        found.url = article->url.n ? article->url : article->path;
    }
    return found;
}

static void add_confirmed(const struct layout *layout, const struct shown *shown,
                          struct found found, struct arena *scratch)
{
    buf_byte(layout->out, ' ');
    layout_sign(layout, SIGN_CONFIRMED);
    buf_byte(layout->out, ' ');
    size_t column = 3 + text_place(layout, shown->at, shown->paragraph, 10);
    column += layout_cut(layout, shown->label, layout->columns - column - found.verdict.n - 3);
    layout_right(layout, column, found.verdict);
    buf_byte(layout->out, '\n');
    if (found.title.n) {
        term_pad(layout->out, INDENT);
        (void)layout_cut(layout, fold_spaces(scratch, found.title), layout->columns - INDENT);
        buf_byte(layout->out, '\n');
    }
    term_pad(layout->out, INDENT);
    layout_paint(layout, PAINT_DIM, url_masked(found.url, scratch));
    buf_byte(layout->out, '\n');
}

void text_add_confirmed(const struct layout *layout, const struct report *report,
                        const struct report_doc *doc, struct arena *scratch)
{
    struct line_cursor lines;
    bool any = false;
    line_cursor_init(&lines, doc->doc->source);
    for (size_t i = 0; doc->refs && i < doc->refs->list.n; i++) {
        const struct reference *ref = &doc->refs->list.p[i];
        if (outcome_of(doc, ref, &report->options).kind != OUTCOME_CONFIRMED)
            continue;
        struct shown shown = show(doc, ref, &lines, scratch);
        add_confirmed(layout, &shown, found_of(doc, ref, scratch), scratch);
        any = true;
    }
    if (any)
        buf_byte(layout->out, '\n');
}

/* "20 citations: 4 confirmed, 2 to correct or look at, 14 not checked (11 without a link)" */
static str coverage(const struct report_counts *counts, struct arena *scratch)
{
    size_t unchecked = counts->unchecked - counts->silenced;
    size_t total = counts->confirmed + counts->to_correct + counts->unchecked;
    str line = str_printf(
        scratch, "%zu %s: %zu confirmed, %zu to correct or look at, %zu not checked", total,
        total == 1 ? "citation" : "citations", counts->confirmed, counts->to_correct, unchecked);
    if (counts->no_link && counts->no_link == unchecked)
        line = joined(scratch, line, " ", S("(no link)"));
    else if (counts->no_link)
        line = str_printf(scratch, "%.*s (%zu without a link)", STR_ARG(line), counts->no_link);
    if (counts->silenced)
        line = str_printf(scratch, "%.*s, %zu silenced", STR_ARG(line), counts->silenced);
    return line;
}

static str links_line(const struct report_counts *counts, struct arena *scratch)
{
    return str_printf(
        scratch, "%zu other %s: %zu confirmed, %zu to correct or look at, %zu not checked",
        counts->links, counts->links == 1 ? "link" : "links", counts->links_confirmed,
        counts->links_broken, counts->links - counts->links_confirmed - counts->links_broken);
}

/* The findings of all documents, by what an editor does about them. */
static str summary(const struct layout *layout, const struct report *report,
                   const struct report_counts *counts, struct arena *scratch)
{
    const char *dot = layout->unicode ? " \xC2\xB7 " : " - ";
    size_t notes = counts->findings[CCK_SEVERITY_NOTE];
    str line =
        str_printf(scratch, "%zu to correct%s%zu to look at", counts->findings[CCK_SEVERITY_ERROR],
                   dot, counts->findings[CCK_SEVERITY_WARNING]);
    if (notes)
        line = joined(scratch, line, dot, counted(scratch, notes, "note", "notes"));
    if (counts->accepted)
        line =
            str_printf(scratch, "%.*s%s%zu in the baseline", STR_ARG(line), dot, counts->accepted);
    if (report->options.seconds > 0)
        line = str_printf(scratch, "%.*s     %.1f s, %u %s", STR_ARG(line), report->options.seconds,
                          report->options.requests,
                          report->options.requests == 1 ? "request" : "requests");
    return line;
}

static void add_line(const struct layout *layout, str line)
{
    buf_byte(layout->out, ' ');
    term_put(layout->out, line);
    buf_byte(layout->out, '\n');
}

void text_add_summary(const struct layout *layout, const struct report *report,
                      struct arena *scratch)
{
    struct report_counts counts = report->counts;
    if (report->options.interrupted)
        add_line(layout, S("Interrupted: this is what there was until then."));
    if (report->options.only_changes && counts.documents + report->n_errors == 0)
        add_line(layout, S("No article has changed."));
    if (report->options.local_error.n)
        add_line(layout,
                 str_printf(scratch, "The network was not reachable (%.*s): no link was checked.",
                            STR_ARG(report->options.local_error)));
    if (counts.repeated)
        add_line(layout, str_printf(scratch,
                                    "%s could not be looked at now: what the last look saw stands.",
                                    counted(scratch, counts.repeated, "link", "links").p));
    if (report->options.ignore_robots)
        add_line(layout, S("robots.txt was not heeded (--ignore-robots)."));
    if (report->options.stale)
        add_line(layout, str_printf(scratch,
                                    "%zu in the baseline no longer met: `citecheck baseline prune` "
                                    "takes them out.",
                                    report->options.stale));
    if (report->n_errors)
        add_line(layout, str_printf(scratch, "%zu %s could not be read.", report->n_errors,
                                    report->n_errors == 1 ? "input" : "inputs"));
    add_line(layout, summary(layout, report, &counts, scratch));
    if (counts.confirmed + counts.to_correct + counts.unchecked)
        add_line(layout, coverage(&counts, scratch));
    if (counts.links)
        add_line(layout, links_line(&counts, scratch));
}
