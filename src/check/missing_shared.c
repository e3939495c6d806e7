/* missing_shared.c: the coverage rules. A sentence is judged by the points of its cues and by
 * how far its source is. Nothing here says that a claim is wrong: it may need a source. */
#include "check/missing_shared.h"
#include "base/utf8.h"
#include "check/backing_shared.h"
#include "check/support.h"

#include "base/banned.h"

enum { CLAIM_SCORE = 3, CONCLUSION_SCORE = 2, FAR_EVENT_SCORE = 5, STRICT_SCORE = 5 };
enum { SPECIFIC_PERCENT = 80, ANY_PERCENT = 90 };
enum { FAR = 1, LONG = 3, QUOTATION_LETTERS = 8, CLAIMS_OF_PARAGRAPH = 2 };

/* What is to be said of a sentence. */
struct verdict_of {
    bool some;
    bool bare; /* no citation covers it */
    enum check_id check;
    uint8_t severity; /* 0: the check's own */
};

/* How many claims of a kind there are, and how many of them have a citation of their own. */
struct habit {
    uint32_t claims, own;
};

struct missing_judgement {
    const struct check_input *in;
    struct arena *arena;
    struct backing facts;
    struct verdict_of *verdicts; /* per sentence; CC406 stands at the paragraph's first claim */
    struct habit specific_habit, any_habit; /* of the article's specific claims, and of all */
};

static bool is_body(const struct block *b)
{
    return b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_LIST_ITEM;
}

static bool is_bare(const struct missing_judgement *j, uint32_t sentence)
{
    return j->in->cover[sentence].paren == CITE_NONE && !j->facts.backed[sentence];
}

static int32_t score_of(const struct missing_judgement *j, uint32_t sentence)
{
    int32_t score = j->in->claims[sentence].score;
    return j->in->doc->sentences.p[sentence].block == j->facts.lead
               ? score + j->in->style->lead_weight
               : score;
}

static bool is_exempt(const struct claim *claim)
{
    return claim->judgement || claim->transition;
}

static bool is_claim(const struct missing_judgement *j, uint32_t sentence)
{
    return !is_exempt(&j->in->claims[sentence]) && score_of(j, sentence) >= CLAIM_SCORE;
}

static void add_claim(struct habit *habit, bool own)
{
    habit->claims++;
    habit->own += own;
}

/* The article's own habit: where nearly every claim has its citation, one without stands out. */
static void find_habits(struct missing_judgement *j)
{
    for (uint32_t i = 0; i < j->in->doc->sentences.n; i++) {
        if (!is_body(&j->in->doc->blocks.p[j->in->doc->sentences.p[i].block]) || !is_claim(j, i) ||
            j->in->cover[i].paren == CITE_NONE)
            continue;
        bool own = j->in->cover[i].distance == 0;
        add_claim(&j->any_habit, own);
        if (j->facts.specific[i])
            add_claim(&j->specific_habit, own);
    }
}

/* Have at least so many in a hundred of the other claims a citation of their own? The one at hand, which has
 * none, does not count. */
static bool is_habit(const struct habit *habit, uint32_t percent)
{
    enum { CLAIMS_MIN = 4 };
    return habit->claims >= CLAIMS_MIN && habit->own * 100 >= (habit->claims - 1) * percent;
}

static bool is_bare_claim(const struct missing_judgement *j, uint32_t sentence)
{
    return is_bare(j, sentence) && is_claim(j, sentence) && j->in->claims[sentence].firm;
}

/* Has the block no source at all? */
static bool is_unsourced(const struct missing_judgement *j, const struct block *b)
{
    for (uint32_t i = b->first_sentence; i < b->first_sentence + b->n_sentences; i++)
        if (!is_bare(j, i))
            return false;
    return true;
}

