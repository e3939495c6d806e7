/* inflate.c: one opener, one step and one end for each library. */
#include "net/inflate.h"

#include <brotli/decode.h>
#include <zstd.h>

#include "base/banned.h"

enum {
    WINDOW_GZIP = 16 + MAX_WBITS,
    WINDOW_ZLIB = MAX_WBITS,
    WINDOW_RAW = -MAX_WBITS,
    ZSTD_WINDOW_LOG = 23, /* 8 MiB: RFC 9659 */
};

static unsigned byte_at(str s, size_t i)
{
    return i < s.n ? (unsigned char)s.p[i] : 0;
}

static bool open_zlib(struct inflater *inflater, int window)
{
    inflater->coding = CODING_ZLIB;
    return inflateInit2(&inflater->zlib, window) == Z_OK;
}

static bool open_gzip(struct inflater *inflater, str first)
{
    if (byte_at(first, 0) != 0x1f || (first.n > 1 && byte_at(first, 1) != 0x8b))
        return true;
    return open_zlib(inflater, WINDOW_GZIP);
}

/* "deflate" means zlib's frame; some send the bare stream. */
static bool open_deflate(struct inflater *inflater, str first)
{
    unsigned head = byte_at(first, 0);
    bool framed = (head & 0x0f) == 8 && head >> 4 <= 7 &&
                  (first.n < 2 || (head * 256 + byte_at(first, 1)) % 31 == 0);
    if (!framed && head == '<')
        return true;
    return open_zlib(inflater, framed ? WINDOW_ZLIB : WINDOW_RAW);
}

static bool open_brotli(struct inflater *inflater, str first)
{
    if (byte_at(first, 0) == '<')
        return true;
    inflater->coding = CODING_BROTLI;
    inflater->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    return inflater->brotli != NULL;
}

static bool open_zstd(struct inflater *inflater, str first)
{
    unsigned head = byte_at(first, 0);
    if (head != 0x28 && head >> 4 != 5) /* a frame, or one to be skipped */
        return true;
    inflater->coding = CODING_ZSTD;
    inflater->zstd = ZSTD_createDCtx();
    return inflater->zstd && !ZSTD_isError(ZSTD_DCtx_setParameter(
                                 inflater->zstd, ZSTD_d_windowLogMax, ZSTD_WINDOW_LOG));
}

static bool open_plain(struct inflater *inflater, str first)
{
    (void)inflater, (void)first;
    return true;
}

static const struct {
    str name;
    bool (*open)(struct inflater *inflater, str first);
} codings[] = {
    { S_INIT(""), open_plain },      { S_INIT("identity"), open_plain },
    { S_INIT("none"), open_plain },  { S_INIT("gzip"), open_gzip },
    { S_INIT("x-gzip"), open_gzip }, { S_INIT("deflate"), open_deflate },
    { S_INIT("br"), open_brotli },   { S_INIT("zstd"), open_zstd },
};

bool inflate_open(struct inflater *inflater, str coding, str first)
{
    inflater->coding = CODING_PLAIN;
    for (size_t i = 0; i < sizeof codings / sizeof codings[0]; i++)
        if (str_eq_nocase(coding, codings[i].name))
            return codings[i].open(inflater, first);
    return false;
}

/* Members of gzip may follow one another; other bytes behind the end say nothing. */
static bool step_zlib(struct inflater *inflater, str *in, char *to, size_t room, size_t *n)
{
    z_stream *stream = &inflater->zlib;
    if (inflater->ended) {
        if (byte_at(*in, 0) != 0x1f || inflateReset(stream) != Z_OK) {
            *in = (str){ 0 };
            return true;
        }
        inflater->ended = false;
    }
    stream->next_in = (const Bytef *)in->p;
    stream->avail_in = (uInt)in->n;
    stream->next_out = (Bytef *)to;
    stream->avail_out = (uInt)room;
    int code = inflate(stream, Z_NO_FLUSH);
    *n = room - stream->avail_out;
    *in = str_from(*in, in->n - stream->avail_in);
    inflater->ended = code == Z_STREAM_END;
    return code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR;
}

static bool step_brotli(struct inflater *inflater, str *in, char *to, size_t room, size_t *n)
{
    if (inflater->ended) {
        *in = (str){ 0 };
        return true;
    }
    const uint8_t *next_in = (const uint8_t *)in->p;
    uint8_t *next_out = (uint8_t *)to;
    size_t left_in = in->n, left_out = room;
    BrotliDecoderResult code = BrotliDecoderDecompressStream(inflater->brotli, &left_in, &next_in,
                                                             &left_out, &next_out, NULL);
    *n = room - left_out;
    *in = str_from(*in, in->n - left_in);
    inflater->ended = code == BROTLI_DECODER_RESULT_SUCCESS;
    return code != BROTLI_DECODER_RESULT_ERROR;
}

static bool step_zstd(struct inflater *inflater, str *in, char *to, size_t room, size_t *n)
{
    ZSTD_inBuffer from = { in->p, in->n, 0 };
    ZSTD_outBuffer out = { to, room, 0 };
    size_t code = ZSTD_decompressStream(inflater->zstd, &out, &from);
    *n = out.pos;
    *in = str_from(*in, from.pos);
    inflater->ended = code == 0;
    return !ZSTD_isError(code);
}

bool inflate_step(struct inflater *inflater, str *in, char *to, size_t room, size_t *n)
{
    *n = 0;
    switch (inflater->coding) {
    case CODING_ZLIB:
        return step_zlib(inflater, in, to, room, n);
    case CODING_BROTLI:
        return step_brotli(inflater, in, to, room, n);
    case CODING_ZSTD:
        return step_zstd(inflater, in, to, room, n);
    case CODING_UNSET:
    case CODING_PLAIN:
        break;
    }
    return false;
}

void inflate_close(struct inflater *inflater)
{
    if (inflater->coding == CODING_ZLIB)
        (void)inflateEnd(&inflater->zlib);
    BrotliDecoderDestroyInstance(inflater->brotli);
    (void)ZSTD_freeDCtx(inflater->zstd);
}
