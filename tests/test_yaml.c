/* test_yaml.c: rule files as trees: places, refusals, limits, and hostile input. */
#include "format/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "arena_state.h"
#include "base/buf.h"
#include "format/rules.h"

#include "base/banned.h"

static const struct yaml_node *read(void **state, const char *source)
{
    const struct yaml_node *root = NULL;
    struct err err = { 0 };
    bool ok = yaml_parse(str_from_z(source), *state, &root, &err);
    assert_string_equal(err.message, "");
    assert_true(ok);
    return root;
}

/* What must be said of a source that is refused, and where. */
struct refusal {
    enum err_kind kind;
    uint32_t line, column;
    const char *message;
};

static void refuses(void **state, str source, struct refusal expected)
{
    const struct yaml_node *root;
    struct err err = { 0 };
    assert_false(yaml_parse(source, *state, &root, &err));
    assert_null(root);
    assert_int_equal(err.kind, expected.kind);
    assert_non_null(strstr(err.message, expected.message));
    assert_int_equal(err.line, expected.line);
    assert_int_equal(err.column, expected.column);
}

static void refuses_z(void **state, const char *source, uint32_t line, uint32_t column,
                      const char *message)
{
    refuses(state, str_from_z(source), (struct refusal){ ERR_FORMAT, line, column, message });
}

static void is_at(struct yaml_place at, uint32_t line, uint32_t column)
{
    assert_int_equal(at.line, line);
    assert_int_equal(at.column, column);
}

static void tree_holds_texts_lists_and_maps(void **state)
{
    const struct yaml_node *root = read(
        state, "id: tass\naliases: [ITAR-TASS, \"a \\\"b\\\"\"]\nmore:\n  - x\n  - y: z\nnone:\n");
    assert_int_equal(root->kind, YAML_MAP);
    assert_int_equal(root->n_children, 4);
    assert_true(str_eq(yaml_text(root, S("id")), S("tass")));
    const struct yaml_node *aliases = yaml_get(root, S("aliases"));
    assert_int_equal(aliases->kind, YAML_LIST);
    assert_int_equal(aliases->n_children, 2);
    assert_true(str_eq(aliases->child->next->text, S("a \"b\"")));
    const struct yaml_node *more = yaml_get(root, S("more"));
    assert_true(str_eq(yaml_text(more->child->next, S("y")), S("z")));
    assert_int_equal(yaml_text(root, S("none")).n, 0);
    assert_int_equal(yaml_text(root, S("aliases")).n, 0);
    assert_null(yaml_get(root, S("absent")));
    assert_null(yaml_get(NULL, S("id")));
}

static void places_count_code_points_from_one(void **state)
{
    const struct yaml_node *root = read(state, "a: 1\n\u0422\u0410: {\u0421: x, d: yes}\n");
    const struct yaml_node *map = root->child->next;
    is_at(map->key_at, 2, 1);
    is_at(map->at, 2, 5);
    is_at(map->child->next->key_at, 2, 12);
    is_at(map->child->next->at, 2, 15);
    is_at(map->child->next->end, 2, 18);
}

static void empty_file_is_an_empty_map(void **state)
{
    assert_int_equal(read(state, "")->kind, YAML_MAP);
    assert_int_equal(read(state, "# only a comment\n")->n_children, 0);
}

static void byte_order_mark_and_crlf_are_accepted(void **state)
{
    const struct yaml_node *root = read(state, "\xEF\xBB\xBF"
                                               "id: tass\r\nname: TASS\r\n");
    assert_true(str_eq(yaml_text(root, S("name")), S("TASS")));
}

static void duplicate_keys_are_refused_with_both_places(void **state)
{
    refuses_z(state, "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", 5, 3,
              "\"c\" stands here again; it was given "
              "in line 3, column 3");
    read(state, "a: {x: 1}\nb: {x: 1}\n"); /* but not of two maps */
}

static void anchors_aliases_tags_and_second_documents_are_refused(void **state)
{
    refuses_z(state, "a: &x 1\n", 1, 4, "anchors");
    refuses_z(state, "a: &x [1]\n", 1, 4, "anchors");
    refuses_z(state, "a: *x\n", 1, 4, "aliases");
    refuses_z(state, "a: !!str 1\n", 1, 4, "tags");
    refuses_z(state, "a: !x {b: c}\n", 1, 4, "tags");
    refuses_z(state, "a: 1\n---\nb: 2\n", 2, 1, "second document");
    refuses_z(state, "? [a]\n: b\n", 1, 3, "a key must be plain text");
}

