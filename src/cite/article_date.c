/* article_date.c: the article's own date. Facts in order of trust, then bounds from the text. */
#include "cite/article_date.h"

#include "base/banned.h"

enum { FILE_NAME_DAYS = 7 }; /* a file's name may be the day of drafting */

static void reason(struct article_date *out, str text)
{
    if (out->n_reasons < ARTICLE_REASONS_MAX)
        out->reasons[out->n_reasons++] = text;
}

static void conflict(struct article_date *out, str what, span source)
{
    if (out->n_conflicts < sizeof out->conflicts / sizeof *out->conflicts)
        out->conflicts[out->n_conflicts++] = (struct article_conflict){ what, source };
}

static str iso(struct arena *perm, date d)
{
    char room[DATE_TEXT_BYTES];
    return str_dup(perm, date_iso(d, room));
}

/* The year that the document's volume stands for, or 0. */
static int volume_year(const struct article_date *out, const struct doc_meta *meta)
{
    const struct publication *p = out->publication;
    if (!p || !p->volume_base || !meta->volume || meta->volume > 500)
        return 0;
    int year = p->volume_base + (int)meta->volume;
    return p->last_year && year > p->last_year ? 0 : year;
}

static void set_day(struct article_date *out, struct cite_anchor *anchor, date day, str label,
                    struct arena *perm)
{
    out->known = true;
    out->days = (struct day_range){ date_to_days(day), date_to_days(day) };
    anchor->day = day;
    str text = iso(perm, day);
    reason(out, str_printf(perm, "%.*s %.*s", STR_ARG(label), STR_ARG(text)));
    anchor->why =
        str_printf(perm, "the article is dated %.*s (%.*s)", STR_ARG(text), STR_ARG(label));
}

static void set_volume(struct article_date *out, struct cite_anchor *anchor, int year,
                       const struct doc_meta *meta, struct arena *perm)
{
    const struct publication *p = out->publication;
    out->known = true;
    out->days = (struct day_range){ date_to_days(date_make(year, 1, 1)),
                                    date_to_days(date_make(year + p->volume_spans_years, 12, 31)) };
    anchor->day = date_make(year + p->volume_spans_years, 0, 0);
    reason(out, str_printf(perm, "volume %u is %d", meta->volume, year));
    anchor->why = str_printf(perm, "volume %u of %.*s is %d", meta->volume, STR_ARG(p->name), year);
}

/* A day differs from what was chosen by more than can be explained. */
static void compare(struct article_date *out, const struct doc_fact *fact, str chosen, date day,
                    struct arena *perm)
{
    int32_t apart = date_to_days(fact->value) - date_to_days(day);
    int32_t slack = fact->kind == DOC_FACT_FILE_NAME ? FILE_NAME_DAYS : 1;
    if (apart >= -slack && apart <= slack)
        return;
    str text = iso(perm, fact->value);
    conflict(out,
             str_printf(perm, "%.*s, but the %.*s says %.*s", STR_ARG(chosen), STR_ARG(fact->label),
                        STR_ARG(text)),
             fact->source);
}

void article_date_of(const struct doc *doc, const struct publication_set *publications, date given,
                     str publication, struct arena *perm, struct article_date *out,
                     struct cite_anchor *anchor)
{
    const struct doc_meta *meta = &doc->meta;
    *out = (struct article_date){ 0 };
    *anchor = (struct cite_anchor){ 0 };
    out->publication =
        publication_find(publications, publication.n ? publication : meta->publication);
    const struct doc_fact *fact = meta->dates.n ? &meta->dates.p[0] : NULL;
    int year = volume_year(out, meta);
    bool by_file_name = fact && fact->kind == DOC_FACT_FILE_NAME;
    if (given.year)
        set_day(out, anchor, given, S("--date"), perm);
    else if (fact && !(by_file_name && year))
        set_day(out, anchor, fact->value, fact->label, perm);
    else if (year)
        set_volume(out, anchor, year, meta, perm);
    if (given.year)
        return; /* the user's word stands; what the document says is not held against it */
    if (!anchor->day.day) {
        for (size_t i = 0; year && i < meta->dates.n; i++)
            if (meta->dates.p[i].value.year != year)
                conflict(out,
                         str_printf(perm, "%.*s, but the %.*s says %d", STR_ARG(anchor->why),
                                    STR_ARG(meta->dates.p[i].label), meta->dates.p[i].value.year),
                         meta->dates.p[i].source);
        return;
    }
    for (size_t i = 1; i < meta->dates.n; i++)
        compare(out, &meta->dates.p[i], anchor->why, anchor->day, perm);
    int spans = out->publication && out->publication->volume_spans_years;
    if (year && (anchor->day.year < year || anchor->day.year > year + spans))
        conflict(out,
                 str_printf(perm, "%.*s, but volume %u of %.*s is %d", STR_ARG(anchor->why),
                            meta->volume, STR_ARG(out->publication->name), year),
                 meta->volume_source);
}

