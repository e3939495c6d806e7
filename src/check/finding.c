/* finding.c: adding to the list. */
#include "check/finding.h"

#include "cite/cite.h"

#include "base/banned.h"

struct finding *finding_add(struct findings *out, enum check_id check, span text)
{
    struct finding *f = VEC_PUSH(&out->list, out->arena);
    *f = (struct finding){ .check = (uint8_t)check, .text = text, .citation = CITE_NONE };
    return f;
}
