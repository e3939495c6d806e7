/* page_place.c: words in names of classes. Sites have no common vocabulary but a common stock of words. */
#include "page/page_place.h"

#include "base/banned.h"

/* `start`: only where a word of the name begins ("date" is not in "update" or "validated"). */
struct word {
    str text;
    uint32_t flags;
    bool start;
};

/* Sorted by their first letter. A longer word of the same place comes before a shorter one and wins. */
static const struct word words[] = {
    { S_INIT("agenda"), PLACE_EVENT, true },
    { S_INIT("aktualisiert"), PLACE_MODIFIED, false },
    { S_INIT("also"), PLACE_RELATED, true },
    { S_INIT("articlebody"), PLACE_ARTICLE, true },
    { S_INIT("aside"), PLACE_SIDEBAR, true },
    { S_INIT("author"), PLACE_AUTHOR, true },
    { S_INIT("autor"), PLACE_AUTHOR, true },
    { S_INIT("breadcrumb"), PLACE_NAV, false },
    { S_INIT("breaking"), PLACE_RELATED, true },
    { S_INIT("byline"), PLACE_AUTHOR | PLACE_DATED, false },
    { S_INIT("calendar"), PLACE_EVENT, false },
    { S_INIT("carousel"), PLACE_RELATED, false },
    { S_INIT("clock"), PLACE_CLOCK, false },
    { S_INIT("comment"), PLACE_COMMENT, false },
    { S_INIT("copyright"), PLACE_FOOTER, false },
    { S_INIT("created"), PLACE_DATED | PLACE_PUBLISHED, false },
    { S_INIT("currentdate"), PLACE_CLOCK, false },
    { S_INIT("current-date"), PLACE_CLOCK, false },
    { S_INIT("current_date"), PLACE_CLOCK, false },
    { S_INIT("data"), PLACE_DATED, true },
    { S_INIT("datecreated"), PLACE_DATED | PLACE_PUBLISHED, true },
    { S_INIT("datemodified"), PLACE_DATED | PLACE_MODIFIED, true },
    { S_INIT("datepublished"), PLACE_DATED | PLACE_PUBLISHED, true },
    { S_INIT("date"), PLACE_DATED, true },
    { S_INIT("datum"), PLACE_DATED, true },
    { S_INIT("discussion"), PLACE_COMMENT, false },
    { S_INIT("disqus"), PLACE_COMMENT, false },
    { S_INIT("event"), PLACE_EVENT, true },
    { S_INIT("fecha"), PLACE_DATED, true },
    { S_INIT("footer"), PLACE_FOOTER, false },
    { S_INIT("header-date"), PLACE_CLOCK, false },
    { S_INIT("headlines"), PLACE_RELATED, true },
    { S_INIT("kommentar"), PLACE_COMMENT, false },
    { S_INIT("komentar"), PLACE_COMMENT, false },
    { S_INIT("last-modified"), PLACE_DATED | PLACE_MODIFIED, false },
    { S_INIT("lastmod"), PLACE_DATED | PLACE_MODIFIED, false },
    { S_INIT("latest"), PLACE_RELATED, true },
    { S_INIT("lire-aussi"), PLACE_RELATED, false },
    { S_INIT("live-date"), PLACE_CLOCK, false },
    { S_INIT("masthead"), PLACE_TOP, false },
    { S_INIT("menu"), PLACE_NAV, true },
    { S_INIT("modified"), PLACE_DATED | PLACE_MODIFIED, false },
    { S_INIT("mostread"), PLACE_RELATED, false },
    { S_INIT("most-"), PLACE_RELATED, true },
    { S_INIT("more-"), PLACE_RELATED, true },
    { S_INIT("navbar"), PLACE_NAV, true },
    { S_INIT("navigation"), PLACE_NAV, true },
    { S_INIT("newsletter"), PLACE_SIDEBAR, true },
    { S_INIT("newsticker"), PLACE_RELATED, false },
    { S_INIT("popular"), PLACE_RELATED, false },
    { S_INIT("posted"), PLACE_DATED | PLACE_PUBLISHED, true },
    { S_INIT("pubdate"), PLACE_DATED | PLACE_PUBLISHED, false },
    { S_INIT("publish"), PLACE_DATED | PLACE_PUBLISHED, false },
    { S_INIT("publicat"), PLACE_DATED | PLACE_PUBLISHED, false },
    { S_INIT("read-next"), PLACE_RELATED, false },
    { S_INIT("readmore"), PLACE_RELATED, false },
    { S_INIT("recent"), PLACE_RELATED, true },
    { S_INIT("recommend"), PLACE_RELATED, false },
    { S_INIT("related"), PLACE_RELATED, false },
    { S_INIT("replies"), PLACE_COMMENT, true },
    { S_INIT("respond"), PLACE_COMMENT, true },
    { S_INIT("responses"), PLACE_COMMENT, true },
    { S_INIT("sidebar"), PLACE_SIDEBAR, false },
    { S_INIT("similar"), PLACE_RELATED, false },
    { S_INIT("slider"), PLACE_RELATED, true },
    { S_INIT("swiper"), PLACE_RELATED, true },
    { S_INIT("teaser"), PLACE_RELATED, true },
    { S_INIT("ticker"), PLACE_RELATED, true },
    { S_INIT("timestamp"), PLACE_DATED, false },
    { S_INIT("time"), PLACE_DATED, true },
    { S_INIT("today"), PLACE_CLOCK, true },
    { S_INIT("topbar"), PLACE_TOP | PLACE_CLOCK, false },
    { S_INIT("top-bar"), PLACE_TOP | PLACE_CLOCK, false },
    { S_INIT("trending"), PLACE_RELATED, false },
    { S_INIT("tweet"), PLACE_POST, true },
    { S_INIT("updated"), PLACE_DATED | PLACE_MODIFIED, false },
    { S_INIT("weather"), PLACE_CLOCK, true },
    { S_INIT("widget"), PLACE_SIDEBAR, true },
};

enum { WORDS = sizeof words / sizeof *words };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Whether a word of the name begins at `at`: behind no letter, or a capital behind a small one. */
static bool is_start(str s, size_t at)
{
    if (at == 0 || !is_letter(s.p[at - 1]))
        return true;
    return s.p[at] <= 'Z' && s.p[at - 1] >= 'a';
}

/* The flags of the first word that stands at `at`. */
static uint32_t flags_at(str s, size_t at, size_t first)
{
    char c = lower(s.p[at]);
    for (size_t i = first; i < WORDS && words[i].text.p[0] == c; i++)
        if (str_starts_nocase(str_from(s, at), words[i].text) &&
            (!words[i].start || is_start(s, at)))
            return words[i].flags;
    return 0;
}

/* The first word with the letter `c`, by halving. */
static size_t first_word(char c)
{
    size_t low = 0, high = WORDS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (words[middle].text.p[0] < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t page_place(str names)
{
    uint32_t flags = 0;
    for (size_t i = 0; i < names.n && i < 512; i++) {
        char c = lower(names.p[i]);
        if (is_letter(c))
            flags |= flags_at(names, i, first_word(c));
    }
    return flags;
}

uint32_t page_place_of(const struct page_node *node)
{
    static const char *const names[] = { "class", "id", "itemprop", "role" };
    uint32_t flags = 0;
    for (uint32_t i = 0; i < node->n_attributes; i++)
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            if (strcmp(node->attributes[i].name, names[k]) == 0)
                flags |= page_place(node->attributes[i].value);
    return flags;
}