static bool is_firm_day(const struct citation *c)
{
    return c->kind == CCK_KIND_CITATION && c->precision == CCK_PRECISION_DAY &&
           (c->error == CCK_CITE_OK || c->error == CCK_CITE_MISSPELT_OUTLET ||
            c->error == CCK_CITE_SEPARATOR) &&
           date_is_valid(c->from);
}

static void bound_by_latest(const struct cite_list *cites, struct arena *perm,
                            struct article_date *out)
{
    int32_t latest = INT32_MIN;
    for (size_t i = 0; i < cites->citations.n; i++) {
        const struct citation *c = &cites->citations.p[i];
        int32_t day = is_firm_day(c) ? date_to_days(c->from) : INT32_MIN;
        if (day > latest && day <= out->days.to)
            latest = day;
    }
    if (latest <= out->days.from)
        return;
    out->days.from = latest;
    date d = date_from_days(latest);
    str month = date_month_name(d.month);
    reason(out, str_printf(perm, "latest citation %.*s %u", STR_ARG(month), d.day));
}

/* "Earlier this month" in a sentence whose source is of July 4: the article is of July. */
static void bound_by_month(const struct doc *doc, const struct period *period,
                           const struct cite_list *cites, const struct cover *cover,
                           struct arena *perm, struct article_date *out)
{
    const struct cover *c = &cover[period->sentence];
    if (c->paren == CITE_NONE || c->distance > 1)
        return;
    const struct paren *p = &cites->parens.p[c->paren];
    for (uint32_t i = 0; i < p->n_citations; i++) {
        const struct citation *cited = &cites->citations.p[p->first_citation + i];
        if (!is_firm_day(cited))
            continue;
        date first = date_make(cited->from.year, cited->from.month, 1);
        date last = first;
        last.day = (uint8_t)date_month_days(first.year, first.month);
        struct day_range month = { date_to_days(first), date_to_days(last) };
        if (month.from > out->days.to || month.to < out->days.from)
            continue;
        bool narrows = month.from > out->days.from || month.to < out->days.to;
        if (month.from > out->days.from)
            out->days.from = month.from;
        if (month.to < out->days.to)
            out->days.to = month.to;
        if (narrows)
            reason(out,
                   str_printf(perm, "'%.*s' with %.*s", STR_ARG(str_at(doc->text, period->text)),
                              STR_ARG(cited->date_text)));
        return;
    }
}

/* The newest firm day behind a period, or INT32_MIN; `index` is its citation's. */
static int32_t newest_behind(const struct cite_list *cites, const struct cover *c, uint32_t *index)
{
    int32_t newest = INT32_MIN;
    if (c->paren == CITE_NONE || c->distance > 1)
        return newest;
    const struct paren *p = &cites->parens.p[c->paren];
    for (uint32_t i = p->first_citation; i < p->first_citation + p->n_citations; i++) {
        int32_t day = is_firm_day(&cites->citations.p[i]) ? date_to_days(cites->citations.p[i].from)
                                                          : INT32_MIN;
        if (day > newest) {
            newest = day;
            *index = i;
        }
    }
    return newest;
}

/* "Last week" with a source of July 3: the article is not later than the week after that one's, for a
 * source is not older than what it reports. */
static void bound_by_relative(const struct doc *doc, const struct period *period,
                              const struct cite_list *cites, const struct cover *cover,
                              struct arena *perm, struct article_date *out)
{
    uint32_t index = 0;
    int32_t day = newest_behind(cites, &cover[period->sentence], &index);
    if (period->anchor != PERIOD_ARTICLE || !period->is_event || period->weekday ||
        period->unit == PERIOD_YEAR || day == INT32_MIN)
        return;
    struct period shifted = *period;
    shifted.offset = (int16_t)(period->offset > 0 ? 0 : -period->offset);
    int32_t last = period_days(&shifted, (struct day_range){ day, day }).to;
    if (shifted.offset ==
        0) /* the whole of this week or month, though the source is earlier in it */
        last = period_days(
                   &(struct period){ .anchor = PERIOD_ARTICLE, .unit = period->unit, .offset = 1 },
                   (struct day_range){ day, day })
                   .from -
               1;
    if (last >= out->days.to || last < out->days.from)
        return;
    out->days.to = last;
    const struct citation *c = &cites->citations.p[index];
    reason(out, str_printf(perm, "'%.*s' with %.*s", STR_ARG(str_at(doc->text, period->text)),
                           STR_ARG(c->date_text)));
}

void article_date_bound(const struct doc *doc, const struct cite_list *cites,
                        const struct period_list *periods, const struct cover *cover,
                        struct arena *perm, struct article_date *out)
{
    if (!out->known || out->days.from == out->days.to)
        return;
    bound_by_latest(cites, perm, out);
    for (size_t i = 0; i < periods->list.n; i++)
        if (periods->list.p[i].this_month)
            bound_by_month(doc, &periods->list.p[i], cites, cover, perm, out);
        else
            bound_by_relative(doc, &periods->list.p[i], cites, cover, perm, out);
}
