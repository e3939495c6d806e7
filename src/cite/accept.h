/* accept.h: is what was read a citation? */
#ifndef CITE_ACCEPT_H
#define CITE_ACCEPT_H

#include "cite/source.h"

/* Where a parenthetical stands. */
struct accept_place {
    const struct doc *doc;
    const struct style *style;
    span paren;       /* with brackets */
    bool alone;       /* it is the whole block */
    bool caption;     /* in a caption */
    bool beside_year; /* a source of the same parenthetical is accepted with a year alone */
};

/* accept_own: marks the names that are sources without being outlets: "author's interview". */
void accept_own(const struct style *style, struct source *source);

/* accept_drop_remarks: takes out what stands behind a known name and is no source of its own: "(TASS, in brief,
 * May 3)", "(author's interview, Baku, May 3)". */
void accept_drop_remarks(const struct accept_place *place, struct source *source);

/* accept_dated: whether a source with dates is one. */
bool accept_dated(const struct accept_place *place, const struct source *source);

/* accept_undated: how many of the names without a date are sources: "(TASS)", "(TASS, front page)".
 * `beside`: a dated source stands in the same parenthetical. */
size_t accept_undated(const struct accept_place *place, const struct source *source, bool beside);

/* accept_is_newsroom: an agency, a newspaper and their like; no blog, office or institute. */
bool accept_is_newsroom(const struct outlet *outlet);

/* accept_is_media: those and blogs, which date what they publish. */
bool accept_is_media(const struct outlet *outlet);

/* accept_credit: whether it is an image's credit: "(Source: Flickr.com)" under a picture.
 * `words` is set to how many tokens a word such as "photo by" takes. */
bool accept_credit(const struct accept_place *place, const struct source *source,
                   const struct token *tokens, size_t n, size_t *words);

#endif
