/* walk.h: the articles in a folder. */
#ifndef CORE_WALK_H
#define CORE_WALK_H

#include "core/input.h"

/* walk_folder: the files of known formats in a folder and those below it that the configuration wants,
 * sorted by name. Hidden files and folders are left out; in a repository also what git ignores, unless
 * the folder itself is ignored; a link back into a folder above is an error, and a folder is walked
 * through one link only. What cannot be opened becomes an error. */
void walk_folder(struct inputs *inputs, str path);

#endif
