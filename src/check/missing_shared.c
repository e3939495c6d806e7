/* missing_shared.c: the coverage rules. A sentence is judged by the points of its cues and by
 * how far its source is. Nothing here says that a claim is wrong: it may need a source. */
#include "check/missing_shared.h"
#include "base/utf8.h"
#include "check/support.h"

#include "base/banned.h"

enum { CLAIM_SCORE = 3, CONCLUSION_SCORE = 2, FAR_EVENT_SCORE = 5 };
enum { FAR = 1, LONG = 3, QUOTATION_LETTERS = 8, CLAIMS_OF_PARAGRAPH = 2 };

struct judge {
    const struct check_input *in;
    struct arena *arena;
    bool *
        backed; /* per sentence: something other than a citation stands behind it: a link, a note */
    uint32_t *before; /* per sentence: last citing parenthetical in front of it, or CITE_NONE */
    uint32_t lead, conclusion; /* blocks; CITE_NONE when there are none */
};

/* What is to be said of a sentence. */
struct verdict_of {
    bool some;
    enum check_id check;
    uint8_t severity; /* 0: the check's own */
};

static bool is_body(const struct block *b)
{
    return b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_LIST_ITEM;
}

/* "(Smith 2020)", "[3]", "²": a reference of a kind that is not read. What it says cannot be
 * known, so it counts as a source. */
static bool has_note(const struct check_input *in, span where)
{
    enum { MARK_BYTES_MAX = 12 };
    str text = str_at(in->doc->text, where);
    for (size_t at = 0; (at = str_find_byte(text, '[', at)) < text.n; at++) {
        str rest = str_slice(text, at + 1, MARK_BYTES_MAX), inside, behind;
        uint32_t number;
        if (str_cut(rest, ']', &inside, &behind) &&
            (str_to_u32(str_starts(inside, S("^")) ? str_from(inside, 1) : inside, &number)))
            return true;
    }
    static const str raised[] = { S_INIT("\xC2\xB9"), S_INIT("\xC2\xB2"), S_INIT("\xC2\xB3"),
                                  S_INIT("\xE2\x81\xB4"), S_INIT("\xE2\x81\xB5") };
    for (str rest = str_from(text, utf8_ascii_run(text)); rest.n;) {
        for (size_t i = 0; i < sizeof raised / sizeof *raised; i++)
            if (str_starts(rest, raised[i]))
                return true;
        rest = str_from(rest, 1);
        rest = str_from(rest, utf8_ascii_run(rest));
    }
    return false;
}

/* An aside that begins with a capital and ends in a year: an author and a year. */
static bool is_author_year(str text)
{
    if (text.n < 8 || text.p[1] < 'A' || text.p[1] > 'Z')
        return false;
    uint32_t year;
    return str_to_u32(str_slice(text, text.n - 5, 4), &year) && year >= 1800 && year < 2100;
}

/* Links stand behind their sentence, but for those of a citation: what that covers is known. */
static void mark_linked(struct judge *j)
{
    const struct doc *doc = j->in->doc;
    const struct cite_list *cites = j->in->cites;
    size_t p = 0;
    for (size_t i = 0; i < doc->links.n; i++) {
        const struct doc_link *link = &doc->links.p[i];
        while (p < cites->parens.n && (cites->parens.p[p].kind != CCK_KIND_CITATION ||
                                       span_end(cites->parens.p[p].text) <= link->text.off))
            p++;
        size_t s = doc_sentence_at(doc, link->text.off);
        if (s < doc->sentences.n && link->text.len &&
            !(p < cites->parens.n && span_covers(cites->parens.p[p].text, link->text)) &&
            (str_starts_nocase(link->url, S("http")) || str_starts(link->url, S("#"))))
            j->backed[s] = true;
    }
}

static void mark_backed(struct judge *j)
{
    const struct doc *doc = j->in->doc;
    mark_linked(j);
    for (size_t i = 0; i < j->in->cites->parens.n; i++) {
        const struct paren *p = &j->in->cites->parens.p[i];
        if (p->kind == CCK_KIND_OTHER && p->sentence < doc->sentences.n &&
            is_author_year(str_at(doc->text, p->text)))
            j->backed[p->sentence] = true;
    }
    for (size_t i = doc->sentences.n; i-- > 0;) {
        bool next = i + 1 < doc->sentences.n && j->backed[i + 1] &&
                    doc->sentences.p[i + 1].block == doc->sentences.p[i].block;
        j->backed[i] = j->backed[i] || next || has_note(j->in, doc->sentences.p[i].text);
    }
}

