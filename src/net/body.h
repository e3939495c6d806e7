/* body.h: what becomes of a body's bytes: capped, and inflated here rather than by libcurl, which
 * takes a gzip stream without an end for a whole one. */
#ifndef NET_BODY_H
#define NET_BODY_H

#include "net/transfer.h"

/* body_take: the next bytes as they came. False when the transfer shall end here. */
bool body_take(struct transfer *transfer, str bytes);

/* body_end: no more will come. */
void body_end(struct transfer *transfer);

#endif
