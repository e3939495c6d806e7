/* html_nest.c: the stack of open elements and the list of active formatting elements, after the HTML
 * standard, sections 13.2.4.2 and 13.2.4.3, simplified. */
#include "doc/html_nest.h"

#include <gumbo.h>

#include "base/banned.h"

enum {
    IS_VOID = 1,      /* has no content */
    IS_RAW = 2,       /* its content is text */
    IS_SPECIAL = 4,   /* an end tag of an ordinary element does not reach through it */
    IS_BOUNDARY = 8,  /* no end tag but a table's reaches out of it */
    IS_FORMAT = 16,   /* opened again in every block until closed */
    IS_INLINE = 32,   /* p and li are closed through it */
    CLOSES_P = 64,    /* its start closes an open paragraph */
    IS_FOREIGN = 128, /* svg, math: no raw text within */
    IS_IGNORED = 256, /* given by the parser itself; a second one nests nothing */
    IS_TABLE = 512,   /* a part of a table; ignored outside of one */
    EQUAL_FORMATS_MAX = 3
};

#define BLOCK (IS_SPECIAL | CLOSES_P)

static const uint16_t classes[GUMBO_TAG_LAST + 1] = {
    [GUMBO_TAG_HTML] = IS_IGNORED,
    [GUMBO_TAG_HEAD] = IS_IGNORED,
    [GUMBO_TAG_BODY] = IS_IGNORED,
    [GUMBO_TAG_FRAMESET] = IS_SPECIAL,

    [GUMBO_TAG_AREA] = IS_VOID,
    [GUMBO_TAG_BASE] = IS_VOID,
    [GUMBO_TAG_BASEFONT] = IS_VOID,
    [GUMBO_TAG_BGSOUND] = IS_VOID,
    [GUMBO_TAG_BR] = IS_VOID,
    [GUMBO_TAG_COL] = IS_VOID,
    [GUMBO_TAG_EMBED] = IS_VOID,
    [GUMBO_TAG_FRAME] = IS_VOID,
    [GUMBO_TAG_HR] = IS_VOID | CLOSES_P,
    [GUMBO_TAG_IMG] = IS_VOID,
    [GUMBO_TAG_IMAGE] = IS_VOID,
    [GUMBO_TAG_INPUT] = IS_VOID,
    [GUMBO_TAG_KEYGEN] = IS_VOID,
    [GUMBO_TAG_LINK] = IS_VOID,
    [GUMBO_TAG_META] = IS_VOID,
    [GUMBO_TAG_PARAM] = IS_VOID,
    [GUMBO_TAG_SOURCE] = IS_VOID,
    [GUMBO_TAG_TRACK] = IS_VOID,
    [GUMBO_TAG_WBR] = IS_VOID,

    [GUMBO_TAG_TITLE] = IS_RAW | IS_BOUNDARY,
    [GUMBO_TAG_TEXTAREA] = IS_RAW,
    [GUMBO_TAG_STYLE] = IS_RAW,
    [GUMBO_TAG_SCRIPT] = IS_RAW,
    [GUMBO_TAG_XMP] = IS_RAW,
    [GUMBO_TAG_IFRAME] = IS_RAW,
    [GUMBO_TAG_NOEMBED] = IS_RAW,
    [GUMBO_TAG_NOFRAMES] = IS_RAW,
    [GUMBO_TAG_PLAINTEXT] = IS_RAW,

    [GUMBO_TAG_TABLE] = BLOCK | IS_BOUNDARY,
    [GUMBO_TAG_TD] = IS_SPECIAL | IS_BOUNDARY | IS_TABLE,
    [GUMBO_TAG_TH] = IS_SPECIAL | IS_BOUNDARY | IS_TABLE,
    [GUMBO_TAG_CAPTION] = IS_SPECIAL | IS_BOUNDARY | IS_TABLE,
    [GUMBO_TAG_BUTTON] = IS_SPECIAL | IS_BOUNDARY,
    [GUMBO_TAG_OBJECT] = IS_SPECIAL | IS_BOUNDARY,
    [GUMBO_TAG_APPLET] = IS_SPECIAL | IS_BOUNDARY,
    [GUMBO_TAG_MARQUEE] = IS_SPECIAL | IS_BOUNDARY,
    [GUMBO_TAG_TEMPLATE] = IS_SPECIAL | IS_BOUNDARY,
    [GUMBO_TAG_SELECT] = IS_SPECIAL | IS_BOUNDARY,
    [GUMBO_TAG_TR] = IS_SPECIAL | IS_TABLE,
    [GUMBO_TAG_TBODY] = IS_SPECIAL | IS_TABLE,
    [GUMBO_TAG_THEAD] = IS_SPECIAL | IS_TABLE,
    [GUMBO_TAG_TFOOT] = IS_SPECIAL | IS_TABLE,
    [GUMBO_TAG_COLGROUP] = IS_SPECIAL | IS_TABLE,

    [GUMBO_TAG_SVG] = IS_FOREIGN | IS_BOUNDARY,
    [GUMBO_TAG_MATH] = IS_FOREIGN | IS_BOUNDARY,
    [GUMBO_TAG_FOREIGNOBJECT] = IS_SPECIAL | IS_BOUNDARY,
    [GUMBO_TAG_DESC] = IS_SPECIAL | IS_BOUNDARY,
    [GUMBO_TAG_MI] = IS_SPECIAL | IS_BOUNDARY,
    [GUMBO_TAG_MO] = IS_SPECIAL | IS_BOUNDARY,
    [GUMBO_TAG_MN] = IS_SPECIAL | IS_BOUNDARY,
    [GUMBO_TAG_MS] = IS_SPECIAL | IS_BOUNDARY,
    [GUMBO_TAG_MTEXT] = IS_SPECIAL | IS_BOUNDARY,
    [GUMBO_TAG_ANNOTATION_XML] = IS_SPECIAL | IS_BOUNDARY,

    [GUMBO_TAG_P] = BLOCK,
    [GUMBO_TAG_LI] = BLOCK,
    [GUMBO_TAG_DT] = BLOCK,
    [GUMBO_TAG_DD] = BLOCK,
    [GUMBO_TAG_DIV] = BLOCK,
    [GUMBO_TAG_ADDRESS] = BLOCK,
    [GUMBO_TAG_ARTICLE] = BLOCK,
    [GUMBO_TAG_ASIDE] = BLOCK,
    [GUMBO_TAG_BLOCKQUOTE] = BLOCK,
    [GUMBO_TAG_CENTER] = BLOCK,
    [GUMBO_TAG_DETAILS] = BLOCK,
    [GUMBO_TAG_DIR] = BLOCK,
    [GUMBO_TAG_DL] = BLOCK,
    [GUMBO_TAG_FIELDSET] = BLOCK,
    [GUMBO_TAG_FIGCAPTION] = BLOCK,
    [GUMBO_TAG_FIGURE] = BLOCK,
    [GUMBO_TAG_FOOTER] = BLOCK,
    [GUMBO_TAG_FORM] = BLOCK,
    [GUMBO_TAG_HEADER] = BLOCK,
    [GUMBO_TAG_HGROUP] = BLOCK,
    [GUMBO_TAG_H1] = BLOCK,
    [GUMBO_TAG_H2] = BLOCK,
    [GUMBO_TAG_H3] = BLOCK,
    [GUMBO_TAG_H4] = BLOCK,
    [GUMBO_TAG_H5] = BLOCK,
    [GUMBO_TAG_H6] = BLOCK,
    [GUMBO_TAG_LISTING] = BLOCK,
    [GUMBO_TAG_MAIN] = BLOCK,
    [GUMBO_TAG_MENU] = BLOCK,
    [GUMBO_TAG_NAV] = BLOCK,
    [GUMBO_TAG_OL] = BLOCK,
    [GUMBO_TAG_PRE] = BLOCK,
    [GUMBO_TAG_SECTION] = BLOCK,
    [GUMBO_TAG_SUMMARY] = BLOCK,
    [GUMBO_TAG_UL] = BLOCK,
    [GUMBO_TAG_NOSCRIPT] = IS_SPECIAL,

    [GUMBO_TAG_A] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_B] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_BIG] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_CODE] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_EM] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_FONT] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_I] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_NOBR] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_S] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_SMALL] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_STRIKE] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_STRONG] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_TT] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_U] = IS_FORMAT | IS_INLINE,
    [GUMBO_TAG_SPAN] = IS_INLINE,
    [GUMBO_TAG_SUB] = IS_INLINE,
    [GUMBO_TAG_SUP] = IS_INLINE,
    [GUMBO_TAG_CITE] = IS_INLINE,
    [GUMBO_TAG_Q] = IS_INLINE,
    [GUMBO_TAG_MARK] = IS_INLINE,
    [GUMBO_TAG_ABBR] = IS_INLINE,
    [GUMBO_TAG_LABEL] = IS_INLINE,
    [GUMBO_TAG_TIME] = IS_INLINE,
    [GUMBO_TAG_INS] = IS_INLINE,
    [GUMBO_TAG_DEL] = IS_INLINE,
};