/* A lead or conclusion without sources frames the article: what it says is shown elsewhere. */
static bool is_frame(const struct missing_judgement *j, uint32_t block)
{
    bool edge = block == j->facts.deck || block == j->facts.lead || block == j->facts.conclusion;
    return edge && is_unsourced(j, &j->in->doc->blocks.p[block]);
}

/* What even a frame would cite: a figure, a quotation, what somebody said, a day or a year. Round numbers and
 * names in it announce what the body shows. */
static bool is_concrete(const struct missing_judgement *j, uint32_t sentence)
{
    const struct claim *claim = &j->in->claims[sentence];
    return claim->exact || claim->has_quotation || claim->attributed || j->facts.dated[sentence];
}

static struct verdict_of judge_bare(const struct missing_judgement *j, uint32_t sentence,
                                    bool frame)
{
    const struct claim *claim = &j->in->claims[sentence];
    uint32_t block = j->in->doc->sentences.p[sentence].block;
    int32_t score = score_of(j, sentence);
    if (is_exempt(claim) || !is_bare(j, sentence))
        return (struct verdict_of){ 0 };
    if (score >= CLAIM_SCORE && claim->firm && (!frame || is_concrete(j, sentence)))
        return (struct verdict_of){ .some = true,
                                    .check = CHECK_CC401,
                                    .severity = frame ? CCK_SEVERITY_NOTE : 0 };
    if (block == j->facts.conclusion && !frame && score == CONCLUSION_SCORE && claim->names)
        return (struct verdict_of){ .some = true, .check = CHECK_CC402 };
    return (struct verdict_of){ 0 };
}

/* Is the claim's citation, that of the next sentence, hardly meant for both? */
static bool stands_apart(const struct missing_judgement *j, uint32_t sentence)
{
    const struct sentence *s = &j->in->doc->sentences.p[sentence];
    if (s->block == j->facts.lead && s->ordinal <= 1)
        return false;
    const struct claim *claim = &j->in->claims[sentence];
    bool solid = j->facts.specific[sentence] || claim->exact;
    if (solid && is_habit(&j->any_habit, ANY_PERCENT) && score_of(j, sentence) >= STRICT_SCORE &&
        !j->in->periods->goes_on[sentence + 1])
        return true;
    return (j->facts.specific[sentence] &&
            (j->facts.opens[sentence + 1] || is_habit(&j->specific_habit, SPECIFIC_PERCENT))) ||
           (claim->exact && j->facts.opens[sentence + 1]);
}

/* Its source is there, but some sentences on. */
static struct verdict_of judge_far(const struct missing_judgement *j, uint32_t sentence)
{
    const struct claim *claim = &j->in->claims[sentence];
    uint32_t distance = j->in->cover[sentence].distance;
    int32_t score = score_of(j, sentence);
    size_t letters = utf8_count(str_at(j->in->doc->text, claim->quotation));
    if (is_exempt(claim) || j->facts.backed[sentence] || distance == 0)
        return (struct verdict_of){ 0 };
    if (distance > FAR && claim->has_quotation && letters >= QUOTATION_LETTERS)
        return (struct verdict_of){ .some = true, .check = CHECK_CC403 };
    if (distance > FAR && claim->has_date && (claim->has_event || claim->has_figure) &&
        score >= FAR_EVENT_SCORE)
        return (struct verdict_of){ .some = true, .check = CHECK_CC404 };
    if (score >= CLAIM_SCORE && (distance >= LONG || stands_apart(j, sentence)))
        return (struct verdict_of){ .some = true, .check = CHECK_CC405 };
    return (struct verdict_of){ 0 };
}

/* "reporting verb “warned” +2" */
static void put_cue(const struct missing_judgement *j, const struct claim_cue *cue, struct buf *out)
{
    enum { SHOWN_BYTES = 40 };
    str shown = str_at(j->in->doc->text, cue->text);
    if (shown.n == 0 || shown.n > SHOWN_BYTES)
        buf_printf(out, "%.*s %+d", STR_ARG(cue->name), cue->points);
    else
        buf_printf(out, "%.*s “%.*s” %+d", STR_ARG(cue->name), STR_ARG(shown), cue->points);
}

