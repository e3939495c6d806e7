/* quote_altered.c: CC602: quoted words that the cited page has with others in their place. evidence/ has laid
 * the two versions side by side. */
#include "base/fold.h"
#include "check/support.h"

#include "base/banned.h"

enum { EDITS_SHOWN = 4, RELATED_MAX = 16, SHOWN_BYTES = 240 };

/* What people read of a passage. */
static str shown(struct arena *arena, str text)
{
    str line = fold_spaces(arena, text);
    if (line.n <= SHOWN_BYTES)
        return line;
    size_t end = SHOWN_BYTES;
    while (end > 0 && line.p[end] != ' ')
        end--;
    return str_printf(arena, "%.*s ...", STR_ARG(str_slice(line, 0, end)));
}

/* "'Monday' for 'Sunday'", "'not' is left out", "'sharp' is added" */
static str say_edit(struct arena *arena, const struct quote_edit *edit)
{
    str quoted = shown(arena, edit->quoted), page = shown(arena, edit->page);
    if (!quoted.n)
        return str_printf(arena, "\"%.*s\" is left out", STR_ARG(page));
    if (!page.n)
        return str_printf(arena, "\"%.*s\" is added", STR_ARG(quoted));
    return str_printf(arena, "\"%.*s\" for \"%.*s\"", STR_ARG(quoted), STR_ARG(page));
}

static str say_edits(struct arena *arena, const struct quote_result *q)
{
    str all = { 0 };
    for (uint32_t i = 0; i < q->n_edits && i < EDITS_SHOWN; i++) {
        str one = say_edit(arena, &q->edits[i]);
        all = str_printf(arena, "%.*s%s%.*s", STR_ARG(all), i ? ", " : "", STR_ARG(one));
    }
    if (q->n_edits > EDITS_SHOWN)
        all = str_printf(arena, "%.*s and %u more", STR_ARG(all), q->n_edits - EDITS_SHOWN);
    return all;
}

static void say_places(const struct check_input *in, struct findings *out, struct finding *f,
                       const struct quote_result *q)
{
    for (uint32_t i = 0; i < q->n_edits && i < RELATED_MAX; i++) {
        if (!q->edits[i].quoted.n)
            continue;
        str message = q->edits[i].page.n ? str_printf(out->arena, "the page has \"%.*s\"",
                                                      STR_ARG(shown(out->arena, q->edits[i].page)))
                                         : S("the page does not have this");
        say_related(out, f, span_from(in->doc->text, q->edits[i].quoted), message.p);
    }
}

void check_quote_altered(const struct check_input *in, struct findings *out)
{
    for (size_t i = 0; in->evidence && i < in->refs->list.n; i++) {
        const struct evidence *e = &in->evidence[i];
        for (uint32_t k = 0; k < e->n_quotes; k++) {
            const struct quote_result *q = &e->quotes[k];
            if (q->kind != QUOTED_WORDS || q->state != QUOTE_ALTERED)
                continue;
            struct finding *f =
                say(out, CHECK_CC602, q->text,
                    "The cited page has these words differently: %.*s. The page says: "
                    "\"%.*s\". Quote it as it stands, or mark what was changed.",
                    STR_ARG(say_edits(out->arena, q)), STR_ARG(shown(out->arena, q->page_text)));
            f->citation = in->refs->list.p[i].citation;
            say_places(in, out, f, q);
        }
    }
}
