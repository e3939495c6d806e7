/* test_plain.c: the quick reading of the commonest form gives what the grammar gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "cite/plain.h"
#include "cite_case.h"

struct reading {
    struct arena arena;
    struct doc doc;
    struct token_list tokens;
    struct source_input input;
    struct plain_memo memo;
    struct source_list plain, full;
};

static bool read_both(const struct cite_world *world, const struct style *style, str text,
                      struct reading *r)
{
    *r = (struct reading){ .doc = { .text = text } };
    arena_init(&r->arena, 0, NULL);
    buf_init(&r->tokens.room, 1 << 20);
    assert_true(token_read(text, span_make(0, text.n), &r->tokens));
    r->input = (struct source_input){ &r->doc, &world->outlets, style,     r->tokens.p,
                                      0,       &r->arena,       &r->arena, &r->arena };
    for (size_t i = 0, start = 0; i <= r->tokens.n; i++) {
        if (i < r->tokens.n && r->tokens.p[i].kind != TOKEN_SEMICOLON)
            continue;
        r->input.tokens = r->tokens.p + start;
        r->input.n = i - start;
        source_read(&r->input, &r->full);
        start = i + 1;
    }
    return plain_read(&r->input, &r->memo, span_make(0, text.n), &r->plain);
}

static void close_reading(struct reading *r)
{
    buf_free(&r->tokens.room);
    arena_free(&r->arena);
}

static bool same_span(span a, span b)
{
    return a.off == b.off && a.len == b.len;
}

static bool same_date(const struct date_item *a, const struct date_item *b)
{
    return same_span(a->text, b->text) && same_span(a->month, b->month) &&
           date_cmp(a->from, b->from) == 0 && a->precision == b->precision &&
           a->has_year == b->has_year && a->year_shared == b->year_shared && !b->misread &&
           !b->impossible && !b->misspelt && !b->weekday;
}

static bool same_source(const struct source *a, const struct source *b)
{
    bool same = a->names.n == b->names.n && a->dates.n == b->dates.n &&
                same_span(a->text, b->text) && same_span(a->signal, b->signal) &&
                str_eq(a->signal_text, b->signal_text) && b->gap.len == 0 &&
                b->comma_before.len == 0 && !b->extra && !b->prose && !b->date_first &&
                !b->leading_comma && b->url.len == 0 && !b->told;
    for (size_t i = 0; same && i < a->names.n; i++)
        same = same_span(a->names.p[i].text, b->names.p[i].text) &&
               str_eq(a->names.p[i].seen, b->names.p[i].seen) &&
               a->names.p[i].hit.outlet == b->names.p[i].hit.outlet && !b->names.p[i].account.n;
    for (size_t i = 0; same && i < a->dates.n; i++)
        same = same_date(&a->dates.p[i], &b->dates.p[i]);
    return same;
}

/* Whether the quick reading takes the text; what it takes must be what the grammar reads. */
static bool takes_in(const struct cite_world *world, const struct style *style, str text)
{
    struct reading r;
    bool taken = read_both(world, style, text, &r);
    bool same = !taken || r.plain.n == r.full.n;
    for (size_t i = 0; taken && same && i < r.plain.n; i++)
        same = same_source(&r.plain.p[i], &r.full.p[i]);
    close_reading(&r);
    if (!same)
        fail_msg("read otherwise by the grammar: %.*s", STR_ARG(text));
    return taken;
}

static bool takes(void **state, str text)
{
    const struct cite_world *world = *state;
    return takes_in(world, style_find(&world->styles, (str){ 0 }), text);
}

static void the_commonest_form_is_taken(void **state)
{
    assert_true(takes(state, S("TASS, July 19")));
    assert_true(takes(state, S("TASS, July 19, 21")));
    assert_true(takes(state, S("TASS, July 19; Meduza, July 20, 21; RFE/RL, May 3")));
    assert_true(takes(state, S("The New York Times, May 3")));
    assert_true(takes(state, S("Gazeta.ru, May 3; Ukrainska Pravda, May 4")));
    assert_true(takes(state, S("TASS, July 19, 2024")));
    assert_true(takes(state, S("TASS, July 3, 19, 2024; Meduza, May 3")));
    assert_true(takes(state, S("see TASS, July 19; see also Meduza, May 3")));
    assert_true(takes(state, S("cf. TASS, July 19; according to Reuters, May 3, 1999")));
}

