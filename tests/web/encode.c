/* encode.c: each coding at its library's default. */
#include "encode.h"

#define ZLIB_CONST
#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include "base/banned.h"

/* Window bits of zlib: which frame it puts around the data. */
enum { GZIP = MAX_WBITS + 16, ZLIB = MAX_WBITS, RAW = -MAX_WBITS };

static bool pack_zlib(int window, str body, struct arena *perm, str *out)
{
    z_stream stream = { .next_in = (const Bytef *)body.p, .avail_in = (uInt)body.n };
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        return false;
    size_t most = deflateBound(&stream, (uLong)body.n);
    char *packed = NEW(perm, char, most);
    stream.next_out = (Bytef *)packed;
    stream.avail_out = (uInt)most;
    bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    *out = (str){ packed, stream.total_out };
    return deflateEnd(&stream) == Z_OK && whole;
}

static bool pack_brotli(str body, struct arena *perm, str *out)
{
    size_t n = BrotliEncoderMaxCompressedSize(body.n);
    uint8_t *packed = NEW(perm, uint8_t, n + 1);
    bool whole = BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, body.n,
                                       (const uint8_t *)body.p, &n, packed) == BROTLI_TRUE;
    *out = (str){ (const char *)packed, n };
    return whole;
}

static bool pack_zstd(str body, struct arena *perm, str *out)
{
    size_t most = ZSTD_compressBound(body.n);
    char *packed = NEW(perm, char, most);
    size_t n = ZSTD_compress(packed, most, body.p, body.n, 3);
    *out = (str){ packed, n };
    return !ZSTD_isError(n);
}

bool encode_body(str coding, str *body, struct arena *perm, struct err *err)
{
    bool packed = str_eq(coding, S("gzip"))          ? pack_zlib(GZIP, *body, perm, body)
                  : str_eq(coding, S("deflate"))     ? pack_zlib(ZLIB, *body, perm, body)
                  : str_eq(coding, S("raw-deflate")) ? pack_zlib(RAW, *body, perm, body)
                  : str_eq(coding, S("br"))          ? pack_brotli(*body, perm, body)
                  : str_eq(coding, S("zstd"))        ? pack_zstd(*body, perm, body)
                                                     : false;
    return packed || err_set(err, ERR_FORMAT, "cannot pack as \"%.*s\"", STR_ARG(coding));
}
