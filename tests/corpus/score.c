/* score.c: scores the checks of prose on the drafts of this folder: missing references, prose dates,
 * sentences, and how many planted mutations are noticed.
 *   score [--list] DRAFT...
 * A draft has a sentence a line, an empty line between blocks; README.md tells the labels. */
#include <stdio.h>
#include <stdlib.h>

#include "draft.h"
#include "sample.h"

#include "base/banned.h"

enum { KEYS_MAX = 4000, LOTS_MAX = 8 };

struct count {
    size_t right, wrong, missed; /* of labelled sentences */
};

struct mutation {
    size_t noticed, tried;
};

struct score {
    struct count miss, date, stale;
    size_t drafts, sentences, cut_wrong, clean_drafts, clean_words, clean_warnings;
    struct mutation deleted, moved, later_year, earlier_year;
};

struct scorer {
    struct draft_rules rules;
    struct arena arena;
    bool list;
};

static bool is_missing(uint8_t check)
{
    return check >= CHECK_CC401 && check <= CHECK_CC406;
}

static bool is_date(uint8_t check)
{
    return check >= CHECK_CC202 && check <= CHECK_CC207;
}

static struct line *line_at(struct sample *s, size_t off)
{
    struct line *found = NULL;
    for (size_t i = 0; i < s->n_lines; i++)
        if (s->lines[i].off <= off)
            found = &s->lines[i];
    return found;
}

static void mark(struct sample *s, const struct draft *d, const struct finding *f, span at)
{
    span source = f->source.len ? f->source : doc_source_span(&d->doc, at);
    struct line *line = line_at(s, source.off);
    if (!line)
        return;
    line->hit[LABEL_MISS] = line->hit[LABEL_MISS] || is_missing(f->check);
    line->hit[LABEL_DATE] = line->hit[LABEL_DATE] || is_date(f->check);
    line->hit[LABEL_STALE] = line->hit[LABEL_STALE] || f->check == CHECK_CC208;
    bool ours = is_missing(f->check) || is_date(f->check) || f->check == CHECK_CC408;
    line->warned = line->warned || (ours && f->severity >= CCK_SEVERITY_WARNING);
}

static void add(struct count *c, const struct line *line, enum label label)
{
    if (line->labels[LABEL_WEAK] && label == LABEL_MISS)
        return;
    c->right += line->labels[label] && line->hit[label];
    c->missed += line->labels[label] && !line->hit[label];
    c->wrong += !line->labels[label] && line->hit[label];
}

static void list_line(const struct sample *s, const struct line *line)
{
    for (enum label l = LABEL_MISS; l < LABEL_COUNT; l++)
        if (l != LABEL_WEAK && line->labels[l] != line->hit[l] &&
            !(l == LABEL_MISS && line->labels[LABEL_WEAK]))
            (void)printf("%.*s: %s %.*s%.*s\n", STR_ARG(s->path), line->hit[l] ? "FALSE" : "MISSED",
                         STR_ARG(label_names[l]), STR_ARG(line->text));
}

/* Do the sentences begin where the lines do? Headings, mastheads and the like are no sentences. */
static void score_sentences(const struct scorer *sc, struct sample *s, const struct draft *d,
                            struct score *score)
{
    for (size_t i = 0; i < s->n_lines; i++) {
        const struct line *line = &s->lines[i];
        bool found = false;
        if (str_starts(line->text, S("Publication:")) ||
            str_find_byte(S("#<>|@[!*"), line->text.p[0], 0) < 8 ||
            str_starts(line->text, S("  •")) || line->text.p[line->text.n - 1] == ':')
            continue;
        size_t marker = sample_marker(line->text);
        for (size_t k = 0; k < d->doc.sentences.n && !found; k++) {
            span at = doc_source_span(&d->doc, d->doc.sentences.p[k].text);
            found = at.off == line->off + marker && at.len == line->text.n - marker;
        }
        score->sentences++;
        score->cut_wrong += !found;
        if (!found && sc->list)
            (void)printf("%.*s: CUT %.*s\n", STR_ARG(s->path), STR_ARG(line->text));
    }
}

