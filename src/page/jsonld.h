/* jsonld.h: what JSON-LD blocks say of the page's article. Also of broken ones. */
#ifndef PAGE_JSONLD_H
#define PAGE_JSONLD_H

#include "base/str.h"
#include "base/vec.h"

/* What kind of thing an object describes. */
enum jsonld_type { JSONLD_OTHER, JSONLD_PAGE, JSONLD_VIDEO, JSONLD_LIVE, JSONLD_ARTICLE };

struct jsonld_date {
    str text;      /* as it stands */
    uint8_t type;  /* enum jsonld_type of the object that holds it */
    bool modified; /* dateModified; else datePublished, dateCreated or uploadDate */
    bool created;  /* dateCreated or uploadDate */
    bool foreign;  /* the object names another address or headline than its first one */
};

enum jsonld_free { JSONLD_FREE_UNKNOWN, JSONLD_FREE_YES, JSONLD_FREE_NO };

/* Everything read so far; texts live in the arena given to jsonld_read. */
struct jsonld {
    VEC(struct jsonld_date) dates;
    str author_id; /* where the author's name stands, when the article only refers to it */
    str headline, author, publisher, language, body,
        url;           /* the first of each, of an article if any */
    uint8_t type;      /* the strongest enum jsonld_type seen */
    uint8_t free;      /* enum jsonld_free: isAccessibleForFree of the article */
    uint8_t part_free; /* of its parts */
};

/* jsonld_read: adds one block's content to `out`. A block that is not JSON is mended (comments and CDATA
 * around it, raw line ends in strings, trailing commas, entities, several values in a row); what stays
 * broken gives the dates that can be found by their keys.
 *
 *   arena   owns the texts in `out`, and is used as scratch
 *
 * Anything is accepted.  Time: linear. */
void jsonld_read(str block, struct arena *arena, struct jsonld *out);

#endif