/* Parts of a table that close what stands open of their kind in the same table. */
struct implied {
    uint16_t starts, closes;
};

static const struct implied implied[] = {
    { GUMBO_TAG_TD, GUMBO_TAG_TD },       { GUMBO_TAG_TD, GUMBO_TAG_TH },
    { GUMBO_TAG_TH, GUMBO_TAG_TD },       { GUMBO_TAG_TH, GUMBO_TAG_TH },
    { GUMBO_TAG_TR, GUMBO_TAG_TR },       { GUMBO_TAG_TBODY, GUMBO_TAG_TBODY },
    { GUMBO_TAG_TBODY, GUMBO_TAG_THEAD }, { GUMBO_TAG_TFOOT, GUMBO_TAG_TBODY },
};

static uint16_t tag_of(str name)
{
    GumboTag tag = gumbo_tagn_enum(name.p, (unsigned)(name.n > 32 ? 0 : name.n));
    return (uint16_t)tag;
}

static bool is(uint16_t tag, unsigned mask)
{
    return (classes[tag] & mask) != 0;
}

static void pop_to(struct nest *nest, size_t n)
{
    nest->stack.n = n;
}

/* Closes the nearest `tag`, looking only through inline elements (and, for lists, p and div). */
static void close_through_inlines(struct nest *nest, uint16_t tag)
{
    for (size_t i = nest->stack.n; i > 0; i--) {
        uint16_t entry = nest->stack.p[i - 1];
        if (entry == tag) {
            pop_to(nest, i - 1);
            return;
        }
        bool through = is(entry, IS_INLINE) ||
                       (tag != GUMBO_TAG_P && (entry == GUMBO_TAG_P || entry == GUMBO_TAG_DIV));
        if (!through)
            return;
    }
}