static void score_lines(const struct scorer *sc, struct sample *s, struct score *score)
{
    bool clean = true;
    size_t warnings = 0;
    for (size_t i = 0; i < s->n_lines; i++) {
        const struct line *line = &s->lines[i];
        add(&score->miss, line, LABEL_MISS);
        add(&score->date, line, LABEL_DATE);
        add(&score->stale, line, LABEL_STALE);
        clean = clean && !line->labels[LABEL_MISS] && !line->labels[LABEL_DATE];
        warnings += line->warned;
        if (sc->list)
            list_line(s, line);
    }
    if (clean) {
        score->clean_drafts++;
        score->clean_words += s->words;
        score->clean_warnings += warnings;
    }
}

/* What the checks say, as keys that a mutation elsewhere leaves alone. */
struct keys {
    str p[KEYS_MAX];
    size_t n;
};

static void collect(struct scorer *sc, const struct draft *d, struct keys *out)
{
    out->n = 0;
    for (size_t i = 0; i < d->findings.list.n && out->n < KEYS_MAX; i++) {
        const struct finding *f = &d->findings.list.p[i];
        str text = str_at(d->doc.text, f->text);
        out->p[out->n++] = str_printf(&sc->arena, "%.*s %.*s %.*s", STR_ARG(checks[f->check].rule),
                                      STR_ARG(str_slice(text, 0, 60)), STR_ARG(f->message));
    }
}

typedef bool counts_fn(uint8_t check);

/* Does a changed article get a finding that the right one has not? */
static bool is_noticed(struct scorer *sc, const struct sample *s, const struct keys *before,
                       str article, counts_fn *counts)
{
    struct draft d;
    bool noticed = false;
    if (draft_open(&sc->rules, s->name, article, s->day, &d)) {
        struct keys after;
        collect(sc, &d, &after);
        for (size_t i = 0; i < after.n && !noticed; i++) {
            bool old = false;
            for (size_t k = 0; k < before->n && !old; k++)
                old = str_eq(before->p[k], after.p[i]);
            noticed = !old && counts(d.findings.list.p[i].check);
        }
    }
    draft_close(&d);
    return noticed;
}

static str replaced(struct scorer *sc, str text, span at, str by)
{
    return str_printf(&sc->arena, "%.*s%.*s%.*s", STR_ARG(str_slice(text, 0, at.off)), STR_ARG(by),
                      STR_ARG(str_from(text, span_end(at))));
}

struct mutant {
    struct scorer *sc;
    const struct sample *s;
    const struct draft *d;
    const struct keys *before;
};

static void try_mutant(const struct mutant *m, span at, str by, counts_fn *counts,
                       struct mutation *out, const char *what)
{
    str article = replaced(m->sc, m->s->article, at, by);
    bool noticed = is_noticed(m->sc, m->s, m->before, article, counts);
    out->tried++;
    out->noticed += noticed;
    if (!noticed && m->sc->list)
        (void)printf("%.*s: UNNOTICED %s %.*s -> %.*s\n", STR_ARG(m->s->path), what,
                     STR_ARG(str_at(m->s->article, at)), STR_ARG(by));
}

static bool is_missing_or_summary(uint8_t check)
{
    return is_missing(check) || check == CHECK_CC407;
}

static void delete_parens(const struct mutant *m, struct score *score)
{
    for (size_t i = 0; i < m->d->cites.parens.n; i++) {
        const struct paren *p = &m->d->cites.parens.p[i];
        if (p->kind != CCK_KIND_CITATION)
            continue;
        span at = doc_source_span(&m->d->doc, p->text);
        if (at.off > 0 && m->s->article.p[at.off - 1] == ' ') {
            at.off--;
            at.len++;
        }
        try_mutant(m, at, S(""), is_missing_or_summary, &score->deleted, "deletion");
    }
}

