/* page.h: what a fetched page says of itself. Bytes in, facts out; no network. */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "base/date.h"
#include "base/err.h"
#include "base/vec.h"
#include "page/page_pdf.h"
#include "page/walls.h"
#include "page/when_names.h"

enum page_kind {
    PAGE_UNKNOWN,
    PAGE_ARTICLE,
    PAGE_LIVE,
    PAGE_INDEX,
    PAGE_VIDEO,
    PAGE_PDF,
    PAGE_OTHER
};

/* Where a date was read. */
enum page_origin {
    PAGE_FROM_JSON_LD,
    PAGE_FROM_META,
    PAGE_FROM_MICRODATA,
    PAGE_FROM_TIME, /* <time datetime> */
    PAGE_FROM_TEXT, /* visible text */
    PAGE_FROM_URL,
    PAGE_FROM_SCRIPT,
    PAGE_ORIGIN_COUNT
};

struct page_date {
    date day;         /* as written, in the zone it is written in */
    int32_t minute;   /* of that day, or -1 */
    int32_t zone_min; /* minutes east of UTC; PAGE_ZONE_NONE when not given */
    uint8_t origin;   /* enum page_origin */
    bool published;   /* marked as publication (datePublished, article:published_time) */
    bool modified;    /* marked as update */
    bool near_headline;
    float weight;
    str text; /* as it stands */
};

enum { PAGE_ZONE_NONE = INT32_MIN };

struct page {
    enum page_kind kind;
    str title, site, author, language, canonical;
    struct page_date best;       /* day.year 0: none */
    VEC(struct page_date) dates; /* all candidates: best's first, then heaviest first */
    bool paywalled;              /* isAccessibleForFree false, in any spelling */
    struct wall_hit wall;        /* what kind of wall stands in the way, if any */
    str text;                    /* visible text: blanks folded, a line end between blocks */
    str main_text;               /* of the article; may be empty */
    str body;                    /* the article's text as JSON-LD has it; may be empty */
    VEC(span) comments;          /* in `text`: readers' words below the article */
    bool truncated;              /* the body was a prefix, or nesting was cut */
    bool has_password_form;
    uint32_t n_scripts;
};

struct page_input {
    str body;         /* inflated bytes */
    str content_type; /* header, may be empty */
    str url;          /* final address, may be empty */
    str url_date;     /* the outlet's templates, may be empty */
    str zone;         /* the outlet's, IANA: days of UTC stamps are read in it; may be empty */
    bool truncated;
    bool dates_only;                /* names and dates are enough: the text may stay empty */
    const struct wall_set *walls;   /* may be NULL */
    const struct when_names *names; /* when_names_make; NULL: made for this call, which is slow */
    const struct pdf_tool *pdf;     /* reads what PDFs say of themselves; NULL: they stay unread */
};

/* page_read: reads one page. Anything is accepted: what cannot be read leaves its field empty.
 *   perm     owns the result      scratch  is released before returning
 * Returns false with ERR_LIMIT when a guard against hostile pages fires (attributes, nesting, size).
 * Time: linear; guards bound the quadratic spots of libxml2. */
bool page_read(const struct page_input *in, struct arena *perm, struct arena *scratch,
               struct page *out, struct err *err);

str page_origin_name(enum page_origin origin); /* "json-ld", "meta" ... */

#endif
