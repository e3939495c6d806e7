/* input.h: what to read: files, folders walked, standard input, texts from memory. */
#ifndef CORE_INPUT_H
#define CORE_INPUT_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

struct change;
struct stat;
struct config_folder;
struct config_set;
struct config_values;

struct input {
    str name;                           /* shown in reports; its extension picks the reader */
    str path;                           /* to open; empty: standard input or `text` */
    str text;                           /* from memory */
    const struct config_values *values; /* what the configuration says for it */
    const struct change *change;        /* what of it counts; NULL: all */
    bool from_memory;
    bool is_stream;      /* can be read only once */
    uint64_t size_bytes; /* as far as known */
    int64_t modified_ns; /* of a file, since 1970; 0: not known */
};

/* An input that could not be read. */
struct input_error {
    str file, message;
    uint32_t line, column;
};

struct inputs {
    struct arena *run;
    struct config_set *configs;
    VEC(struct input) list;
    VEC(struct input_error) errors;
};

/* inputs_add: a file, a folder (walk.h), or "-". What cannot be opened becomes an error. */
void inputs_add(struct inputs *inputs, str path);

/* inputs_add_file: a file that is known to be there, whatever its format, by its folder and name. */
struct input *inputs_add_file(struct inputs *inputs, str path, const struct stat *st);

/* input_modified: when a file was last written. */
int64_t input_modified(const struct stat *st);

/* inputs_add_text: a document from memory. */
struct input *inputs_add_text(struct inputs *inputs, str name, str text);

/* inputs_want: whether the configuration wants a file that was met and not named. */
bool inputs_want(struct inputs *inputs, str path);

/* inputs_fail: remembers that something could not be read; `message` is copied. */
void inputs_fail(struct inputs *inputs, str file, str message);

/* inputs_config: what counts in a folder, or NULL, with an error told once, when its configuration cannot
 * be used. */
struct config_folder *inputs_config(struct inputs *inputs, str folder);

/* inputs_take_streams: reads what can be read only once (standard input, pipes), so that it can be read
 * again, at most `limit` bytes of each. What cannot be read becomes an error. */
void inputs_take_streams(struct inputs *inputs, size_t limit);

/* inputs_sort: by name, each file once: what a run says does not depend on the order of its arguments. */
void inputs_sort(struct inputs *inputs);

/* input_read: the bytes of an input, in `arena`, at most `limit` bytes. */
bool input_read(const struct input *in, size_t limit, struct arena *arena, str *out,
                struct err *err);

/* input_read_file: the bytes of a file. */
bool input_read_file(str path, size_t limit, struct arena *arena, str *out, struct err *err);

/* input_names: sorted names in a folder that is open at `fd`, which is closed; hidden ones left out. */
struct input_paths {
    str *p;
    size_t n, cap;
};
bool input_names(int fd, struct arena *arena, struct input_paths *names);

/* input_join: "folder/name". */
str input_join(struct arena *arena, str folder, str name);

/* input_folder: sorted names of a folder's files that end in `suffix`, as paths; folders in it likewise,
 * but none that a link leads to. */
bool input_folder(str path, str suffix, struct arena *arena, struct input_paths *out,
                  struct err *err);

#endif
