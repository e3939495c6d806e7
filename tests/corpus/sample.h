/* sample.h: a draft of this folder: its article, and its sentences with their labels (README.md). */
#ifndef CORPUS_SAMPLE_H
#define CORPUS_SAMPLE_H

#include "base/arena.h"
#include "base/str.h"

enum { TEXT_BYTES_MAX = 1 << 20, LINES_MAX = 2000 };

enum label { LABEL_CLEAN, LABEL_MISS, LABEL_WEAK, LABEL_DATE, LABEL_STALE, LABEL_COUNT };

extern const str label_names[LABEL_COUNT];

/* A line of a draft: a sentence with its label. */
struct line {
    str text;
    size_t off; /* in the article */
    bool labels[LABEL_COUNT];
    bool hit[LABEL_COUNT]; /* what the checks said of it */
    bool warned;
};

struct sample {
    str path, day;
    const char *name; /* article.md, article.txt or article.html */
    str lot; /* "second": written after the rules were frozen; empty: they were fitted on it */
    str article;
    struct line lines[LINES_MAX];
    size_t n_lines, words;
};

/* sample_read: reads the draft at `path` into `out`, which is zero. Ends the program when it cannot be read. */
void sample_read(const char *path, struct arena *arena, struct sample *out);

/* sample_marker: bytes of the mark of a list item in front of its text, "- " or "12. "; 0 when there is none. */
size_t sample_marker(str text);

#endif
