/* report_text.c: the report of `check` for people: for each document its findings in the order of the
 * text, then what was not checked, then what was confirmed (-v); at the end the summary. */
#include "base/fold.h"
#include "base/term.h"
#include "report/layout.h"
#include "report/list_row.h"
#include "report/text_outcome.h"
#include "report/writers.h"

#include "base/banned.h"

enum { INDENT = 4, RELATED_MAX = 2, PLACE_COLUMNS = 10 };

struct text_report {
    const struct report *report;
    const struct report_doc *doc;
    struct layout layout;
    struct arena *scratch;
    struct line_cursor lines;
};

/* "published 2024-07-29 (front matter date)" */
static str published(const struct article_date *article, struct arena *scratch)
{
    if (!article->known)
        return S("publication date not known");
    char from[DATE_TEXT_BYTES], to[DATE_TEXT_BYTES];
    str first = date_iso(date_from_days(article->days.from), from);
    str last = date_iso(date_from_days(article->days.to), to);
    str when = str_eq(first, last) ? str_printf(scratch, "published %.*s", STR_ARG(first))
                                   : str_printf(scratch, "published between %.*s and %.*s",
                                                STR_ARG(first), STR_ARG(last));
    for (size_t i = 0; i < article->n_reasons && i < ARTICLE_REASONS_MAX; i++)
        when = str_printf(scratch, "%.*s%s%.*s", STR_ARG(when), i ? "; " : " (",
                          STR_ARG(article->reasons[i]));
    return article->n_reasons ? str_printf(scratch, "%.*s)", STR_ARG(when)) : when;
}

static void add_head(struct text_report *text)
{
    const struct doc *doc = text->doc->doc;
    struct buf *out = text->layout.out;
    layout_paint(&text->layout, PAINT_BOLD, doc->name);
    if (text->report->options.verbosity < 0) {
        buf_byte(out, '\n');
        return;
    }
    str title = fold_spaces(text->scratch, doc->meta.title);
    size_t column = term_width(doc->name);
    if (title.n && column + 2 + term_width(title) <= text->layout.columns) {
        term_pad(out, 2);
        term_put(out, title);
    } else if (title.n) {
        buf_byte(out, '\n');
        term_pad(out, INDENT);
        (void)layout_cut(&text->layout, title, text->layout.columns - INDENT);
    }
    buf_byte(out, '\n');
    struct report_counts counts = { 0 };
    report_count(&text->report->options, text->doc, &counts);
    str dot = text->layout.unicode ? S(" \xC2\xB7 ") : S(" - ");
    str line = published(text->doc->article, text->scratch);
    const struct style *style = text->doc->style;
    if (style)
        line = str_printf(text->scratch, "%.*s%.*sstyle %.*s", STR_ARG(line), STR_ARG(dot),
                          STR_ARG(style->id));
    line = str_printf(text->scratch, "%.*s%.*s%.*s", STR_ARG(line), STR_ARG(dot),
                      STR_ARG(text_inventory(&counts, text->scratch)));
    if (doc->meta.front_matter_open)
        line = str_printf(text->scratch, "%.*s%.*sfront matter not read: no line \"---\" closes it",
                          STR_ARG(line), STR_ARG(dot));
    term_pad(out, INDENT);
    layout_wrap(&text->layout, INDENT, INDENT, line);
}

/* The source's line that `mark` stands in; of a very long one more than is ever shown. */
static span line_of(str source, span mark)
{
    enum { NEAR_BYTES = 4096 };
    size_t begin = mark.off, end = span_end(mark);
    size_t least = begin > NEAR_BYTES ? begin - NEAR_BYTES : 0;
    while (begin > least && begin <= source.n && source.p[begin - 1] != '\n')
        begin--;
    return span_make(begin, str_find_byte(str_slice(source, 0, end + NEAR_BYTES), '\n', end));
}

/* The sentence, block or source line that a finding's place stands in. */
static str context_of(const struct doc *doc, const struct finding *finding, span *mark)
{
    span whole = { 0 };
    size_t sentence = doc_sentence_at(doc, finding->text.off);
    size_t block = doc_block_at(doc, finding->text.off);
    str text = doc->text;
    *mark = finding->text;
    if (finding->text.len == 0 && finding->source.len) {
        text = doc->source;
        *mark = finding->source;
        whole = line_of(text, *mark);
    } else if (sentence < doc->sentences.n) {
        whole = doc->sentences.p[sentence].text;
    } else if (block < doc->blocks.n) {
        whole = doc->blocks.p[block].text;
    }
    if (mark->off < whole.off)
        whole = *mark;
    mark->off -= whole.off;
    return str_at(text, whole);
}

/* The cited outlet and date, or the marked words. */
static str label_of(const struct text_report *text, const struct finding *finding)
{
    if (finding->citation < text->doc->cites->citations.n)
        return text_citation(&text->doc->cites->citations.p[finding->citation], text->scratch);
    const struct doc *doc = text->doc->doc;
    str marked = report_source_text(doc, report_finding_source(doc, finding), finding->text);
    return fold_spaces(text->scratch, str_slice(marked, 0, 1000));
}

