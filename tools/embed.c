/* embed.c: build-time: writes text files as C strings, sorted as given.
 *   embed OUT.c FILE... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int put_text(FILE *out, const char *path)
{
    FILE *in = fopen(path, "rb");
    if (!in) {
        fprintf(stderr, "embed: %s: cannot be opened\n", path);
        return 1;
    }
    fprintf(out, "    { \"%s\",\n      \"", base_name(path));
    for (int c; (c = fgetc(in)) != EOF;) {
        if (c == '\n')
            fprintf(out, "\\n\"\n      \"");
        else if (c == '"' || c == '\\' || c == '?')
            fprintf(out, "\\%c", c);
        else if (c < 0x20 || c >= 0x7F)
            fprintf(out, "\\%03o", (unsigned)c);
        else
            fputc(c, out);
    }
    fprintf(out, "\" },\n");
    return fclose(in) != 0;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    FILE *out = fopen(argv[1], "wb");
    if (!out) {
        fprintf(stderr, "embed: %s: cannot be written\n", argv[1]);
        return 1;
    }
    int failed = 0;
    fprintf(out, "/* Written by tools/embed.c from docs/checks/. */\n#include \"check/pages.h\"\n\n"
                 "const struct check_page check_pages[] = {\n");
    for (int i = 2; i < argc; i++)
        failed |= put_text(out, argv[i]);
    fprintf(out, "    { NULL, NULL }\n};\nconst size_t check_page_count = %d;\n", argc - 2);
    failed |= fclose(out) != 0;
    return failed;
}
