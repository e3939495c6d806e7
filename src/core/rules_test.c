/* rules_test.c: every example of the rule files, run through the stages that read documents. */
#include "core/rules_test.h"

#include "core/job.h"
#include "doc/read.h"

#include "base/banned.h"

enum { EXAMPLE_PARENS_MAX = 1000, MARKS_MAX = 16 };

struct runner {
    struct cck_session *s;
    struct buf *out;
    size_t n_run, n_failed, n_known;
};

/* An example's text without its [[ ]], and where they stood. */
struct sample {
    str text;
    span marks[MARKS_MAX];
    size_t n_marks;
};

static void report(struct runner *r, str path, uint32_t line, uint32_t column, str message)
{
    buf_printf(r->out, "%.*s:%u:%u: error[CC901]: %.*s\n", STR_ARG(path), line, column,
               STR_ARG(message));
    r->n_failed++;
}

static void unmark(str marked, struct arena *arena, struct sample *out)
{
    char *text = NEW(arena, char, marked.n + 1);
    size_t n = 0, open = SIZE_MAX;
    *out = (struct sample){ 0 };
    for (size_t i = 0; i < marked.n; i++) {
        str pair = str_slice(marked, i, 2);
        if (str_eq(pair, S("[[")) && open == SIZE_MAX) {
            open = n;
            i++;
        } else if (str_eq(pair, S("]]")) && open != SIZE_MAX && out->n_marks < MARKS_MAX) {
            out->marks[out->n_marks++] = span_make(open, n);
            open = SIZE_MAX;
            i++;
        } else {
            text[n++] = marked.p[i];
        }
    }
    out->text = (str){ text, n };
}

struct example_job {
    const struct cck_session *s;
    const struct style *style;
    str text, article_date;
    struct arena *arena;
    struct doc doc;
    struct cite_list cites;
};

static bool parse_example(void *ctx, struct err *err)
{
    struct example_job *job = ctx;
    struct read_limits limits = session_limits(job->s);
    if (!doc_read(S("example.txt"), job->text, &limits, job->arena, &job->doc, err))
        return false;
    struct cite_anchor anchor = { 0 };
    if (job->article_date.n) {
        if (!date_parse_iso(job->article_date, &anchor.day))
            return err_set(err, ERR_FORMAT,
                           "article-date: expected a day like 2024-07-29, met \"%.*s\"",
                           STR_ARG(job->article_date));
        anchor.why = S("article-date");
    }
    struct cite_context context = { &job->doc, &job->s->rules.outlets, job->style, anchor,
                                    EXAMPLE_PARENS_MAX };
    return cite_parse(&context, job->arena, &job->cites, err);
}

static str date_of(const struct citation *c, struct arena *arena)
{
    char from[DATE_TEXT_BYTES], to[DATE_TEXT_BYTES];
    if (c->precision == CCK_PRECISION_NONE)
        return S("none");
    str a = date_iso(c->from, from);
    if (!c->to.month)
        return str_dup(arena, a);
    str b = date_iso(c->to, to);
    return str_printf(arena, "%.*s/%.*s", STR_ARG(a), STR_ARG(b));
}

static str id_of(const struct citation *c)
{
    return c->hit.outlet ? c->hit.outlet->id : S("?");
}

/* "tass 2024-07-19; eurasianet 2024-03-29": what was read, in the order of the text. */
static str describe(const struct cite_list *cites, struct arena *arena)
{
    str all = { 0 };
    for (size_t i = 0; i < cites->citations.n; i++) {
        const struct citation *c = &cites->citations.p[i];
        str when = date_of(c, arena), id = id_of(c);
        all = str_printf(arena, "%.*s%s%.*s %.*s", STR_ARG(all), all.n ? "; " : "", STR_ARG(id),
                         STR_ARG(when));
    }
    return all.n ? all : S("none");
}

/* An example holds, does not hold, or is a known miss; a known miss that holds is an error too. */
static void settle(struct runner *r, bool holds, bool known_miss, str path, struct yaml_place at,
                   str message)
{
    r->n_run++;
    if (known_miss && holds)
        report(r, path, at.line, at.column, S("this example holds now: remove its \"known-miss\""));
    else if (known_miss)
        r->n_known++;
    else if (!holds)
        report(r, path, at.line, at.column, message);
}

/* Whether what was found lies inside the marks. */
static bool inside_marks(const struct example_job *job, const struct sample *sample)
{
    for (size_t i = 0; i < job->cites.citations.n; i++) {
        const struct citation *c = &job->cites.citations.p[i];
        bool held = sample->n_marks == 0;
        for (size_t k = 0; k < sample->n_marks && !held; k++)
            held = c->outlet.len && c->outlet.off >= sample->marks[k].off &&
                   span_end(c->outlet) <= span_end(sample->marks[k]);
        if (held)
            return true;
    }
    return false;
}

