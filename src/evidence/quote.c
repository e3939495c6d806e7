/* quote.c: exact first; then the places that share most words are laid beside the quotation. */
#include "evidence/quote.h"

#include "evidence/align.h"

#include "base/banned.h"

enum {
    PLACES_MAX = 4,       /* laid beside the quotation */
    WORD_WEIGHT = 4,      /* of a word that tells texts apart; a WORD_STOP weighs 1 */
    PIECE_WORDS_MIN = 3,  /* a shorter piece between ellipses is sought as it stands only */
    ALTERED_WORDS_MIN = 4 /* of fewer words, one changed leaves too little */
};

/* Below these shares of all words, and of those that tell texts apart, nothing resembles the quotation. */
static const float LIKE_WORDS = 0.6f, LIKE_WEIGHT = 0.5f;

void quote_text_make(str text, struct arena *scratch, struct quote_text *out)
{
    out->text = text;
    words_split(text, scratch, &out->words);
}

/* Some words of the quotation, sought in some words of the page. */
struct piece {
    const struct word *q;
    size_t n_q;
    const struct quote_text *page;
};

/* How many page words from `at` on are the piece; 0 when they are not. */
static size_t match_at(const struct piece *piece, size_t at)
{
    const struct word *q = piece->q, *p = piece->page->words.list.p;
    size_t i = 0, k = at, n = piece->page->words.list.n;
    while (i < piece->n_q) {
        if (k < n && words_equal(&q[i], &p[k])) {
            i++;
            k++;
        } else if (k < n && i + 1 < piece->n_q && words_join(&q[i], &q[i + 1], &p[k])) {
            i += 2;
            k++;
        } else if (k + 1 < n && words_join(&p[k], &p[k + 1], &q[i])) {
            i++;
            k += 2;
        } else {
            return 0;
        }
    }
    return k - at;
}

/* The first place at or after `from` where the piece stands as it is; false when there is none. */
static bool find_exact(const struct piece *piece, size_t from, size_t *begin, size_t *end)
{
    for (size_t at = from; at < piece->page->words.list.n; at++) {
        size_t n = match_at(piece, at);
        if (n) {
            *begin = at;
            *end = at + n;
            return true;
        }
    }
    return false;
}

static unsigned weight_of(const struct word *w)
{
    return w->flags & WORD_STOP ? 1 : WORD_WEIGHT;
}

/* A stretch of the page and how many of the quotation's words it has. */
struct place {
    size_t begin;
    unsigned weight;
};

static int by_hash(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static bool has_hash(const uint32_t *sorted, size_t n, uint32_t hash)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sorted[middle] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && sorted[low] == hash;
}

/* Keeps the heaviest places that do not overlap. */
static void keep_place(struct place *places, size_t *n, struct place new, size_t width)
{
    for (size_t i = 0; i < *n; i++) {
        if (new.begin >= places[i].begin + width / 2)
            continue;
        if (new.weight > places[i].weight)
            places[i] = new;
        return;
    }
    if (*n < PLACES_MAX) {
        places[(*n)++] = new;
        return;
    }
    size_t least = 0;
    for (size_t i = 1; i < *n; i++)
        if (places[i].weight < places[least].weight)
            least = i;
    if (new.weight > places[least].weight)
        places[least] = new;
}

/* The stretches of `width` page words, from `from` on, that share most with the piece. */
static size_t find_places(const struct piece *piece, size_t from, size_t width,
                          struct arena *scratch, struct place *places)
{
    const struct word *p = piece->page->words.list.p;
    size_t n = piece->page->words.list.n, n_places = 0;
    uint32_t *sorted = NEW(scratch, uint32_t, piece->n_q);
    unsigned all = 0, sum = 0;
    for (size_t i = 0; i < piece->n_q; i++) {
        sorted[i] = piece->q[i].hash;
        all += weight_of(&piece->q[i]);
    }
    qsort(sorted, piece->n_q, sizeof *sorted, by_hash);
    uint8_t *weight = NEW(scratch, uint8_t, n + 1);
    for (size_t k = from; k < n; k++) {
        if (has_hash(sorted, piece->n_q, p[k].hash))
            weight[k] = (uint8_t)weight_of(&p[k]);
        sum += weight[k];
        if (k >= from + width)
            sum -= weight[k - width];
        size_t begin = k + 1 > from + width ? k + 1 - width : from;
        if (weight[k] && sum * 2 >= all)
            keep_place(places, &n_places, (struct place){ begin, sum }, width);
    }
    return n_places;
}

/* Whether the page's words of the step are its own interruption of the speech: the quotation ends before
 * them and begins again behind. */
