/* rulec.c: compiles the rule files into C tables, so that the program parses nothing at its start.
 *
 *   rulec RULES_DIR OUT.c
 *
 * Outlet files become one ready layer (outlet/outlet.h); the others keep their trees. Faults are printed
 * as "file:line:column: error: ..."; then nothing is written and the status is 1. The output depends on
 * nothing but the files. */
#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "outlet/outlet_load.h"
#include "outlet/publication.h"

#include "base/banned.h"

/* This program makes what the library expects to find; it runs without. */
const struct outlet_layer outlet_builtin_layer = { 0 };
const struct rule_file rules_builtin[1] = { 0 };
const size_t rules_builtin_count = 0;

enum { FOLDER_DEPTH_MAX = 4, FILE_BYTES_MAX = 8 * 1024 * 1024, OUT_BYTES_MAX = 64 * 1024 * 1024 };

struct compiler {
    struct arena arena;
    str folder; /* as given; the shown paths begin with "rules" instead */
    VEC(str) paths;
    struct rule_set outlets, others;
    unsigned n_faults;
    struct buf out;
    uint32_t n_texts; /* written so far to the table of texts */
};

static void report(struct compiler *c, str path, const struct err *err)
{
    str message = str_from_z(err->message);
    str place = str_printf(&c->arena, "%.*s:%u:%u", STR_ARG(path), err->line ? err->line : 1,
                           err->column ? err->column : 1);
    if (str_starts(message, place) && str_starts(str_from(message, place.n), S(": ")))
        message = str_from(message, place.n + 2); /* the owner of the file has named it already */
    c->n_faults++;
    (void)fprintf(stderr, "%.*s: error: %.*s\n", STR_ARG(place), STR_ARG(message));
}

static void report_system(struct compiler *c, str path)
{
    struct err err = { 0 };
    err_set(&err, ERR_IO, "%s", strerror(errno));
    report(c, path, &err);
}

static void walk(struct compiler *c, str folder, unsigned depth);

/* Notes one entry of a folder: a rule file, or a folder of them. */
static void note(struct compiler *c, str folder, const char *name, unsigned depth)
{
    str path = str_printf(&c->arena, "%.*s/%s", STR_ARG(folder), name);
    struct stat st;
    if (name[0] == '.')
        return;
    if (stat(path.p, &st) != 0)
        report_system(c, path);
    else if (S_ISDIR(st.st_mode))
        walk(c, path, depth + 1);
    else if (str_ends(path, S(".yaml")))
        *VEC_PUSH(&c->paths, &c->arena) = path;
}

static void walk(struct compiler *c, str folder, unsigned depth)
{
    errno = ELOOP; /* what it means when the folders are nested too deeply */
    DIR *dir = depth <= FOLDER_DEPTH_MAX ? opendir(folder.p) : NULL;
    if (!dir) {
        report_system(c, folder);
        return;
    }
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        note(c, folder, entry->d_name, depth);
    (void)closedir(dir);
}

