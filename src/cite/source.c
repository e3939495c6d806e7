/* source.c: reading a segment: lead word, details, names, dates. */
#include "cite/source.h"

#include "base/fold.h"
#include "base/utf8.h"
#include "cite/detail.h"

#include "base/banned.h"

enum { NAME_BYTES_MAX = 200 }; /* longer is prose */

struct segment {
    const struct source_input *in;
    struct token *tokens; /* without details */
    size_t n;
    struct cite_extra *extra;
    span signal, url;
    str signal_text;
};

static bool is_kind(const struct segment *s, size_t i, enum token_kind kind)
{
    return i < s->n && s->tokens[i].kind == kind;
}

static str word_at(const struct segment *s, size_t i)
{
    return str_at(s->in->doc->text, s->tokens[i].text);
}

static bool is_and(const struct segment *s, size_t i)
{
    return is_kind(s, i, TOKEN_WORD) && str_eq_nocase(word_at(s, i), S("and"));
}

static span between(const struct segment *s, size_t from, size_t to)
{
    return span_make(s->tokens[from].text.off, span_end(s->tokens[to - 1].text));
}

size_t source_signal(str text, const struct style_words *words, const struct token *tokens, size_t n)
{
    for (size_t w = 0; w < words->n; w++) {
        str rest = words->p[w], part;
        size_t at = 0;
        bool same = true;
        while (same && str_next(&rest, ' ', &part)) {
            if (str_ends(part, S(".")))
                part.n--;
            same = at < n && tokens[at].kind == TOKEN_WORD &&
                   str_eq_nocase(str_at(text, tokens[at].text), part);
            at++;
            at += at < n && tokens[at].kind == TOKEN_DOT;
        }
        if (!same)
            continue;
        at += at < n && (tokens[at].kind == TOKEN_COLON || tokens[at].kind == TOKEN_COMMA);
        return at;
    }
    return 0;
}

static void take_signal(struct segment *s)
{
    const struct source_input *in = s->in;
    size_t taken = source_signal(in->doc->text, &in->style->lead_words, s->tokens, s->n);
    if (taken == 0)
        return;
    size_t end = taken;
    while (end > 1 && s->tokens[end - 1].kind != TOKEN_WORD)
        end--;
    s->signal = between(s, 0, end);
    s->signal_text = str_lower(in->perm, fold_spaces(in->scratch, str_at(in->doc->text, s->signal)));
    s->tokens += taken;
    s->n -= taken;
}

/* Copies the tokens that no detail has taken; a web address goes to its own place. */
static void prepare(struct segment *s)
{
    const struct source_input *in = s->in;
    struct token *all = NEW(in->scratch, struct token, in->n + 1);
    if (in->n)
        memcpy(all, in->tokens, in->n * sizeof *all);
    s->extra = detail_take(in->doc->text, all, in->n, in->perm);
    s->tokens = all;
    for (size_t i = 0; i < in->n; i++) {
        if (all[i].kind == TOKEN_URL && in->n > 1) {
            s->url = all[i].text;
            if (s->n && is_kind(s, s->n - 1, TOKEN_COMMA))
                s->n--;
        } else if (!all[i].used) {
            all[s->n++] = all[i];
        }
    }
    if (is_and(s, 0))
        s->tokens++, s->n--;
    take_signal(s);
}

static void trim(const struct segment *s, size_t *from, size_t *to)
{
    while (*from < *to && (s->tokens[*from].kind == TOKEN_COMMA || s->tokens[*from].kind == TOKEN_COLON ||
                           s->tokens[*from].kind == TOKEN_DASH))
        ++*from;
    while (*to > *from && (s->tokens[*to - 1].kind == TOKEN_COMMA || s->tokens[*to - 1].kind == TOKEN_DASH ||
                           s->tokens[*to - 1].kind == TOKEN_COLON || s->tokens[*to - 1].kind == TOKEN_DOT))
        --*to;
}

/* What a reader sees of a name: one blank for many, and a word broken at a hyphen whole again. */
static str seen_text(const struct segment *s, str raw)
{
    size_t at = str_find(raw, S("-"), 0), cut = at + 1;
    while (cut < raw.n && (raw.p[cut] == ' ' || raw.p[cut] == '\r'))
        cut++;
    bool broken = cut < raw.n && raw.p[cut] == '\n';
    while (broken && cut < raw.n && (raw.p[cut] == ' ' || raw.p[cut] == '\n' || raw.p[cut] == '>'))
        cut++;
    if (broken && cut < raw.n)
        raw = str_printf(s->in->scratch, "%.*s%.*s", (int)at + 1, raw.p, STR_ARG(str_from(raw, cut)));
    str seen = fold_spaces(s->in->perm, raw);
    return broken && seen.p == raw.p ? str_dup(s->in->perm, seen) : seen;
}

