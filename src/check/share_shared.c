/* share_shared.c: see share_shared.h. */
#include "check/share_shared.h"

#include "base/fold.h"
#include "base/map.h"

#include "base/banned.h"

struct shares share_count(const struct check_input *in, struct arena *arena)
{
    struct shares shares = { 0 };
    struct map places = { 0 };
    for (uint32_t i = 0; i < in->cites->citations.n; i++) {
        const struct citation *c = &in->cites->citations.p[i];
        if (c->kind != CCK_KIND_CITATION || c->outlet_text.n == 0)
            continue;
        shares.total++;
        str key = c->hit.outlet ? c->hit.outlet->id : fold_name(arena, c->outlet_text);
        void **place = map_slot(&places, arena, key);
        if (!*place) {
            str name = c->hit.outlet ? c->hit.outlet->name : c->outlet_text;
            *VEC_PUSH(&shares.list, arena) = (struct share){ name, c->hit.outlet, 0, i };
            size_t *index = NEW(arena, size_t, 1);
            *index = shares.list.n - 1;
            *place = index;
        }
        shares.list.p[*(const size_t *)*place].n++;
    }
    return shares;
}

bool share_is_own(const struct check_input *in, const struct outlet *outlet)
{
    const struct publication *p = in->article->publication;
    const struct outlet *own = p && p->outlet.n ? outlet_by_id(in->outlets, p->outlet) : NULL;
    if (!own || !outlet)
        return false;
    return str_eq(own->id, outlet->id) || (own->home.n && str_eq(own->home, outlet->home));
}