/* The day `days` before a period, as the house writes it. */
static str earlier_day(const struct mutant *m, const struct period *p, int32_t days)
{
    date d = date_from_days(p->days.from - days);
    int year = date_from_days(m->d->article.days.to).year;
    str month = date_month_name(d.month);
    if (d.year == year)
        return str_printf(&m->sc->arena, "%.*s %u", STR_ARG(month), d.day);
    return str_printf(&m->sc->arena, "%.*s %u, %d", STR_ARG(month), d.day, d.year);
}

static bool is_date_or_stale(uint8_t check)
{
    return is_date(check);
}

/* Moves each citation that fits what its sentence dates to some days before it. */
static void move_dates(const struct mutant *m, struct score *score)
{
    enum { FIT_DAYS = 45, MOVE_DAYS = 20 };
    for (size_t i = 0; i < m->d->cites.citations.n; i++) {
        const struct citation *c = &m->d->cites.citations.p[i];
        const struct paren *paren = &m->d->cites.parens.p[c->paren];
        const struct period *fit = NULL;
        if (c->kind != CCK_KIND_CITATION || c->precision != CCK_PRECISION_DAY ||
            !date_is_valid(c->from))
            continue;
        int32_t day = date_to_days(c->from);
        for (size_t k = 0; k < m->d->periods.list.n; k++) {
            const struct period *p = &m->d->periods.list.p[k];
            bool dates = p->sentence == paren->sentence && p->has_days && !p->start_only &&
                         p->anchor == PERIOD_ABSOLUTE && p->text.off < paren->text.off;
            if (dates && day >= p->days.from - 1 && day <= p->days.to + FIT_DAYS)
                fit = p;
        }
        if (fit)
            try_mutant(m, doc_source_span(&m->d->doc, c->date), earlier_day(m, fit, MOVE_DAYS),
                       is_date_or_stale, &score->moved, "move");
    }
}

/* Does the citation that covers a period report it, rather than look back at it? */
static bool is_reported(const struct draft *d, const struct period *p)
{
    enum { FIT_DAYS = 60 };
    const struct cover *cover = &d->input.cover[p->sentence];
    if (cover->paren == CITE_NONE || cover->distance > 1)
        return false;
    const struct paren *paren = &d->cites.parens.p[cover->paren];
    for (uint32_t i = 0; i < paren->n_citations; i++) {
        const struct citation *c = &d->cites.citations.p[paren->first_citation + i];
        int32_t day = date_is_valid(c->from) ? date_to_days(c->from) : 0;
        if (day >= p->days.from - 1 && day <= p->days.to + FIT_DAYS)
            return true;
    }
    return false;
}

static void shift_years(const struct mutant *m, struct score *score)
{
    for (size_t k = 0; k < m->d->periods.list.n; k++) {
        const struct period *p = &m->d->periods.list.p[k];
        str text = str_at(m->d->doc.text, p->text);
        if (!p->year_written || !p->is_event || p->anchor != PERIOD_ABSOLUTE || text.n < 4 ||
            !is_reported(m->d, p))
            continue;
        uint32_t year;
        span at = doc_source_span(&m->d->doc, span_make(span_end(p->text) - 4, span_end(p->text)));
        if (!str_to_u32(str_from(text, text.n - 4), &year))
            continue;
        try_mutant(m, at, str_printf(&m->sc->arena, "%u", year + 1), is_date_or_stale,
                   &score->later_year, "later year");
        try_mutant(m, at, str_printf(&m->sc->arena, "%u", year - 1), is_date_or_stale,
                   &score->earlier_year, "earlier year");
    }
}