/* "reporting verb “warned” +2, named entity “Russia” +1 = 3" */
static str say_sum(const struct missing_judgement *j, uint32_t sentence)
{
    enum { SUM_BYTES = 1500 };
    const struct claim *claim = &j->in->claims[sentence];
    int32_t score = score_of(j, sentence);
    struct buf sum;
    buf_init(&sum, SUM_BYTES);
    for (uint32_t i = 0; i < claim->n_cues; i++) {
        if (claim->cues[i].points == 0)
            continue;
        buf_add(&sum, sum.n ? S(", ") : S(""));
        put_cue(j, &claim->cues[i], &sum);
    }
    if (score != claim->score)
        buf_printf(&sum, ", lead paragraph %+d", score - claim->score);
    buf_printf(&sum, " = %d", score);
    str said = str_dup(j->arena, buf_str(&sum));
    buf_free(&sum);
    return said;
}

/* The citations around a sentence that has none: "The last one before it, (X, May 3), is 1
 * sentence up". */
static str say_nearest(const struct missing_judgement *j, uint32_t sentence)
{
    uint32_t before = j->facts.before[sentence];
    if (before == CITE_NONE)
        return S("Its paragraph has no citation");
    const struct paren *p = &j->in->cites->parens.p[before];
    uint32_t up = sentence - p->sentence;
    return str_printf(
        j->arena,
        "The last citation before it, %.*s, is %u sentence%s up, and none follows in the "
        "paragraph",
        STR_ARG(str_at(j->in->doc->text, p->text)), up, up == 1 ? "" : "s");
}

static void report_bare(const struct missing_judgement *j, struct findings *out, uint32_t sentence,
                        const struct verdict_of *v)
{
    struct finding *f = say(
        out, v->check, j->in->doc->sentences.p[sentence].text,
        "This sentence may need a source (%.*s). %.*s. A citation at its end would settle it, or "
        "wording that shows it as the author's own view.",
        STR_ARG(say_sum(j, sentence)), STR_ARG(say_nearest(j, sentence)));
    f->severity = v->severity;
    if (j->facts.before[sentence] != CITE_NONE)
        say_related(out, f, j->in->cites->parens.p[j->facts.before[sentence]].text,
                    "the last citation before it");
}

/* Why a citation of the next sentence may not be meant for this one. */
static const char *say_why_near(const struct missing_judgement *j, uint32_t sentence)
{
    if (j->in->cover[sentence].distance > FAR)
        return "";
    return j->facts.opens[sentence + 1] ? ", behind another date"
                                        : ", while nearly every such sentence here has its own";
}

static void report_far(const struct missing_judgement *j, struct findings *out, uint32_t sentence,
                       const struct verdict_of *v)
{
    static const char *const what[] = {
        [CHECK_CC403] = "quotation", [CHECK_CC404] = "dated event", [CHECK_CC405] = "claim"
    };
    const struct claim *claim = &j->in->claims[sentence];
    const struct cover *cover = &j->in->cover[sentence];
    span paren = j->in->cites->parens.p[cover->paren].text;
    struct finding *f = say(
        out, v->check,
        v->check == CHECK_CC403 ? claim->quotation : j->in->doc->sentences.p[sentence].text,
        "The nearest citation behind this %s is %u sentence%s on%s: %.*s. If that is its "
        "source, cite it here too; if not, this may need a source of its own (%.*s).",
        what[v->check], cover->distance, cover->distance == 1 ? "" : "s", say_why_near(j, sentence),
        STR_ARG(str_at(j->in->doc->text, paren)), STR_ARG(say_sum(j, sentence)));
    say_related(out, f, paren, "the citation that covers it");
}

