/* doc.h: a document: its text, what its parts are, and how to get back to the source's bytes. */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include "base/date.h"
#include "base/err.h"
#include "base/vec.h"
#include "doc/posmap.h"

enum block_kind {
    BLOCK_PARAGRAPH,
    BLOCK_HEADLINE, /* the article's title; at most one */
    BLOCK_HEADING,  /* also "Executive Summary:" and the like */
    BLOCK_SUMMARY,  /* bullet or paragraph of an executive summary */
    BLOCK_LIST_ITEM,
    BLOCK_QUOTE,   /* block quotation */
    BLOCK_CAPTION, /* image caption or credit */
    BLOCK_BYLINE,
    BLOCK_MASTHEAD, /* "Publication: ... Volume: 21 Issue: 114"; no prose */
    BLOCK_FOOTNOTE,
    BLOCK_TABLE_CELL
};

struct block {
    span text; /* in doc->text; without surrounding blanks */
    uint8_t kind;
    uint16_t number;    /* of an item of a numbered list, as readers see it; 0: none */
    uint32_t paragraph; /* from 1; mastheads are not counted and have 0 */
    uint32_t first_sentence, n_sentences; /* in doc->sentences */
    span label; /* of a footnote: its mark, "[^1]" or "[1]", before `text`; else empty */
};

struct sentence {
    span text; /* without blanks around; closing quotes and a closing parenthetical belong to it */
    uint32_t block;
    uint32_t ordinal; /* from 1 in its block */
};

/* A link of the source: what it stands on and where it leads. */
struct doc_link {
    span text;   /* in doc->text; empty for an image or an empty anchor */
    span source; /* the address as it stands in the source */
    str url;     /* decoded (entities), not unwrapped */
};

/* A comment that steers citecheck: "citecheck-disable-next CC401 -- reason". */
struct doc_mark {
    span source;       /* of the comment */
    str words;         /* from "citecheck-" on, trimmed */
    uint32_t text_off; /* where in the text it stands */
};

/* Something that dates or names the article, and where it stands. */
enum doc_fact_kind {
    DOC_FACT_FRONT_MATTER, /* front matter's date or published */
    DOC_FACT_META,         /* HTML meta, JSON-LD, time element */
    DOC_FACT_MASTHEAD,     /* a date in a masthead line */
    DOC_FACT_FILE_NAME
};

struct doc_fact {
    enum doc_fact_kind kind;
    date value;  /* a valid day */
    span source; /* empty when it is not in the source */
    str label;   /* for reasons: "front matter date", "file name" */
};

struct doc_meta {
    str title; /* front matter, <title> or headline; may be empty */
    str author;
    str url;      /* the article's own address, as the front matter gives it; may be empty */
    str language; /* BCP 47, lower case, or empty */
    str publication; /* as written: masthead's "Publication:", front matter's publication, og:site_name */
    span publication_source;
    uint32_t volume, issue; /* 0 = not given */
    bool front_matter_open; /* it begins, and no line closes it: it was read as text */
    span volume_source, issue_source;
    VEC(struct doc_fact) dates;
};

struct doc {
    str name;   /* path as given, or the name of standard input */
    str source; /* the file's bytes */
    str text;   /* UTF-8; may be the source itself */
    struct posmap map;
    VEC(struct block) blocks;
    VEC(struct sentence) sentences;
    VEC(struct doc_link) links;
    VEC(struct doc_mark) marks;
    struct doc_meta meta;
};

/* doc_source_span: source bytes of a span of the text. */
span doc_source_span(const struct doc *doc, span text);

/* doc_block_at: index of the block that holds text offset `off`, or blocks.n. Logarithmic. */
size_t doc_block_at(const struct doc *doc, uint32_t off);

/* doc_sentence_at: index of the sentence that holds `off`, or sentences.n. Logarithmic. */
size_t doc_sentence_at(const struct doc *doc, uint32_t off);

#endif