static void syntax_errors_have_line_and_column(void **state)
{
    refuses_z(state, "a: 1\n\tb: 2\n", 2, 1, "a tab character that violates indentation");
    refuses_z(state, "a:\n\t- b\n", 2, 1, "tabs cannot indent");
    refuses_z(state, "a: [1, 2\nb: 3\n", 2, 2, "did not find expected ',' or ']'");
    refuses_z(state, "a: \"x\n", 2, 1, "unexpected end of stream");
    refuses_z(state, "a: \"x\n", 2, 1, "line 1; a bracket or quotation mark may not be closed");
    refuses_z(state, "a: 1\n b: 2\n", 2, 3, "a colon is not allowed here");
    refuses_z(state, "a: @x\n", 1, 4, "put it in quotes");
    refuses_z(state, "a: 'it's'\n", 1, 8, "expected \"key: value\"");
    refuses_z(state, "  a: 1\nb: 2\n", 2, 1, "check the indentation");
}

static void bytes_that_are_not_utf8_are_refused_with_their_place(void **state)
{
    refuses_z(state, "a: 1\nb: \u0422\xC3(\n", 2, 5, "not UTF-8 (byte 0xC3)");
    refuses(state, S("a: \0b"), (struct refusal){ ERR_FORMAT, 1, 4, "control characters" });
}

static void repeat(struct buf *buf, str piece, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_add(buf, piece);
}

static void nesting_is_limited(void **state)
{
    const struct yaml_node *root;
    struct buf buf;
    buf_init(&buf, 1 << 22);
    repeat(&buf, S("["), 64);
    repeat(&buf, S("]"), 64);
    struct err err = { 0 };
    assert_true(yaml_parse(buf_str(&buf), *state, &root, &err));
    buf_clear(&buf);
    repeat(&buf, S("["), 500000);
    refuses(state, buf_str(&buf), (struct refusal){ ERR_LIMIT, 1, 65, "deeper than 64" });
    buf_clear(&buf);
    repeat(&buf, S("{a: "), 200000);
    refuses(state, buf_str(&buf), (struct refusal){ ERR_LIMIT, 1, 257, "deeper than 64" });
    buf_clear(&buf);
    repeat(&buf, S("- "), 400000);
    refuses(state, buf_str(&buf), (struct refusal){ ERR_LIMIT, 1, 129, "deeper than 64" });
    buf_free(&buf);
}

static void number_of_nodes_is_limited(void **state)
{
    const struct yaml_node *root;
    struct buf buf;
    buf_init(&buf, 1 << 22);
    buf_add(&buf, S("["));
    repeat(&buf, S("a,"), 199999);
    buf_add(&buf, S("]"));
    struct err err = { 0 };
    assert_true(yaml_parse(buf_str(&buf), *state, &root, &err));
    assert_int_equal(root->n_children, 199999);
    buf.n--;
    buf_add(&buf, S("a]"));
    refuses(state, buf_str(&buf), (struct refusal){ ERR_LIMIT, 1, 400000, "more than 200,000" });
    buf_free(&buf);
}

static void size_is_limited_and_outlet_files_may_be_larger(void **state)
{
    const struct yaml_node *root;
    struct buf buf;
    buf_init(&buf, 1 << 24);
    buf_add(&buf, S("schema: citecheck/outlets-1\nnote: "));
    while (buf.n < YAML_BYTES_MAX)
        buf_byte(&buf, 'x');
    struct err err = { 0 };
    assert_true(yaml_parse(buf_str(&buf), *state, &root, &err)); /* a scalar of 1 MiB */
    buf_byte(&buf, 'x');
    refuses(state, buf_str(&buf), (struct refusal){ ERR_LIMIT, 0, 0, "at most 1 MiB" });
    struct rule_file file;
    assert_true(rules_parse(S("x.yaml"), buf_str(&buf), *state, &file, &err));
    assert_int_equal(file.schema, RULE_OUTLETS);
    while (buf.n <= YAML_BYTES_MAX_TABLE)
        buf_byte(&buf, 'x');
    assert_false(rules_parse(S("x.yaml"), buf_str(&buf), *state, &file, &err));
    assert_string_equal(err.message, "4194305 bytes; at most 4 MiB are read");
    buf_free(&buf);
}

static void many_keys_of_one_map_take_linear_time(void **state)
{
    const struct yaml_node *root;
    struct buf buf;
    buf_init(&buf, 1 << 22);
    for (unsigned i = 0; i < 90000; i++)
        buf_printf(&buf, "k%u:\n", i);
    struct err err = { 0 };
    assert_true(yaml_parse(buf_str(&buf), *state, &root, &err));
    assert_int_equal(root->n_children, 90000);
    buf_free(&buf);
}

static const struct yaml_field fields[] = {
    { S_INIT("id"), YAML_SCALAR, true },
    { S_INIT("aliases"), YAML_LIST, false },
    { S_INIT("expect"), YAML_MAP, false },
};

static void complains(void **state, const char *source, uint32_t line, uint32_t column,
                      const char *message)
{
    struct err err = { 0 };
    assert_false(yaml_check(read(state, source), fields, 3, &err));
    assert_string_equal(err.message, message);
    assert_int_equal(err.line, line);
    assert_int_equal(err.column, column);
}

