/* site.c: reading *.site files. A file is a row of lines "word value"; each word is a row of a table. */
#include "site.h"

#include "encode.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/banned.h"

enum { FILE_MAX_BYTES = 8 << 20 };

struct parser {
    struct arena *perm;
    struct web *web;
    const char *folder;
    str rest; /* lines not yet read */
    uint32_t line;
};

static bool read_file(const char *folder, const char *name, struct arena *perm, str *out,
                      struct err *err)
{
    str path = str_printf(perm, "%s/%s", folder, name);
    FILE *file = fopen(str_z(perm, path), "rb");
    if (!file)
        return err_set(err, ERR_IO, "%.*s: %s", STR_ARG(path), strerror(errno));
    struct stat status;
    bool fits = fstat(fileno(file), &status) == 0 && status.st_size <= FILE_MAX_BYTES;
    size_t size = fits ? (size_t)status.st_size : 0;
    char *bytes = NEW(perm, char, size + 1);
    *out = (str){ bytes, fread(bytes, 1, size, file) };
    if (fclose(file) != 0 || !fits || out->n != size)
        return err_set(err, ERR_IO, "%.*s: cannot be read, or has over %d bytes", STR_ARG(path),
                       FILE_MAX_BYTES);
    return true;
}

/* The last site and its last page; NULL when the files have not named one yet. */
static struct web_site *last_site(struct parser *p)
{
    return p->web->sites.n ? &p->web->sites.p[p->web->sites.n - 1] : NULL;
}

static struct web_page *last_page(struct parser *p)
{
    struct web_site *site = last_site(p);
    return site && site->pages.n ? &site->pages.p[site->pages.n - 1] : NULL;
}

static bool on_host(struct parser *p, str value, struct err *err)
{
    struct web_site *site = VEC_PUSH(&p->web->sites, p->perm);
    str host;
    while (str_next(&value, ' ', &host))
        if (host.n)
            *VEC_PUSH(&site->hosts, p->perm) = host;
    return site->hosts.n || err_set(err, ERR_FORMAT, "a host name must follow \"host\"");
}

static bool on_certificate(struct parser *p, str value, struct err *err)
{
    static const str names[WEB_CERT_COUNT] = {
        [WEB_CERT_GOOD] = S_INIT("good"),
        [WEB_CERT_EXPIRED] = S_INIT("expired"),
        [WEB_CERT_FUTURE] = S_INIT("future"),
        [WEB_CERT_SELF_SIGNED] = S_INIT("self-signed"),
        [WEB_CERT_WRONG_NAME] = S_INIT("wrong-name"),
        [WEB_CERT_UNTRUSTED] = S_INIT("untrusted"),
        [WEB_CERT_WEAK] = S_INIT("weak"),
    };
    for (int i = 0; i < WEB_CERT_COUNT; i++) {
        if (str_eq(value, names[i])) {
            last_site(p)->certificate = (enum web_certificate)i;
            return true;
        }
    }
    return err_set(err, ERR_FORMAT, "unknown certificate \"%.*s\"", STR_ARG(value));
}

static bool on_handshake(struct parser *p, str value, struct err *err)
{
    static const str names[WEB_HANDSHAKE_COUNT] = {
        [WEB_HANDSHAKE_PROPER] = S_INIT("proper"), [WEB_HANDSHAKE_SILENT] = S_INIT("silent"),
        [WEB_HANDSHAKE_PLAIN] = S_INIT("plain"),   [WEB_HANDSHAKE_CLOSE] = S_INIT("close"),
        [WEB_HANDSHAKE_OLD] = S_INIT("old"),
    };
    for (int i = 0; i < WEB_HANDSHAKE_COUNT; i++) {
        if (str_eq(value, names[i])) {
            last_site(p)->handshake = (enum web_handshake)i;
            return true;
        }
    }
    return err_set(err, ERR_FORMAT, "unknown handshake \"%.*s\"", STR_ARG(value));
}

