/* outlet_index.h: the names and domains that outlets claim, checked against one another and made the
 * sorted tables of a layer. */
#ifndef OUTLET_OUTLET_INDEX_H
#define OUTLET_OUTLET_INDEX_H

#include "base/vec.h"
#include "outlet/outlet.h"
#include "outlet/outlet_load.h"

/* Where a name stands in its entry. Of one outlet's claims to one folded name the first kind counts. */
enum claim_kind { CLAIM_SHARED, CLAIM_NAME, CLAIM_ALIAS, CLAIM_RISKY, CLAIM_MISSPELLING };

struct name_claim {
    struct outlet_name name; /* `folded`, `written`, `outlet` or `ambiguity`, `risky` are set */
    enum claim_kind kind;
    uint32_t file; /* index in outlet_files */
    struct yaml_place at;
};

struct domain_claim {
    struct outlet_domain domain;
    uint32_t file;
    struct yaml_place at;
};

struct outlet_claims {
    VEC(struct name_claim) names;
    VEC(struct domain_claim) domains;
};

/* outlet_index_build: sets names, domains and name_index of `layer`, whose outlets and ambiguities are
 * set. Sorts the claims.
 *
 * Returns false with ERR_FORMAT when two outlets claim one name that is not listed as ambiguous, an
 * ambiguity leaves out an outlet that claims its name, or two outlets claim one domain. */
bool outlet_index_build(struct outlet_claims *claims, struct outlet_files *files,
                        struct arena *perm, struct outlet_layer *layer, struct err *err);

/* outlet_same_case: whether two names that fold alike have their capitals in the same places; a
 * leading "the" does not count. */
bool outlet_same_case(str a, str b);

#endif