static void report_paragraph(const struct missing_judgement *j, struct findings *out,
                             const struct block *b)
{
    uint32_t n = 0, first = CITE_NONE;
    for (uint32_t i = b->first_sentence; i < b->first_sentence + b->n_sentences; i++) {
        if (!is_bare_claim(j, i))
            continue;
        n++;
        first = first == CITE_NONE ? i : first;
    }
    struct finding *f =
        say(out, CHECK_CC406, j->in->doc->sentences.p[first].text,
            "This paragraph has no citation, and %u of its sentences may need a source; "
            "the first is this one (%.*s). A citation behind the last of them would cover "
            "all.",
            n, STR_ARG(say_sum(j, first)));
    for (uint32_t i = first + 1; i < b->first_sentence + b->n_sentences && f->n_related < 8; i++)
        if (is_bare_claim(j, i))
            say_related(out, f, j->in->doc->sentences.p[i].text, "may need a source too");
}

/* Two claims or more, and no source. */
static bool is_uncited_paragraph(const struct missing_judgement *j, const struct block *b)
{
    uint32_t claims = 0;
    for (uint32_t i = b->first_sentence; i < b->first_sentence + b->n_sentences; i++)
        claims += is_bare_claim(j, i);
    return b->kind == BLOCK_PARAGRAPH && claims >= CLAIMS_OF_PARAGRAPH && is_unsourced(j, b);
}

static uint32_t first_claim(const struct missing_judgement *j, const struct block *b)
{
    uint32_t i = b->first_sentence;
    while (!is_bare_claim(j, i))
        i++;
    return i;
}

static void judge_block(const struct missing_judgement *j, uint32_t block)
{
    const struct block *b = &j->in->doc->blocks.p[block];
    bool frame = is_frame(j, block);
    if (!frame && is_uncited_paragraph(j, b)) {
        j->verdicts[first_claim(j, b)] = (struct verdict_of){ true, true, CHECK_CC406, 0 };
        return;
    }
    for (uint32_t i = b->first_sentence; i < b->first_sentence + b->n_sentences; i++) {
        bool bare = j->in->cover[i].paren == CITE_NONE;
        j->verdicts[i] = bare ? judge_bare(j, i, frame) : judge_far(j, i);
        j->verdicts[i].bare = bare;
    }
}

static const struct missing_judgement *judgement_of(const struct check_input *in,
                                                    struct findings *out)
{
    if (out->missing)
        return out->missing;
    struct missing_judgement *j = NEW(out->arena, struct missing_judgement, 1);
    *j = (struct missing_judgement){ .in = in,
                                     .arena = out->arena,
                                     .verdicts =
                                         NEW(out->arena, struct verdict_of, in->doc->sentences.n) };
    backing_find(in, out->arena, &j->facts);
    find_habits(j);
    for (uint32_t i = 0; i < in->doc->blocks.n; i++)
        if (is_body(&in->doc->blocks.p[i]))
            judge_block(j, i);
    out->missing = j;
    return j;
}

bool missing_is_claim(const struct check_input *in, struct findings *out, uint32_t sentence)
{
    return is_claim(judgement_of(in, out), sentence);
}

bool missing_is_claimed(const struct check_input *in, struct findings *out, uint32_t sentence)
{
    return judgement_of(in, out)->verdicts[sentence].some;
}

const struct told_list *missing_told(const struct check_input *in, struct findings *out)
{
    return &judgement_of(in, out)->facts.told;
}

void missing_say(const struct check_input *in, struct findings *out, enum check_id check)
{
    const struct missing_judgement *j = judgement_of(in, out);
    for (uint32_t i = 0; i < in->doc->sentences.n; i++) {
        const struct verdict_of *v = &j->verdicts[i];
        if (!v->some || v->check != check)
            continue;
        if (check == CHECK_CC406)
            report_paragraph(j, out, &in->doc->blocks.p[in->doc->sentences.p[i].block]);
        else if (v->bare)
            report_bare(j, out, i, v);
        else
            report_far(j, out, i, v);
    }
}