static void mark_before(struct judge *j)
{
    const struct doc *doc = j->in->doc;
    const struct cite_list *cites = j->in->cites;
    size_t p = 0;
    uint32_t last = CITE_NONE;
    for (uint32_t i = 0; i < doc->sentences.n; i++) {
        if (doc->sentences.p[i].ordinal <= 1)
            last = CITE_NONE;
        j->before[i] = last;
        for (; p < cites->parens.n; p++) {
            const struct paren *paren = &cites->parens.p[p];
            if (paren->sentence != CITE_NONE && paren->sentence > i)
                break;
            if (paren->kind == CCK_KIND_CITATION && paren->sentence == i)
                last = (uint32_t)p;
        }
    }
}

/* The first and the last paragraph of the body. */
static void find_frame(struct judge *j)
{
    j->lead = j->conclusion = CITE_NONE;
    for (uint32_t i = 0; i < j->in->doc->blocks.n; i++) {
        if (j->in->doc->blocks.p[i].kind != BLOCK_PARAGRAPH)
            continue;
        if (j->lead == CITE_NONE)
            j->lead = i;
        j->conclusion = i;
    }
}

static bool is_bare(const struct judge *j, uint32_t sentence)
{
    return j->in->cover[sentence].paren == CITE_NONE && !j->backed[sentence];
}

static int32_t score_of(const struct judge *j, uint32_t sentence)
{
    int32_t score = j->in->claims[sentence].score;
    return j->in->doc->sentences.p[sentence].block == j->lead ? score + j->in->style->lead_weight
                                                              : score;
}

static bool is_exempt(const struct claim *claim)
{
    return claim->judgement || claim->transition;
}

static bool is_bare_claim(const struct judge *j, uint32_t sentence)
{
    return is_bare(j, sentence) && !is_exempt(&j->in->claims[sentence]) &&
           score_of(j, sentence) >= CLAIM_SCORE;
}

/* Has the block no source at all? */
static bool is_unsourced(const struct judge *j, const struct block *b)
{
    for (uint32_t i = b->first_sentence; i < b->first_sentence + b->n_sentences; i++)
        if (!is_bare(j, i))
            return false;
    return true;
}

/* A lead or conclusion without sources frames the article: what it says is shown elsewhere. */
static bool is_frame(const struct judge *j, uint32_t block)
{
    return (block == j->lead || block == j->conclusion) &&
           is_unsourced(j, &j->in->doc->blocks.p[block]);
}

static struct verdict_of judge_bare(const struct judge *j, uint32_t sentence, bool frame)
{
    const struct claim *claim = &j->in->claims[sentence];
    uint32_t block = j->in->doc->sentences.p[sentence].block;
    int32_t score = score_of(j, sentence);
    if (is_exempt(claim) || !is_bare(j, sentence))
        return (struct verdict_of){ 0 };
    if (score >= CLAIM_SCORE)
        return (struct verdict_of){ true, CHECK_CC401, frame ? CCK_SEVERITY_NOTE : 0 };
    if (block == j->conclusion && !frame && score == CONCLUSION_SCORE)
        return (struct verdict_of){ true, CHECK_CC402, 0 };
    return (struct verdict_of){ 0 };
}

/* Its source is there, but some sentences on. */
static struct verdict_of judge_far(const struct judge *j, uint32_t sentence)
{
    const struct claim *claim = &j->in->claims[sentence];
    uint32_t distance = j->in->cover[sentence].distance;
    int32_t score = score_of(j, sentence);
    size_t letters = utf8_count(str_at(j->in->doc->text, claim->quotation));
    if (is_exempt(claim) || j->backed[sentence] || distance <= FAR)
        return (struct verdict_of){ 0 };
    if (claim->has_quotation && letters >= QUOTATION_LETTERS)
        return (struct verdict_of){ true, CHECK_CC403, 0 };
    if (claim->has_date && (claim->has_event || claim->has_figure) && score >= FAR_EVENT_SCORE)
        return (struct verdict_of){ true, CHECK_CC404, 0 };
    if (score >= CLAIM_SCORE && distance >= LONG)
        return (struct verdict_of){ true, CHECK_CC405, 0 };
    return (struct verdict_of){ 0 };
}

/* "reporting verb “warned” +2" */
static str say_cue(const struct judge *j, const struct claim_cue *cue)
{
    enum { SHOWN_BYTES = 40 };
    str shown = str_at(j->in->doc->text, cue->text);
    if (shown.n == 0 || shown.n > SHOWN_BYTES)
        return str_printf(j->arena, "%.*s %+d", STR_ARG(cue->name), cue->points);
    return str_printf(j->arena, "%.*s “%.*s” %+d", STR_ARG(cue->name), STR_ARG(shown), cue->points);
}

