/* accept.c: telling citations from acronyms, glosses, asides and bare dates. When in doubt, no. */
#include "cite/accept.h"

#include "base/fold.h"
#include "base/utf8.h"

#include "base/banned.h"

enum { NAME_WORDS_MAX = 12 };

static bool has_word(const struct style_words *words, str word)
{
    struct style_words_part like = { 0 };
    if (word.n)
        like = style_words_like(words, word);
    for (size_t i = 0; i < like.n; i++)
        if (str_eq_nocase(word, like.p[i]))
            return true;
    return false;
}

static bool is_name_word(const struct style *style, str word)
{
    struct style_words_part like = style_words_like(&style->name_words, word);
    for (size_t i = 0; i < like.n; i++)
        if (str_eq(like.p[i], word))
            return true;
    return false;
}

static uint32_t first_char(str word)
{
    size_t at = 0;
    while (at < word.n) {
        uint32_t cp = utf8_next(word, &at);
        if (utf8_is_letter(cp) || utf8_is_digit(cp))
            return cp;
    }
    return 0;
}

static bool is_small(uint32_t cp)
{
    return utf8_is_lower(cp);
}

/* "al-Manar", "eBay": a capital letter inside. */
static bool has_capital(str word)
{
    for (size_t at = 0; at < word.n;)
        if (utf8_is_upper(utf8_next(word, &at)))
            return true;
    return false;
}

static bool has_letter(str word)
{
    for (size_t at = 0; at < word.n;)
        if (utf8_is_letter(utf8_next(word, &at)))
            return true;
    return false;
}

/* "Zapad-2021", "FZ-152": a word with a number of three figures and more is an exercise, a law, a rocket. */
static bool is_designation(str name)
{
    size_t digits = name.n;
    while (digits > 0 && utf8_is_digit((unsigned char)name.p[digits - 1]))
        digits--;
    return name.n - digits >= 3 && digits > 0 && name.p[digits - 1] == '-' &&
           str_find_byte(name, ' ', 0) == name.n;
}

/* Whether an unknown name looks like one: capitals where names have them, small words only where names
 * allow them, no verb-like tail, no event. */
static bool looks_like_name(const struct style *style, str name)
{
    static const str open_quote = S_INIT("\xE2\x80\x9C"), close_quote = S_INIT("\xE2\x80\x9D");
    size_t words = 0, capitals = 0;
    str rest = name, word, first = { 0 }, last = { 0 };
    if (str_find(name, open_quote, 0) < name.n && str_find(name, close_quote, 0) == name.n)
        return false; /* a title that is not closed */
    if (!has_letter(name) || is_designation(name))
        return false;
    bool first_small = false, last_small = false;
    while (str_next(&rest, ' ', &word)) {
        if (!word.n)
            continue;
        if (str_eq(word, S("v.")) || str_eq(word, S("vs."))) /* "Kavala v. Turkey" */
            return false;
        uint32_t cp = first_char(word);
        bool small = is_small(cp) && !has_capital(word);
        if (words == 0) {
            first = word;
            first_small = small;
        }
        words++;
        capitals += cp != 0 && !small;
        last_small = small && !is_name_word(style, word);
        if (cp && !utf8_is_digit(cp)) /* "Resolution 2231", "закон № 5" */
            last = word;
    }
    if (words == 0 || words > NAME_WORDS_MAX || capitals == 0 || first_small || last_small)
        return false;
    return capitals * 2 >= words && !has_word(&style->event_words, first) &&
           !has_word(&style->event_words, last);
}

/* "Geneva", "Astana, Kazakhstan", and what an unknown name beside places is: names of places alone. */
static bool are_places(const struct style *style, const struct source_names *names)
{
    size_t places = 0;
    for (size_t i = 0; i < names->n; i++)
        places +=
            names->p[i].hit.match == CCK_MATCH_NONE && has_word(&style->places, names->p[i].seen);
    return places > 0 && places == names->n;
}

/* "gazeta.uz", not "i.e." and not "U.S". */
static bool looks_like_host(str name)
{
    size_t dot = name.n;
    while (dot > 0 && name.p[dot - 1] != '.')
        dot--;
    return dot > 2 && name.n - dot >= 2 && str_find_byte(name, ' ', 0) == name.n &&
           str_find_byte(name, '@', 0) == name.n;
}

/* Whether a name is written as monitors write sources: "GAO JISHU TONGXUN", in capitals. */
static bool is_in_capitals(str name)
{
    size_t run = 0, at = 0;
    while (at < name.n) {
        uint32_t cp = utf8_next(name, &at);
        run = utf8_is_upper(cp) ? run + 1 : 0;
        if (run >= 4)
            return true;
    }
    return false;
}

/* "Warsaw TV", "Radio Rossii", "Damascus radio": a medium by its form. */
static bool is_medium_by_form(const struct style *style, str name)
{
    str rest = name, word, first = { 0 }, last = { 0 };
    size_t words = 0;
    while (str_next(&rest, ' ', &word)) {
        if (words == 0)
            first = word;
        last = word;
        words++;
    }
    if (words < 2 || words > 4 || !looks_like_name(style, name))
        return false;
    return has_word(&style->media_words, last) || has_word(&style->media_words, first);
}