static bool on_page(struct parser *p, str value, struct err *err)
{
    struct web_page *page = VEC_PUSH(&last_site(p)->pages, p->perm);
    page->is_prefix = str_ends(value, S("*"));
    page->path = str_slice(value, 0, value.n - page->is_prefix);
    page->status = 200;
    return str_starts(value, S("/")) || err_set(err, ERR_FORMAT, "a page begins with a slash");
}

static bool take_number(str value, uint32_t *number, struct err *err)
{
    return str_to_u32(value, number) ||
           err_set(err, ERR_FORMAT, "\"%.*s\" is not a number", STR_ARG(value));
}

static bool on_status(struct parser *p, str value, struct err *err)
{
    uint32_t status;
    if (!take_number(value, &status, err) || status > 999)
        return err_set(err, ERR_FORMAT, "a status has three digits");
    last_page(p)->status = (uint16_t)status;
    return true;
}

static bool on_times(struct parser *p, str value, struct err *err)
{
    return take_number(value, &last_page(p)->times, err);
}

static bool on_delay(struct parser *p, str value, struct err *err)
{
    return take_number(value, &last_page(p)->delay_ms, err);
}

static bool on_slow(struct parser *p, str value, struct err *err)
{
    return take_number(value, &last_page(p)->bytes_per_s, err);
}

static bool on_truncate(struct parser *p, str value, struct err *err)
{
    uint32_t bytes;
    if (!take_number(value, &bytes, err))
        return false;
    last_page(p)->truncated = true;
    last_page(p)->sent_bytes = bytes;
    return true;
}

static bool on_header(struct parser *p, str value, struct err *err)
{
    *VEC_PUSH(&last_page(p)->headers, p->perm) = value;
    return str_find_byte(value, ':', 0) < value.n ||
           err_set(err, ERR_FORMAT, "a header has a colon");
}

static bool on_when(struct parser *p, str value, struct err *err)
{
    last_page(p)->when = value;
    return str_find_byte(value, ':', 0) < value.n ||
           err_set(err, ERR_FORMAT, "a header has a colon");
}

static bool on_flood(struct parser *p, str value, struct err *err)
{
    str lines, bytes;
    return (str_cut(value, ' ', &lines, &bytes) && str_to_u32(lines, &last_page(p)->flood_lines) &&
            str_to_u32(bytes, &last_page(p)->flood_bytes) &&
            last_page(p)->flood_bytes <= 1 << 20) ||
           err_set(err, ERR_FORMAT, "a flood is a number of lines and their length");
}

static bool on_close(struct parser *p, str value, struct err *err)
{
    (void)value, (void)err;
    last_page(p)->ending = WEB_END_CLOSE;
    return true;
}

static bool on_reset(struct parser *p, str value, struct err *err)
{
    (void)value, (void)err;
    last_page(p)->ending = WEB_END_RESET;
    return true;
}

static bool on_silent(struct parser *p, str value, struct err *err)
{
    (void)value, (void)err;
    last_page(p)->ending = WEB_END_SILENT;
    return true;
}

static bool on_endless(struct parser *p, str value, struct err *err)
{
    (void)value, (void)err;
    last_page(p)->endless = true;
    return true;
}

static bool on_loop(struct parser *p, str value, struct err *err)
{
    (void)value, (void)err;
    last_page(p)->status = 302;
    last_page(p)->loop = true;
    return true;
}

static bool on_file(struct parser *p, str value, struct err *err)
{
    const char *name = str_z(p->perm, value);
    return name ? read_file(p->folder, name, p->perm, &last_page(p)->body, err)
                : err_set(err, ERR_FORMAT, "NUL in a file name");
}

/* The lines below that are empty or begin with two blanks, without those. */
static str take_block(struct parser *p)
{
    char *block = NEW(p->perm, char, p->rest.n + 1);
    size_t n = 0;
    str line, rest = p->rest;
    while (str_next(&rest, '\n', &line) && (line.n == 0 || str_starts(line, S("  ")))) {
        line = str_from(line, 2);
        if (line.n)
            memcpy(block + n, line.p, line.n);
        n += line.n;
        block[n++] = '\n';
        p->rest = rest;
        p->line++;
    }
    while (n > 1 && block[n - 2] == '\n') /* empty lines before the next word are not the page's */
        n--;
    return (str){ block, n };
}

