/* suppress.c: reads "citecheck-disable-next CC401, CC404 -- reason" and the like. */
#include "check/suppress.h"

#include "check/support.h"

#include "base/banned.h"

enum mark_word { MARK_DISABLE, MARK_ENABLE, MARK_NEXT, MARK_LINE, MARK_FILE };

static const struct {
    str word;
    enum mark_word kind;
} words[] = {
    { S_INIT("disable-next"), MARK_NEXT }, { S_INIT("disable-line"), MARK_LINE },
    { S_INIT("disable-file"), MARK_FILE }, { S_INIT("disable"), MARK_DISABLE },
    { S_INIT("enable"), MARK_ENABLE },
};

/* What one mark silences: some checks in a stretch of the source. */
struct rule_out {
    const struct doc_mark *mark;
    bool checks[CHECK_COUNT];
    span where;
    uint8_t kind; /* enum mark_word */
    bool valid, used;
    bool has_reason;
    str problem;
};

static bool read_word(str *rest, uint8_t *kind)
{
    if (!str_starts(*rest, S("citecheck-")))
        return false;
    str text = str_from(*rest, 10);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        str behind = str_from(text, words[i].word.n);
        if (!str_starts(text, words[i].word) ||
            (behind.n && behind.p[0] != ' ' && behind.p[0] != '\t'))
            continue;
        *kind = (uint8_t)words[i].kind;
        *rest = str_trim(behind);
        return true;
    }
    return false;
}

static bool is_separator(char c)
{
    return c == ',' || c == ' ' || (c >= '\t' && c <= '\r');
}

/* The checks that a mark names; all of them when it names none and may do so (enable). */
static void read_checks(struct arena *arena, str rest, struct rule_out *r)
{
    size_t n = 0;
    for (size_t i = 0; i < rest.n;) {
        size_t from = i;
        while (i < rest.n && !is_separator(rest.p[i]))
            i++;
        str name = str_slice(rest, from, i - from);
        while (i < rest.n && is_separator(rest.p[i]))
            i++;
        if (name.n == 0)
            continue;
        const struct check *check = check_find(name);
        if (!check) {
            r->problem = str_printf(arena, "“%.*s” is no check", STR_ARG(name));
            return;
        }
        r->checks[check - checks] = true;
        n++;
    }
    r->valid = n > 0 || r->kind == MARK_ENABLE;
    if (n == 0 && r->kind == MARK_ENABLE)
        memset(r->checks, true, sizeof r->checks);
    if (!r->valid)
        r->problem = S("it names no check, such as CC401");
}

/* The line of the source that a mark stands on. */
static span line_of(str source, span at)
{
    size_t from = at.off, end = span_end(at);
    while (from > 0 && source.p[from - 1] != '\n')
        from--;
    end = str_find_byte(source, '\n', end);
    return span_make(from, end);
}

/* The next sentence when the mark stands in a paragraph, else the next block. */
static span next_of(const struct doc *doc, uint32_t off)
{
    size_t low = 0, high = doc->blocks.n;
    while (low < high) { /* the first block that ends behind the mark */
        size_t mid = low + (high - low) / 2;
        if (span_end(doc->blocks.p[mid].text) <= off)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == doc->blocks.n)
        return (span){ 0 };
    const struct block *b = &doc->blocks.p[low];
    span where = b->text;
    for (uint32_t i = 0; off > b->text.off && i < b->n_sentences; i++) {
        span s = doc->sentences.p[b->first_sentence + i].text;
        if (span_end(s) > off) {
            where = s.off < off ? span_make(off, span_end(s)) : s;
            break;
        }
    }
    return doc_source_span(doc, where);
}

static span where_of(const struct doc *doc, const struct rule_out *r)
{
    size_t end = doc->source.n;
    switch ((enum mark_word)r->kind) {
    case MARK_NEXT:
        return next_of(doc, r->mark->text_off);
    case MARK_LINE:
        return line_of(doc->source, r->mark->source);
    case MARK_FILE:
        return span_make(0, end);
    case MARK_DISABLE:
    case MARK_ENABLE:
        break;
    }
    return span_make(r->mark->source.off, end);
}

