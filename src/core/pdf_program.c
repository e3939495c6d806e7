/* pdf_program.c: a walk over PATH. */
#include "core/pdf_program.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/banned.h"

enum { WAIT_MS = 5000 };

const struct pdf_tool *pdf_program_find(struct arena *perm)
{
    const char *path = getenv("PATH");
    str folders = path ? str_from_z(path) : S("/usr/bin:/bin"), folder;
    while (str_next(&folders, ':', &folder)) {
        str file = str_printf(perm, "%.*s/pdfinfo", STR_ARG(folder));
        if (!str_starts(folder, S("/")) || access(file.p, X_OK) != 0)
            continue;
        struct pdf_tool *tool = NEW(perm, struct pdf_tool, 1);
        *tool = (struct pdf_tool){ file.p, WAIT_MS };
        return tool;
    }
    return NULL;
}
