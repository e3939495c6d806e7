/* input.h: what to read: files, folders walked, standard input, texts from memory. */
#ifndef CORE_INPUT_H
#define CORE_INPUT_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "core/config.h"

struct input {
    str name; /* shown in reports; its extension picks the reader */
    str path; /* to open; empty: standard input or `text` */
    str text; /* from memory */
    bool from_memory;
    bool is_stream;      /* can be read only once */
    uint64_t size_bytes; /* as far as known */
};

struct input_list {
    struct input *p;
    size_t n, cap;
};

/* An input that could not be read. */
struct input_error {
    str file, message;
    uint32_t line, column;
};

struct input_errors {
    struct input_error *p;
    size_t n, cap;
};

/* input_add: a file, a folder, or "-". Folders are walked for files of known formats, hidden and VCS
 * folders left out, sorted by name; links to folders already on the way are not followed. What cannot
 * be opened becomes an error. */
void input_add(struct input_list *list, struct input_errors *errors, const struct config *config,
               str path, struct arena *run);

/* input_take_streams: reads what can be read only once (standard input, pipes) into `run`, so that it can
 * be read again, at most `limit` bytes of each. What cannot be read becomes an error. */
void input_take_streams(struct input_list *list, struct input_errors *errors, size_t limit,
                        struct arena *run);

/* input_read: the bytes of an input, in `arena`, at most `limit` bytes. */
bool input_read(const struct input *in, size_t limit, struct arena *arena, str *out,
                struct err *err);

/* input_read_file: the bytes of a file. */
bool input_read_file(str path, size_t limit, struct arena *arena, str *out, struct err *err);

/* input_folder: sorted names of a folder's files that end in `suffix`, as paths. */
struct input_paths {
    str *p;
    size_t n, cap;
};
bool input_folder(str path, str suffix, struct arena *arena, struct input_paths *out,
                  struct err *err);

#endif