static int compare_paths(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

static bool read_file(struct compiler *c, str path, str *out)
{
    FILE *file = fopen(path.p, "rb");
    if (!file) {
        report_system(c, path);
        return false;
    }
    struct buf bytes;
    buf_init(&bytes, FILE_BYTES_MAX);
    while (buf_room(&bytes, 4096)) {
        size_t got = fread(bytes.p + bytes.n, 1, 4096, file);
        bytes.n += got;
        if (got == 0)
            break;
    }
    bool ok = !ferror(file) && !bytes.failed;
    if (bytes.failed)
        errno = EFBIG;
    if (!ok)
        report_system(c, path);
    *out = str_dup(&c->arena, buf_str(&bytes));
    buf_free(&bytes);
    (void)fclose(file);
    return ok;
}

static void parse_file(struct compiler *c, str path)
{
    str source;
    struct err err = { 0 };
    struct rule_file file;
    if (!read_file(c, path, &source))
        return;
    str shown = str_printf(&c->arena, "rules%.*s", STR_ARG(str_from(path, c->folder.n)));
    if (!rules_parse(shown, source, &c->arena, &file, &err))
        report(c, path, &err);
    else
        rules_add(file.schema == RULE_OUTLETS ? &c->outlets : &c->others, &c->arena, &file, 1);
}

/* What the owners of the files can say of them on this floor. */
static void check_files(struct compiler *c, struct outlet_layer *layer)
{
    struct err err = { 0 };
    struct outlet_files files = { c->outlets.files.p, c->outlets.files.n, 0 };
    if (!outlet_layer_load(&files, &c->arena, layer, &err))
        report(c, files.n ? files.p[files.failed].path : c->folder, &err);
    for (size_t i = 0; i < c->others.files.n; i++) {
        struct publication_set publications;
        struct rule_set one = { 0 };
        rules_add(&one, &c->arena, &c->others.files.p[i], 1);
        err = (struct err){ 0 };
        if (!publications_load(&one, &c->arena, &publications, &err))
            report(c, one.files.p[0].path, &err);
    }
}

/* A `str` initialiser. Octal escapes leave no doubt about bytes, trigraphs and following digits. */
static void put_str(struct compiler *c, str s)
{
    if (s.n == 0) {
        buf_add(&c->out, S("{ 0 }"));
        return;
    }
    buf_add(&c->out, S("{ \""));
    for (size_t i = 0; i < s.n; i++) {
        unsigned char byte = (unsigned char)s.p[i];
        if (byte < ' ' || byte >= 0x7F || byte == '"' || byte == '\\' || byte == '?')
            buf_printf(&c->out, "\\%03o", byte);
        else
            buf_byte(&c->out, (char)byte);
    }
    buf_printf(&c->out, "\", %zu }", s.n);
}

static void put_field(struct compiler *c, const char *name, str s)
{
    if (s.n == 0)
        return;
    buf_printf(&c->out, ".%s = ", name);
    put_str(c, s);
    buf_add(&c->out, S(", "));
}

static void put_texts(struct compiler *c, const str *texts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        put_str(c, texts[i]);
        buf_add(&c->out, S(",\n"));
    }
}

/* The lists of all outlets and ambiguities in one table, in the order in which put_list counts. */
static void put_text_table(struct compiler *c, const struct outlet_layer *layer)
{
    buf_add(&c->out, S("static const str texts[] = {\n"));
    for (uint32_t i = 0; i < layer->n_outlets; i++) {
        const struct outlet *o = &layer->outlets[i];
        put_texts(c, o->aliases, o->n_aliases);
        put_texts(c, o->domains, o->n_domains);
        put_texts(c, o->languages, o->n_languages);
    }
    for (uint32_t i = 0; i < layer->n_ambiguities; i++)
        put_texts(c, layer->ambiguities[i].candidates, layer->ambiguities[i].n_candidates);
    buf_add(&c->out, S("{ 0 },\n};\n\nstatic const str ordinary[] = {\n"));
    put_texts(c, layer->ordinary, layer->n_ordinary);
    buf_add(&c->out, S("{ 0 },\n};\n\n"));
}

static void put_list(struct compiler *c, const char *name, uint32_t n)
{
    if (n == 0)
        return;
    buf_printf(&c->out, ".%s = texts + %u, .n_%s = %u, ", name, c->n_texts, name, n);
    c->n_texts += n;
}

static void put_outlets(struct compiler *c, const struct outlet_layer *layer)
{
    buf_add(&c->out, S("static const struct outlet outlets[] = {\n"));
    for (uint32_t i = 0; i < layer->n_outlets; i++) {
        const struct outlet *o = &layer->outlets[i];
        buf_add(&c->out, S("{ "));
        put_field(c, "id", o->id);
        put_field(c, "name", o->name);
        put_field(c, "home", o->home);
        put_field(c, "country", o->country);
        put_field(c, "timezone", o->timezone);
        put_field(c, "kind", o->kind);
        put_field(c, "url_date", o->url_date);
        put_field(c, "note", o->note);
        put_list(c, "aliases", o->n_aliases);
        put_list(c, "domains", o->n_domains);
        put_list(c, "languages", o->n_languages);
        buf_printf(&c->out, ".n_shared = %u, .state_controlled = %u },\n", o->n_shared,
                   o->state_controlled);
    }
    buf_add(&c->out, S("{ 0 },\n};\n\n"));
}

