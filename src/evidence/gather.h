/* gather.h: the one join of the line: all references of all documents become distinct addresses, are
 * fetched once, their pages read once, and each reference judged. */
#ifndef EVIDENCE_GATHER_H
#define EVIDENCE_GATHER_H

#include "evidence/quoted.h"

struct gather;

/* gather_new: an empty join. `run` owns everything; `walls` may be NULL. */
struct gather *gather_new(struct arena *run, const struct wall_set *walls);

/* gather_add: the references of one document. Returns its evidence, one per reference, filled in later.
 * What `in` points to must stay; its `cover` may be NULL, then quotations are not looked for. */
struct evidence *gather_add(struct gather *g, const struct quoted_input *in);

/* gather_fetch: fetches what was added. Returns false when the fetcher cannot be set up. */
bool gather_fetch(struct gather *g, const struct fetch_options *options, struct err *err);

/* gather_pages / gather_page: how many pages there are to read, and reading one; different ones may be
 * read on different threads at once. The page's own arena (gather_arena) and `scratch` are to be guarded.
 * A page that cannot be read stays unread; gather_page then returns false. */
size_t gather_pages(const struct gather *g);
struct arena *gather_arena(struct gather *g, size_t i);
bool gather_page(struct gather *g, size_t i, struct arena *scratch, struct err *err);

/* gather_probe: asks for a sibling of each page that may be a soft 404, after the pages have been read. The
 * siblings are further pages to be read. Nothing is asked when the limits of `options` are used up. */
bool gather_probe(struct gather *g, const struct fetch_options *options, struct err *err);

/* gather_judge: verdicts and dates for every reference. After the pages. */
void gather_judge(struct gather *g);

/* gather_local_error: why the machine reached nothing at all, or empty. */
str gather_local_error(const struct gather *g);

/* gather_requests: how many addresses were asked over the network. */
uint32_t gather_requests(const struct gather *g);

#endif
