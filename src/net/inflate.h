/* inflate.h: content codings, opened step by step (RFC 9110, section 8.4.1; RFC 7932; RFC 8878). Nothing
 * here allocates from an arena or jumps: it runs inside libcurl's callback. */
#ifndef NET_INFLATE_H
#define NET_INFLATE_H

#define ZLIB_CONST
#include <zlib.h>

#include "base/str.h"

struct BrotliDecoderStateStruct;
struct ZSTD_DCtx_s;

enum coding { CODING_UNSET, CODING_PLAIN, CODING_ZLIB, CODING_BROTLI, CODING_ZSTD };

struct inflater {
    enum coding coding;
    bool ended; /* a whole stream has been read, and nothing behind it */
    z_stream zlib;
    struct BrotliDecoderStateStruct *brotli;
    struct ZSTD_DCtx_s *zstd;
};

/* What is asked for, as a header. */
#define INFLATE_ACCEPT "Accept-Encoding: gzip, deflate, br, zstd"

/* inflate_open: chooses by the Content-Encoding (empty: none) and the first bytes of the body, as some
 * servers name a coding and send plain text. False for a coding that we do not read. */
bool inflate_open(struct inflater *inflater, str coding, str first);

/* inflate_step: moves on in `in` and writes at most `room` bytes, their number in `*n`. False when the
 * stream is damaged. */
bool inflate_step(struct inflater *inflater, str *in, char *to, size_t room, size_t *n);

void inflate_close(struct inflater *inflater);

#endif
