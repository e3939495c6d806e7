/* body.c: plain or gzip, up to the cap. Runs inside libcurl's callback: nothing here may jump. */
#include "net/body.h"

#include "base/banned.h"

enum { STEP_BYTES = 32 * 1024, GZIP_WINDOW = 16 + MAX_WBITS };

static bool keep_plain(struct transfer *transfer, str bytes)
{
    struct buf *body = &transfer->body;
    size_t room = body->max - body->n;
    buf_add(body, str_slice(bytes, 0, room));
    transfer->answer.seen.cap_reached = bytes.n > room;
    return bytes.n <= room && !body->failed;
}

/* Inflates into the body until the input is used up, the stream ends or the cap is reached. */
static bool keep_gzip(struct transfer *transfer, str bytes)
{
    z_stream *stream = &transfer->stream;
    struct buf *body = &transfer->body;
    stream->next_in = (const Bytef *)bytes.p;
    stream->avail_in = (uInt)bytes.n;
    while (stream->avail_in > 0) {
        if (transfer->stream_ended) { /* another member, or padding that says nothing */
            if (stream->next_in[0] != 0x1f || inflateReset(stream) != Z_OK)
                return true;
            transfer->stream_ended = false;
        }
        size_t room = body->max - body->n;
        size_t step = room < STEP_BYTES ? room : STEP_BYTES;
        if (step == 0 || !buf_room(body, step)) {
            transfer->answer.seen.cap_reached = true;
            return false;
        }
        stream->next_out = (Bytef *)body->p + body->n;
        stream->avail_out = (uInt)step;
        int code = inflate(stream, Z_NO_FLUSH);
        body->n += step - stream->avail_out;
        if (code == Z_STREAM_END) {
            transfer->stream_ended = true;
        } else if (code != Z_OK) {
            transfer->answer.seen.body_cut = true;
            return false;
        }
    }
    return true;
}

/* Says gzip and sends plain text: some servers do. */
static bool looks_gzip(str bytes)
{
    return (unsigned char)bytes.p[0] == 0x1f && (bytes.n == 1 || (unsigned char)bytes.p[1] == 0x8b);
}

/* Looks at the headers once, when the first bytes come. */
static bool choose_coding(struct transfer *transfer, str bytes)
{
    struct curl_header *found = NULL;
    str coding = { 0 };
    if (curl_easy_header(transfer->easy, "content-encoding", 0, CURLH_HEADER, -1, &found) ==
        CURLHE_OK)
        coding = str_trim(str_from_z(found->value));
    transfer->coding = CODING_PLAIN;
    if (coding.n == 0 || str_eq_nocase(coding, S("identity")) || str_eq_nocase(coding, S("none")))
        return true;
    if (!str_eq_nocase(coding, S("gzip")) && !str_eq_nocase(coding, S("x-gzip"))) {
        transfer->answer.seen.bad_encoding = true;
        return false;
    }
    if (!looks_gzip(bytes))
        return true;
    transfer->coding = CODING_GZIP;
    transfer->stream_open = inflateInit2(&transfer->stream, GZIP_WINDOW) == Z_OK;
    return transfer->stream_open;
}

bool body_take(struct transfer *transfer, str bytes)
{
    if (bytes.n == 0)
        return true;
    struct observation *seen = &transfer->answer.seen;
    seen->body_bytes += bytes.n;
    if (transfer->settings->options->no_body) {
        seen->cap_reached = seen->body_bytes > transfer->body.max;
        return !seen->cap_reached;
    }
    if (transfer->coding == CODING_UNSET && !choose_coding(transfer, bytes))
        return false;
    return transfer->coding == CODING_GZIP ? keep_gzip(transfer, bytes)
                                           : keep_plain(transfer, bytes);
}

void body_end(struct transfer *transfer)
{
    if (transfer->coding == CODING_GZIP && !transfer->stream_ended &&
        !transfer->answer.seen.cap_reached)
        transfer->answer.seen.body_cut = true;
}
