/* body.c: plain or packed, up to the cap. Runs inside libcurl's callback: nothing here may jump. */
#include "net/body.h"

#include "base/banned.h"

enum { STEP_BYTES = 32 * 1024 };

static bool keep_plain(struct transfer *transfer, str bytes)
{
    struct buf *body = &transfer->body;
    size_t room = body->max - body->n;
    buf_add(body, str_slice(bytes, 0, room));
    transfer->answer.seen.cap_reached = bytes.n > room;
    return bytes.n <= room && !body->failed;
}

/* Opens the stream into the body until the input is used up, the stream ends or the cap is reached. A
 * step that filled its room may have left some of the stream inside. */
static bool keep_packed(struct transfer *transfer, str bytes)
{
    struct buf *body = &transfer->body;
    bool filled = false;
    while (bytes.n > 0 || (filled && !transfer->inflater.ended)) {
        size_t room = body->max - body->n, n = 0;
        size_t step = room < STEP_BYTES ? room : STEP_BYTES;
        if (step == 0 || !buf_room(body, step)) {
            transfer->answer.seen.cap_reached = true;
            return false;
        }
        if (!inflate_step(&transfer->inflater, &bytes, body->p + body->n, step, &n)) {
            transfer->answer.seen.body_cut = true;
            return false;
        }
        body->n += n;
        filled = n == step;
    }
    return true;
}

/* Looks at the headers once, when the first bytes come. */
static bool choose_coding(struct transfer *transfer, str bytes)
{
    struct curl_header *found = NULL;
    str coding = { 0 };
    if (curl_easy_header(transfer->easy, "content-encoding", 0, CURLH_HEADER, -1, &found) ==
        CURLHE_OK)
        coding = str_trim(str_from_z(found->value));
    bool known = inflate_open(&transfer->inflater, coding, bytes);
    transfer->answer.seen.bad_encoding = !known;
    return known;
}

bool body_take(struct transfer *transfer, str bytes)
{
    if (bytes.n == 0)
        return true;
    struct observation *seen = &transfer->answer.seen;
    seen->body_bytes += bytes.n;
    if (transfer->settings->options->no_body && !transfer->request.keep_body) {
        seen->cap_reached = seen->body_bytes > transfer->body.max;
        return !seen->cap_reached;
    }
    if (transfer->inflater.coding == CODING_UNSET && !choose_coding(transfer, bytes))
        return false;
    return transfer->inflater.coding == CODING_PLAIN ? keep_plain(transfer, bytes)
                                                     : keep_packed(transfer, bytes);
}

void body_end(struct transfer *transfer)
{
    bool packed = transfer->inflater.coding > CODING_PLAIN;
    if (packed && !transfer->inflater.ended && !transfer->answer.seen.cap_reached)
        transfer->answer.seen.body_cut = true;
}
