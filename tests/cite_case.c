/* cite_case.c: see cite_case.h. */
#include "cite_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "doc/read.h"
#include "report/enum_names.h"

enum { PARENS_MAX = 1000000 };

static const str issue_names[] = {
    [CITE_ISSUE_UNCLOSED] = S_INIT("unclosed"),     [CITE_ISSUE_NO_OUTLET] = S_INIT("no-outlet"),
    [CITE_ISSUE_NO_DATE] = S_INIT("no-date"),       [CITE_ISSUE_SEPARATOR] = S_INIT("separator"),
    [CITE_ISSUE_SPACING] = S_INIT("spacing"),       [CITE_ISSUE_MIXED_YEARS] = S_INIT("years"),
    [CITE_ISSUE_CARRIED] = S_INIT("carried"),       [CITE_ISSUE_MONTH] = S_INIT("month"),
    [CITE_ISSUE_IMPOSSIBLE] = S_INIT("impossible"), [CITE_ISSUE_WEEKDAY] = S_INIT("weekday"),
};

void cite_world_open(struct cite_world *world)
{
    struct err err = { 0 };
    *world = (struct cite_world){ 0 };
    arena_init(&world->arena, 0, NULL);
    rules_add(&world->rules, &world->arena, rules_builtin, rules_builtin_count);
    if (!outlet_set_load(&world->rules, &world->arena, &world->outlets, &err) ||
        !styles_load(&world->rules, &world->arena, &world->styles, &err))
        fail_msg("%s", err.message);
}

void cite_world_close(struct cite_world *world)
{
    arena_free(&world->arena);
}

int cite_world_setup(void **state)
{
    struct cite_world *world = calloc(1, sizeof *world);
    assert_non_null(world);
    cite_world_open(world);
    *state = world;
    return 0;
}

int cite_world_teardown(void **state)
{
    cite_world_close(*state);
    free(*state);
    return 0;
}

void cite_case_read(const struct cite_world *world, struct cite_about about, str text,
                    struct cite_read *out)
{
    struct err err = { 0 };
    struct read_limits limits = { 1u << 30, PARENS_MAX, 512 };
    struct cite_context context = { .doc = &out->doc,
                                    .outlets = &world->outlets,
                                    .style = style_find(&world->styles, str_from_z(about.style)),
                                    .limit = PARENS_MAX };
    *out = (struct cite_read){ 0 };
    arena_init(&out->arena, 0, NULL);
    assert_non_null(context.style);
    if (about.day[0]) {
        assert_true(date_parse_iso(str_from_z(about.day), &context.anchor.day));
        context.anchor.why = S("its day");
    }
    if (!doc_read(str_from_z(about.name), text, &limits, &out->arena, &out->doc, &err) ||
        !cite_parse(&context, &out->arena, &out->list, &err))
        fail_msg("%s: %.*s", err.message, STR_ARG(text));
}

static void show_date(struct buf *out, const struct citation *c)
{
    char from[DATE_TEXT_BYTES], to[DATE_TEXT_BYTES];
    if (c->precision == CCK_PRECISION_NONE) {
        buf_add(out, S("none"));
        return;
    }
    buf_add(out, date_iso(c->from, from));
    if (c->precision == CCK_PRECISION_RANGE) {
        buf_byte(out, '/');
        buf_add(out, date_iso(c->to, to));
    }
}

static void show_citation(struct buf *out, const struct citation *c)
{
    if (c->kind == CCK_KIND_IMAGE_CREDIT)
        buf_add(out, S("credit "));
    if (c->signal_text.n)
        buf_printf(out, "%.*s: ", STR_ARG(c->signal_text));
    if (c->hit.outlet)
        buf_add(out, c->hit.outlet->id);
    else
        buf_printf(out, "%.*s?", STR_ARG(c->outlet_text));
    buf_byte(out, ' ');
    show_date(out, c);
    if (c->error)
        buf_printf(out, " !%.*s", STR_ARG(name_of_cite_error(c->error)));
}

static void show_issue(struct buf *out, str text, const struct cite_issue *issue)
{
    buf_printf(out, " | %.*s[%.*s]", STR_ARG(issue_names[issue->kind]),
               STR_ARG(str_at(text, issue->at)));
    if (issue->suggestion.p)
        buf_printf(out, "->[%.*s]", STR_ARG(issue->suggestion));
}

