/* page_charset.h: a page's bytes as UTF-8. */
#ifndef PAGE_PAGE_CHARSET_H
#define PAGE_PAGE_CHARSET_H

#include "base/str.h"

/* page_to_utf8: decodes a page.
 *
 *   body           bytes as sent, content encoding undone
 *   content_type   header; may be empty
 *   scratch        owns the result when it is not `body` itself
 *
 * A byte order mark decides; then bytes that are valid UTF-8 are UTF-8 whatever is declared (a cut last
 * character allowed); then the header, a meta element in the first 4 KiB, and ICU's detection. NULs
 * become blanks, undecodable bytes U+FFFD: libxml2 stops at either.  Time: linear. */
str page_to_utf8(str body, str content_type, struct arena *scratch);

#endif