static void put_ambiguities(struct compiler *c, const struct outlet_layer *layer)
{
    buf_add(&c->out, S("static const struct outlet_ambiguity ambiguities[] = {\n"));
    for (uint32_t i = 0; i < layer->n_ambiguities; i++) {
        const struct outlet_ambiguity *a = &layer->ambiguities[i];
        buf_add(&c->out, S("{ "));
        put_field(c, "name", a->name);
        put_field(c, "default_id", a->default_id);
        put_field(c, "hint", a->hint);
        put_list(c, "candidates", a->n_candidates);
        buf_add(&c->out, S("},\n"));
    }
    buf_add(&c->out, S("{ 0 },\n};\n\n"));
}

static void put_names(struct compiler *c, const struct outlet_layer *layer)
{
    buf_add(&c->out, S("static const struct outlet_name names[] = {\n"));
    for (uint32_t i = 0; i < layer->n_names; i++) {
        const struct outlet_name *n = &layer->names[i];
        buf_add(&c->out, S("{ "));
        put_field(c, "folded", n->folded);
        put_field(c, "written", n->written);
        buf_printf(&c->out,
                   ".outlet = %uu, .ambiguity = %uu, .letters = %uu, .is_alias = %d, "
                   ".is_misspelling = %d, .risky = %d },\n",
                   n->outlet, n->ambiguity, n->letters, n->is_alias, n->is_misspelling, n->risky);
    }
    buf_add(&c->out, S("{ 0 },\n};\n\nstatic const uint32_t name_index[] = {\n"));
    for (uint32_t i = 0; i < layer->name_index_size; i++)
        buf_printf(&c->out, "%u,%s", layer->name_index[i], i % 16 == 15 ? "\n" : " ");
    buf_add(&c->out, S("};\n\n"));
}

static void put_domains(struct compiler *c, const struct outlet_layer *layer)
{
    buf_add(&c->out, S("static const struct outlet_domain domains[] = {\n"));
    for (uint32_t i = 0; i < layer->n_domains; i++) {
        buf_add(&c->out, S("{ "));
        put_str(c, layer->domains[i].domain);
        buf_printf(&c->out, ", %u },\n", layer->domains[i].outlet);
    }
    buf_add(&c->out, S("{ 0 },\n};\n\n"));
}

static void put_examples(struct compiler *c, const struct outlet_layer *layer)
{
    buf_add(&c->out, S("static const struct outlet_example examples[] = {\n"));
    for (uint32_t i = 0; i < layer->n_examples; i++) {
        const struct outlet_example *e = &layer->examples[i];
        buf_add(&c->out, S("{ "));
        put_field(c, "outlet_id", e->outlet_id);
        put_field(c, "text", e->text);
        put_field(c, "article_date", e->article_date);
        put_field(c, "expect_outlet", e->expect_outlet);
        put_field(c, "expect_date", e->expect_date);
        put_field(c, "path", e->path);
        buf_printf(&c->out, ".known_miss = %d, .line = %u, .column = %u },\n", e->known_miss,
                   e->line, e->column);
    }
    buf_add(&c->out, S("{ 0 },\n};\n\n"));
}

static void put_layer(struct compiler *c, const struct outlet_layer *layer)
{
    put_text_table(c, layer);
    put_outlets(c, layer);
    put_ambiguities(c, layer);
    put_names(c, layer);
    put_domains(c, layer);
    put_examples(c, layer);
    buf_printf(&c->out,
               "const struct outlet_layer outlet_builtin_layer = {\n"
               ".outlets = outlets, .n_outlets = %u,\n.names = names, .n_names = %u,\n"
               ".domains = domains, .n_domains = %u,\n"
               ".ambiguities = ambiguities, .n_ambiguities = %u,\n"
               ".examples = examples, .n_examples = %u,\n"
               ".ordinary = ordinary, .n_ordinary = %u,\n"
               ".name_index = name_index, .name_index_size = %u,\n};\n\n",
               layer->n_outlets, layer->n_names, layer->n_domains, layer->n_ambiguities,
               layer->n_examples, layer->n_ordinary, layer->name_index_size);
}