static size_t count_known(const struct source_names *names)
{
    size_t n = 0;
    for (size_t i = 0; i < names->n; i++)
        n += names->p[i].hit.match != CCK_MATCH_NONE;
    return n;
}

/* Whether the date and the details are such as an unknown name needs to be a source. */
static bool is_dated_well(const struct style *style, const struct source *source)
{
    const struct date_item *first = &source->dates.p[0];
    if (first->precision == CCK_PRECISION_DAY ||
        (first->precision == CCK_PRECISION_RANGE && first->from.day))
        return true;
    if (source->extra && (source->extra->issue.n || source->extra->page.n))
        return true;
    return first->precision == CCK_PRECISION_MONTH && first->has_year && style->day_first &&
           source->names.n == 1 && is_in_capitals(source->names.p[0].seen);
}

/* "for additional reporting", behind the dates of a source that the reader is sent to. */
static bool is_pointed_at(const struct source *source)
{
    return str_starts(source->signal_text, S("see"));
}

/* The next character behind apostrophes of any kind, small; 0 at the end. */
static uint32_t next_plain(str s, size_t *at)
{
    while (*at < s.n) {
        uint32_t cp = utf8_next(s, at);
        if (cp != '\'' && cp != 0x2019 && cp != 0x2018)
            return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    }
    return 0;
}

/* Whether a name begins with these words, apostrophes and capitals aside. */
static bool begins_like(str name, str words)
{
    size_t i = 0, k = 0;
    for (;;) {
        uint32_t want = next_plain(words, &k), have = next_plain(name, &i);
        if (want == 0)
            return have == 0 || have == ' ';
        if (want != have)
            return false;
    }
}

void accept_own(const struct style *style, struct source *source)
{
    for (size_t i = 0; i < source->names.n; i++) {
        struct source_name *name = &source->names.p[i];
        if (name->hit.match != CCK_MATCH_NONE)
            continue;
        for (size_t k = 0; k < style->own_sources.n && !name->own; k++)
            name->own = begins_like(name->seen, style->own_sources.p[k]);
    }
}

/* Whether an unknown name behind a source is another source, and neither a remark nor the place of an interview. */
static bool is_beside(const struct style *style, const struct source_name *first, str name)
{
    if (first->own || has_word(&style->places, name))
        return false;
    return looks_like_name(style, name) || looks_like_host(name);
}

/* "Izvestiya website, Moscow": a place behind a name that nobody has. */
static void drop_place(const struct style *style, struct source_names *names)
{
    bool place = names->n == 2 && names->p[1].hit.match == CCK_MATCH_NONE &&
                 has_word(&style->places, names->p[1].seen) &&
                 !has_word(&style->places, names->p[0].seen);
    names->n -= place;
}

/* "SCO, founded June 15, 2001": the date is not that of a text. */
static bool is_event(const struct style *style, const struct source_name *last)
{
    str word = str_slice(last->seen, 0, str_find_byte(last->seen, ' ', 0));
    return last->hit.match == CCK_MATCH_NONE && is_small(first_char(word)) &&
           has_word(&style->event_words, word);
}

void accept_drop_remarks(const struct accept_place *place, struct source *source)
{
    struct source_names *names = &source->names;
    size_t kept = 1;
    if (names->n < 2)
        return;
    if (names->p[0].hit.match == CCK_MATCH_NONE && !names->p[0].own) {
        drop_place(place->style, names);
        return;
    }
    source->event = !source->date_first && is_event(place->style, &names->p[names->n - 1]);
    for (size_t i = 1; i < names->n; i++) {
        const struct source_name *name = &names->p[i];
        if (name->hit.match != CCK_MATCH_NONE || is_beside(place->style, &names->p[0], name->seen))
            names->p[kept++] = *name;
    }
    names->n = kept;
}

/* "Updated May 3", "Stand: 3. Mai": a word that nobody knows, and no comma behind it. */
static bool is_lone_word(const struct source_names *names)
{
    const struct source_name *name = &names->p[0];
    return names->n == 1 && name->hit.match == CCK_MATCH_NONE && !name->hit.ambiguity &&
           str_find_byte(name->seen, ' ', 0) == name->seen.n;
}

bool accept_dated(const struct accept_place *place, const struct source *source)
{
    const struct source_names *names = &source->names;
    const struct style *style = place->style;
    if (names->n == 0)
        return source->url.len != 0;
    size_t known = count_known(names);
    if (source->event)
        return false;
    if (names->p[0].own || (known && names->p[0].hit.match != CCK_MATCH_NONE))
        return true;
    if (!style->unknown_outlets)
        return known == names->n;
    if (source->told)
        return true;
    if ((source->prose && !known && !is_pointed_at(source)) || are_places(style, names))
        return false;
    if (source->gap.len && style->comma_before_date && is_lone_word(names))
        return false;
    bool led = str_starts(source->signal_text, S("source"));
    if (!known && !is_dated_well(style, source) &&
        !(place->beside_year && source->dates.p[0].precision == CCK_PRECISION_YEAR))
        return false;
    for (size_t i = 0; i < names->n; i++) {
        const struct source_name *name = &names->p[i];
        bool fits = source->date_first && !led
                        ? is_medium_by_form(style, name->seen)
                        : looks_like_name(style, name->seen) || looks_like_host(name->seen);
        if (name->hit.match == CCK_MATCH_NONE && !fits)
            return false;
    }
    return true;
}

