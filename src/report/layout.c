/* layout.c: lines of 72 to 100 columns. Colour is decoration: signs and words say the same. */
#include "report/layout.h"

#include "base/term.h"

#include "base/banned.h"

enum { COLUMNS_MIN = 72, COLUMNS_MAX = 100, COLUMNS_PIPE = 80 };

static const struct {
    str sign, ascii, color;
} signs[SIGN_COUNT] = {
    [SIGN_NOTE] = { S_INIT("\xC2\xB7"), S_INIT("-"), S_INIT("\x1b[36m") },
    [SIGN_WARNING] = { S_INIT("!"), S_INIT("!"), S_INIT("\x1b[33m") },
    [SIGN_ERROR] = { S_INIT("\xE2\x9C\x97"), S_INIT("x"), S_INIT("\x1b[31m") },
    [SIGN_UNVERIFIED] = { S_INIT("?"), S_INIT("?"), S_INIT("\x1b[35m") },
    [SIGN_CONFIRMED] = { S_INIT("\xE2\x9C\x93"), S_INIT("+"), S_INIT("\x1b[32m") },
};

static const str paints[PAINT_COUNT] = {
    [PAINT_BOLD] = S_INIT("\x1b[1m"),
    [PAINT_DIM] = S_INIT("\x1b[2m"),
};

static const str plain = S_INIT("\x1b[0m");
static const str dots = S_INIT("...");

void layout_init(struct layout *layout, const struct report_options *options, struct buf *out)
{
    size_t columns = options->columns ? options->columns : COLUMNS_PIPE;
    if (columns < COLUMNS_MIN)
        columns = COLUMNS_MIN;
    if (columns > COLUMNS_MAX)
        columns = COLUMNS_MAX;
    *layout = (struct layout){
        .out = out, .columns = columns, .color = options->color, .unicode = options->unicode
    };
}

void layout_sign(const struct layout *layout, enum sign sign)
{
    if (layout->color)
        buf_add(layout->out, signs[sign].color);
    buf_add(layout->out, layout->unicode ? signs[sign].sign : signs[sign].ascii);
    if (layout->color)
        buf_add(layout->out, plain);
}

void layout_paint(const struct layout *layout, enum paint paint, str text)
{
    if (layout->color)
        buf_add(layout->out, paints[paint]);
    term_put(layout->out, text);
    if (layout->color)
        buf_add(layout->out, plain);
}

void layout_wrap(const struct layout *layout, size_t column, size_t indent, str text)
{
    str rest = text, word;
    bool first = true;
    while (str_next(&rest, ' ', &word)) {
        if (!word.n)
            continue;
        size_t width = term_width(word);
        if (!first && column + 1 + width > layout->columns) {
            buf_byte(layout->out, '\n');
            term_pad(layout->out, indent);
            column = indent;
        } else if (!first) {
            buf_byte(layout->out, ' ');
            column++;
        }
        term_put(layout->out, word);
        column += width;
        first = false;
    }
    buf_byte(layout->out, '\n');
}

size_t layout_cut(const struct layout *layout, str text, size_t columns)
{
    size_t fits = term_cut(text, columns);
    if (fits < text.n)
        fits = term_cut(text, columns > dots.n ? columns - dots.n : 0);
    str head = str_slice(text, 0, fits);
    term_put(layout->out, head);
    if (fits == text.n)
        return term_width(head);
    buf_add(layout->out, dots);
    return term_width(head) + dots.n;
}

void layout_right(const struct layout *layout, size_t column, str text)
{
    size_t width = term_width(text);
    size_t blanks = column + 2 + width < layout->columns ? layout->columns - column - width : 2;
    term_pad(layout->out, blanks);
    layout_paint(layout, PAINT_DIM, text);
}

/* More of a sentence than this beside the mark is never looked at. */
enum { NEAR_BYTES = 1024 };

static bool is_tail_byte(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The last, or first, NEAR_BYTES of `text`, cut between characters. */
static str near_end(str text)
{
    str end = text.n > NEAR_BYTES ? str_from(text, text.n - NEAR_BYTES) : text;
    while (end.n < text.n && end.n && is_tail_byte(end.p[0]))
        end = str_from(end, 1);
    return end;
}

static str near_begin(str text)
{
    size_t n = text.n > NEAR_BYTES ? NEAR_BYTES : text.n;
    while (n < text.n && n && is_tail_byte(text.p[n]))
        n--;
    return str_slice(text, 0, n);
}

/* Left of the mark: as much of the end of `text` as fits. Returns the width written. */
static size_t add_left(const struct layout *layout, str text, bool whole, size_t room)
{
    if (whole && term_width(text) <= room) {
        term_put(layout->out, text);
        return term_width(text);
    }
    str shown = str_from(text, text.n - term_cut_end(text, room > dots.n ? room - dots.n : 0));
    buf_add(layout->out, dots);
    term_put(layout->out, shown);
    return dots.n + term_width(shown);
}

static void add_right(const struct layout *layout, str text, bool whole, size_t room)
{
    if (whole && term_width(text) <= room) {
        term_put(layout->out, text);
        return;
    }
    term_put(layout->out, str_slice(text, 0, term_cut(text, room > dots.n ? room - dots.n : 0)));
    buf_add(layout->out, dots);
}

void layout_excerpt(const struct layout *layout, size_t indent, str context, span mark)
{
    str before = str_slice(context, 0, mark.off), marked = str_at(context, mark);
    str after = str_from(context, span_end(mark));
    str left = near_end(before), middle = near_begin(marked), right = near_begin(after);
    size_t columns = layout->columns - indent;
    middle = str_slice(middle, 0, term_cut(middle, columns - 4 * dots.n));
    size_t width = term_width(middle), room = columns - (width ? width : 1);
    size_t right_need = middle.n < marked.n ? dots.n : term_width(right);
    size_t left_need = term_width(left);
    size_t left_room = room / 2, right_room = room - left_room;
    if (left_need < left_room)
        right_room = room - left_need;
    else if (right_need < right_room)
        left_room = room - right_need;
    term_pad(layout->out, indent);
    size_t shown = add_left(layout, left, left.n == before.n, left_room);
    term_put(layout->out, middle);
    if (middle.n < marked.n)
        buf_add(layout->out, dots);
    else
        add_right(layout, right, right.n == after.n, right_room);
    buf_byte(layout->out, '\n');
    if (marked.n && marked.n == context.n)
        return;
    term_pad(layout->out, indent + shown);
    if (layout->color)
        buf_add(layout->out, signs[SIGN_WARNING].color);
    for (size_t i = 0; i < (width ? width : 1); i++)
        buf_byte(layout->out, '^');
    if (layout->color)
        buf_add(layout->out, plain);
    buf_byte(layout->out, '\n');
}
