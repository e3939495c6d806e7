/* path.h: how reports that others read name a file: from the repository's root. */
#ifndef REPORT_PATH_H
#define REPORT_PATH_H

#include "report/report.h"

/* report_path: `name` as the run was given it, from the repository's root on, with "." and ".." worked
 * out; what lies outside keeps its absolute path. */
str report_path(const struct report_options *options, str name, struct arena *scratch);

/* path_to_uri: a path as a relative reference (RFC 3986): what may not stand in one is %XX. */
str path_to_uri(str path, struct arena *scratch);

#endif
