/* page_walk.c: elements are told apart by one table. */
#include "page/page_walk.h"

#include "base/utf8.h"
#include "page/page_place.h"

#include "base/banned.h"

enum { DEPTH_MAX = 300, MARKS_MAX = 2000, SOURCES_MAX = 32, COMMENT_BYTES_MIN = 30 };

struct walk {
    struct page_scan *out;
    struct arena *arena;
    char *text;
    size_t n, max;
    char gap; /* what stands before the next letter: nothing, a blank or a line end */
};

typedef void handle_fn(struct walk *w, struct page_node *node, uint32_t begin);

struct tag {
    const char *name;
    handle_fn *enter;
    handle_fn *leave; /* `begin`: where the element's text began */
    char gap;         /* around its text */
    bool skip;        /* no visible text inside */
};

static str first_text(const struct page_node *node)
{
    return node->children ? node->children->text : (str){ 0 };
}

static void see_html(struct walk *w, struct page_node *node, uint32_t begin)
{
    (void)begin;
    if (!w->out->language.n)
        w->out->language = str_trim(page_attr(node, "lang"));
    if (!w->out->language.n)
        w->out->language = str_trim(page_attr(node, "xml:lang"));
}

static void see_title(struct walk *w, struct page_node *node, uint32_t begin)
{
    (void)begin;
    if (!w->out->title.n)
        w->out->title = str_trim(first_text(node));
}

static void see_meta(struct walk *w, struct page_node *node, uint32_t begin)
{
    static const char *const names[] = { "property", "name", "itemprop", "http-equiv" };
    struct page_mark mark = { .value = str_trim(page_attr(node, "content")),
                              .off = begin,
                              .node = node };
    for (size_t i = 0; i < sizeof names / sizeof *names && !mark.name.n; i++)
        mark.name = str_trim(page_attr(node, names[i]));
    if (mark.name.n && mark.value.n && w->out->metas.n < MARKS_MAX)
        *VEC_PUSH(&w->out->metas, w->arena) = mark;
}

static void see_link(struct walk *w, struct page_node *node, uint32_t begin)
{
    (void)begin;
    if (!w->out->canonical.n && str_eq_nocase(str_trim(page_attr(node, "rel")), S("canonical")))
        w->out->canonical = str_trim(page_attr(node, "href"));
}

static void see_source(struct walk *w, struct page_node *node, uint32_t begin)
{
    (void)begin;
    str src = str_trim(page_attr(node, "src"));
    if (src.n && w->out->sources.n < SOURCES_MAX)
        *VEC_PUSH(&w->out->sources, w->arena) = src;
}

static void see_script(struct walk *w, struct page_node *node, uint32_t begin)
{
    see_source(w, node, begin);
    str type = page_attr(node, "type"), text = first_text(node);
    w->out->n_scripts++;
    if (str_find_nocase(type, S("ld+json"), 0) < type.n)
        *VEC_PUSH(&w->out->jsonld, w->arena) = text;
    else if (text.n)
        *VEC_PUSH(&w->out->scripts, w->arena) = text;
}

static void see_input(struct walk *w, struct page_node *node, uint32_t begin)
{
    (void)begin;
    if (str_eq_nocase(str_trim(page_attr(node, "type")), S("password")))
        w->out->has_password = true;
}

static void leave_heading(struct walk *w, struct page_node *node, uint32_t begin)
{
    if (w->n > begin)
        *VEC_PUSH(&w->out->headings, w->arena) = (struct page_heading){
            .begin = begin,
            .end = (uint32_t)w->n,
            .level = (uint8_t)(node->name[1] - '0'),
            .node = node,
        };
}

static void leave_article(struct walk *w, struct page_node *node, uint32_t begin)
{
    if (w->n > begin && w->out->articles.n < MARKS_MAX)
        *VEC_PUSH(&w->out->articles, w->arena) = (struct page_block){ begin, (uint32_t)w->n, node };
}

