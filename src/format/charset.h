/* charset.h: from a draft's bytes to UTF-8, with the way back. Decides whether bytes are text at all.
 *
 * The order of decision: a byte order mark; the magic of other file kinds; NUL bytes (UTF-16 without a
 * mark, or binary); valid UTF-8. Other bytes are either damaged UTF-8, which is an error with its place,
 * or a text in a legacy encoding of one byte a character, which ICU guesses. */
#ifndef FORMAT_CHARSET_H
#define FORMAT_CHARSET_H

#include "base/err.h"
#include "base/str.h"

/* Text that keeps its bytes, or (recoded) one character that stands for `source_len` bytes. */
struct charset_run {
    uint32_t text_off, source_off;
    uint32_t text_len, source_len;
    bool recoded;
};

struct charset_text {
    str text; /* valid UTF-8 without a byte order mark; points into the source when it can */
    const char *encoding;           /* "UTF-8", "UTF-16LE", "windows-1251" ...; static */
    const struct charset_run *runs; /* the whole text in order */
    size_t n_runs;
};

enum { CHARSET_LEGACY_MAX_BYTES = 8 * 1024 * 1024 }; /* largest source that is not UTF-8 */

/* charset_decode: decodes one draft.
 *
 *   source  must outlive the result when it is UTF-8
 *   perm    owns a recoded text and its runs
 *
 * Returns false with ERR_FORMAT (not a text file; a byte that is not UTF-8, with line and column) or
 * ERR_LIMIT (a legacy text over CHARSET_LEGACY_MAX_BYTES).  Time: linear. */
bool charset_decode(str source, struct arena *perm, struct charset_text *out, struct err *err);

#endif
