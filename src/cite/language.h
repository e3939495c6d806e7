/* language.h: the language that a document's prose is written in. */
#ifndef CITE_LANGUAGE_H
#define CITE_LANGUAGE_H

#include "cite/period_rules.h"
#include "cite/prose.h"

/* language_book: the rules for a document's language: by its metadata, or else the one whose common
 * words its beginning has most of. English when nothing decides. */
const struct period_book *language_book(const struct period_rules *rules, const struct doc *doc,
                                        const struct prose *prose);

#endif
