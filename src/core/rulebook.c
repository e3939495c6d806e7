/* rulebook.c: which rules are in force. */
#include "core/rulebook.h"

#include "base/banned.h"

enum { RULE_BYTES_MAX = 4 * 1024 * 1024 };

static bool add_file(struct cck_session *s, str path, struct err *err)
{
    str bytes;
    struct rule_file file;
    if (!input_read_file(path, RULE_BYTES_MAX, &s->run, &bytes, err))
        return err_context(err, "%.*s", STR_ARG(path));
    if (!rules_parse(path, bytes, &s->run, &file, err))
        return rules_fail(path, err);
    rules_add(&s->rules.files, &s->run, &file, 1);
    return true;
}

static bool add_folder(struct cck_session *s, str folder, struct err *err)
{
    struct input_paths paths = { 0 };
    if (!input_folder(folder, S(".yaml"), &s->run, &paths, err))
        return err_context(err, "rules");
    if (paths.n == 0)
        return err_set(err, ERR_IO, "rules: %.*s: no rule file (*.yaml) in this folder",
                       STR_ARG(folder));
    for (size_t i = 0; i < paths.n; i++)
        if (!add_file(s, paths.p[i], err))
            return false;
    return true;
}

bool rulebook_load(struct cck_session *s, struct err *err)
{
    struct rulebook *r = &s->rules;
    rules_add(&r->files, &s->run, rules_builtin, rules_builtin_count);
    for (size_t i = 0; i < s->config->rules.n; i++)
        if (!add_folder(s, s->config->rules.p[i].text, err))
            return false;
    for (cck_strings f = s->options.rules; f && *f; f++)
        if (!add_folder(s, str_from_z(*f), err))
            return false;
    return outlet_set_load(&r->files, &s->run, &r->outlets, err) &&
           publications_load(&r->files, &s->run, &r->publications, err) &&
           styles_load(&r->files, &s->run, &r->styles, err) &&
           periods_load(&r->files, &s->run, &r->periods, err) &&
           claims_load(&r->files, &s->run, &r->claims, err) &&
           walls_load(&r->files, &s->run, &r->walls, err);
}
