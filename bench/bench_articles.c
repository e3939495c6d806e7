/* bench_articles.c: generates articles in the house's form: about one citation per 315 bytes, as in the real articles of the house, curly quotes,
 * glosses, masthead. The same size gives the same bytes.
 *   bench_articles BYTES > FILE            one file, one article after the other
 *   bench_articles BYTES --folder DIR      an article a file */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 88172645463325252u;

static unsigned pick(unsigned n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state % n);
}

#define PICK(list) ((list)[pick(sizeof(list) / sizeof *(list))])

static const char *const outlets[] = {
    "TASS",         "Interfax",      "Kommersant",         "Meduza",
    "RIA Novosti",  "RBC",           "Eurasianet",         "EDM",
    "The Diplomat", "Reuters",       "Hurriyet",           "Anadolu",
    "Ukrinform",    "Xinhua",        "Izvestiya",          "The Moscow Times",
    "Akorda.kz",    "Fergana.ru",    "Civil.ge",           "TOLOnews",
    "Vedomosti",    "Novaya Gazeta", "Rossiyskaya Gazeta", "Trend",
};
static const char *const months[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };
static const char *const subjects[] = { "The ministry",
                                        "A spokesman for the border service",
                                        "The council",
                                        "Railway officials",
                                        "Two members of the commission",
                                        "The governor’s office",
                                        "An adviser to the president" };
static const char *const verbs[] = { "said that",           "denied that",
                                     "announced that",      "repeated that",
                                     "did not say whether", "confirmed on state television that" };
static const char *const objects[] = {
    "the convoy would leave the port before the ice closes the northern route",
    "grain shipments through the corridor had doubled since the agreement was signed",
    "the exercise had been planned “well before” the talks and was aimed at nobody",
    "the Collective Security Treaty Organization (CSTO) had not been asked for help",
    "two brigades were moved to the south and a third was “being considered”",
    "the tariff on transit would be lowered by 12 percent for neighboring states",
};
static const char *const tails[] = {
    "a step that had been on the table since the spring meeting of the heads of customs",
    "although the figures published by the port authority a week before pointed the other way",
    "which local media took as an answer to the demands of the trade unions in the two oil towns",
    "and that the second stage of the program would be paid for out of the reserve of the state fund",
};
static const char *const joins[] = { "For the time being, nothing points to a change of course.",
                                     "The Shanghai Cooperation Organization (SCO) took note of it.",
                                     "Observers in the capital read this differently.",
                                     "This leaves the question of who pays for the second line." };

static void cite(FILE *out)
{
    unsigned sources = 1 + (pick(4) == 0);
    fputs(" (", out);
    for (unsigned i = 0; i < sources; i++) {
        fprintf(out, "%s%s%s, %s %u", i ? "; " : "", pick(6) == 0 ? "see " : "", PICK(outlets),
                PICK(months), 1 + pick(28));
        if (pick(8) == 0)
            fprintf(out, ", %u", 2019 + pick(5));
        else if (pick(10) == 0)
            fprintf(out, ", %u", 1 + pick(28));
    }
    fputs(").", out);
}

static void article(FILE *out, unsigned number)
{
    fprintf(out, "Corridor Politics and the Price of Transit, Part %u\n\n", number);
    fprintf(out, "Publication: Eurasia Daily Monitor Volume: %u Issue: %u\n\n", 15 + pick(8),
            1 + pick(200));
    for (unsigned paragraph = 0; paragraph < 6; paragraph++) {
        for (unsigned i = 0; i < 4; i++) {
            fprintf(out, "%s %s %s, %s", PICK(subjects), PICK(verbs), PICK(objects), PICK(tails));
            if (i == 0 || pick(3) == 0)
                fputs(".", out);
            else
                cite(out);
            fputs(" ", out);
        }
        fprintf(out, "%s\n\n", PICK(joins));
    }
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    uint64_t bytes = strtoull(argv[1], NULL, 10);
    const char *folder = argc == 4 && strcmp(argv[2], "--folder") == 0 ? argv[3] : NULL;
    uint64_t written = 0;
    for (unsigned number = 1; written < bytes; number++) {
        char path[4096];
        FILE *out = stdout;
        if (folder) {
            (void)snprintf(path, sizeof path, "%s/article-%06u.txt", folder, number);
            out = fopen(path, "wb");
            if (!out)
                return 1;
        }
        char *text = NULL;
        size_t n = 0;
        FILE *memory = open_memstream(&text, &n);
        if (!memory)
            return 1;
        article(memory, number);
        (void)fclose(memory);
        if (fwrite(text, 1, n, out) != n)
            return 1;
        free(text);
        if (folder && fclose(out) != 0)
            return 1;
        written += n;
    }
    return 0;
}
