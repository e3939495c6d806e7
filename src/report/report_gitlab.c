/* report_gitlab.c: GitLab's Code Quality report: one array, also when it is empty. */
#include "format/json.h"
#include "report/finding_row.h"
#include "report/path.h"
#include "report/writers.h"

#include <openssl/evp.h>

#include "base/banned.h"

static str severity_of(unsigned severity)
{
    return severity == CCK_SEVERITY_ERROR     ? S("major")
           : severity == CCK_SEVERITY_WARNING ? S("minor")
                                              : S("info");
}

/* GitLab tells findings apart by this alone: the file belongs to it. */
static str print_of(str path, str fingerprint, struct arena *scratch)
{
    unsigned char sum[EVP_MAX_MD_SIZE] = { 0 };
    str whole = str_printf(scratch, "%.*s\n%.*s", STR_ARG(path), STR_ARG(fingerprint));
    (void)!EVP_Digest(whole.p, whole.n, sum, NULL, EVP_sha256(), NULL);
    char *hex = NEW(scratch, char, 33);
    for (size_t i = 0; i < 16; i++)
        (void)snprintf(hex + 2 * i, 3, "%02x", sum[i]);
    return (str){ hex, 32 };
}

static void write_finding(struct json_writer *w, str path, const struct finding_row *row,
                          struct arena *scratch)
{
    json_begin_object(w);
    json_key(w, S("description"));
    json_str(w, str_printf(scratch, "%.*s: %.*s", STR_ARG(row->check->kind),
                           STR_ARG(finding_message(row->finding, scratch))));
    json_key(w, S("check_name"));
    json_str(w, row->check->rule);
    json_key(w, S("fingerprint"));
    json_str(w, print_of(path, row->finding->fingerprint, scratch));
    json_key(w, S("severity"));
    json_str(w, severity_of(row->finding->severity));
    json_key(w, S("location"));
    json_begin_object(w);
    json_key(w, S("path"));
    json_str(w, path);
    json_key(w, S("lines"));
    json_begin_object(w);
    json_key(w, S("begin"));
    json_uint(w, row->place.from.line);
    json_key(w, S("end"));
    json_uint(w, row->place.to.line);
    json_end_object(w);
    json_end_object(w);
    json_end_object(w);
}

void report_gitlab_begin(struct report *report)
{
    struct json_writer *w = NEW(report->perm, struct json_writer, 1);
    report->state = w;
    json_init(w, report->out);
    json_begin_array(w);
}

void report_gitlab_document(struct report *report, const struct report_doc *doc,
                            struct arena *scratch)
{
    struct finding_rows rows;
    struct finding_row row;
    str path = report_path(&report->options, doc->doc->name, scratch);
    finding_rows_init(&rows, doc);
    while (finding_rows_next(&rows, &row))
        if (!row.finding->accepted)
            write_finding(report->state, path, &row, scratch);
}

void report_gitlab_end(struct report *report, struct arena *scratch)
{
    (void)scratch;
    json_end_array(report->state);
    buf_byte(report->out, '\n');
}
