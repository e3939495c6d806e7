/* report_rdjsonl.c: reviewdog's diagnostic format, one finding a line. Its columns count bytes. */
#include "format/json.h"
#include "report/finding_row.h"
#include "report/path.h"
#include "report/writers.h"

#include "base/banned.h"

static str severity_of(unsigned severity)
{
    return severity == CCK_SEVERITY_ERROR     ? S("ERROR")
           : severity == CCK_SEVERITY_WARNING ? S("WARNING")
                                              : S("INFO");
}

static void write_position(struct json_writer *w, str source, struct line_place at, uint32_t off)
{
    uint32_t begin = off < source.n ? off : (uint32_t)source.n;
    while (begin > 0 && source.p[begin - 1] != '\n')
        begin--;
    json_begin_object(w);
    json_key(w, S("line"));
    json_uint(w, at.line);
    json_key(w, S("column"));
    json_uint(w, off - begin + 1);
    json_end_object(w);
}

static void write_range(struct json_writer *w, str source, const struct report_place *place)
{
    json_key(w, S("range"));
    json_begin_object(w);
    json_key(w, S("start"));
    write_position(w, source, place->from, place->source.off);
    json_key(w, S("end"));
    write_position(w, source, place->to, (uint32_t)span_end(place->source));
    json_end_object(w);
}

static void write_finding(struct json_writer *w, const struct report_doc *doc, str path,
                          const struct finding_row *row)
{
    span fix;
    json_begin_object(w);
    json_key(w, S("message"));
    json_str(w, row->finding->message);
    json_key(w, S("location"));
    json_begin_object(w);
    json_key(w, S("path"));
    json_str(w, path);
    write_range(w, doc->doc->source, &row->place);
    json_end_object(w);
    json_key(w, S("severity"));
    json_str(w, severity_of(row->finding->severity));
    json_key(w, S("source"));
    json_begin_object(w);
    json_key(w, S("name"));
    json_str(w, S("citecheck"));
    json_end_object(w);
    json_key(w, S("code"));
    json_begin_object(w);
    json_key(w, S("value"));
    json_str(w, row->check->rule);
    json_end_object(w);
    if (finding_fix(doc, row->finding, &fix)) {
        json_key(w, S("suggestions"));
        json_begin_array(w);
        json_begin_object(w);
        write_range(w, doc->doc->source, &row->place);
        json_key(w, S("text"));
        json_str(w, row->finding->suggestion);
        json_end_object(w);
        json_end_array(w);
    }
    json_end_object(w);
}

void report_rdjsonl_document(struct report *report, const struct report_doc *doc,
                             struct arena *scratch)
{
    struct finding_rows rows;
    struct finding_row row;
    str path = report_path(&report->options, doc->doc->name, scratch);
    finding_rows_init(&rows, doc);
    while (finding_rows_next(&rows, &row)) {
        struct json_writer w;
        if (row.finding->accepted)
            continue;
        json_init(&w, report->out);
        write_finding(&w, doc, path, &row);
        buf_byte(report->out, '\n');
    }
}