/* Sorted. Elements that are not here are inline. */
static const struct tag tags[] = {
    { .name = "address", .gap = '\n' },
    { .name = "article", .gap = '\n', .leave = leave_article },
    { .name = "aside", .gap = '\n' },
    { .name = "blockquote", .gap = '\n' },
    { .name = "body", .gap = '\n' },
    { .name = "br", .gap = '\n' },
    { .name = "button", .gap = '\n' },
    { .name = "canvas", .skip = true },
    { .name = "center", .gap = '\n' },
    { .name = "dd", .gap = '\n' },
    { .name = "div", .gap = '\n' },
    { .name = "dl", .gap = '\n' },
    { .name = "dt", .gap = '\n' },
    { .name = "fieldset", .gap = '\n' },
    { .name = "figcaption", .gap = '\n' },
    { .name = "figure", .gap = '\n' },
    { .name = "footer", .gap = '\n' },
    { .name = "form", .gap = '\n' },
    { .name = "h1", .gap = '\n', .leave = leave_heading },
    { .name = "h2", .gap = '\n', .leave = leave_heading },
    { .name = "h3", .gap = '\n', .leave = leave_heading },
    { .name = "h4", .gap = '\n' },
    { .name = "h5", .gap = '\n' },
    { .name = "h6", .gap = '\n' },
    { .name = "header", .gap = '\n' },
    { .name = "hr", .gap = '\n' },
    { .name = "html", .gap = '\n', .enter = see_html },
    { .name = "iframe", .skip = true, .enter = see_source },
    { .name = "input", .enter = see_input },
    { .name = "li", .gap = '\n' },
    { .name = "link", .enter = see_link },
    { .name = "main", .gap = '\n', .leave = leave_article },
    { .name = "meta", .enter = see_meta },
    { .name = "nav", .gap = '\n' },
    { .name = "object", .skip = true },
    { .name = "ol", .gap = '\n' },
    { .name = "option", .gap = '\n' },
    { .name = "p", .gap = '\n' },
    { .name = "pre", .gap = '\n' },
    { .name = "script", .skip = true, .enter = see_script },
    { .name = "section", .gap = '\n' },
    { .name = "style", .skip = true },
    { .name = "svg", .skip = true },
    { .name = "table", .gap = '\n' },
    { .name = "td", .gap = ' ' },
    { .name = "template", .skip = true },
    { .name = "textarea", .skip = true },
    { .name = "th", .gap = ' ' },
    { .name = "title", .skip = true, .enter = see_title },
    { .name = "tr", .gap = '\n' },
    { .name = "ul", .gap = '\n' },
};

static const struct tag *tag_of(const struct page_node *node)
{
    static const struct tag inline_tag = { .name = "" };
    size_t low = 0, high = sizeof tags / sizeof *tags;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(node->name, tags[middle].name);
        if (order == 0)
            return &tags[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return &inline_tag;
}

/* A line end beats a blank. */
static void want_gap(struct walk *w, char gap)
{
    if (gap && w->gap != '\n')
        w->gap = gap;
}

static void put(struct walk *w, const char *p, size_t n)
{
    if (n > w->max - w->n) {
        w->out->cut = true;
        return;
    }
    memcpy(w->text + w->n, p, n);
    w->n += n;
}

/* What a reader does not see: soft hyphen, zero-width blank, marks of direction, byte order mark. */
static bool is_unseen(uint32_t cp)
{
    return cp == 0xAD || cp == 0x200B || (cp >= 0x200E && cp <= 0x200F) ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x2064) || cp == 0xFEFF;
}

/* Bytes that are neither blank nor the start of a character that may be one. */
static bool is_plain(char byte)
{
    unsigned char c = (unsigned char)byte;
    return c > ' ' && c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xE3 && c != 0xEF;
}