/* "reporting verb “warned” +2, named entity “Russia” +1 = 3" */
static str say_sum(const struct judge *j, uint32_t sentence)
{
    const struct claim *claim = &j->in->claims[sentence];
    int32_t score = score_of(j, sentence);
    str sum = S("");
    for (uint32_t i = 0; i < claim->n_cues; i++)
        sum = str_printf(j->arena, "%.*s%s%.*s", STR_ARG(sum), i ? ", " : "",
                         STR_ARG(say_cue(j, &claim->cues[i])));
    if (score != claim->score)
        sum = str_printf(j->arena, "%.*s, lead paragraph %+d", STR_ARG(sum), score - claim->score);
    return str_printf(j->arena, "%.*s = %d", STR_ARG(sum), score);
}

/* The citations around a sentence that has none: "The last one before it, (X, May 3), is 1
 * sentence up". */
static str say_nearest(const struct judge *j, uint32_t sentence)
{
    uint32_t before = j->before[sentence];
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

static void report_bare(const struct judge *j, struct findings *out, uint32_t sentence,
                        const struct verdict_of *v)
{
    struct finding *f = say(
        out, v->check, j->in->doc->sentences.p[sentence].text,
        "This sentence may need a source (%.*s). %.*s. A citation at its end would settle it, or "
        "wording that shows it as the author's own view.",
        STR_ARG(say_sum(j, sentence)), STR_ARG(say_nearest(j, sentence)));
    f->severity = v->severity;
    if (j->before[sentence] != CITE_NONE)
        say_related(out, f, j->in->cites->parens.p[j->before[sentence]].text,
                    "the last citation before it");
}

static void report_far(const struct judge *j, struct findings *out, uint32_t sentence,
                       const struct verdict_of *v)
{
    static const char *const what[] = {
        [CHECK_CC403] = "quotation", [CHECK_CC404] = "dated event", [CHECK_CC405] = "claim"
    };
    const struct claim *claim = &j->in->claims[sentence];
    const struct cover *cover = &j->in->cover[sentence];
    span paren = j->in->cites->parens.p[cover->paren].text;
    struct finding *f =
        say(out, v->check,
            v->check == CHECK_CC403 ? claim->quotation : j->in->doc->sentences.p[sentence].text,
            "The nearest citation behind this %s is %u sentences on: %.*s. If that is its source, "
            "cite it here too; if not, this may need a source of its own (%.*s).",
            what[v->check], cover->distance, STR_ARG(str_at(j->in->doc->text, paren)),
            STR_ARG(say_sum(j, sentence)));
    say_related(out, f, paren, "the citation that covers it");
}

static void report_paragraph(const struct judge *j, struct findings *out, const struct block *b)
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
static bool is_uncited_paragraph(const struct judge *j, const struct block *b)
{
    uint32_t claims = 0;
    for (uint32_t i = b->first_sentence; i < b->first_sentence + b->n_sentences; i++)
        claims += is_bare_claim(j, i);
    return b->kind == BLOCK_PARAGRAPH && claims >= CLAIMS_OF_PARAGRAPH && is_unsourced(j, b);
}

static void judge_block(const struct judge *j, struct findings *out, uint32_t block,
                        enum check_id check)
{
    const struct block *b = &j->in->doc->blocks.p[block];
    bool frame = is_frame(j, block);
    if (!frame && is_uncited_paragraph(j, b)) {
        if (check == CHECK_CC406)
            report_paragraph(j, out, b);
        return;
    }
    for (uint32_t i = b->first_sentence; i < b->first_sentence + b->n_sentences; i++) {
        bool bare = j->in->cover[i].paren == CITE_NONE;
        struct verdict_of v = bare ? judge_bare(j, i, frame) : judge_far(j, i);
        if (!v.some || v.check != check)
            continue;
        if (bare)
            report_bare(j, out, i, &v);
        else
            report_far(j, out, i, &v);
    }
}

void missing_say(const struct check_input *in, struct findings *out, enum check_id check)
{
    struct judge j = { .in = in,
                       .arena = out->arena,
                       .backed = NEW(out->arena, bool, in->doc->sentences.n),
                       .before = NEW(out->arena, uint32_t, in->doc->sentences.n) };
    mark_backed(&j);
    mark_before(&j);
    find_frame(&j);
    for (uint32_t i = 0; i < in->doc->blocks.n; i++)
        if (is_body(&in->doc->blocks.p[i]))
            judge_block(&j, out, i, check);
}
