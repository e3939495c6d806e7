/* spot.c: position, surroundings, repetition and labels. The factors were found by measuring on pages
 * whose dates are known. */
#include "page/spot.h"

#include "page/label.h"
#include "page/page_place.h"

#include "base/banned.h"

enum {
    CLOSE_BYTES = 400,  /* behind the headline */
    BEFORE_BYTES = 150, /* before it */
    FAR_BYTES = 1500,
    PROSE_BYTES = 160, /* a line of that length is prose */
    LEAD_BYTES = 90,   /* the first of that length opens the text of a page without a headline */
    CLIMB_MAX = 40,
    SIBLINGS_MIN = 4
};

/* Where the first paragraph begins, or the end of the text. */
static uint32_t first_paragraph(str text)
{
    str rest = text, line;
    while (str_next(&rest, '\n', &line))
        if (line.n >= LEAD_BYTES)
            return span_from(text, line).off;
    return (uint32_t)text.n;
}

void spot_reader_init(struct spot_reader *reader, const struct page_scan *scan,
                      struct page_headline headline)
{
    *reader = (struct spot_reader){ scan, headline, 0 };
    if (!headline.node)
        reader->lead = first_paragraph(scan->text);
    for (struct page_node *n = headline.node; n; n = n->parent)
        n->around_headline = true; /* the mark of the headline's path */
}

static bool holds_headline(const struct page_node *node)
{
    return node->around_headline;
}

/* What an element says of its content by its name. */
static uint32_t element_flags(const struct page_node *node)
{
    static const struct {
        const char *name;
        uint32_t flags;
    } names[] = { { "aside", PLACE_SIDEBAR },
                  { "footer", PLACE_FOOTER },
                  { "nav", PLACE_NAV },
                  { "article", PLACE_ARTICLE },
                  { "time", PLACE_DATED } };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(node->name, names[i].name) == 0)
            return names[i].flags;
    return 0;
}

static uint32_t own_flags(const struct page_node *node)
{
    return element_flags(node) | page_place_of(node);
}

static bool is_like(const struct page_node *a, const struct page_node *b)
{
    return b->name && strcmp(a->name, b->name) == 0 &&
           str_eq(page_attr(a, "class"), page_attr(b, "class"));
}

/* Whether the element is one of a list of its kind. Rows of paragraphs are no list. */
static bool has_siblings(const struct page_node *node)
{
    unsigned n = 0, looked = 0;
    if (strcmp(node->name, "p") == 0 || strcmp(node->name, "span") == 0)
        return false;
    for (const struct page_node *s = node->parent ? node->parent->children : NULL;
         s && n < SIBLINGS_MIN && looked < 64; s = s->next, looked++)
        n += is_like(node, s);
    return n >= SIBLINGS_MIN;
}

static float position_factor(const struct spot_reader *r, uint32_t off)
{
    const struct page_headline *h = &r->headline;
    if (!h->node && off < r->lead && off + BEFORE_BYTES >= r->lead)
        return 1.3f;
    if (!h->node)
        return off < r->scan->text.n / 4 ? 1.0f : 0.6f;
    if (off < h->begin)
        return off + BEFORE_BYTES >= h->begin ? 1.0f : 0.6f;
    if (off <= h->end + CLOSE_BYTES)
        return 1.6f;
    return off <= h->end + FAR_BYTES ? 1.0f : 0.5f;
}

static float flag_factor(uint32_t flags)
{
    static const struct {
        uint32_t flag;
        float factor;
    } factors[] = { { PLACE_COMMENT | PLACE_POST, 0.15f },
                    { PLACE_CLOCK, 0.3f },
                    { PLACE_SIDEBAR, 0.4f },
                    { PLACE_RELATED, 0.35f },
                    { PLACE_FOOTER, 0.3f },
                    { PLACE_NAV, 0.4f },
                    { PLACE_EVENT, 0.5f } };
    float factor = 1;
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
        if (flags & factors[i].flag)
            factor *= factors[i].factor;
    return factor;
}

/* The length of the line that `off` stands in. */
static size_t line_bytes(str text, uint32_t off)
{
    size_t begin = off;
    while (begin > 0 && off - begin < PROSE_BYTES && text.p[begin - 1] != '\n')
        begin--;
    return str_find_byte(str_slice(text, begin, PROSE_BYTES + 1), '\n', 0);
}

static void climb(const struct page_node *node, struct spot *spot)
{
    unsigned level = 0;
    bool listed = false;
    for (const struct page_node *n = node; n && level < CLIMB_MAX; n = n->parent) {
        if (!n->name || holds_headline(n))
            continue;
        uint32_t own = own_flags(n);
        spot->flags |= level++ < 3 ? own : own & ~(uint32_t)PLACE_NEAR;
        listed = listed || has_siblings(n);
    }
    if (listed)
        spot->factor *= 0.55f;
}

/* Whether the place is the line at the headline, not a sentence of the article or a neighbour's box. */
static bool is_near(const struct page_headline *h, uint32_t flags, bool prose, uint32_t off)
{
    uint32_t away =
        PLACE_COMMENT | PLACE_POST | PLACE_CLOCK | PLACE_SIDEBAR | PLACE_RELATED | PLACE_FOOTER;
    return h->node && off + BEFORE_BYTES >= h->begin && off <= h->end + CLOSE_BYTES && !prose &&
           !(flags & away);
}

struct spot spot_read(const struct spot_reader *r, const struct page_node *node, uint32_t off)
{
    struct spot spot = { .factor = position_factor(r, off) };
    climb(node, &spot);
    bool prose = !(spot.flags & PLACE_DATED) && line_bytes(r->scan->text, off) >= PROSE_BYTES;
    enum label label = label_before(r->scan->text, off);
    spot.modified =
        label == LABEL_MODIFIED ||
        (label == LABEL_NONE && (spot.flags & PLACE_MODIFIED) && !(spot.flags & PLACE_PUBLISHED));
    spot.published = !spot.modified && (label == LABEL_PUBLISHED || (spot.flags & PLACE_PUBLISHED));
    spot.labelled = label == LABEL_PUBLISHED || label == LABEL_MODIFIED;
    spot.near_headline = is_near(&r->headline, spot.flags, prose, off);
    spot.factor *= flag_factor(spot.flags);
    if (spot.flags & PLACE_DATED)
        spot.factor *= 1.3f;
    if (spot.published)
        spot.factor *= 1.4f;
    if (spot.modified) /* many themes call the only date of a page "updated" */
        spot.factor *= spot.labelled ? 0.35f : 0.6f;
    if (label == LABEL_OTHER)
        spot.factor *= 0.2f;
    if (prose)
        spot.factor *= 0.4f;
    return spot;
}
