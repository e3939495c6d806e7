/* accuracy_pages.c: how well pages are dated, and how well a cited date is held against its page.
 *   accuracy_pages GOLD.tsv ROOT
 * GOLD.tsv: id TAB address TAB day TAB path below ROOT. Prints a Markdown table. The halves are told apart by
 * the last digit of the id, so that what was tuned on one can be seen on the other. */
#include <stdio.h>

#include "evidence/evidence.h"
#include "format/url.h"
#include "page/walls.h"
#include "read_file.h"

#include "base/banned.h"

enum { PAGE_BYTES_MAX = 256 << 20 };

/* Of the pages of one half, or of all. */
struct tally {
    unsigned n, right, wrong, missing;
    unsigned dated; /* with a gold day */
    unsigned accepted, contradicted, early, late, week, denied;
};

struct bench {
    struct arena run;
    struct outlet_set outlets;
    const struct wall_set *walls;
    const struct when_names *names;
    const char *root;
    struct tally all, half[2];
};

/* What is said of a citation of `cited` that links to the page. */
static enum evidence_date judge(const struct page *page, const struct outlet *outlet, date cited)
{
    struct fetch_result fetch = { .status = 200, .verdict = { .code = VERDICT_OK } };
    struct citation citation = { .from = cited };
    struct evidence evidence = { .fetch = &fetch, .page = page };
    evidence_judge(&citation, outlet, &evidence);
    return (enum evidence_date)evidence.date_verdict;
}

static bool accepts(const struct page *page, const struct outlet *outlet, date gold, int days)
{
    return judge(page, outlet, date_add(gold, days)) == EVIDENCE_DATE_AGREES;
}

static void count(struct tally *t, const struct page *page, const struct outlet *outlet, date gold)
{
    t->n++;
    bool found = page->best.day.year != 0;
    bool right = found && gold.year && date_cmp(page->best.day, gold) == 0;
    t->right += right;
    t->wrong += found && !right;
    t->missing += !found;
    if (!gold.year)
        return;
    t->dated++;
    t->accepted += accepts(page, outlet, gold, 0);
    t->contradicted += judge(page, outlet, gold) == EVIDENCE_DATE_CONTRADICTS;
    t->early += accepts(page, outlet, gold, -1);
    t->late += accepts(page, outlet, gold, 1);
    t->week += accepts(page, outlet, gold, -7) + accepts(page, outlet, gold, 7);
    t->denied += judge(page, outlet, date_add(gold, 7)) == EVIDENCE_DATE_CONTRADICTS;
}

static void read_row(struct bench *b, str id, str address, str day, str path)
{
    struct arena perm, scratch;
    struct url url;
    struct err err = { 0 };
    struct outlet_hit hit = { 0 };
    struct page page;
    date gold = { 0 };
    arena_init(&perm, PAGE_BYTES_MAX, NULL);
    arena_init(&scratch, PAGE_BYTES_MAX, NULL);
    (void)date_parse_iso(day, &gold);
    str file = str_printf(&perm, "%s/%.*s", b->root, STR_ARG(path));
    struct page_input in = {
        .body = read_file(file.p, &perm), .url = address, .walls = b->walls, .names = b->names
    };
    if (url_parse(address, &perm, &url, &err) &&
        outlet_find_domain(&b->outlets, url.host, url.path, &hit) && hit.outlet) {
        in.url_date = hit.outlet->url_date;
        in.zone = hit.outlet->timezone;
    }
    (void)page_read(&in, &perm, &scratch, &page, &err);
    count(&b->all, &page, hit.outlet, gold);
    count(&b->half[id.n ? id.p[id.n - 1] & 1 : 0], &page, hit.outlet, gold);
    arena_free(&scratch);
    arena_free(&perm);
}

static double share(unsigned part, unsigned whole)
{
    return whole ? (double)part / whole : 0;
}

static void put_row(const char *name, const struct tally *t)
{

    (void)printf(
        "| %s | %u | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.4f | %.3f |\n", name, t->n,
        share(t->right, t->n), share(2 * t->right, 2 * t->right + t->wrong + t->missing),
        share(t->accepted, t->dated), share(t->contradicted, t->dated), share(t->early, t->dated),
        share(t->late, t->dated), share(t->week, 2 * t->dated), share(t->denied, t->dated));
}

static bool load(struct bench *b)
{
    struct err err = { 0 };
    struct rule_set rules = { 0 };
    rules_add(&rules, &b->run, rules_builtin, rules_builtin_count);
    b->names = when_names_make(&b->run);
    return outlet_set_load(&rules, &b->run, &b->outlets, &err) &&
           walls_load(&rules, &b->run, &b->walls, &err);
}

int main(int argc, char **argv)
{
    static struct bench b;
    str line;
    arena_init(&b.run, 0, NULL);
    if (argc != 3 || !load(&b)) {
        (void)fprintf(stderr, "usage: accuracy_pages GOLD.tsv ROOT\n");
        return 2;
    }
    b.root = argv[2];
    str lines = read_file(argv[1], &b.run);
    while (str_next(&lines, '\n', &line)) {
        str column[4] = { { 0 } };
        for (size_t i = 0; i < 4; i++)
            (void)str_next(&line, '\t', &column[i]);
        if (column[3].n)
            read_row(&b, column[0], column[1], column[2], column[3]);
    }
    (void)printf(
        "| pages | n | accuracy | F1 | true day accepted | contradicted | day before "
        "accepted | day after accepted | a week off accepted | a week late contradicted |\n"
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    put_row("all", &b.all);
    put_row("one half", &b.half[0]);
    put_row("other half", &b.half[1]);
    arena_free(&b.run);
    return b.all.n ? 0 : 1;
}
