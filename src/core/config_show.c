/* config_show.c: `config show`: what counts for a file or folder, as a configuration with the origin of
 * each entry behind it. */
#include "core/session.h"
#include "doc/read.h"
#include "format/json.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

struct show {
    struct buf *out;
    str folder; /* the current one: places below it are named from there */
};

/* "   # .citecheck.yaml:3" */
static void add_place(const struct show *show, struct config_place at)
{
    str path = at.path;
    if (!at.line) {
        buf_add(show->out, S("  # by default\n"));
        return;
    }
    if (str_starts(path, show->folder) && str_starts(str_from(path, show->folder.n), S("/")))
        path = str_from(path, show->folder.n + 1);
    buf_printf(show->out, "  # %.*s:%u\n", STR_ARG(path), at.line);
}

/* Text as YAML reads it back: quoted when it may mean something else. */
static void add_scalar(const struct show *show, str text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     (i > 0 && strchr("-_./", c));
        if (!plain || c == 0) {
            struct json_writer w; /* a JSON string is a YAML string */
            json_init(&w, show->out);
            json_str(&w, text);
            return;
        }
    }
    buf_add(show->out, text.n ? text : S("\"\""));
}

static void add_word(const struct show *show, const char *indent, enum config_key key, str value,
                     struct config_place at)
{
    buf_printf(show->out, "%s%.*s: ", indent, STR_ARG(config_rows[key].name));
    add_scalar(show, value);
    add_place(show, at);
}

static void add_items(const struct show *show, const char *indent, enum config_key key,
                      const struct config_items *items)
{
    if (!items->at.line)
        return;
    buf_printf(show->out, "%s%.*s:", indent, STR_ARG(config_rows[key].name));
    if (items->n == 0)
        buf_add(show->out, S(" []"));
    add_place(show, items->at);
    for (size_t i = 0; i < items->n; i++) {
        buf_printf(show->out, "%s  - ", indent);
        add_scalar(show, items->p[i].text);
        buf_byte(show->out, '\n');
    }
}

static void add_severities(const struct show *show, const struct config_number *severity)
{
    bool any = false;
    for (size_t i = 0; i < CHECK_COUNT; i++) {
        if (!severity[i].at.line)
            continue;
        if (!any)
            buf_add(show->out, S("severity:\n"));
        any = true;
        buf_printf(show->out, "  %.*s: %.*s", STR_ARG(checks[i].kind),
                   STR_ARG(config_choice(CONFIG_SEVERITY, severity[i].value)));
        add_place(show, severity[i].at);
    }
}

static void add_all(const struct show *show, const struct config *config,
                    const struct config_values *values)
{
    if (values->publication.at.line)
        add_word(show, "", CONFIG_PUBLICATION, values->publication.value, values->publication.at);
    if (values->style.at.line)
        add_word(show, "", CONFIG_STYLE, values->style.value, values->style.at);
    add_word(show, "", CONFIG_LINKS, config_choice(CONFIG_LINKS, values->links.value),
             values->links.at);
    add_word(show, "", CONFIG_REASONS, config_choice(CONFIG_REASONS, values->reasons.value),
             values->reasons.at);
    add_word(show, "", CONFIG_FAIL_ON, config_choice(CONFIG_FAIL_ON, config->fail_on.value),
             config->fail_on.at);
    add_severities(show, values->severity);
    add_items(show, "", CONFIG_INCLUDE, &config->include);
    add_items(show, "", CONFIG_EXCLUDE, &config->exclude);
    add_items(show, "", CONFIG_RULES, &config->rules);
    add_items(show, "", CONFIG_ARTICLES, &config->articles);
    if (config->baseline.at.line)
        add_word(show, "", CONFIG_BASELINE, config->baseline.value, config->baseline.at);
}

/* Whether a path is there, or could be an article that is not yet written. */
static bool may_be(str folder, str name, struct arena *run)
{
    enum read_format format;
    return access(folder.n ? str_z(run, folder) : ".", F_OK) == 0 &&
           (name.n == 0 || read_format_of(name, &format) ||
            access(
                str_printf(run, "%.*s/%.*s", STR_ARG(folder.n ? folder : S(".")), STR_ARG(name)).p,
                F_OK) == 0);
}

bool cck_session_config_show(cck_session *session, const char *path,
                             const struct cck_output *output, struct cck_error *error)
{
    struct cck_session *s = session;
    struct err err = { 0 };
    struct buf buf;
    struct stat st;
    str folder = str_from_z(path), name = { 0 };
    if (path && (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))) {
        while (folder.n && folder.p[folder.n - 1] != '/')
            folder.n--;
        name = str_from(str_from_z(path), folder.n);
        while (folder.n > 1 && str_ends(folder, S("/")))
            folder.n--;
    }
    if (path && !may_be(folder, name, &s->run)) {
        err_set(&err, ERR_USAGE, "%s: no such file or folder", path);
        return session_error(error, &err);
    }
    const struct config_folder *found = config_set_at(&s->configs, folder);
    if (found->failed) {
        err_set(&err, ERR_FORMAT, "%.*s", STR_ARG(found->why));
        return session_error(error, &err);
    }
    session_buf(&buf, output);
    struct show show = { &buf, s->folder };
    add_all(&show, found->config,
            name.n ? config_set_values(&s->configs, found, name, str_from_z(path))
                   : &found->config->values);
    bool ok = buf_flush(&buf) || err_set(&err, ERR_IO, "the output was closed");
    buf_free(&buf);
    return ok || session_error(error, &err);
}

static const char *const type_names[] = {
    [CONFIG_TEXT] = "text",         [CONFIG_CHOICE] = "choice",
    [CONFIG_LIST] = "list",         [CONFIG_SEVERITIES] = "severities",
    [CONFIG_SECTIONS] = "sections",
};

bool cck_config_key_at(size_t index, struct cck_config_key *out)
{
    if (index >= CONFIG_KEY_COUNT)
        return false;
    const struct config_row *row = &config_rows[index];
    *out = (struct cck_config_key){ .name = row->name.p,
                                    .type = type_names[row->type],
                                    .choices = row->choices,
                                    .help = row->help,
                                    .at_top = (row->where & CONFIG_AT_TOP) != 0,
                                    .in_override = (row->where & CONFIG_IN_OVERRIDE) != 0,
                                    .required = row->required };
    return true;
}
