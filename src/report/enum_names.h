/* enum_names.h: how reports spell the shared enums. */
#ifndef REPORT_ENUM_NAMES_H
#define REPORT_ENUM_NAMES_H

#include "base/str.h"

/* Values outside the enum give the empty slice; so do "none" values that reports print as null. */
str name_of_kind(unsigned kind);           /* "citation", "image-credit", "link", "other" */
str name_of_match(unsigned match);         /* "exact", "alias", "domain", "fuzzy", "none" */
str name_of_precision(unsigned precision); /* "day", "month", "year", "range", empty */
str name_of_year(unsigned year);           /* "explicit", "inferred", "unknown", empty */
str name_of_cite_error(unsigned error);    /* "missing-outlet" ..., empty */
str name_of_severity(unsigned severity);   /* "note", "warning", "error", empty */

#endif