static bool on_body(struct parser *p, str value, struct err *err)
{
    (void)value, (void)err;
    last_page(p)->body = take_block(p);
    return true;
}

/* The byte that an escape at the start of `s` stands for: \r, \n, \\ or \xHH. Returns its length; 0 when
 * it is none. */
static size_t take_escape(str s, char *byte)
{
    static const char hex[] = "0123456789abcdef";
    if (s.n >= 2 && (s.p[1] == 'r' || s.p[1] == 'n' || s.p[1] == '\\')) {
        *byte = s.p[1];
        if (s.p[1] != '\\')
            *byte = s.p[1] == 'r' ? '\r' : '\n';
        return 2;
    }
    const char *high = s.n >= 4 && s.p[1] == 'x' ? memchr(hex, s.p[2], sizeof hex - 1) : NULL;
    const char *low = high ? memchr(hex, s.p[3], sizeof hex - 1) : NULL;
    if (!low)
        return 0;
    *byte = (char)((high - hex) * 16 + (low - hex));
    return 4;
}

/* A raw block without its line ends, escapes undone. */
static bool unescape(str block, struct arena *perm, str *out, struct err *err)
{
    char *to = NEW(perm, char, block.n + 1);
    size_t n = 0, step;
    for (size_t i = 0; i < block.n; i += step) {
        step = 1;
        if (block.p[i] == '\n')
            continue;
        to[n] = block.p[i];
        if (block.p[i] == '\\')
            step = take_escape(str_from(block, i), &to[n]);
        if (step == 0)
            return err_set(err, ERR_FORMAT, "unknown escape \"%.*s\"",
                           STR_ARG(str_slice(block, i, 4)));
        n++;
    }
    *out = (str){ to, n };
    return true;
}

/* The body so far, so many times. */
static bool on_repeat(struct parser *p, str value, struct err *err)
{
    struct web_page *page = last_page(p);
    uint32_t times;
    if (!take_number(value, &times, err))
        return false;
    if (times == 0 || page->body.n > (256u << 20) / times)
        return err_set(err, ERR_FORMAT, "a body has at most 256 MiB");
    char *all = NEW(p->perm, char, page->body.n *times + 1);
    for (uint32_t i = 0; i < times && page->body.n; i++)
        memcpy(all + i * page->body.n, page->body.p, page->body.n);
    page->body = (str){ all, page->body.n * times };
    return true;
}

/* Keeps so many bytes of the body, and promises no more: what an encoder was cut short at. */
static bool on_cut(struct parser *p, str value, struct err *err)
{
    uint32_t bytes;
    if (!take_number(value, &bytes, err))
        return false;
    last_page(p)->body = str_slice(last_page(p)->body, 0, bytes);
    return true;
}

/* Damages the byte that stands so many before the end of the body. */
static bool on_flip(struct parser *p, str value, struct err *err)
{
    struct web_page *page = last_page(p);
    uint32_t back;
    if (!take_number(value, &back, err) || back == 0 || back > page->body.n)
        return err_set(err, ERR_FORMAT, "the body has no such byte");
    char *copy = NEW(p->perm, char, page->body.n);
    memcpy(copy, page->body.p, page->body.n);
    copy[page->body.n - back] = (char)~copy[page->body.n - back];
    page->body.p = copy;
    return true;
}

static bool on_encode(struct parser *p, str value, struct err *err)
{
    return encode_body(value, &last_page(p)->body, p->perm, err);
}

static bool on_raw(struct parser *p, str value, struct err *err)
{
    (void)value;
    return unescape(take_block(p), p->perm, &last_page(p)->raw, err);
}