/* Whether the capitals of `acronym` are the initials of the words right before the parenthetical:
 * "Federal Security Service (FSB)". Small words may be skipped. */
static bool is_gloss(const struct accept_place *place, str acronym)
{
    str text = place->doc->text;
    size_t at = place->paren.off, left = acronym.n;
    unsigned skipped = 0;
    for (size_t i = 0; i < acronym.n; i++)
        if (acronym.p[i] < 'A' || acronym.p[i] > 'Z')
            return false;
    while (left > 0 && at > 0 && skipped <= 3) {
        while (at > 0 && (text.p[at - 1] == ' ' || text.p[at - 1] == '-'))
            at--;
        size_t end = at;
        while (at > 0 && text.p[at - 1] != ' ' && text.p[at - 1] != '-' && text.p[at - 1] != '\n')
            at--;
        if (at == end)
            return false;
        char initial = text.p[at];
        if (initial >= 'a' && initial <= 'z' && initial - 32 != acronym.p[left - 1])
            skipped++;
        else if ((initial | 32) == (acronym.p[left - 1] | 32))
            left--;
        else
            return false;
    }
    return left == 0;
}

bool accept_is_newsroom(const struct outlet *outlet)
{
    static const str kinds[] = { S_INIT("agency"), S_INIT("newspaper"), S_INIT("broadcaster"),
                                 S_INIT("magazine"), S_INIT("journal") };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_eq(outlet->kind, kinds[i]))
            return true;
    return false;
}

bool accept_is_media(const struct outlet *outlet)
{
    return accept_is_newsroom(outlet) || str_eq(outlet->kind, S("blog"));
}

/* Whether a known name alone is a source, and no gloss or ordinary word. */
static bool stands_alone(const struct accept_place *place, const struct source_name *name)
{
    const struct outlet_hit *hit = &name->hit;
    return !name->with_city && !(hit->name && hit->name->risky) && accept_is_media(hit->outlet) &&
           !is_gloss(place, name->seen);
}

/* "Global Times, score 36", but neither "Fergana, Andijan" nor "tasnim, in the commentaries": how many names
 * stand before a remark, name `i`. */
static size_t before_a_remark(const struct style *style, const struct source_names *names, size_t i)
{
    bool remark = i == 1 && names->n == 2 && !looks_like_name(style, names->p[1].seen) &&
                  !is_small(first_char(names->p[0].seen));
    return remark ? i : 0;
}

size_t accept_undated(const struct accept_place *place, const struct source *source, bool beside)
{
    const struct source_names *names = &source->names;
    if (names->n && names->p[0].own)
        return 1;
    if (place->style->name_alone != STYLE_NAME_KNOWN || names->n == 0 || source->prose)
        return 0;
    if (source->extra && source->extra->page.n) /* a page makes a source of any name */
        return looks_like_name(place->style, names->p[0].seen) ? names->n : 0;
    if (source->extra && source->extra->accessed.n) /* a day of access, of what is a page */
        return count_known(names) == names->n || looks_like_host(names->p[0].seen) ? names->n : 0;
    for (size_t i = 0; i < names->n; i++) {
        const struct source_name *name = &names->p[i];
        bool medium = !name->hit.outlet && is_medium_by_form(place->style, name->seen);
        if (medium)
            continue;
        bool known = name->hit.outlet && name->hit.match != CCK_MATCH_FUZZY;
        if (!known || !(beside || stands_alone(place, name)))
            return known ? 0 : before_a_remark(place->style, names, i);
    }
    return names->n;
}

static bool is_picture_host(const struct outlet *outlet)
{
    static const str ids[] = { S_INIT("flickr"), S_INIT("wikimedia-commons"),
                               S_INIT("getty-images"), S_INIT("shutterstock"), S_INIT("unsplash") };
    for (size_t i = 0; outlet && i < sizeof ids / sizeof *ids; i++)
        if (str_eq(outlet->id, ids[i]))
            return true;
    return false;
}

bool accept_credit(const struct accept_place *place, const struct source *source,
                   const struct token *tokens, size_t n, size_t *words)
{
    if (source->dates.n || source->names.n == 0)
        return false;
    *words = source_signal(place->doc->text, &place->style->credit_words, tokens, n);
    if (*words)
        return true;
    if (!str_starts(source->signal_text, S("source")))
        return false;
    return place->caption || place->alone || is_picture_host(source->names.p[0].hit.outlet);
}