static void anything_else_is_left_to_the_grammar(void **state)
{
    static const char *const texts[] = {
        "TASS",
        "TASS, July 31",
        "TASS, July 19 2024",
        "TASS, July 19, 2024, 2025",
        "TASS, July 19, 2024, May 3",
        "TASS, July 19, 2024-25",
        "TASS, July 19, 1066",
        "TASS, July 2024",
        "TASS, July 19, Meduza, July 20",
        "TASS, July 3-5",
        "TASS, July 3 and 5",
        "TASS, Jan. 5",
        "TASS, Jan 5",
        "TASS,July 19",
        "TASS , July 19",
        "TASS,  July 19",
        "see: TASS, July 19",
        "e.g., TASS, July 19",
        "See TASS, July 19",
        "see The Times, July 19",
        "see see TASS, July 19",
        "seen TASS, July 19",
        "Daily Planet, July 19",
        "TASS, Meduza, July 19",
        "TASS and Meduza, July 19",
        "TASS, July 19.",
        "TASS, July 19;",
        "TASS, July 19; July 20",
        "TASS, July 19;Meduza, July 20",
        "TASS, Friday, July 19",
        "ITAR-TASS in English, July 19",
        "ТАСС, July 19",
        ", July 19",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (takes(state, str_from_z(texts[i])))
            fail_msg("taken: %s", texts[i]);
}

/* Every name of the shipped knowledge, as far as it is taken at all. */
static void it_agrees_with_the_grammar_on_every_known_name(void **state)
{
    const struct outlet_layer *layer = &outlet_builtin_layer;
    struct arena arena;
    size_t taken = 0;
    arena_init(&arena, 0, NULL);
    for (uint32_t i = 0; i < layer->n_names; i++) {
        struct arena_mark mark = arena_mark(&arena);
        taken += takes(state, str_printf(&arena, "%.*s, May 3, 5; TASS, June 9",
                                         STR_ARG(layer->names[i].written)));
        (void)takes(state, str_printf(&arena, "see %.*s, May 3, 5, 2024",
                                      STR_ARG(layer->names[i].written)));
        arena_release(&arena, mark);
    }
    assert_true(taken > layer->n_names / 3);
    arena_free(&arena);
}

/* Every lead word of every style, before a name, before another lead word, and as the name itself. */
static void it_agrees_with_the_grammar_on_every_lead_word(void **state)
{
    const struct cite_world *world = *state;
    struct arena arena;
    size_t taken = 0, n = 0;
    arena_init(&arena, 0, NULL);
    for (size_t k = 0; k < world->styles.list.n; k++) {
        const struct style *style = &world->styles.list.p[k];
        const struct style_words *words = &style->lead_words;
        for (size_t i = 0; i < words->n; i++, n++) {

            struct arena_mark mark = arena_mark(&arena);
            str word = words->p[i];
            taken +=
                takes_in(world, style, str_printf(&arena, "%.*s TASS, May 3, 2024", STR_ARG(word)));
            (void)takes_in(world, style, str_printf(&arena, "see %.*s TASS, May 3", STR_ARG(word)));
            (void)takes_in(world, style,
                           str_printf(&arena, "%.*s The Times, May 3; TASS, May 4", STR_ARG(word)));
            arena_release(&arena, mark);
        }
    }
    assert_true(n > 0 && taken > n * 9 / 10);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_commonest_form_is_taken),
        cmocka_unit_test(anything_else_is_left_to_the_grammar),
        cmocka_unit_test(it_agrees_with_the_grammar_on_every_known_name),
        cmocka_unit_test(it_agrees_with_the_grammar_on_every_lead_word),
    };
    return cmocka_run_group_tests(tests, cite_world_setup, cite_world_teardown);
}
