/* near.h: which names may be a few strokes apart, told from the letters they hold. */
#ifndef OUTLET_NEAR_H
#define OUTLET_NEAR_H

#include "base/str.h"

/* name_letters: one bit for each letter a-z of a folded name, one for digits, one for blanks, four for
 * other code points. One stroke changes at most two bits. */
uint32_t name_letters(str folded);

#endif