static void read_mark(const struct check_input *in, struct arena *arena,
                      const struct doc_mark *mark, struct rule_out *r)
{
    *r = (struct rule_out){ .mark = mark };
    str rest = mark->words;
    if (!read_word(&rest, &r->kind)) {
        r->problem =
            S("the word is not known; those that are: citecheck-disable-next, -disable-line, "
              "-disable, -enable, -disable-file");
        return;
    }
    size_t dashes = str_find(rest, S("--"), 0);
    r->has_reason = str_trim(str_from(rest, dashes + 2)).n > 0;
    read_checks(arena, str_slice(rest, 0, dashes), r);
    r->where = where_of(in->doc, r);
}

/* A piece of the source in which one check is silent. */
struct stretch {
    size_t from, end;
    struct rule_out *rule;
};

/* Of each check. `open`: one more than the index of the stretch that "enable" would end; 0 =
 * none. */
struct silence {
    VEC(struct stretch) stretches;
    size_t open;
};

static void add_rule(struct arena *arena, struct rule_out *r, struct silence *silence)
{
    if (r->kind == MARK_ENABLE) {
        if (silence->open)
            silence->stretches.p[silence->open - 1].end = r->where.off;
        silence->open = 0;
        return;
    }
    if (r->kind == MARK_DISABLE && silence->open)
        return; /* off already: this one is of no use */
    *VEC_PUSH(&silence->stretches, arena) = (struct stretch){ r->where.off, span_end(r->where), r };
    if (r->kind == MARK_DISABLE)
        silence->open = silence->stretches.n;
}

static bool is_silenced(const struct silence *silence, span at)
{
    bool silenced = false;
    for (size_t i = 0; i < silence->stretches.n; i++) {
        struct stretch *s = &silence->stretches.p[i];
        if (at.off >= s->from && at.off < s->end)
            s->rule->used = silenced = true;
    }
    return silenced;
}

/* Was every address of the document asked for? */
static bool all_asked(const struct check_input *in)
{
    for (size_t i = 0; in->evidence && in->refs && i < in->refs->list.n; i++) {
        const struct evidence *e = &in->evidence[i];
        if (in->refs->list.p[i].skipped || (e->fetch && e->verdict.code == VERDICT_NONE))
            return false;
    }
    return in->evidence != NULL;
}

/* Could the mark's checks not be looked at in this run? */
static bool is_unknowable(const struct rule_out *r, bool asked)
{
    for (size_t i = 0; i < CHECK_COUNT; i++)
        if (r->checks[i] && !asked && support_needs_network((enum check_id)i))
            return true;
    return false;
}

static void report_marks(const struct check_input *in, const struct rule_out *rules, size_t n,
                         struct findings *out)
{
    bool asked = all_asked(in);
    for (size_t i = 0; i < n; i++) {
        const struct rule_out *r = &rules[i];
        bool mute = in->reasons_required && !r->has_reason && r->kind != MARK_ENABLE;
        bool idle = !r->used && r->kind != MARK_ENABLE && !is_unknowable(r, asked);
        if (r->valid && !idle && !mute)
            continue;
        struct finding *f = finding_add(out, CHECK_CC902, (span){ 0 });
        f->source = r->mark->source;
        if (!r->valid)
            f->message = str_printf(out->arena,
                                    "This comment is meant for citecheck and was not understood: "
                                    "%.*s. Correct it or take it out.",
                                    STR_ARG(r->problem));
        else if (idle)
            f->message = S("This comment silences nothing here any more. Take it out.");
        else
            f->message = S("This comment does not say why. Add two hyphens and the reason.");
    }
}

void suppress(const struct check_input *in, struct findings *out)
{
    size_t n = in->doc->marks.n, kept = 0;
    struct silence silence[CHECK_COUNT] = { 0 };
    if (n == 0)
        return;
    struct rule_out *rules = NEW(out->arena, struct rule_out, n);
    for (size_t i = 0; i < n; i++) {
        read_mark(in, out->arena, &in->doc->marks.p[i], &rules[i]);
        for (size_t check = 0; rules[i].valid && check < CHECK_COUNT; check++)
            if (rules[i].checks[check])
                add_rule(out->arena, &rules[i], &silence[check]);
    }
    for (size_t i = 0; i < out->list.n; i++) {
        const struct finding *f = &out->list.p[i];
        span at = f->source.len ? f->source : doc_source_span(in->doc, f->text);
        if (!is_silenced(&silence[f->check], at))
            out->list.p[kept++] = *f;
    }
    out->list.n = kept;
    report_marks(in, rules, n, out);
}