static enum sign sign_of(unsigned severity)
{
    return severity == CCK_SEVERITY_ERROR     ? SIGN_ERROR
           : severity == CCK_SEVERITY_WARNING ? SIGN_WARNING
                                              : SIGN_NOTE;
}

/* Of an address, that of the citation which has it; 0 when there is none. */
static uint32_t paragraph_of(const struct report_doc *doc, const struct finding *finding)
{
    const struct cite_list *cites = doc->cites;
    span text = finding->text;
    if (!text.len && finding->citation < cites->citations.n)
        text = cites->parens.p[cites->citations.p[finding->citation].paren].text;
    size_t block = doc_block_at(doc->doc, text.off);
    return text.len && block < doc->doc->blocks.n ? doc->doc->blocks.p[block].paragraph : 0;
}

/* Sign, place, paragraph, label; kind and rule at the right edge. */
static void add_title(struct text_report *text, const struct finding *finding)
{
    const struct layout *layout = &text->layout;
    const struct doc *doc = text->doc->doc;
    const struct check *check = &checks[finding->check];
    struct line_place at = line_cursor_at(&text->lines, report_finding_source(doc, finding).off);
    str kind = str_printf(text->scratch, "%.*s  %.*s", STR_ARG(check->kind), STR_ARG(check->rule));
    buf_byte(layout->out, ' ');
    layout_sign(layout, sign_of(finding->severity));
    buf_byte(layout->out, ' ');
    size_t column = 3 + text_place(layout, at, paragraph_of(text->doc, finding), PLACE_COLUMNS);
    size_t used = column + 2 + kind.n;
    size_t room = used < layout->columns ? layout->columns - used : 0;
    column += layout_cut(layout, label_of(text, finding), room > 8 ? room : 8);
    layout_right(layout, column, kind);
    buf_byte(layout->out, '\n');
}

static void add_related(struct text_report *text, const struct finding *finding)
{
    for (uint32_t i = 0; i < finding->n_related && i < RELATED_MAX; i++) {
        struct line_cursor lines = text->lines;
        span source = doc_source_span(text->doc->doc, finding->related[i].text);
        struct line_place at = line_cursor_at(&lines, source.off);
        term_pad(text->layout.out, INDENT);
        layout_wrap(&text->layout, INDENT, INDENT,
                    str_printf(text->scratch, "%u:%u: %.*s", at.line, at.column,
                               STR_ARG(finding->related[i].message)));
    }
}

static void add_suggestion(struct text_report *text, const struct finding *finding)
{
    if (!finding->suggestion.p)
        return;
    term_pad(text->layout.out, INDENT);
    if (finding->suggestion.n)
        layout_wrap(&text->layout, INDENT, INDENT,
                    str_printf(text->scratch, "write: %.*s", STR_ARG(finding->suggestion)));
    else
        buf_add(text->layout.out, S("delete the marked words\n"));
}

static void add_finding(struct text_report *text, const struct finding *finding)
{
    span mark;
    add_title(text, finding);
    term_pad(text->layout.out, INDENT);
    layout_wrap(&text->layout, INDENT, INDENT, finding->message);
    str context = context_of(text->doc->doc, finding, &mark);
    if (context.n)
        layout_excerpt(&text->layout, INDENT, context, mark);
    add_suggestion(text, finding);
    add_related(text, finding);
    if (finding->accepted) {
        str reason = *finding->accepted;
        term_pad(text->layout.out, INDENT);
        layout_wrap(&text->layout, INDENT, INDENT,
                    reason.n ? str_printf(text->scratch, "in the baseline: %.*s", STR_ARG(reason))
                             : S("in the baseline"));
    }
    buf_byte(text->layout.out, '\n');
}

/* What the baseline holds is shown to those who want to see all (-v). */
static bool is_shown(const struct report *report, const struct finding *finding)
{
    return !finding->accepted || report->options.verbosity > 0;
}

void report_text_document(struct report *report, const struct report_doc *doc,
                          struct arena *scratch)
{
    struct text_report text = { .report = report, .doc = doc, .scratch = scratch };
    int verbosity = report->options.verbosity;
    size_t n = doc->findings ? doc->findings->list.n : 0, shown = 0;
    for (size_t i = 0; i < n; i++)
        shown += is_shown(report, &doc->findings->list.p[i]);
    if (verbosity < 0 && shown == 0)
        return;
    layout_init(&text.layout, &report->options, report->out);
    line_cursor_init(&text.lines, doc->doc->source);
    add_head(&text);
    buf_byte(report->out, '\n');
    for (size_t i = 0; i < n; i++)
        if (is_shown(report, &doc->findings->list.p[i]))
            add_finding(&text, &doc->findings->list.p[i]);
    if (verbosity >= 0)
        text_add_unverified(&text.layout, report, doc, scratch);
    if (verbosity > 0)
        text_add_confirmed(&text.layout, report, doc, scratch);
}

void report_text_end(struct report *report, struct arena *scratch)
{
    struct layout layout;
    layout_init(&layout, &report->options, report->out);
    if (report->options.verbosity >= 0)
        text_add_summary(&layout, report, scratch);
}