static const struct {
    str name;
    bool of_page; /* stands below a "page" */
    bool (*read)(struct parser *p, str value, struct err *err);
} words[] = {
    { S_INIT("host"), false, on_host },
    { S_INIT("certificate"), false, on_certificate },
    { S_INIT("handshake"), false, on_handshake },
    { S_INIT("page"), false, on_page },
    { S_INIT("times"), true, on_times },
    { S_INIT("status"), true, on_status },
    { S_INIT("header"), true, on_header },
    { S_INIT("body"), true, on_body },
    { S_INIT("file"), true, on_file },
    { S_INIT("when"), true, on_when },
    { S_INIT("flood"), true, on_flood },
    { S_INIT("repeat"), true, on_repeat },
    { S_INIT("cut"), true, on_cut },
    { S_INIT("encode"), true, on_encode },
    { S_INIT("flip"), true, on_flip },
    { S_INIT("raw"), true, on_raw },
    { S_INIT("delay"), true, on_delay },
    { S_INIT("slow"), true, on_slow },
    { S_INIT("truncate"), true, on_truncate },
    { S_INIT("close"), true, on_close },
    { S_INIT("reset"), true, on_reset },
    { S_INIT("silent"), true, on_silent },
    { S_INIT("endless"), true, on_endless },
    { S_INIT("loop"), true, on_loop },
};

static bool parse_line(struct parser *p, str line, struct err *err)
{
    str name, value;
    (void)str_cut(line, ' ', &name, &value);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!str_eq(name, words[i].name))
            continue;
        if (words[i].read != on_host && !last_site(p))
            return err_set(err, ERR_FORMAT, "\"host\" comes first");
        if (words[i].of_page && !last_page(p))
            return err_set(err, ERR_FORMAT, "\"%.*s\" stands below a page", STR_ARG(name));
        return words[i].read(p, str_trim(value), err);
    }
    return err_set(err, ERR_FORMAT, "unknown word \"%.*s\"", STR_ARG(name));
}

static bool parse_file(struct parser *p, const char *name, struct err *err)
{
    if (!read_file(p->folder, name, p->perm, &p->rest, err))
        return false;
    str line;
    p->line = 0;
    while (str_next(&p->rest, '\n', &line)) {
        uint32_t at = ++p->line;
        if (str_trim(line).n == 0 || str_starts(line, S("#")))
            continue;
        if (!parse_line(p, line, err))
            return err_context(err, "%s/%s:%u", p->folder, name, at);
    }
    return true;
}

static int is_site_file(const struct dirent *entry)
{
    return str_ends(str_from_z(entry->d_name), S(".site"));
}

bool site_load(const char *folder, struct arena *perm, struct web *out, struct err *err)
{
    *out = (struct web){ 0 };
    struct dirent **entries;
    int n = scandir(folder, &entries, is_site_file, alphasort);
    if (n < 0)
        return err_set(err, ERR_IO, "%s: %s", folder, strerror(errno));
    struct parser parser = { .perm = perm, .web = out, .folder = folder };
    bool ok = true;
    for (int i = 0; i < n; i++) {
        ok = ok && parse_file(&parser, entries[i]->d_name, err);
        free(entries[i]);
    }
    free(entries);
    return ok;
}

struct web_site *site_find(const struct web *web, str host)
{
    for (size_t i = 0; i < web->sites.n; i++)
        for (size_t k = 0; k < web->sites.p[i].hosts.n; k++)
            if (str_eq_nocase(web->sites.p[i].hosts.p[k], host))
                return &web->sites.p[i];
    return NULL;
}

/* Whether a request has a header whose value holds the words asked for. */
static bool says(str head, str wanted)
{
    str line, name, value, wanted_name, wanted_value;
    (void)str_cut(wanted, ':', &wanted_name, &wanted_value);
    wanted_value = str_trim(wanted_value);
    while (str_next(&head, '\n', &line))
        if (str_cut(line, ':', &name, &value) && str_eq_nocase(name, wanted_name) &&
            str_find(value, wanted_value, 0) < value.n)
            return true;
    return false;
}

struct web_page *site_take_page(struct web_site *site, str path, str head)
{
    for (size_t i = 0; i < site->pages.n; i++) {
        struct web_page *page = &site->pages.p[i];
        if (page->is_prefix ? !str_starts(path, page->path) : !str_eq(path, page->path))
            continue;
        if (page->when.n && !says(head, page->when))
            continue;
        if (page->times == 0 || atomic_fetch_add(&page->hits, 1) < page->times)
            return page;
    }
    return NULL;
}