static struct source_name name_of(const struct segment *s, size_t from, size_t to)
{
    struct source_name name = { 0 };
    trim(s, &from, &to);
    if (from == to)
        return name;
    name.text = between(s, from, to);
    if (name.text.len > NAME_BYTES_MAX)
        return name;
    if (s->tokens[to - 1].kind == TOKEN_WORD && is_kind(s, to, TOKEN_DOT) &&
        str_find_byte(word_at(s, to - 1), '.', 0) < s->tokens[to - 1].text.len)
        name.text.len++; /* the last dot of "N.Y." */
    name.seen = seen_text(s, str_at(s->in->doc->text, name.text));
    (void)outlet_find_name(s->in->outlets, name.seen, &name.hit);
    return name;
}

/* Whether a piece between commas only says more of the name before it: "Inc", "Calif.", "N.Y." */
static bool qualifies(str piece)
{
    static const str words[] = { S_INIT("Inc"), S_INIT("Ltd"), S_INIT("LLC"), S_INIT("Co"),
                                 S_INIT("Corp"), S_INIT("Jr"), S_INIT("D.C"), S_INIT("N.Y") };
    if (str_ends(piece, S(".")))
        piece.n--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(piece, words[i]))
            return true;
    return false;
}

/* The names between two tokens. Knowledge decides the comma: the longest run of pieces that is one known
 * outlet; otherwise each piece is a name of its own. */
static void read_names(const struct segment *s, size_t from, size_t to, struct source_names *out)
{
    while (from < to) {
        size_t best = 0, ends[4] = { to }, n_ends = 0;
        for (size_t i = from; i <= to && n_ends < 4; i++)
            if (i == to || s->tokens[i].kind == TOKEN_COMMA)
                ends[n_ends++] = i;
        for (size_t k = n_ends; k-- > 1 && !best;)
            if (name_of(s, from, ends[k]).hit.match != CCK_MATCH_NONE)
                best = ends[k];
        if (!best) {
            best = ends[0];
            for (size_t k = 1; k < n_ends; k++) {
                struct source_name next = name_of(s, ends[k - 1] + 1, ends[k]);
                if (!qualifies(next.seen))
                    break;
                best = ends[k];
            }
        }
        struct source_name name = name_of(s, from, best);
        if (name.seen.n)
            *VEC_PUSH(out, s->in->scratch) = name;
        from = best + 1;
    }
}

/* Words between name and date that belong to neither: "TASS of March 3", "on", "dated". */
static size_t without_joint(const struct segment *s, size_t from, size_t to)
{
    static const str joints[] = { S_INIT("of"), S_INIT("on"), S_INIT("dated"), S_INIT("from"),
                                  S_INIT("for") };
    for (size_t i = 0; to > from && i < sizeof joints / sizeof *joints; i++)
        if (is_kind(s, to - 1, TOKEN_WORD) && str_eq_nocase(word_at(s, to - 1), joints[i]))
            return to - 1;
    return to;
}

static bool is_known(const struct segment *s, size_t from, size_t to)
{
    return from < to && name_of(s, from, to).hit.match != CCK_MATCH_NONE;
}

/* Whether the dates read at `at` can be the source's. */
static bool plausible(const struct segment *s, size_t from, size_t at, size_t behind,
                      const struct date_item *first)
{
    if (first->precision == CCK_PRECISION_YEAR)
        return at > from && behind == s->n &&
               (is_known(s, from, at) || (s->extra && s->extra->issue.n));
    bool lone_month = first->precision == CCK_PRECISION_MONTH && !first->has_year;
    if (lone_month && (behind != s->n || (at > from && !is_known(s, from, at))))
        return false;
    /* "Kanal 5, 3 May": a number right behind a word may belong to the name */
    if (at > from && s->tokens[at].kind == TOKEN_NUMBER && !is_kind(s, at - 1, TOKEN_COMMA) &&
        is_kind(s, at + 1, TOKEN_COMMA) && is_known(s, from, at + 1))
        return false;
    return true;
}

/* The first dates at or behind token `from`. Returns their place, or s->n. */
static size_t find_dates(const struct segment *s, size_t from, struct date_list *dates, size_t *taken)
{
    struct date_input input = { s->in->doc->text, s->tokens, s->n, s->in->style->day_first, false,
                                s->in->scratch };
    for (size_t at = from; at < s->n; at++) {
        bool held_off = at == from || is_kind(s, at - 1, TOKEN_COMMA) || is_kind(s, at - 1, TOKEN_DOT);
        input.lone_year = at > from && held_off;
        *taken = dates_read(&input, at, dates);
        if (*taken && plausible(s, from, at, at + *taken, &dates->p[0]))
            return at;
        dates->n = 0;
    }
    return s->n;
}

static void finish(const struct segment *s, size_t from, size_t to, struct source *out)
{
    out->signal = s->signal;
    out->signal_text = s->signal_text;
    out->url = s->url;
    if (to > from)
        out->text = between(s, from, to);
}

