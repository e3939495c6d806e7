/* fuzz_doc_html.c: drafts in HTML of any bytes. */
#include "doc_holds.h"

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    doc_fuzz("2024-07-29-a.html", data, size);
    return 0;
}
