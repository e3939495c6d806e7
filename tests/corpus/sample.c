/* sample.c: reads drafts: a sentence a line, labels in front, an empty line between blocks. */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"

#include "base/banned.h"

const str label_names[LABEL_COUNT] = {
    [LABEL_CLEAN] = S_INIT("{clean} "), [LABEL_MISS] = S_INIT("{miss} "),
    [LABEL_WEAK] = S_INIT("{weak} "),   [LABEL_DATE] = S_INIT("{date} "),
    [LABEL_STALE] = S_INIT("{stale} "),
};

static str read_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(2);
    }
    char *room = NEW(arena, char, TEXT_BYTES_MAX);
    size_t n = fread(room, 1, TEXT_BYTES_MAX, file);
    (void)fclose(file);
    return (str){ room, n };
}

static void take_labels(struct line *line)
{
    for (size_t i = 0; i < LABEL_COUNT; i++) {
        if (!str_starts(line->text, label_names[i]))
            continue;
        line->labels[i] = true;
        line->text = str_from(line->text, label_names[i].n);
        i = (size_t)-1; /* more may follow */
    }
}

static size_t count_words(str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == ' ';
    return n + 1;
}

size_t sample_marker(str text)
{
    size_t n = 0;
    if (str_starts(text, S("- ")))
        return 2;
    while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
        n++;
    return n && n < 3 && str_starts(str_from(text, n), S(". ")) ? n + 2 : 0;
}

static void read_key(str text, struct sample *out)
{
    if (str_starts(text, S("@date ")))
        out->day = str_from(text, 6);
    else if (str_starts(text, S("@txt")))
        out->name = "article.txt";
    else if (str_starts(text, S("@html")))
        out->name = "article.html";
    else if (str_starts(text, S("@frozen ")))
        out->lot = str_from(text, 8);
}

/* Puts the lines of each block together; "@key value" lines stand in front. */
static void parse(str source, struct arena *arena, struct sample *out)
{
    struct buf article;
    str rest = source, text;
    bool in_block = false;
    buf_init(&article, TEXT_BYTES_MAX);
    while (str_next(&rest, '\n', &text)) {
        if (str_starts(text, S("@"))) {
            read_key(text, out);
            continue;
        }
        if (text.n == 0) {
            if (in_block)
                buf_add(&article, S("\n\n"));
            in_block = false;
            continue;
        }
        struct line *line = &out->lines[out->n_lines++];
        *line = (struct line){ .text = text };
        take_labels(line);
        if (in_block)
            buf_byte(&article, sample_marker(line->text) ? '\n' : ' ');
        line->off = article.n;
        buf_add(&article, line->text);
        out->words += count_words(line->text);
        in_block = true;
    }
    out->article = str_dup(arena, buf_str(&article));
    buf_free(&article);
}

void sample_read(const char *path, struct arena *arena, struct sample *out)
{
    out->path = str_from_z(path);
    out->name = "article.md";
    parse(read_file(arena, path), arena, out);
}
