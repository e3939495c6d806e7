/* test_inflate.c: what the encoders pack is opened whole, in pieces of any size, and not without its end. */
#include "net/inflate.h"

#include <brotli/encode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <zstd.h>

#include <cmocka.h>

#include "base/banned.h"

enum { TEXT_BYTES = 5000, PACKED_BYTES = 8192 };

static char text_room[TEXT_BYTES];

static str text(void)
{
    for (size_t i = 0; i < TEXT_BYTES; i++)
        text_room[i] = (char)('a' + i * i % 23);
    return (str){ text_room, TEXT_BYTES };
}

static size_t pack_zlib(int window, char *to)
{
    z_stream stream = { .next_in = (const Bytef *)text().p, .avail_in = TEXT_BYTES };
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_out = (Bytef *)to;
    stream.avail_out = PACKED_BYTES;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(deflateEnd(&stream), Z_OK);
    return stream.total_out;
}

static size_t pack_gzip(char *to)
{
    return pack_zlib(16 + MAX_WBITS, to);
}

static size_t pack_framed(char *to)
{
    return pack_zlib(MAX_WBITS, to);
}

static size_t pack_raw(char *to)
{
    return pack_zlib(-MAX_WBITS, to);
}

static size_t pack_brotli(char *to)
{
    size_t n = PACKED_BYTES;
    assert_true(BrotliEncoderCompress(9, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, TEXT_BYTES,
                                      (const uint8_t *)text().p, &n, (uint8_t *)to));
    return n;
}

static size_t pack_zstd(char *to)
{
    size_t n = ZSTD_compress(to, PACKED_BYTES, text().p, TEXT_BYTES, 9);
    assert_false(ZSTD_isError(n));
    return n;
}

static const struct {
    const char *name;
    size_t (*pack)(char *to);
} codings[] = {
    { "gzip", pack_gzip },   { "X-GZIP", pack_gzip }, { "deflate", pack_framed },
    { "deflate", pack_raw }, { "br", pack_brotli },   { "zstd", pack_zstd },
};
enum { CODINGS = sizeof codings / sizeof codings[0] };

struct opened {
    char bytes[2 * TEXT_BYTES];
    size_t n;
    bool good, ended;
};

/* Opens `packed`, given in pieces of `piece` bytes, into rooms of `room` bytes. */
static struct opened open_all(const char *name, str packed, size_t piece, size_t room)
{
    struct opened out = { .good = true };
    struct inflater inflater = { 0 };
    bool known = inflate_open(&inflater, str_from_z(name), str_slice(packed, 0, piece));
    assert_true(known);
    for (size_t at = 0; at < packed.n && out.good; at += piece) {
        str in = str_slice(packed, at, piece);
        bool filled = false;
        while (out.good && (in.n || (filled && !inflater.ended))) {
            size_t n = 0, left = sizeof out.bytes - out.n;
            assert_true(left > 0);
            size_t step = left < room ? left : room;
            out.good = inflate_step(&inflater, &in, out.bytes + out.n, step, &n);
            out.n += n;
            filled = n == step;
        }
    }
    out.ended = inflater.ended;
    inflate_close(&inflater);
    return out;
}

static void pieces_and_rooms_of_any_size_give_the_same(void **state)
{
    (void)state;
    static const size_t sizes[] = { 1, 2, 7, 64, PACKED_BYTES };
    for (size_t i = 0; i < CODINGS; i++) {
        char room[PACKED_BYTES];
        str packed = { room, codings[i].pack(room) };
        for (size_t k = 0; k < 25; k++) {
            struct opened got = open_all(codings[i].name, packed, sizes[k / 5], sizes[k % 5]);
            if (!got.good || !got.ended || !str_eq((str){ got.bytes, got.n }, text()))
                fail_msg("%s in pieces of %zu, rooms of %zu: %zu bytes", codings[i].name,
                         sizes[k / 5], sizes[k % 5], got.n);
        }
    }
}

static void a_stream_cut_anywhere_has_no_end(void **state)
{
    (void)state;
    for (size_t i = 0; i < CODINGS; i++) {
        char room[PACKED_BYTES];
        size_t n = codings[i].pack(room);
        for (size_t cut = 2; cut < n; cut += 13) {
            struct opened got = open_all(codings[i].name, (str){ room, cut }, 512, 512);
            if (got.ended)
                fail_msg("%s cut at %zu of %zu", codings[i].name, cut, n);
        }
    }
}

static void members_and_frames_follow_one_another(void **state)
{
    (void)state;
    static const size_t several[] = { 0, CODINGS - 1 };
    for (size_t i = 0; i < 2; i++) {
        char room[2 * PACKED_BYTES];
        size_t n = codings[several[i]].pack(room);
        memcpy(room + n, room, n);
        struct opened got = open_all(codings[several[i]].name, (str){ room, 2 * n }, 100, 100);
        assert_true(got.good && got.ended);
        assert_int_equal(got.n, 2 * TEXT_BYTES);
    }
}

static void bytes_behind_the_end_say_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i + 1 < CODINGS; i++) {
        char room[PACKED_BYTES + 8];
        size_t n = codings[i].pack(room);
        memcpy(room + n, "padding", 7);
        struct opened got = open_all(codings[i].name, (str){ room, n + 7 }, 100, 100);
        if (!got.good || !got.ended || got.n != TEXT_BYTES)
            fail_msg("%s", codings[i].name);
    }
}

static void plain_text_is_known_whatever_it_is_called(void **state)
{
    (void)state;
    static const char *const names[] = { "", "identity", "gzip", "deflate", "br", "zstd" };
    for (size_t i = 0; i < 6; i++) {
        struct inflater inflater = { 0 };
        assert_true(inflate_open(&inflater, str_from_z(names[i]), S("<!doctype html>")));
        assert_int_equal(inflater.coding, CODING_PLAIN);
        inflate_close(&inflater);
    }
    struct inflater inflater = { 0 };
    assert_false(inflate_open(&inflater, S("gzip, br"), S("x")));
    assert_false(inflate_open(&inflater, S("sponge"), S("x")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_and_rooms_of_any_size_give_the_same),
        cmocka_unit_test(a_stream_cut_anywhere_has_no_end),
        cmocka_unit_test(members_and_frames_follow_one_another),
        cmocka_unit_test(bytes_behind_the_end_say_nothing),
        cmocka_unit_test(plain_text_is_known_whatever_it_is_called),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
