/* inherited.c: the earlier content, checked; its findings by fingerprint, without the ordinal. */
#include "core/inherited.h"

#include "core/git.h"
#include "core/pipeline.h"
#include "report/list_row.h"

#include "base/banned.h"

/* "60b122e6647e0dd9:2" without the number: the second of two may have been the first. */
static str digest_of(const struct finding *finding)
{
    str digest, ordinal;
    (void)str_cut(finding->fingerprint, ':', &digest, &ordinal);
    return digest;
}

/* How often each finding stood on the lines that were taken away: digest -> number. */
static void count_taken(const struct unit *before, const struct change *change, struct arena *arena,
                        struct map *counts)
{
    struct change_spans taken = change_spans(&change->taken, before->doc.source, arena);
    for (size_t i = 0; before->ok && i < before->findings.list.n; i++) {
        const struct finding *f = &before->findings.list.p[i];
        if (!change_covers(&taken, report_finding_source(&before->doc, f)))
            continue;
        void **slot = map_slot(counts, arena, str_dup(arena, digest_of(f)));
        *slot = (void *)((uintptr_t)*slot + 1);
    }
}

static void check_before(const struct cck_session *s, const struct unit *unit, str text,
                         struct arena *scratch, struct map *counts)
{
    struct unit before;
    const struct wanted wanted = { .deep = true,
                                   .links = !s->options.links_citations_only,
                                   .configured = true,
                                   .addresses = true };
    const struct input in = {
        .name = unit->doc.name, .text = text, .values = unit->values, .from_memory = true
    };
    pipeline_read(s, &in, wanted, &before);
    pipeline_check(s, &before);
    count_taken(&before, unit->change, scratch, counts);
    pipeline_free(&before);
}

static void drop_counted(struct findings *findings, struct arena *scratch, struct map *counts)
{
    size_t kept = 0;
    for (size_t i = 0; i < findings->list.n; i++) {
        const struct finding *f = &findings->list.p[i];
        uintptr_t left = (uintptr_t)map_get(counts, digest_of(f));
        if (left)
            *map_slot(counts, scratch, digest_of(f)) = (void *)(left - 1);
        else
            findings->list.p[kept++] = *f;
    }
    findings->list.n = kept;
}

void inherited_drop(const struct cck_session *s, struct unit *unit)
{
    const struct change *change = unit->change;
    struct map counts = { 0 };
    struct err ignored = { 0 };
    struct arena scratch;
    str text;
    if (unit->findings.list.n == 0 || change->taken.n == 0 || change->before.n == 0)
        return;
    arena_init(&scratch, 0, NULL);
    const char *const args[] = { "cat-file", "blob", str_z(&scratch, change->before), NULL };
    if (git_run((str){ 0 }, args, &scratch, &text, &ignored)) {
        check_before(s, unit, text, &scratch, &counts);
        drop_counted(&unit->findings, &scratch, &counts);
    }
    arena_free(&scratch);
}
