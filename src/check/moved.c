/* moved.c: CC303: a permanent redirect to the matching page. Only a change worth writing down
 * counts. */
#include "check/support.h"

#include "base/banned.h"

/* Host without "www." and path without a closing slash: what people call the same address. */
static str plain(str url)
{
    size_t at = str_find(url, S("://"), 0);
    if (at < url.n)
        url = str_from(url, at + 3);
    if (str_starts_nocase(url, S("www.")))
        url = str_from(url, 4);
    while (url.n && (url.p[url.n - 1] == '/' || url.p[url.n - 1] == '?' || url.p[url.n - 1] == '#'))
        url.n--;
    return url;
}

void check_moved(const struct check_input *in, struct findings *out)
{
    if (!in->evidence)
        return;
    bool *seen = NEW(out->arena, bool, in->doc->links.n + 1);
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        const struct evidence *e = &in->evidence[i];
        if (e->verdict.code != VERDICT_MOVED || !e->fetch || !e->fetch->permanent_redirect ||
            str_eq_nocase(plain(e->fetch->final_url), plain(ref->url)) ||
            support_is_repeat(ref, seen))
            continue;
        struct finding *f = support_say_link(
            in, out, CHECK_CC303, ref, "The page has moved for good to %.*s. Cite the new address.",
            STR_ARG(url_masked(e->fetch->final_url, out->arena)));
        f->suggestion = e->fetch->final_url;
    }
}