static void score_draft(struct scorer *sc, struct sample *s, struct score *score)
{
    struct draft d;
    struct keys *before = NEW(&sc->arena, struct keys, 1);
    if (!draft_open(&sc->rules, s->name, s->article, s->day, &d)) {
        (void)fprintf(stderr, "%.*s: cannot be read\n", STR_ARG(s->path));
        exit(2);
    }
    for (size_t i = 0; i < d.findings.list.n; i++) {
        const struct finding *f = &d.findings.list.p[i];
        mark(s, &d, f, f->text);
        for (uint32_t k = 0; f->check == CHECK_CC406 && k < f->n_related; k++)
            mark(s, &d, f, f->related[k].text);
    }
    score->drafts++;
    score_sentences(sc, s, &d, score);
    score_lines(sc, s, score);
    collect(sc, &d, before);
    struct mutant m = { sc, s, &d, before };
    delete_parens(&m, score);
    move_dates(&m, score);
    shift_years(&m, score);
    draft_close(&d);
}

static double share(size_t part, size_t whole)
{
    return whole ? (double)part / (double)whole : 1.0;
}

static void print_count(const char *name, const struct count *c)
{
    (void)printf("| %s | %zu | %.2f | %.2f |\n", name, c->right + c->missed,
                 share(c->right, c->right + c->wrong), share(c->right, c->right + c->missed));
}

static void print_mutation(const char *name, const struct mutation *m)
{
    (void)printf("| %s | %zu | %.0f %% |\n", name, m->tried, 100 * share(m->noticed, m->tried));
}

static void print(const char *title, const struct score *s)
{
    (void)printf(
        "### %s\n\n%zu drafts, %zu sentences, %zu cut wrongly; %zu drafts without a fault, %zu "
        "words, %zu warnings in them\n\n",
        title, s->drafts, s->sentences, s->cut_wrong, s->clean_drafts, s->clean_words,
        s->clean_warnings);
    (void)printf("| faults | planted | precision | recall |\n|---|--:|--:|--:|\n");
    print_count("missing references (CC401-CC406)", &s->miss);
    print_count("prose dates (CC202-CC207)", &s->date);
    print_count("stale sources (CC208)", &s->stale);
    (void)printf("\n| mutation | tried | noticed |\n|---|--:|--:|\n");
    print_mutation("one parenthetical deleted", &s->deleted);
    print_mutation("a cited date moved before the period that its sentence names", &s->moved);
    print_mutation("the year of an event that its source reports one later", &s->later_year);
    print_mutation("the year of an event that its source reports one earlier", &s->earlier_year);
    (void)printf("\n");
}

/* The score of a lot; the first is of the drafts the rules were fitted on. */
struct lot {
    str name;
    struct score score;
};

static struct score *score_of(struct lot *lots, str name)
{
    for (size_t i = 0; i < LOTS_MAX; i++) {
        if (i > 0 && !lots[i].name.n)
            lots[i].name = name;
        if (str_eq(lots[i].name, name))
            return &lots[i].score;
    }
    (void)fprintf(stderr, "more than %d lots\n", LOTS_MAX);
    exit(2);
}

static void print_lots(struct scorer *sc, const struct lot *lots)
{
    for (size_t i = 0; i < LOTS_MAX; i++)
        if (lots[i].score.drafts)
            print(lots[i].name.n
                      ? str_z(&sc->arena,
                              str_printf(&sc->arena,
                                         "The %.*s lot, written after the rules were frozen",
                                         STR_ARG(lots[i].name)))
                      : "Drafts the rules were fitted on",
                  &lots[i].score);
}

int main(int argc, char **argv)
{
    struct scorer *sc = calloc(1, sizeof *sc);
    struct lot lots[LOTS_MAX] = { 0 };
    if (!sc)
        return 2;
    arena_init(&sc->arena, 0, NULL);
    draft_rules_open(&sc->rules);
    for (int i = 1; i < argc; i++) {
        if (str_eq(str_from_z(argv[i]), S("--list"))) {
            sc->list = true;
            continue;
        }
        struct sample *s = NEW(&sc->arena, struct sample, 1);
        sample_read(argv[i], &sc->arena, s);
        score_draft(sc, s, score_of(lots, s->lot));
    }
    print_lots(sc, lots);
    draft_rules_close(&sc->rules);
    arena_free(&sc->arena);
    free(sc);
    return 0;
}