static uint32_t tree_size(const struct yaml_node *node)
{
    uint32_t n = 1;
    for (const struct yaml_node *child = node->child; child; child = child->next)
        n += tree_size(child);
    return n;
}

/* Writes a node as element `index` of the file's array, its children behind it. */
static void put_node(struct compiler *c, size_t file, const struct yaml_node *node, uint32_t index)
{
    buf_add(&c->out, S("{ "));
    put_field(c, "key", node->key);
    put_field(c, "text", node->text);
    if (node->child)
        buf_printf(&c->out, ".child = tree_%zu + %u, ", file, index + 1);
    if (node->next)
        buf_printf(&c->out, ".next = tree_%zu + %u, ", file, index + tree_size(node));
    buf_printf(&c->out,
               ".at = { %u, %u }, .end = { %u, %u }, .key_at = { %u, %u }, .n_children = %u, "
               ".kind = %u },\n",
               node->at.line, node->at.column, node->end.line, node->end.column, node->key_at.line,
               node->key_at.column, node->n_children, node->kind);
    index++;
    for (const struct yaml_node *child = node->child; child; child = child->next) {
        put_node(c, file, child, index);
        index += tree_size(child);
    }
}

static void put_trees(struct compiler *c)
{
    const struct rule_file *files = c->others.files.p;
    size_t n = c->others.files.n;
    for (size_t i = 0; i < n; i++) {
        buf_printf(&c->out, "static const struct yaml_node tree_%zu[] = {\n", i);
        put_node(c, i, files[i].root, 0);
        buf_add(&c->out, S("};\n\n"));
    }
    buf_add(&c->out, S("const struct rule_file rules_builtin[] = {\n"));
    for (size_t i = 0; i < n; i++) {
        buf_add(&c->out, S("{ "));
        put_str(c, files[i].path);
        buf_printf(&c->out, ", (enum rule_schema)%d, tree_%zu },\n", (int)files[i].schema, i);
    }
    buf_printf(&c->out, "{ 0 },\n};\n\nconst size_t rules_builtin_count = %zu;\n", n);
}

static bool write_out(struct compiler *c, const char *path)
{
    FILE *file = c->out.failed ? NULL : fopen(path, "wb");
    if (!file) {
        report_system(c, str_from_z(path));
        return false;
    }
    bool ok = fwrite(c->out.p, 1, c->out.n, file) == c->out.n;
    ok = fclose(file) == 0 && ok;
    if (!ok)
        report_system(c, str_from_z(path));
    return ok;
}

static bool compile(struct compiler *c, const char *out_path)
{
    struct outlet_layer layer = { 0 };
    walk(c, c->folder, 1);
    if (c->paths.n)
        qsort(c->paths.p, c->paths.n, sizeof *c->paths.p, compare_paths);
    for (size_t i = 0; i < c->paths.n; i++)
        parse_file(c, c->paths.p[i]);
    if (c->n_faults == 0)
        check_files(c, &layer);
    if (c->n_faults)
        return false;
    buf_add(&c->out, S("/* Written by tools/rulec.c from rules/. */\n"
                       "#include \"outlet/outlet.h\"\n\n"));
    put_layer(c, &layer);
    put_trees(c);
    return write_out(c, out_path);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        (void)fputs("usage: rulec RULES_DIR OUT.c\n", stderr);
        return 1;
    }
    struct compiler c = { 0 };
    arena_init(&c.arena, 0, NULL);
    c.folder = str_dup(&c.arena, str_from_z(argv[1]));
    buf_init(&c.out, OUT_BYTES_MAX);
    bool ok = compile(&c, argv[2]);
    buf_free(&c.out);
    arena_free(&c.arena);
    return ok ? 0 : 1;
}
