/* generate.h: man page and completions, from the tables of commands and options. */
#ifndef CMD_GENERATE_H
#define CMD_GENERATE_H

#include "cmd/command.h"

/* generate: "man", "bash", "zsh" or "fish". False when there is no such thing. */
bool generate(str what, struct buf *out);

void generate_man(struct buf *out);
void generate_bash(struct buf *out);
void generate_zsh(struct buf *out);
void generate_fish(struct buf *out);

#endif
