/* generate.h: man pages, completions and the configuration's schema, from the tables of commands, options
 * and configuration entries. */
#ifndef CMD_GENERATE_H
#define CMD_GENERATE_H

#include "cmd/command.h"

/* generate: "man", "config-man", "bash", "zsh", "fish" or "schema". False when there is no such thing. */
bool generate(str what, struct buf *out);

void generate_man(struct buf *out);
void generate_bash(struct buf *out);
void generate_zsh(struct buf *out);
void generate_fish(struct buf *out);
void generate_config_man(struct buf *out);
void generate_schema(struct buf *out);

/* man_text: text for roff: no line begins with a dot or quote, and dashes stay dashes. */
void man_text(struct buf *out, const char *text);

#endif
