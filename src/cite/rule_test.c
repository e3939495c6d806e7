/* rule_test.c: runs the examples that stand in periods.yaml and claims.yaml. */
#include "cite/claim.h"
#include "cite/claim_rules.h"
#include "cite/period.h"
#include "cite/period_rules.h"

#include "base/banned.h"

struct run {
    const struct period_rules *periods;
    const struct claim_rules *claims;
    struct arena *scratch;
    rule_failed *failed;
    void *ctx;
    str language;
    size_t n;
};

/* An example as a document of one sentence. */
struct sample {
    struct doc doc;
    struct cite_list cites;
    struct period_list periods;
    span marked; /* what stood in [[...]]; empty when nothing did */
};

enum { SAMPLE_DAY = 19936 }; /* 2024-08-01: the article's day of every example */

static void make_sample(const struct run *run, str text, struct sample *out)
{
    *out = (struct sample){ 0 };
    size_t open = str_find(text, S("[["), 0), close = str_find(text, S("]]"), 0);
    if (open < close && close < text.n) {
        out->marked = span_make(open, close - 2);
        text = str_printf(run->scratch, "%.*s%.*s%.*s", STR_ARG(str_slice(text, 0, open)),
                          STR_ARG(str_slice(text, open + 2, close - open - 2)),
                          STR_ARG(str_from(text, close + 2)));
    }
    span whole = span_make(0, text.n);
    out->doc.source = out->doc.text = text;
    out->doc.meta.language = run->language;
    *VEC_PUSH(&out->doc.blocks, run->scratch) =
        (struct block){ .text = whole, .paragraph = 1, .n_sentences = 1 };
    *VEC_PUSH(&out->doc.sentences, run->scratch) = (struct sentence){ .text = whole, .ordinal = 1 };
    periods_find(run->periods, &out->doc, &out->cites, (struct day_range){ SAMPLE_DAY, SAMPLE_DAY },
                 run->scratch, &out->periods);
}

static bool same_span(span a, span b)
{
    return a.off == b.off && a.len == b.len;
}

static void fail(struct run *run, str path, struct yaml_place at, str id, const char *what,
                 str text)
{
    run->failed(run->ctx, path, at,
                str_printf(run->scratch, "%.*s: %s: %.*s", STR_ARG(id), what, STR_ARG(text)));
}

static bool has_period(const struct sample *sample, str rule, const span *where)
{
    for (size_t i = 0; i < sample->periods.list.n; i++) {
        const struct period *p = &sample->periods.list.p[i];
        if (str_eq(p->rule, rule) && (!where || same_span(p->text, *where)))
            return true;
    }
    return false;
}

static void test_period(struct run *run, const struct period_rule *rule)
{
    struct sample sample;
    for (const struct yaml_node *n = yaml_first(rule->examples); n; n = yaml_after(n)) {
        make_sample(run, n->text, &sample);
        run->n++;
        if (!has_period(&sample, rule->id, &sample.marked))
            fail(run, rule->path, n->at, rule->id, "not found", n->text);
    }
    for (const struct yaml_node *n = yaml_first(rule->silent); n; n = yaml_after(n)) {
        make_sample(run, n->text, &sample);
        run->n++;
        if (has_period(&sample, rule->id, NULL))
            fail(run, rule->path, n->at, rule->id, "found, but must not be", n->text);
    }
}

size_t periods_test(const struct period_rules *rules, struct arena *scratch, rule_failed *failed,
                    void *ctx)
{
    struct run run = { .periods = rules, .scratch = scratch, .failed = failed, .ctx = ctx };
    for (size_t b = 0; b < rules->books.n; b++) {
        const struct period_book *book = &rules->books.p[b];
        run.language = book->language;
        for (size_t i = 0; i < book->list.n; i++)
            test_period(&run, &book->list.p[i]);
    }
    return run.n;
}

static struct claim score(const struct run *run, const struct sample *sample)
{
    return *claims_score(run->claims, &sample->doc, &sample->periods, run->scratch);
}

static bool has_cue(const struct claim *claim, str name, const span *where)
{
    for (uint32_t i = 0; i < claim->n_cues; i++) {
        const struct claim_cue *cue = &claim->cues[i];
        if (str_eq(cue->name, name) && (!where || span_covers(*where, cue->text)))
            return true;
    }
    return false;
}

static void test_cue(struct run *run, const struct claim_rule *rule)
{
    struct sample sample;
    for (const struct yaml_node *n = yaml_first(rule->examples); n; n = yaml_after(n)) {
        make_sample(run, n->text, &sample);
        struct claim claim = score(run, &sample);
        run->n++;
        if (!has_cue(&claim, rule->name, &sample.marked))
            fail(run, rule->path, n->at, rule->id, "not met", n->text);
    }
    for (const struct yaml_node *n = yaml_first(rule->silent); n; n = yaml_after(n)) {
        make_sample(run, n->text, &sample);
        struct claim claim = score(run, &sample);
        run->n++;
        if (has_cue(&claim, rule->name, NULL))
            fail(run, rule->path, n->at, rule->id, "met, but must not be", n->text);
    }
}

static void test_sentence(struct run *run, str path, const struct yaml_node *n)
{
    struct sample sample;
    struct err err = { 0 };
    int32_t expected = 0;
    bool judgement = false;
    const struct yaml_node *points = yaml_get(n, S("score")), *view = yaml_get(n, S("judgement"));
    str text = yaml_text(n, S("text"));
    make_sample(run, text, &sample);
    struct claim claim = score(run, &sample);
    run->n++;
    if (!points || !yaml_int(points, &expected, &err) ||
        (view && !yaml_bool(view, &judgement, &err)))
        fail(run, path, n->at, S("sentence"), "no score to expect", text);
    else if (claim.score != expected || claim.judgement != judgement)
        fail(run, path, n->at, str_printf(run->scratch, "score %d", claim.score),
             "not what the rule file expects", text);
}

static void test_book(struct run *run, const struct claim_book *book)
{
    run->language = book->language;
    for (size_t i = 0; i < book->list.n; i++)
        test_cue(run, &book->list.p[i]);
    for (size_t i = 0; i < book->sentences.n; i++) {
        const struct yaml_node *list = book->sentences.p[i].list;
        for (const struct yaml_node *n = yaml_first(list); n; n = yaml_after(n))
            test_sentence(run, book->sentences.p[i].path, n);
    }
}

size_t claims_test(const struct claim_rules *rules, const struct period_rules *periods,
                   struct arena *scratch, rule_failed *failed, void *ctx)
{
    struct run run = {
        .periods = periods, .claims = rules, .scratch = scratch, .failed = failed, .ctx = ctx
    };
    for (size_t i = 0; i < rules->books.n; i++)
        test_book(&run, &rules->books.p[i]);
    return run.n;
}
