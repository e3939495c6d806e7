/* ref.h: references: a citation, or a link of the text, with the address it leads to. */
#ifndef REF_REF_H
#define REF_REF_H

#include "cite/cite.h"
#include "format/url.h"

enum ref_how {
    REF_NOWHERE, /* no address: outlet unknown and no link */
    REF_LINK,    /* the document's own link */
    REF_HOME,    /* the outlet's home page; never fetched, it proves nothing about the citation */
    REF_INVALID  /* the document's link is no valid address */
};

struct reference {
    uint32_t citation; /* index, or CITE_NONE for a link outside any parenthetical */
    uint32_t link;     /* index in doc->links, or CITE_NONE */
    span text;         /* in doc->text: the citation's outlet and date, or the link's words */
    uint8_t how;       /* enum ref_how */
    bool skipped;      /* the run is not about it: neither asked for nor counted */
    str url;           /* unwrapped; what reports show. Empty: none */
    str canonical;     /* what is fetched. Empty: nothing */
    const struct outlet *host_outlet; /* the outlet that the link's host belongs to, or NULL */
    str nearest;                      /* for an unknown outlet: the nearest known name, or empty */
    str problem;                      /* REF_INVALID: why */
};

struct reference_list {
    VEC(struct reference) list; /* citations first, in order, then other links in order */
};

/* ref_resolve: one reference per citation, and, when `links` is set, one per other external link. */
void ref_resolve(const struct doc *doc, const struct cite_list *cites,
                 const struct outlet_set *outlets, bool links, struct arena *perm,
                 struct reference_list *out);

#endif