static size_t plain_run(str s, size_t at)
{
    size_t end = at;
    for (;;) {
        while (end < s.n && is_plain(s.p[end]))
            end++;
        bool one_blank = end > at && end + 1 < s.n && s.p[end] == ' ' && is_plain(s.p[end + 1]);
        if (!one_blank)
            return end - at;
        end++;
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Before the first letter of a piece. Numbers of two elements that touch ("2020" and "10:43") are parted by
 * style sheets for the eye. */
static void open_piece(struct walk *w, struct page_node *node, char first, bool *open)
{
    if (!*open && !w->gap && w->n && is_digit(w->text[w->n - 1]) && is_digit(first))
        w->gap = ' ';
    if (w->gap && w->n)
        put(w, &w->gap, 1);
    w->gap = 0;
    if (!*open)
        *VEC_PUSH(&w->out->runs, w->arena) = (struct page_run){ (uint32_t)w->n, node };
    *open = true;
}

static void add_text(struct walk *w, struct page_node *node)
{
    str s = node->text;
    bool open = false;
    for (size_t at = 0; at < s.n;) {
        size_t plain = plain_run(s, at);
        if (plain == 0) {
            size_t next = at;
            uint32_t cp = utf8_next(s, &next);
            plain = next - at;
            if (utf8_is_space(cp) || cp < 0x20 || is_unseen(cp)) {
                want_gap(w, is_unseen(cp) ? 0 : ' ');
                at = next;
                continue;
            }
        }
        open_piece(w, node, s.p[at], &open);
        put(w, s.p + at, plain);
        at += plain;
    }
}

/* data-timestamp, data-published-date: what scripts draw "two hours ago" from. */
static bool is_dated_attribute(const char *name)
{
    return strncmp(name, "data-", 5) == 0 &&
           (strstr(name, "date") || strstr(name, "time") || strstr(name, "publish"));
}

/* A date for machines on any element: datetime, microdata, or the title of a microformat. */
static void see_stamp(struct walk *w, struct page_node *node)
{
    struct page_mark mark = { .off = (uint32_t)w->n, .node = node };
    str content = { 0 }, title = { 0 };
    for (uint32_t i = 0; i < node->n_attributes; i++) {
        const char *name = node->attributes[i].name;
        str value = node->attributes[i].value;
        if (strcmp(name, "datetime") == 0)
            mark.value = value;
        else if (strcmp(name, "itemprop") == 0)
            mark.name = value;
        else if (strcmp(name, "content") == 0)
            content = value;
        else if (strcmp(name, "title") == 0)
            title = value;
        else if (is_dated_attribute(name))
            mark = (struct page_mark){ str_from_z(name), value, mark.off, node };
    }
    if (!mark.value.n && mark.name.n)
        mark.value = content;
    if (!mark.value.n && strcmp(node->name, "abbr") == 0)
        mark.value = title;
    mark.value = str_trim(mark.value);
    if (mark.value.n >= 8 && mark.value.n <= 64 && w->out->stamps.n < MARKS_MAX)
        *VEC_PUSH(&w->out->stamps, w->arena) = mark;
}

static bool is_article_body(const struct page_node *node)
{
    return node->n_attributes && str_eq_nocase(page_attr(node, "itemprop"), S("articleBody"));
}

static void leave_comments(struct walk *w, struct page_node *node, uint32_t begin)
{
    if (w->n < begin + COMMENT_BYTES_MIN || strcmp(node->name, "body") == 0 ||
        !(page_place_of(node) & PLACE_COMMENT))
        return;
    while (w->out->comments.n && w->out->comments.p[w->out->comments.n - 1].begin >= begin)
        w->out->comments.n--;
    *VEC_PUSH(&w->out->comments, w->arena) = (struct page_block){ begin, (uint32_t)w->n, node };
}

static void walk_node(struct walk *w, struct page_node *node, int depth)
{
    if (!node->name) {
        add_text(w, node);
        return;
    }
    if (depth > DEPTH_MAX) {
        w->out->cut = true;
        return;
    }
    const struct tag *tag = tag_of(node);
    want_gap(w, tag->gap);
    size_t begin = w->n + (w->gap && w->n ? 1 : 0);
    if (tag->enter)
        tag->enter(w, node, (uint32_t)w->n);
    else if (node->n_attributes)
        see_stamp(w, node);
    for (struct page_node *child = tag->skip ? NULL : node->children; child; child = child->next)
        walk_node(w, child, depth + 1);
    if (tag->leave)
        tag->leave(w, node, (uint32_t)begin);
    else if (is_article_body(node))
        leave_article(w, node, (uint32_t)begin);
    if (tag->gap == '\n' && node->n_attributes)
        leave_comments(w, node, (uint32_t)begin);
    want_gap(w, tag->gap);
}

void page_walk(const struct page_tree *tree, size_t text_max, struct arena *scratch,
               struct page_scan *out)
{
    *out = (struct page_scan){ 0 };
    struct walk w = {
        .out = out, .arena = scratch, .text = NEW(scratch, char, text_max + 1), .max = text_max
    };
    for (struct page_node *node = tree->first; node; node = node->next)
        walk_node(&w, node, 0);
    out->text = (str){ w.text, w.n };
    out->cut |= tree->cut;
}

const struct page_run *page_run_at(const struct page_scan *scan, uint32_t off)
{
    size_t low = 0, high = scan->runs.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (scan->runs.p[middle].off <= off)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &scan->runs.p[low - 1] : NULL;
}