str cite_case_show(const struct cite_read *read, struct arena *arena)
{
    struct buf out;
    buf_init(&out, 1 << 24);
    for (size_t i = 0; i < read->list.citations.n; i++) {
        if (i)
            buf_add(&out, S("; "));
        show_citation(&out, &read->list.citations.p[i]);
    }
    if (read->list.citations.n == 0)
        buf_add(&out, S("none"));
    for (size_t i = 0; i < read->list.issues.n; i++)
        show_issue(&out, read->doc.text, &read->list.issues.p[i]);
    str shown = str_dup(arena, buf_str(&out));
    buf_free(&out);
    return shown;
}

/* Outlets and dates alone, without what is wrong with them. */
static str show_pairs(const struct cite_read *read, struct arena *arena)
{
    struct buf out;
    buf_init(&out, 1 << 24);
    for (size_t i = 0; i < read->list.citations.n; i++) {
        const struct citation *c = &read->list.citations.p[i];
        buf_add(&out, c->hit.outlet ? c->hit.outlet->id : c->outlet_text);
        buf_byte(&out, ' ');
        show_date(&out, c);
        buf_add(&out, S("; "));
    }
    str shown = str_dup(arena, buf_str(&out));
    buf_free(&out);
    return shown;
}

static size_t count_issues(const struct cite_list *list, uint8_t kind)
{
    size_t n = 0;
    for (size_t i = 0; i < list->issues.n; i++)
        n += list->issues.p[i].kind == kind;
    return n;
}

/* Misspelt months and letters for digits are read as what they mean, so the pairs stay. */
static void check_suggestion(const struct cite_world *world, struct cite_about about,
                             const struct cite_read *before, const struct cite_issue *issue)
{
    struct cite_read after;
    struct arena scratch;
    arena_init(&scratch, 0, NULL);
    str text = before->doc.text;
    str mended =
        str_printf(&scratch, "%.*s%.*s%.*s", STR_ARG(str_slice(text, 0, issue->at.off)),
                   STR_ARG(issue->suggestion), STR_ARG(str_from(text, span_end(issue->at))));
    cite_case_read(world, about, mended, &after);
    size_t left = count_issues(&after.list, issue->kind),
           was = count_issues(&before->list, issue->kind);
    str pairs = show_pairs(before, &scratch), now = show_pairs(&after, &scratch);
    if (left >= was)
        fail_msg("still wrong when mended: %.*s", STR_ARG(mended));
    if (!str_eq(pairs, now))
        fail_msg("mended to %.*s\nread before: %.*s\nread now:    %.*s", STR_ARG(mended),
                 STR_ARG(pairs), STR_ARG(now));
    arena_free(&after.arena);
    arena_free(&scratch);
}

static str in_sentence(struct arena *arena, const char *text)
{
    bool bare = text[0] == '(' || text[0] == '[' || str_starts(str_from_z(text), S("\xEF\xBC\x88"));
    return bare ? str_printf(arena, "It said so %s.", text) : str_from_z(text);
}

void cite_case_run(const struct cite_world *world, const char *day, const char *style,
                   const struct cite_case *cases, size_t n)
{
    struct cite_about about = { "case.txt", day, style };
    size_t wrong = 0;
    struct arena scratch;
    arena_init(&scratch, 0, NULL);
    for (size_t i = 0; i < n; i++) {
        struct cite_read read;
        str text = in_sentence(&scratch, cases[i].text);
        cite_case_read(world, about, text, &read);
        str shown = cite_case_show(&read, &read.arena);
        if (!str_eq(shown, str_from_z(cases[i].expect))) {
            print_error("text:     %s\nexpected: %s\nread:     %.*s\n", cases[i].text,
                        cases[i].expect, STR_ARG(shown));
            wrong++;
        }
        for (size_t k = 0; k < read.list.issues.n; k++)
            if (read.list.issues.p[k].suggestion.p)
                check_suggestion(world, about, &read, &read.list.issues.p[k]);
        arena_free(&read.arena);
    }
    arena_free(&scratch);
    if (wrong)
        fail_msg("%zu of %zu cases", wrong, n);
}
