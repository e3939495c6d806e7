/* insecure_link.c: CC313: http, though the outlet's home page is known by https. */
#include "check/support.h"

#include "base/banned.h"

/* A host without the "www." that sites answer to with or without. */
static str bare_host(str host)
{
    return str_starts_nocase(host, S("www.")) ? str_from(host, 4) : host;
}

/* Whether `url` is on the very host of the outlet's home page, and that page is known by https. Other hosts of
 * its domain may be older. */
static bool has_secure_home(const struct url *url, const struct outlet *outlet, struct arena *arena)
{
    struct url home;
    struct err err = { 0 };
    return outlet && url_parse(outlet->home, arena, &home, &err) &&
           str_eq(home.scheme, S("https")) && str_eq(bare_host(home.host), bare_host(url->host));
}

void check_insecure_link(const struct check_input *in, struct findings *out)
{
    bool *seen = NEW(out->arena, bool, in->doc->links.n + 1);
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        struct url url;
        struct err err = { 0 };
        if (ref->link >= in->doc->links.n || ref->how != REF_LINK || support_is_repeat(ref, seen))
            continue;
        str written = in->doc->links.p[ref->link].url;
        if (!str_starts_nocase(written, S("http://")) ||
            !str_eq(written, support_plain_address(written, out->arena)) || /* CC312 speaks */
            !url_parse(written, out->arena, &url, &err) || url.port != 80 ||
            !has_secure_home(&url, ref->host_outlet, out->arena))
            continue;
        if (in->evidence && evidence_has_moved(&in->evidence[i], ref->url))
            continue;
        struct finding *f = support_say_link(
            in, out, CHECK_CC313, ref, "The link is not secure (http). %.*s is known by https.",
            STR_ARG(ref->host_outlet->name));
        f->suggestion = str_printf(out->arena, "https%.*s", STR_ARG(str_from(written, 4)));
    }
}