static bool is_interruption(const struct quote_text *page, size_t first, size_t end)
{
    const struct word *p = page->words.list.p;
    return end < page->words.list.n && (p[first].flags & WORD_AFTER_MARK) &&
           (p[end].flags & WORD_AFTER_MARK) && end - first <= 12;
}

/* A laid piece. */
struct laid {
    struct alignment steps;
    size_t offset;   /* page words before the first one that was laid */
    unsigned n_real; /* words of the piece outside brackets */
    unsigned real_weight;
    unsigned n_edits;
};

static bool touches_bracket(const struct piece *piece, const struct align_step *step)
{
    size_t from = step->q > 0 ? step->q - 1 : 0;
    for (size_t i = from; i < piece->n_q && i <= step->q_end; i++)
        if (piece->q[i].flags & WORD_INSERTED)
            return true;
    return false;
}

/* Whether the step is a difference that the author has to answer for. `run_end` is the page word behind the
 * run of words left out that it belongs to. */
static bool is_edit(const struct piece *piece, const struct laid *laid, size_t i)
{
    const struct align_step *s = &laid->steps.steps.p[i];
    if (s->kind == ALIGN_SAME || touches_bracket(piece, s))
        return false;
    if (s->kind != ALIGN_LEFT_OUT)
        return true;
    size_t first = i, last = i;
    const struct align_step *all = laid->steps.steps.p;
    while (first > 0 && all[first - 1].kind == ALIGN_LEFT_OUT)
        first--;
    while (last + 1 < laid->steps.steps.n && all[last + 1].kind == ALIGN_LEFT_OUT)
        last++;
    return !is_interruption(piece->page, laid->offset + all[first].p,
                            laid->offset + all[last].p_end);
}

static void lay(const struct piece *piece, size_t begin, size_t width, struct arena *scratch,
                struct laid *out)
{
    size_t n = piece->page->words.list.n;
    size_t end = begin + width < n ? begin + width : n;
    *out = (struct laid){ .offset = begin };
    for (size_t i = 0; i < piece->n_q; i++) {
        bool real = !(piece->q[i].flags & WORD_INSERTED);
        out->n_real += real;
        out->real_weight += real && !(piece->q[i].flags & WORD_STOP);
    }
    align_words(piece->q, piece->n_q, piece->page->words.list.p + begin, end - begin, scratch,
                &out->steps);
    for (size_t i = 0; i < out->steps.steps.n; i++)
        out->n_edits += is_edit(piece, out, i);
}

/* Whether what was laid is the same saying at all. */
static bool resembles(const struct laid *laid)
{
    if (laid->steps.n_same == 0 || laid->n_real == 0)
        return false;
    if (laid->n_edits == 0)
        return true;
    return laid->n_real >= ALTERED_WORDS_MIN &&
           (float)laid->steps.n_same >= LIKE_WORDS * (float)laid->n_real &&
           (float)laid->steps.same_weight >= LIKE_WEIGHT * (float)laid->real_weight &&
           laid->n_edits <= laid->n_real / 2;
}

static bool is_better(const struct laid *a, const struct laid *b)
{
    if (a->n_edits != b->n_edits || !b->steps.steps.n)
        return a->n_edits < b->n_edits || !b->steps.steps.n;
    return a->steps.n_same > b->steps.n_same;
}

/* The text of words [from, to), or the empty slice. */
static str text_of(str text, const struct word *words, size_t from, size_t to)
{
    if (from >= to)
        return (str){ 0 };
    return str_slice(text, words[from].begin, words[to - 1].end - words[from].begin);
}

/* One result for all pieces of a quotation. */
struct seeking {
    const struct quote_text *page;
    str quoted;
    struct word_list q;
    struct arena *perm, *scratch;
    VEC(struct quote_edit) edits;
    size_t begin, end; /* page words so far; equal: none */
    size_t
        after; /* the page word behind the last piece that says enough to have others follow it */
    unsigned n_same, n_all;
};

static void widen(struct seeking *s, size_t begin, size_t end)
{
    if (s->begin == s->end) {
        s->begin = begin;
        s->end = end;
        return;
    }
    s->begin = begin < s->begin ? begin : s->begin;
    s->end = end > s->end ? end : s->end;
}