/* "26 February, Warsaw TV": the names stand behind the dates. Returns the token behind the source. */
static size_t read_date_first(const struct segment *s, size_t from, size_t behind, struct source *out)
{
    size_t name = behind + is_kind(s, behind, TOKEN_COMMA), taken = 0;
    struct date_list more = { 0 };
    if (name >= s->n)
        return behind;
    size_t at = find_dates(s, name, &more, &taken);
    if (at < s->n) { /* "March 3, TASS, March 4": the names belong to what follows */
        out->prose = name < at;
        return behind;
    }
    out->date_first = true;
    read_names(s, name, s->n, &out->names);
    (void)from;
    return s->n;
}

/* Where a source's name begins behind words that lead up to it: "for more on X, see Y", "10 million,
 * according to Y", "the mayor--Y", "Jane Roe - Y - May 3", "the Y". */
static size_t skip_prose(const struct segment *s, size_t from, size_t to)
{
    size_t begin = from;
    for (size_t i = from + 1; i < to; i++) {
        bool clause = s->tokens[i - 1].kind == TOKEN_COMMA && s->tokens[i].kind == TOKEN_WORD;
        size_t lead = clause ? source_signal(s->in->doc->text, &s->in->style->lead_words, s->tokens + i,
                                             to - i)
                             : 0;
        if (lead && i + lead < to)
            begin = i + lead;
        bool dash = s->tokens[i].kind == TOKEN_DASH && i + 1 < to &&
                    (s->tokens[i].blank_before || s->tokens[i - 1].kind == TOKEN_DASH);
        if (dash && s->tokens[i + 1].kind == TOKEN_WORD)
            begin = i + 1;
    }
    if (begin + 1 < to && s->tokens[begin].kind == TOKEN_WORD && str_eq(word_at(s, begin), S("the")))
        begin++;
    return begin;
}

static bool is_capital(const struct segment *s, size_t i)
{
    size_t at = 0;
    str w = word_at(s, i);
    return s->tokens[i].kind == TOKEN_WORD && w.n > 1 && utf8_is_upper(utf8_next(w, &at));
}

/* "Georgiy Satarov to ITAR-TASS": the speaker is no part of the outlet. Returns where the outlet begins. */
static size_t skip_speaker(const struct segment *s, size_t from, size_t to, struct source *out)
{
    size_t joint = from;
    while (joint < to && is_capital(s, joint))
        joint++;
    size_t words = joint - from;
    if (words < 2 || words > 3 || joint + 1 >= to || s->tokens[joint].kind != TOKEN_WORD)
        return from;
    bool told = str_eq(word_at(s, joint), S("to")), in = str_eq(word_at(s, joint), S("in"));
    if ((!told && !in) || is_known(s, from, to))
        return from;
    size_t name = joint + 1;
    name += name + 1 < to && str_eq(word_at(s, name), S("the"));
    if (in && !is_known(s, name, to) && to - name < 2)
        return from;
    if (!out->extra)
        out->extra = NEW(s->in->perm, struct cite_extra, 1);
    out->extra->author = seen_text(s, str_at(s->in->doc->text, between(s, from, joint)));
    return name;
}

static size_t read_one(const struct segment *s, size_t from, struct source *out)
{
    out->extra = s->extra;
    size_t taken = 0, at = find_dates(s, from, &out->dates, &taken), behind = at + taken;
    if (at == s->n) {
        read_names(s, from, s->n, &out->names);
        finish(s, from, s->n, out);
        return s->n;
    }
    size_t names_end = without_joint(s, from, at);
    out->leading_comma = at > from && is_kind(s, from, TOKEN_COMMA) && !s->extra;
    size_t begin = skip_prose(s, from, names_end);
    begin = skip_speaker(s, begin, names_end, out);
    read_names(s, begin, names_end, &out->names);
    if (at == from)
        behind = read_date_first(s, from, behind, out);
    else if (out->names.n && names_end == at && !is_kind(s, at - 1, TOKEN_COMMA) &&
             !is_kind(s, at - 1, TOKEN_DOT))
        out->gap = span_make(span_end(s->tokens[at - 1].text), s->tokens[at].text.off);
    finish(s, from, behind, out);
    return behind;
}

void source_read(const struct source_input *in, struct source_list *out)
{
    struct segment s = { .in = in };
    prepare(&s);
    size_t from = 0;
    do {
        struct source *source = VEC_PUSH(out, in->scratch);
        *source = (struct source){ 0 };
        if (from > 0 && is_kind(&s, from, TOKEN_COMMA)) {
            source->comma_before = s.tokens[from].text;
            from++;
        }
        from = read_one(&s, from, source);
        if (source->names.n == 0 && source->dates.n == 0 && out->n > 1)
            out->n--;
        /* what follows a date without a comma is prose, not a source of its own */
        if (from < s.n && !(is_kind(&s, from, TOKEN_COMMA) && is_kind(&s, from + 1, TOKEN_WORD))) {
            bool dots = true;
            for (size_t i = from; i < s.n; i++)
                dots = dots && is_kind(&s, i, TOKEN_DOT);
            out->p[out->n - 1].prose |= !dots;
            return;
        }
    } while (from < s.n);
}