static bool run_example(const struct runner *r, struct example_job *job, struct err *err)
{
    struct arena *arenas[] = { job->arena };
    job->s = r->s;
    return job_run(arenas, 1, parse_example, job, err);
}

static void style_example(struct runner *r, const struct style *style,
                          const struct style_example *x, struct arena *arena)
{
    struct sample sample;
    struct err err = { 0 };
    unmark(x->text, arena, &sample);
    struct example_job job = {
        .style = style, .text = sample.text, .article_date = x->article_date, .arena = arena
    };
    if (!run_example(r, &job, &err)) {
        report(r, style->path, x->at.line, x->at.column, str_from_z(err.message));
        return;
    }
    str met = describe(&job.cites, arena);
    bool holds = str_eq(met, x->expect);
    settle(r, holds, x->known_miss, style->path, x->at,
           str_printf(arena, "example does not hold: expected %.*s, got %.*s", STR_ARG(x->expect),
                      STR_ARG(met)));
}

static bool outlet_holds(const struct outlet_example *x, const struct example_job *job,
                         const struct sample *sample, struct arena *arena)
{
    for (size_t i = 0; i < job->cites.citations.n; i++) {
        const struct citation *c = &job->cites.citations.p[i];
        if (x->expect_outlet.n == 0 && str_eq(id_of(c), x->outlet_id))
            return false;
        if (x->expect_outlet.n && str_eq(id_of(c), x->expect_outlet) &&
            (x->expect_date.n == 0 || str_eq(date_of(c, arena), x->expect_date)))
            return inside_marks(job, sample);
    }
    return x->expect_outlet.n == 0;
}

static void outlet_example(struct runner *r, const struct outlet_example *x, struct arena *arena)
{
    struct sample sample;
    struct err err = { 0 };
    struct yaml_place at = { x->line, x->column };
    unmark(x->text, arena, &sample);
    struct example_job job = { .style = style_find(&r->s->rules.styles, (str){ 0 }),
                               .text = sample.text,
                               .article_date = x->article_date,
                               .arena = arena };
    if (!run_example(r, &job, &err)) {
        report(r, x->path, x->line, x->column, str_from_z(err.message));
        return;
    }
    str met = describe(&job.cites, arena);
    settle(r, outlet_holds(x, &job, &sample, arena), x->known_miss, x->path, at,
           str_printf(arena, "example does not hold: expected %.*s %.*s, got %.*s",
                      STR_ARG(x->expect_outlet.n ? x->expect_outlet : S("nothing")),
                      STR_ARG(x->expect_date), STR_ARG(met)));
}

static void word_rule_failed(void *ctx, str path, struct yaml_place at, str message)
{
    report(ctx, path, at.line, at.column, message);
}

static void run_words(struct runner *r, struct arena *scratch)
{
    r->n_run += periods_test(r->s->rules.periods, scratch, word_rule_failed, r);
    r->n_run += claims_test(r->s->rules.claims, r->s->rules.periods, scratch, word_rule_failed, r);
    size_t n_walls = 0;
    struct err err = { 0 };
    if (!walls_test(&r->s->rules.files, r->s->rules.walls, &n_walls, &err))
        report(r, S("walls"), err.line, err.column, str_from_z(err.message));
    r->n_run += n_walls;
}

bool rules_test_run(struct cck_session *s, struct buf *out)
{
    struct runner r = { .s = s, .out = out };
    struct arena scratch;
    arena_init(&scratch, 0, NULL);
    for (size_t i = 0; i < s->rules.styles.list.n; i++) {
        const struct style *style = &s->rules.styles.list.p[i];
        for (size_t k = 0; k < style->examples.n; k++) {
            struct arena_mark mark = arena_mark(&scratch);
            style_example(&r, style, &style->examples.p[k], &scratch);
            arena_release(&scratch, mark);
        }
    }
    for (uint32_t i = 0; i < s->rules.outlets.n_layers; i++) {
        const struct outlet_layer *layer = s->rules.outlets.layers[i];
        for (uint32_t k = 0; k < layer->n_examples; k++) {
            struct arena_mark mark = arena_mark(&scratch);
            outlet_example(&r, &layer->examples[k], &scratch);
            arena_release(&scratch, mark);
        }
    }
    run_words(&r, &scratch);
    arena_free(&scratch);
    buf_printf(out, "%zu examples: %zu hold, %zu do not, %zu known misses\n", r.n_run,
               r.n_run - r.n_failed - r.n_known, r.n_failed, r.n_known);
    return r.n_failed == 0;
}