/* Neighbouring edits are one for the reader. */
static void add_edits(struct seeking *s, const struct piece *piece, const struct laid *laid)
{
    const struct align_step *all = laid->steps.steps.p;
    const struct word *p = s->page->words.list.p + laid->offset;
    for (size_t i = 0; i < laid->steps.steps.n; i++) {
        if (!is_edit(piece, laid, i))
            continue;
        size_t last = i;
        while (last + 1 < laid->steps.steps.n && is_edit(piece, laid, last + 1))
            last++;
        *VEC_PUSH(&s->edits, s->perm) = (struct quote_edit){
            text_of(s->quoted, piece->q, all[i].q, all[last].q_end),
            text_of(s->page->text, p, all[i].p, all[last].p_end),
        };
        i = last;
    }
}

/* A piece that stands on the page, but not behind the one before it. */
static void add_early(struct seeking *s, const struct piece *piece)
{
    *VEC_PUSH(&s->edits, s->perm) =
        (struct quote_edit){ text_of(s->quoted, piece->q, 0, piece->n_q), (str){ 0 } };
}

/* Lays the piece beside the likeliest places from page word `from` on. Returns false when none resembles it. */
static bool lay_likeliest(const struct seeking *s, const struct piece *piece, size_t from,
                          struct laid *best)
{
    struct place places[PLACES_MAX];
    size_t width = piece->n_q + piece->n_q / 2 + 8;
    size_t n = find_places(piece, from, width, s->scratch, places);
    *best = (struct laid){ 0 };
    for (size_t i = 0; i < n; i++) {
        struct laid laid;
        size_t early = places[i].begin > from + 4 ? places[i].begin - 4 : from;
        lay(piece, early, width + 8, s->scratch, &laid);
        if (resembles(&laid) && is_better(&laid, best))
            *best = laid;
    }
    return best->steps.steps.n > 0;
}

static bool seek_like(struct seeking *s, const struct piece *piece)
{
    struct laid best;
    bool follows = lay_likeliest(s, piece, s->after, &best);
    if (!follows && (s->after == 0 || !lay_likeliest(s, piece, 0, &best)))
        return false;
    s->n_same += best.steps.n_same;
    if (follows)
        add_edits(s, piece, &best);
    else
        add_early(s, piece);
    size_t end = best.offset + best.steps.steps.p[best.steps.steps.n - 1].p_end;
    widen(s, best.offset + best.steps.steps.p[0].p, end);
    s->after = end > s->after ? end : s->after;
    return true;
}

/* Seeks words [from, to) behind those before them. Returns false when they are nowhere. */
static bool seek_piece(struct seeking *s, size_t from, size_t to)
{
    struct piece piece = { s->q.list.p + from, to - from, s->page };
    bool is_short = piece.n_q < PIECE_WORDS_MIN && piece.n_q < s->q.list.n;
    size_t begin, end;
    s->n_all += (unsigned)piece.n_q;
    bool follows = find_exact(&piece, s->after, &begin, &end);
    if (!follows && is_short)
        return true; /* says too little by itself */
    if (!follows && !find_exact(&piece, 0, &begin, &end))
        return seek_like(s, &piece);
    if (!follows)
        add_early(s, &piece);
    widen(s, begin, end);
    s->n_same += (unsigned)piece.n_q;
    if (!is_short && end > s->after)
        s->after = end;
    return true;
}

void quote_seek(const struct quote_text *page, str quoted, struct arena *perm,
                struct arena *scratch, struct quote_hit *out)
{
    struct arena_mark mark = arena_mark(scratch);
    struct seeking s = { .page = page, .quoted = quoted, .perm = perm, .scratch = scratch };
    *out = (struct quote_hit){ .state = QUOTE_ABSENT };
    words_split(quoted, scratch, &s.q);
    size_t from = 0, n = s.q.list.n;
    bool there = n > 0;
    for (size_t i = 1; i <= n && there; i++) {
        if (i < n && !(s.q.list.p[i].flags & WORD_AFTER_GAP))
            continue;
        there = seek_piece(&s, from, i);
        from = i;
    }
    if (there && s.n_same) {
        out->state = s.edits.n ? QUOTE_ALTERED : QUOTE_FOUND;
        str where = text_of(page->text, page->words.list.p, s.begin, s.end);
        out->page = span_from(page->text, where);
        out->likeness = (float)s.n_same / (float)s.n_all;
        out->edits = s.edits.p;
        out->n_edits = (uint32_t)s.edits.n;
    }
    arena_release(scratch, mark);
}

size_t quote_words(str quoted, struct arena *scratch)
{
    struct arena_mark mark = arena_mark(scratch);
    struct word_list words;
    size_t n = 0;
    words_split(quoted, scratch, &words);
    for (size_t i = 0; i < words.list.n; i++)
        n += !(words.list.p[i].flags & WORD_INSERTED);
    arena_release(scratch, mark);
    return n;
}