static void close_family(struct nest *nest, const struct implied *rule)
{
    for (size_t i = nest->stack.n; i > 0; i--) {
        uint16_t tag = nest->stack.p[i - 1];
        if (tag == rule->closes) {
            pop_to(nest, i - 1);
            return;
        }
        if (tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_TEMPLATE || (classes[tag] & IS_FOREIGN))
            return;
    }
}

static void close_implied(struct nest *nest, uint16_t tag)
{
    if (classes[tag] & CLOSES_P)
        close_through_inlines(nest, GUMBO_TAG_P);
    if (tag == GUMBO_TAG_LI)
        close_through_inlines(nest, GUMBO_TAG_LI);
    if (tag == GUMBO_TAG_DT || tag == GUMBO_TAG_DD) {
        close_through_inlines(nest, GUMBO_TAG_DT);
        close_through_inlines(nest, GUMBO_TAG_DD);
    }
    if (tag == GUMBO_TAG_OPTION)
        close_through_inlines(nest, GUMBO_TAG_OPTION);
    for (size_t i = 0; i < sizeof implied / sizeof implied[0]; i++)
        if (implied[i].starts == tag)
            close_family(nest, &implied[i]);
}

static void drop_format(struct nest *nest, size_t i)
{
    nest->n_formats--;
    memmove(nest->formats + i, nest->formats + i + 1,
            (nest->n_formats - i) * sizeof nest->formats[0]);
}

