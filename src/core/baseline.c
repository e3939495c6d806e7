/* baseline.c: lines of JSON, each an object of texts. */
#include "core/baseline.h"

#include <jansson.h>

#include "base/date.h"
#include "core/input.h"
#include "format/json.h"

#include "base/banned.h"

enum { BYTES_MAX = 256 * 1024 * 1024 };

static str key_of(str file, str fingerprint, struct arena *arena)
{
    return str_printf(arena, "%.*s\n%.*s", STR_ARG(file), STR_ARG(fingerprint));
}

static str text_at(const json_t *object, const char *name, struct arena *run)
{
    const json_t *value = json_object_get(object, name);
    return str_dup(run, (str){ json_string_value(value), json_string_length(value) });
}

static bool read_line(str line, struct arena *run, struct baseline_entry *out, struct err *err)
{
    json_error_t cause;
    date day;
    json_t *object = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, &cause);
    *out = (struct baseline_entry){ 0 };
    if (!json_is_object(object)) {
        json_decref(object);
        return err_set(err, ERR_FORMAT, "%s", object ? "expected an object" : cause.text);
    }
    *out = (struct baseline_entry){ .file = text_at(object, "file", run),
                                    .fingerprint = text_at(object, "fingerprint", run),
                                    .rule = text_at(object, "rule", run),
                                    .text = text_at(object, "text", run),
                                    .reason = text_at(object, "reason", run),
                                    .expires = text_at(object, "expires", run) };
    json_decref(object);
    if (!out->file.n || !out->fingerprint.n)
        return err_set(err, ERR_FORMAT, "an entry has a \"file\" and a \"fingerprint\"");
    if (out->expires.n && !date_parse_iso(out->expires, &day))
        return err_set(err, ERR_FORMAT, "expires: expected a day like 2025-01-31, met \"%.*s\"",
                       STR_ARG(out->expires));
    return true;
}

/* What git leaves of a merge that people have to finish. */
static bool is_conflict(str line)
{
    return str_starts(line, S("<<<<<<<")) || str_starts(line, S("=======")) ||
           str_starts(line, S(">>>>>>>")) || str_starts(line, S("|||||||"));
}

bool baseline_load(str path, struct arena *run, struct baseline *out, struct err *err)
{
    str bytes, line;
    out->path = path;
    if (!input_read_file(path, BYTES_MAX, run, &bytes, err))
        return err_context(err, "%.*s", STR_ARG(path));
    if (str_starts(bytes, S("\xEF\xBB\xBF")))
        bytes = str_from(bytes, 3);
    for (unsigned number = 1; str_next(&bytes, '\n', &line); number++) {
        struct baseline_entry entry;
        line = str_trim(line);
        if (line.n == 0)
            continue;
        if (is_conflict(line))
            return err_set(err, ERR_FORMAT,
                           "%.*s:%u: a merge that was not finished: keep the lines of both sides, "
                           "without the marks between them",
                           STR_ARG(path), number);
        if (!read_line(line, run, &entry, err)) {
            if (out->entries.n == 0 && entry.file.n == 0) /* another file, named by mistake */
                err_context(err, "is no baseline of citecheck (lines of JSON)");
            return err_context(err, "%.*s:%u", STR_ARG(path), number);
        }
        baseline_add(out, &entry, run);
    }
    return true;
}

static struct baseline_entry *find(const struct baseline *baseline, str key)
{
    uintptr_t at = (uintptr_t)map_get(&baseline->index, key);
    return at ? &baseline->entries.p[at - 1] : NULL;
}

bool baseline_expired(const struct baseline_entry *entry, str today)
{
    return entry->expires.n && str_cmp(entry->expires, today) < 0;
}

struct baseline_entry *baseline_find(const struct baseline *baseline, str file, str fingerprint,
                                     str today, struct arena *scratch)
{
    struct baseline_entry *entry = find(baseline, key_of(file, fingerprint, scratch));
    return entry && !baseline_expired(entry, today) ? entry : NULL;
}

void baseline_add(struct baseline *baseline, const struct baseline_entry *entry, struct arena *run)
{
    str key = key_of(entry->file, entry->fingerprint, run);
    struct baseline_entry *known = find(baseline, key);
    if (known) {
        known->rule = entry->rule;
        known->text = entry->text;
        known->met |= entry->met;
        return;
    }
    *VEC_PUSH(&baseline->entries, run) = *entry;
    *map_slot(&baseline->index, run, key) = (void *)(uintptr_t)baseline->entries.n;
}

static int by_place(const void *left, const void *right)
{
    const struct baseline_entry *a = *(const struct baseline_entry *const *)left;
    const struct baseline_entry *b = *(const struct baseline_entry *const *)right;
    int order = str_cmp(a->file, b->file);
    return order ? order : str_cmp(a->fingerprint, b->fingerprint);
}

static void write_text(struct json_writer *w, str name, str text)
{
    if (!text.n)
        return;
    json_key(w, name);
    json_str(w, text);
}

void baseline_write(const struct baseline *baseline, struct arena *scratch, struct buf *out)
{
    size_t n = baseline->entries.n;
    const struct baseline_entry **sorted = NEW(scratch, const struct baseline_entry *, n + 1);
    for (size_t i = 0; i < n; i++)
        sorted[i] = &baseline->entries.p[i];
    if (n)
        qsort(sorted, n, sizeof *sorted, by_place);
    for (size_t i = 0; i < n; i++) {
        struct json_writer w;
        json_init(&w, out);
        json_begin_object(&w);
        write_text(&w, S("file"), sorted[i]->file);
        write_text(&w, S("fingerprint"), sorted[i]->fingerprint);
        write_text(&w, S("rule"), sorted[i]->rule);
        write_text(&w, S("text"), sorted[i]->text);
        write_text(&w, S("reason"), sorted[i]->reason);
        write_text(&w, S("expires"), sorted[i]->expires);
        json_end_object(&w);
        buf_byte(out, '\n');
    }
}
