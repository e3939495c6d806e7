/* csv.c: quoting. */
#include "report/csv.h"

#include "base/banned.h"

static bool has_special(str cell)
{
    for (size_t i = 0; i < cell.n; i++)
        if (cell.p[i] == ',' || cell.p[i] == '"' || cell.p[i] == '\n' || cell.p[i] == '\r')
            return true;
    return false;
}

void csv_cell(struct csv *csv, str cell)
{
    if (csv->more)
        buf_byte(csv->out, ',');
    csv->more = true;
    bool formula = cell.n && memchr("=+-@\t\r", cell.p[0], 6);
    if (!has_special(cell)) {
        if (formula)
            buf_byte(csv->out, '\'');
        buf_add(csv->out, cell);
        return;
    }
    buf_add(csv->out, formula ? S("\"'") : S("\""));
    str rest = cell, piece;
    for (bool first = true; str_next(&rest, '"', &piece); first = false) {
        if (!first)
            buf_add(csv->out, S("\"\""));
        buf_add(csv->out, piece);
    }
    buf_byte(csv->out, '"');
}

void csv_number(struct csv *csv, uint32_t value)
{
    if (csv->more)
        buf_byte(csv->out, ',');
    csv->more = true;
    buf_uint(csv->out, value);
}

void csv_count(struct csv *csv, uint32_t value)
{
    if (value)
        csv_number(csv, value);
    else
        csv_cell(csv, (str){ 0 });
}

void csv_date(struct csv *csv, date d)
{
    char room[DATE_TEXT_BYTES];
    csv_cell(csv, d.year || d.month || d.day ? date_iso(d, room) : (str){ 0 });
}

void csv_end_line(struct csv *csv)
{
    buf_add(csv->out, S("\r\n"));
    csv->more = false;
}
