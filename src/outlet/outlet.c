/* outlet.c: look-ups in the knowledge base, by id, name and domain. */
#include "outlet/outlet.h"

#include "base/fold.h"
#include "outlet/outlet_index.h"
#include "outlet/outlet_load.h"

#include "base/banned.h"

enum { NAME_BYTES_MAX = 256, ADDRESS_BYTES_MAX = 512 }; /* nobody's name or domain is longer */

static char small(char c)
{
    if (c >= 'A' && c <= 'Z')
        c = (char)(c + 32);
    return c;
}

static const struct outlet *by_id(const struct outlet_layer *layer, str id)
{
    uint32_t low = 0, high = layer->n_outlets;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = str_cmp(layer->outlets[middle].id, id);
        if (order == 0)
            return &layer->outlets[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct outlet *outlet_by_id(const struct outlet_set *set, str id)
{
    for (uint32_t k = set->n_layers; k-- > 0;) {
        const struct outlet *outlet = by_id(set->layers[k], id);
        if (outlet)
            return outlet;
    }
    return NULL;
}

/* Whether a layer above `k` has an outlet of that id: then what layer k says of it no longer counts. */
static bool is_replaced(const struct outlet_set *set, uint32_t k, const struct outlet *outlet)
{
    for (uint32_t above = k + 1; above < set->n_layers; above++)
        if (by_id(set->layers[above], outlet->id))
            return true;
    return false;
}

/* The name of layer k that folds so and, if it is risky, is written so; or NULL. */
static const struct outlet_name *name_in(const struct outlet_layer *layer, str folded,
                                         uint64_t hash, str written)
{
    if (layer->name_index_size == 0)
        return NULL;
    uint32_t mask = layer->name_index_size - 1, i;
    for (uint32_t slot = (uint32_t)hash & mask;; slot = (slot + 1) & mask) {
        i = layer->name_index[slot];
        if (i == 0)
            return NULL;
        if (str_eq(layer->names[i - 1].folded, folded))
            break;
    }
    for (i--; i < layer->n_names && str_eq(layer->names[i].folded, folded); i++)
        if (!layer->names[i].risky || outlet_same_case(layer->names[i].written, written))
            return &layer->names[i];
    return NULL;
}

/* Fills `hit` from a name of layer k; false when its outlet has been replaced. */
static bool take_name(const struct outlet_set *set, uint32_t k, const struct outlet_name *name,
                      struct outlet_hit *hit)
{
    const struct outlet_layer *layer = set->layers[k];
    *hit = (struct outlet_hit){ .name = name };
    if (name->ambiguity != UINT32_MAX) {
        hit->ambiguity = &layer->ambiguities[name->ambiguity];
        hit->outlet = outlet_by_id(set, hit->ambiguity->default_id);
    } else {
        hit->outlet = &layer->outlets[name->outlet];
        if (is_replaced(set, k, hit->outlet))
            return false;
    }
    if (!hit->outlet)
        hit->match = CCK_MATCH_NONE;
    else if (name->is_misspelling)
        hit->match = CCK_MATCH_FUZZY;
    else
        hit->match = name->is_alias ? CCK_MATCH_ALIAS : CCK_MATCH_EXACT;
    return true;
}

static bool find_folded(const struct outlet_set *set, str folded, str written,
                        struct outlet_hit *hit)
{
    if (folded.n == 0)
        return false;
    uint64_t hash = str_hash(folded, 0);
    for (uint32_t k = set->n_layers; k-- > 0;) {
        const struct outlet_name *name = name_in(set->layers[k], folded, hash, written);
        if (name && take_name(set, k, name, hit))
            return true;
    }
    return false;
}

static bool find_beyond_ascii(const struct outlet_set *set, str written, struct outlet_hit *hit)
{
    struct arena scratch;
    arena_init(&scratch, 0, NULL);
    bool found = find_folded(set, fold_name(&scratch, written), written, hit);
    arena_free(&scratch);
    return found;
}

/* "Gazeta.uz", "https://t.me/rybar": a dot inside, no blanks. */
static bool find_as_host(const struct outlet_set *set, str written, struct outlet_hit *hit)
{
    if (str_starts_nocase(written, S("https://")))
        written = str_from(written, 8);
    else if (str_starts_nocase(written, S("http://")))
        written = str_from(written, 7);
    str host, path;
    (void)str_cut(written, '/', &host, &path);
    char lower[NAME_BYTES_MAX];
    if (str_find_byte(host, '.', 1) + 1 >= host.n || str_find_byte(written, ' ', 0) < written.n)
        return false;
    for (size_t i = 0; i < host.n; i++)
        lower[i] = small(host.p[i]);
    return outlet_find_domain(set, (str){ lower, host.n }, str_from(written, host.n), hit);
}

bool outlet_find_name(const struct outlet_set *set, str written, struct outlet_hit *hit)
{
    char room[NAME_BYTES_MAX];
    str folded;
    *hit = (struct outlet_hit){ 0 };
    if (written.n > NAME_BYTES_MAX)
        return false;
    bool found = fold_into(room, sizeof room, written, &folded)
                     ? find_folded(set, folded, written, hit)
                     : find_beyond_ascii(set, written, hit);
    if (found || find_as_host(set, written, hit))
        return true;
    *hit = (struct outlet_hit){ 0 };
    return false;
}

static const struct outlet_domain *domain_in(const struct outlet_layer *layer, str address)
{
    uint32_t low = 0, high = layer->n_domains;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = str_cmp(layer->domains[middle].domain, address);
        if (order == 0)
            return &layer->domains[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool find_address(const struct outlet_set *set, str address, struct outlet_hit *hit)
{
    for (uint32_t k = set->n_layers; k-- > 0;) {
        const struct outlet_domain *domain = domain_in(set->layers[k], address);
        if (!domain)
            continue;
        const struct outlet *outlet = &set->layers[k]->outlets[domain->outlet];
        if (is_replaced(set, k, outlet))
            continue;
        *hit = (struct outlet_hit){ .outlet = outlet, .match = CCK_MATCH_DOMAIN };
        return true;
    }
    return false;
}

/* One place under several addresses: those on the left are looked up as those on the right. */
static const struct {
    str from, to;
} same_place[] = {
    { S_INIT("t.me/s/"), S_INIT("t.me/") }, /* a channel's preview */
    { S_INIT("telegram.me/"), S_INIT("t.me/") },
    { S_INIT("twitter.com/"), S_INIT("x.com/") },
    { S_INIT("mobile.twitter.com/"), S_INIT("x.com/") },
};

/* Writes host and path in small letters, without a trailing slash, into `room`; an overlong path is
 * cut: no rule's is as long. Returns the host's length in `host_n`. */
static str join(char room[ADDRESS_BYTES_MAX], str host, str path, size_t *host_n)
{
    size_t n = 0;
    for (size_t i = 0; i < host.n && n < ADDRESS_BYTES_MAX; i++)
        room[n++] = small(host.p[i]);
    for (size_t i = 0; i < path.n && n < ADDRESS_BYTES_MAX; i++)
        room[n++] = small(path.p[i]);
    str address = { room, n };
    for (size_t i = 0; i < sizeof same_place / sizeof *same_place; i++) {
        str from = same_place[i].from, to = same_place[i].to;
        if (!str_starts(address, from))
            continue;
        memmove(room + to.n, room + from.n, n - from.n);
        memcpy(room, to.p, to.n);
        address.n = n - from.n + to.n;
        break;
    }
    while (str_ends(address, S("/")))
        address.n--;
    *host_n = str_find_byte(address, '/', 0);
    return address;
}

/* The longest registered head of "host/a/b/c": each path is tried with one segment less. */
static bool find_head(const struct outlet_set *set, str address, size_t host_n,
                      struct outlet_hit *hit)
{
    for (;;) {
        if (find_address(set, address, hit))
            return true;
        if (address.n <= host_n)
            return false;
        do
            address.n--;
        while (address.n > host_n && address.p[address.n] != '/');
    }
}

bool outlet_find_domain(const struct outlet_set *set, str host, str path, struct outlet_hit *hit)
{
    char room[ADDRESS_BYTES_MAX];
    size_t host_n;
    *hit = (struct outlet_hit){ 0 };
    if (host.n == 0 || host.n >= ADDRESS_BYTES_MAX)
        return false;
    if (str_starts_nocase(host, S("www.")))
        host = str_from(host, 4);
    if (str_starts_nocase(host, S("m.")))
        host = str_from(host, 2);
    str address = join(room, host, path, &host_n);
    for (;;) {
        if (find_head(set, address, host_n, hit))
            return true;
        size_t dot = str_find_byte(str_slice(address, 0, host_n), '.', 0);
        if (dot >= host_n)
            return false;
        address = str_from(address, dot + 1);
        host_n -= dot + 1;
    }
}

static bool add_layer(const struct rule_file *file, struct arena *perm, struct outlet_set *out,
                      struct err *err)
{
    if (out->n_layers == OUTLET_LAYERS_MAX)
        return err_set(err, ERR_LIMIT, "%.*s: more than %d files of outlets", STR_ARG(file->path),
                       OUTLET_LAYERS_MAX - 1);
    struct outlet_layer *layer = NEW(perm, struct outlet_layer, 1);
    struct outlet_files files = { .p = file, .n = 1 };
    struct err cause = { 0 };
    if (!outlet_layer_load(&files, perm, layer, &cause))
        return err_at(err, cause.kind, cause.line, cause.column, "%.*s:%u:%u: %s",
                      STR_ARG(file->path), cause.line, cause.column, cause.message);
    out->layers[out->n_layers++] = layer;
    return true;
}

bool outlet_set_load(const struct rule_set *rules, struct arena *perm, struct outlet_set *out,
                     struct err *err)
{
    *out = (struct outlet_set){ .layers = { &outlet_builtin_layer }, .n_layers = 1 };
    for (size_t i = 0; i < rules->files.n; i++)
        if (rules->files.p[i].schema == RULE_OUTLETS &&
            !add_layer(&rules->files.p[i], perm, out, err))
            return false;
    return true;
}
