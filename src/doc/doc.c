/* doc.c: looking things up in a document. */
#include "doc/doc.h"

#include "base/banned.h"

span doc_source_span(const struct doc *doc, span text)
{
    return posmap_source(&doc->map, text);
}

size_t doc_block_at(const struct doc *doc, uint32_t off)
{
    size_t low = 0, high = doc->blocks.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (span_end(doc->blocks.p[mid].text) <= off)
            low = mid + 1;
        else
            high = mid;
    }
    return low < doc->blocks.n && doc->blocks.p[low].text.off <= off ? low : doc->blocks.n;
}

size_t doc_sentence_at(const struct doc *doc, uint32_t off)
{
    size_t low = 0, high = doc->sentences.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (span_end(doc->sentences.p[mid].text) <= off)
            low = mid + 1;
        else
            high = mid;
    }
    return low < doc->sentences.n && doc->sentences.p[low].text.off <= off ? low : doc->sentences.n;
}
