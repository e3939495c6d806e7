/* bench_page.c: reading pages, against a bare parse of the same bytes by libxml2.
 *   bench_page [RUNS] FILE...
 * All pages are held in memory; each way is run RUNS times over all of them, in turn; the medians count. */
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "evidence/quote.h"
#include "page/page.h"
#include "read_file.h"

#include "base/banned.h"

enum { RUNS_MAX = 99 };

struct bench {
    struct arena run;
    const struct when_names *names;
    str *pages;
    size_t n_pages, n_bytes;
    size_t most_memory; /* of the page that takes most, in hundredths of its size */
};

typedef void way_fn(struct bench *b, str html);

static void parse_alone(struct bench *b, str html)
{
    (void)b;
    htmlDocPtr doc = htmlReadMemory(html.p, (int)html.n, NULL, NULL,
                                    HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                        HTML_PARSE_NOWARNING | HTML_PARSE_COMPACT);
    xmlFreeDoc(doc);
}

static void read_with(struct bench *b, str html, bool dates_only, bool seek)
{
    struct arena perm, scratch;
    struct page page;
    struct err err = { 0 };
    arena_init(&perm, 0, NULL);
    arena_init(&scratch, 0, NULL);
    struct page_input in = { .body = html, .names = b->names, .dates_only = dates_only };
    (void)page_read(&in, &perm, &scratch, &page, &err);
    if (seek) {
        struct quote_text text;
        struct quote_hit hit;
        quote_text_make(page.text, &scratch, &text);
        quote_seek(&text, S("these words were never said by anybody who was there that night"),
                   &perm, &scratch, &hit);
    }
    size_t held = (perm.used_bytes + scratch.used_bytes) * 100 / (html.n + 1);
    if (html.n > 20000 && held > b->most_memory)
        b->most_memory = held;
    arena_free(&scratch);
    arena_free(&perm);
}

static void read_date(struct bench *b, str html)
{
    read_with(b, html, true, false);
}

static void read_all(struct bench *b, str html)
{
    read_with(b, html, false, false);
}

static void read_and_seek(struct bench *b, str html)
{
    read_with(b, html, false, true);
}

static double now_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        way_fn *run;
    } ways[] = { { "htmlReadMemory alone", parse_alone },
                 { "date and title", read_date },
                 { "all, with main text", read_all },
                 { "all, and a quotation sought", read_and_seek } };
    enum { WAYS = sizeof ways / sizeof *ways };
    static double ms[WAYS][RUNS_MAX];
    static struct bench b;
    unsigned long runs = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
    if (runs < 1 || runs > RUNS_MAX) {
        (void)fprintf(stderr, "usage: bench_page RUNS FILE...\n");
        return 2;
    }
    arena_init(&b.run, 0, NULL);
    xmlInitParser();
    b.names = when_names_make(&b.run);
    b.pages = NEW(&b.run, str, (size_t)argc);
    for (int i = 2; i < argc; i++) {
        b.pages[b.n_pages] = read_file(argv[i], &b.run);
        b.n_bytes += b.pages[b.n_pages++].n;
    }
    for (unsigned long r = 0; r < runs; r++) {
        for (size_t w = 0; w < WAYS; w++) {
            double begin = now_ms();
            for (size_t i = 0; i < b.n_pages; i++)
                ways[w].run(&b, b.pages[i]);
            ms[w][r] = now_ms() - begin;
        }
    }
    (void)printf("%zu pages, %.1f MB, one core, medians of %lu runs\n", b.n_pages,
                 (double)b.n_bytes / 1e6, runs);
    for (size_t w = 0; w < WAYS; w++)
        qsort(ms[w], runs, sizeof *ms[w], by_value);
    for (size_t w = 0; w < WAYS; w++)
        (void)printf("%-28s %8.1f ms %8.0f pages/s  %.2fx\n", ways[w].name, ms[w][runs / 2],
                     (double)b.n_pages * 1e3 / ms[w][runs / 2], ms[w][runs / 2] / ms[0][runs / 2]);
    (void)printf("memory: at most %.1fx of a page\n", (double)b.most_memory / 100);
    arena_free(&b.run);
    return 0;
}
