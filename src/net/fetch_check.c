/* fetch_check.c: one function for each kind of option. */
#include "net/fetch_check.h"

#include "format/url.h"
#include "net/addr.h"
#include "net/mapping.h"

#include <errno.h>
#include <openssl/x509_vfy.h>
#include <string.h>
#include <unistd.h>

#include "base/banned.h"

static bool check_agent(str agent, struct err *err)
{
    for (size_t i = 0; i < agent.n; i++)
        if ((unsigned char)agent.p[i] < 0x20 || agent.p[i] == 0x7f)
            return err_set(err, ERR_USAGE, "--user-agent: control character at byte %zu", i + 1);
    return true;
}

/* "[SCHEME://][USER:PASSWORD@]HOST[:PORT]" as libcurl takes it; a bare word is most likely a mistake, so
 * that a scheme or a port must be there. */
static bool is_proxy(str proxy, struct arena *scratch)
{
    static const str schemes[] = { S_INIT("http"),    S_INIT("https"),  S_INIT("socks4"),
                                   S_INIT("socks4a"), S_INIT("socks5"), S_INIT("socks5h") };
    size_t at = str_find(proxy, S("://"), 0);
    str scheme = at < proxy.n ? str_slice(proxy, 0, at) : S("http");
    str rest = at < proxy.n ? str_from(proxy, at + 3) : proxy;
    struct url url;
    struct err ignored = { 0 };
    bool known = false, has_port = at < proxy.n || str_find_byte(rest, ':', 0) < rest.n;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        known |= str_eq_nocase(scheme, schemes[i]);
    return known && has_port &&
           url_parse(str_printf(scratch, "http://%.*s", STR_ARG(rest)), scratch, &url, &ignored) &&
           (url.path.n <= 1 && !url.query.p);
}

static bool check_proxy(str proxy, struct arena *scratch, struct err *err)
{
    if (proxy.n == 0 || is_proxy(proxy, scratch))
        return true;
    return err_set(err, ERR_USAGE,
                   "--proxy: expected [http|https|socks4|socks5://]HOST:PORT, met \"%.*s\"",
                   STR_ARG(url_masked(proxy, scratch)));
}

static bool check_cacert(str cacert, struct arena *scratch, struct err *err)
{
    const char *path = cacert.n ? str_z(scratch, cacert) : NULL;
    if (cacert.n == 0)
        return true;
    if (!path || access(path, R_OK) != 0)
        return err_set(err, ERR_USAGE, "--cacert: %.*s: %s", STR_ARG(cacert),
                       path ? strerror(errno) : "not a file name");
    X509_STORE *store = X509_STORE_new();
    bool good = store && X509_STORE_load_file(store, path);
    X509_STORE_free(store);
    return good || err_set(err, ERR_USAGE, "--cacert: %s: no certificate in PEM form", path);
}

bool fetch_options_check(const struct fetch_options *options, struct arena *scratch,
                         struct err *err)
{
    struct guard guard;
    struct mapping mapping;
    return check_agent(options->user_agent, err) && check_proxy(options->proxy, scratch, err) &&
           check_cacert(options->cacert, scratch, err) &&
           guard_init(&guard, options->allow_addresses, options->n_allow_addresses, scratch, err) &&
           mapping_init(&mapping, options, scratch, err);
}
