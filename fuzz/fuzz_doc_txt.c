/* fuzz_doc_txt.c: drafts in plain text of any bytes. */
#include "doc_holds.h"

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    doc_fuzz("2024-07-29-a.txt", data, size);
    return 0;
}
