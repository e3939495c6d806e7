/* mapping.c: the first rule that fits; a rule of --resolve fits what --connect-to leads to. */
#include "net/mapping.h"

#include "net/addr.h"

#include "base/banned.h"

/* Takes a host, bracketed or not, up to a colon or the end. */
static bool take_host(str *rest, str *host)
{
    size_t end = str_find_byte(*rest, ':', 0);
    if (str_starts(*rest, S("["))) {
        end = str_find_byte(*rest, ']', 0);
        if (end == rest->n)
            return false;
        *host = str_slice(*rest, 1, end - 1);
        end++;
    } else {
        *host = str_slice(*rest, 0, end);
    }
    if (end < rest->n && rest->p[end] != ':')
        return false;
    *rest = str_from(*rest, end + 1);
    return true;
}

static bool take_port(str *rest, uint16_t *port)
{
    str text;
    uint32_t number = 0;
    (void)str_cut(*rest, ':', &text, rest);
    if (text.n && (!str_to_u32(text, &number) || number == 0 || number > 65535))
        return false;
    *port = (uint16_t)number;
    return true;
}

static bool parse_connect_to(str text, struct mapping_rule *out)
{
    str rest = text;
    return take_host(&rest, &out->host) && take_port(&rest, &out->port) &&
           take_host(&rest, &out->to_host) && take_port(&rest, &out->to_port) && rest.n == 0 &&
           (out->to_host.n > 0 || out->to_port > 0);
}

static bool parse_resolve(str text, struct mapping_rule *out)
{
    str rest = text;
    if (!take_host(&rest, &out->host) || !take_port(&rest, &out->port))
        return false;
    if (str_eq(out->host, S("*")))
        out->host = (str){ 0 };
    if (str_starts(rest, S("[")) && str_ends(rest, S("]")))
        rest = str_slice(rest, 1, rest.n - 2);
    out->to_host = rest;
    struct ip ip;
    return ip_parse(rest, &ip);
}

static bool parse_all(const str *texts, struct mapping_rule *rules, size_t n,
                      bool (*parse)(str text, struct mapping_rule *out), str *bad)
{
    for (size_t i = 0; i < n; i++) {
        if (!parse(texts[i], &rules[i])) {
            *bad = texts[i];
            return false;
        }
    }
    return true;
}

bool mapping_init(struct mapping *mapping, const struct fetch_options *options, struct arena *perm,
                  struct err *err)
{
    str bad;
    struct mapping_rule *connect_to = NEW(perm, struct mapping_rule, options->n_connect_to);
    if (!parse_all(options->connect_to, connect_to, options->n_connect_to, parse_connect_to, &bad))
        return err_set(err, ERR_USAGE, "\"%.*s\" is not of the form HOST:PORT:HOST:PORT",
                       STR_ARG(bad));
    struct mapping_rule *resolve = NEW(perm, struct mapping_rule, options->n_resolve);
    if (!parse_all(options->resolve, resolve, options->n_resolve, parse_resolve, &bad))
        return err_set(err, ERR_USAGE, "\"%.*s\" is not of the form HOST:PORT:ADDRESS",
                       STR_ARG(bad));
    *mapping = (struct mapping){ connect_to, resolve, options->n_connect_to, options->n_resolve };
    return true;
}

static bool apply(const struct mapping_rule *rules, size_t n, str *host, uint16_t *port)
{
    for (size_t i = 0; i < n; i++) {
        const struct mapping_rule *rule = &rules[i];
        if ((rule->host.n && !str_eq_nocase(rule->host, *host)) ||
            (rule->port && rule->port != *port))
            continue;
        if (rule->to_host.n)
            *host = rule->to_host;
        if (rule->to_port)
            *port = rule->to_port;
        return true;
    }
    return false;
}

bool mapping_find(const struct mapping *mapping, str *host, uint16_t *port)
{
    bool redirected = apply(mapping->connect_to, mapping->n_connect_to, host, port);
    bool resolved = apply(mapping->resolve, mapping->n_resolve, host, port);
    return redirected || resolved;
}
