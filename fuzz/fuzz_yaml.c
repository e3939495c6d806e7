/* fuzz_yaml.c: rule files of any bytes: the tree, and what each owner makes of it. */
#include "cite/claim_rules.h"
#include "cite/period_rules.h"
#include "cite/style.h"
#include "outlet/publication.h"
#include "page/walls.h"
#include "target.h"

#include "base/utf8.h"

#include "base/banned.h"

static void check(const struct yaml_node *node, unsigned depth)
{
    uint32_t n = 0;
    HOLDS(depth <= 64 && node->at.line >= 1 && node->at.column >= 1);
    HOLDS(utf8_valid(node->text, NULL) && utf8_valid(node->key, NULL));
    for (const struct yaml_node *child = node->child; child; child = child->next, n++)
        check(child, depth + 1);
    HOLDS(n == node->n_children);
}

static void load(const struct rule_set *set, struct arena *arena)
{
    struct publication_set publications;
    struct style_set styles;
    const struct period_rules *periods;
    const struct claim_rules *claims;
    const struct wall_set *walls;
    struct err errs[5] = { { 0 } };
    bool ok[] = { publications_load(set, arena, &publications, &errs[0]),
                  styles_load(set, arena, &styles, &errs[1]),
                  periods_load(set, arena, &periods, &errs[2]),
                  claims_load(set, arena, &claims, &errs[3]),
                  walls_load(set, arena, &walls, &errs[4]) };
    for (size_t i = 0; i < sizeof ok / sizeof *ok; i++)
        HOLDS(ok[i] == (errs[i].kind == ERR_NONE));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str source = target_text(data, size);
    const struct yaml_node *root;
    struct rule_set set = { 0 };
    struct rule_file file;
    struct arena arena;
    struct err err = { 0 };
    arena_init(&arena, 0, NULL);
    bool ok = yaml_parse(source, &arena, &root, &err);
    HOLDS(ok == (err.kind == ERR_NONE));
    if (ok)
        check(root, 0);
    err = (struct err){ 0 };
    if (ok && rules_parse(S("a.yaml"), source, &arena, &file, &err)) {
        rules_add(&set, &arena, &file, 1);
        load(&set, &arena);
    }
    arena_free(&arena);
    return 0;
}
