/* gather.h: the one join of the line: all references of all documents become distinct addresses, are
 * fetched once, their pages read once; then each document's references are judged. */
#ifndef EVIDENCE_GATHER_H
#define EVIDENCE_GATHER_H

#include "evidence/quoted.h"

struct gather;

/* gather_new: an empty join. `run` owns everything; `walls` may be NULL. */
struct gather *gather_new(struct arena *run, const struct wall_set *walls);

/* gather_use_pdf: reads what cited PDFs say of themselves by this program. `tool` must outlive the join; without
 * it, they stay unread. */
void gather_use_pdf(struct gather *g, const struct pdf_tool *tool);

/* gather_add: the addresses of one document's references, and the words that link to them. What is kept is
 * copied: the document may go. It may be NULL: then links have no words. */
void gather_add(struct gather *g, const struct doc *doc, const struct reference_list *refs);

/* gather_fetch: fetches what was added. Returns false when the fetcher cannot be set up. */
bool gather_fetch(struct gather *g, const struct fetch_options *options, struct err *err);

/* gather_pages / gather_page: how many pages there are to read, and reading one; different ones may be
 * read on different threads at once. The page's own arena (gather_arena) and `scratch` are to be guarded.
 * A page that cannot be read stays unread; gather_page then returns false. */
size_t gather_pages(const struct gather *g);
struct arena *gather_arena(struct gather *g, size_t i);
bool gather_page(struct gather *g, size_t i, struct arena *scratch, struct err *err);

/* gather_settle: after the pages have been read: those that are walls are no looks. What was seen before is taken in
 * their place, and is to be read. Returns false when the cache cannot be written. */
bool gather_settle(struct gather *g, const struct fetch_options *options, struct err *err);

/* gather_probe: asks for a sibling of each page that may be a soft 404, after the pages have been read. The
 * siblings are further pages to be read. Nothing is asked when the limits of `options` are used up. */
bool gather_probe(struct gather *g, const struct fetch_options *options, struct err *err);

/* gather_conclude: holds pages against their siblings. After all pages have been read. */
void gather_conclude(struct gather *g);

/* gather_evidence: what was found behind the references of one document, one for each, with dates, quotations
 * and figures held against the citations. After gather_conclude; several threads may ask at once. `cover` of
 * `in` may be NULL: then quotations are not looked for. `perm` owns the result. */
struct evidence *gather_evidence(const struct gather *g, const struct quoted_input *in,
                                 struct arena *perm);

/* gather_local_error: why the machine reached nothing at all, or empty. */
str gather_local_error(const struct gather *g);

/* gather_spent: what was used of the run's limits: all requests, those for redirects, robots.txt and siblings
 * among them. */
struct fetch_spent gather_spent(const struct gather *g);

#endif