static bool add_format(struct nest *nest, uint16_t tag, str raw)
{
    size_t equal = 0, first = 0;
    for (size_t i = nest->n_formats; i > 0; i--) {
        if (nest->formats[i - 1].tag == tag && str_eq(nest->formats[i - 1].raw, raw)) {
            equal++;
            first = i - 1;
        }
    }
    if (equal >= EQUAL_FORMATS_MAX)
        drop_format(nest, first);
    if (nest->n_formats == NEST_FORMATS_MAX)
        return false;
    nest->formats[nest->n_formats++] = (struct nest_format){ tag, raw };
    return true;
}

static bool is_in_table(const struct nest *nest)
{
    for (size_t i = nest->stack.n; i > 0; i--) {
        uint16_t tag = nest->stack.p[i - 1];
        if (tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_TEMPLATE || is(tag, IS_FOREIGN))
            return true;
    }
    return false;
}

/* Whether an end tag of class `mask` is stopped by this open element. */
static bool stops(uint16_t entry, uint16_t tag, unsigned mask)
{
    if (tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TD ||
        tag == GUMBO_TAG_TH || tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_THEAD ||
        tag == GUMBO_TAG_TFOOT || tag == GUMBO_TAG_CAPTION)
        return entry == GUMBO_TAG_TABLE || entry == GUMBO_TAG_TEMPLATE || is(entry, IS_FOREIGN);
    if (tag == GUMBO_TAG_LI && (entry == GUMBO_TAG_UL || entry == GUMBO_TAG_OL))
        return true;
    if (mask & (IS_SPECIAL | IS_FORMAT))
        return is(entry, IS_BOUNDARY);
    return is(entry, IS_SPECIAL | IS_BOUNDARY);
}

/* Only the element itself goes; what opened within it stays open, as the standard has it for these. */
static void remove_entry(struct nest *nest, size_t i)
{
    nest->stack.n--;
    memmove(nest->stack.p + i, nest->stack.p + i + 1,
            (nest->stack.n - i) * sizeof nest->stack.p[0]);
}

static void end_format(struct nest *nest, uint16_t tag)
{
    for (size_t i = nest->n_formats; i > 0; i--) {
        if (nest->formats[i - 1].tag == tag) {
            drop_format(nest, i - 1);
            return;
        }
    }
}

void nest_end(struct nest *nest, str name)
{
    uint16_t tag = tag_of(name);
    unsigned mask = classes[tag];
    for (size_t i = nest->stack.n; i > 0; i--) {
        if (nest->stack.p[i - 1] == tag) {
            if (mask & IS_FORMAT)
                end_format(nest, tag);
            if ((mask & IS_FORMAT) || tag == GUMBO_TAG_FORM)
                remove_entry(nest, i - 1);
            else
                pop_to(nest, i - 1);
            return;
        }
        if (stops(nest->stack.p[i - 1], tag, mask))
            return;
    }
    if (mask & IS_FORMAT)
        end_format(nest, tag);
}

bool nest_start(struct nest *nest, str name, str raw, bool self_closing)
{
    uint16_t tag = tag_of(name);
    nest->made += nest->n_formats + 1;
    if (classes[tag] & IS_IGNORED)
        return true;
    if ((classes[tag] & IS_TABLE) && !is_in_table(nest))
        return true;
    if (tag == GUMBO_TAG_A || tag == GUMBO_TAG_NOBR) /* these close the one before them */
        nest_end(nest, name);
    close_implied(nest, tag);
    bool foreign = self_closing && (tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH);
    for (size_t i = 0; self_closing && i < nest->stack.n; i++)
        foreign |= is(nest->stack.p[i], IS_FOREIGN);
    if ((classes[tag] & IS_VOID) || (foreign && !(classes[tag] & IS_FORMAT)))
        return true;
    *VEC_PUSH(&nest->stack, nest->scratch) = tag;
    return !(classes[tag] & IS_FORMAT) || add_format(nest, tag, raw);
}

bool nest_is_root(str name)
{
    return (classes[tag_of(name)] & IS_IGNORED) != 0;
}

bool nest_is_raw(const struct nest *nest, str name)
{
    if (!(classes[tag_of(name)] & IS_RAW))
        return false;
    for (size_t i = 0; i < nest->stack.n; i++)
        if (is(nest->stack.p[i], IS_FOREIGN))
            return false;
    return true;
}