static void check_says_what_was_expected_and_what_was_met(void **state)
{
    struct err err = { 0 };
    assert_true(yaml_check(read(state, "id: a\naliases: one\nexpect: {}\n"), fields, 3, &err));
    complains(state, "id: a\nalaises: [b]\n", 2, 1,
              "unknown entry \"alaises\"; did you mean \"aliases\"?");
    complains(state, "id: a\nwhatever: b\n", 2, 1, "unknown entry \"whatever\"");
    complains(state, "# x\naliases: [b]\n", 2, 1, "\"id\" is missing");
    complains(state, "id: [a]\n", 1, 5, "\"id\" must be plain text, not a list");
    complains(state, "id: a\nexpect: b\n", 2, 9, "\"expect\" must be a map, not plain text");
    complains(state, "- a\n", 1, 1, "expected a map (\"id: ...\"), met a list");
}

static void typed_scalars_are_read_or_refused(void **state)
{
    struct err err = { 0 };
    bool yes = false;
    int32_t number = 0;
    const struct yaml_node *root =
        read(state, "a: yes\nb: false\nc: maybe\nd: -12\ne: 2147483648\nf: []\n");
    assert_true(yaml_bool(yaml_get(root, S("a")), &yes, &err));
    assert_true(yes);
    assert_true(yaml_bool(yaml_get(root, S("b")), &yes, &err));
    assert_false(yes);
    assert_true(yaml_int(yaml_get(root, S("d")), &number, &err));
    assert_int_equal(number, -12);
    assert_false(yaml_bool(yaml_get(root, S("c")), &yes, &err));
    assert_string_equal(err.message, "expected yes or no, met \"maybe\"");
    is_at((struct yaml_place){ err.line, err.column }, 3, 4);
    err = (struct err){ 0 };
    assert_false(yaml_int(yaml_get(root, S("e")), &number, &err));
    assert_false(yaml_int(yaml_get(root, S("f")), &number, NULL));
    assert_int_equal(err.line, 5);
}

static void rule_files_name_their_schema(void **state)
{
    struct rule_file file;
    struct err err = { 0 };
    assert_true(rules_parse(S("p.yaml"), S("schema: citecheck/periods-1\n"), *state, &file, &err));
    assert_int_equal(file.schema, RULE_PERIODS);
    assert_false(rules_parse(S("p.yaml"), S("a: b\n"), *state, &file, &err));
    assert_int_equal(err.line, 1);
    err = (struct err){ 0 };
    assert_false(rules_parse(S("p.yaml"), S("a: b\nschema: x\n"), *state, &file, &err));
    assert_string_equal(err.message, "unknown schema \"x\"");
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 9);
}

static void spent_arena_leaves_nothing_behind(void **state)
{
    (void)state;
    struct err err = { 0 };
    struct arena_guard guard = { .err = &err };
    struct arena small;
    arena_init(&small, 64 * 1024, &guard);
    struct buf buf;
    buf_init(&buf, 1 << 20);
    repeat(&buf, S("- {key: value}\n"), 10000);
    if (setjmp(guard.env) == 0) {
        const struct yaml_node *tree;
        (void)!yaml_parse(buf_str(&buf), &small, &tree, &err);
        fail_msg("the arena was large enough");
    }
    assert_int_equal(err.kind, ERR_LIMIT);
    arena_free(&small); /* the leak checker looks after the rest */
    buf_free(&buf);
}

static void a_scalar_stands_for_a_list_of_one(void **state)
{
    const struct yaml_node *root = read(state, "many: [a, b]\none: c\nnone:\nempty: []\n");
    const struct yaml_node *item = yaml_first(yaml_get(root, S("many")));
    assert_true(str_eq(item->text, S("a")));
    assert_true(str_eq(yaml_after(item)->text, S("b")));
    assert_null(yaml_after(yaml_after(item)));
    item = yaml_first(yaml_get(root, S("one")));
    assert_true(str_eq(item->text, S("c")));
    assert_null(yaml_after(item));
    assert_null(yaml_first(yaml_get(root, S("none"))));
    assert_null(yaml_first(yaml_get(root, S("empty"))));
    assert_null(yaml_first(yaml_get(root, S("absent"))));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_set_up, arena_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(tree_holds_texts_lists_and_maps),
        TEST(places_count_code_points_from_one),
        TEST(empty_file_is_an_empty_map),
        TEST(byte_order_mark_and_crlf_are_accepted),
        TEST(duplicate_keys_are_refused_with_both_places),
        TEST(anchors_aliases_tags_and_second_documents_are_refused),
        TEST(syntax_errors_have_line_and_column),
        TEST(bytes_that_are_not_utf8_are_refused_with_their_place),
        TEST(a_scalar_stands_for_a_list_of_one),
        TEST(nesting_is_limited),
        TEST(number_of_nodes_is_limited),
        TEST(size_is_limited_and_outlet_files_may_be_larger),
        TEST(many_keys_of_one_map_take_linear_time),
        TEST(check_says_what_was_expected_and_what_was_met),
        TEST(typed_scalars_are_read_or_refused),
        TEST(rule_files_name_their_schema),
        TEST(spent_arena_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
