/* test_sentence.c: where sentences end. In each case a bar stands where one must end, and nowhere else. */
#include "doc/sentence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "doc/abbr.h"
#include "doc/stop.h"

#include "base/banned.h"

enum { TEXT_MAX_BYTES = 2000, HOSTILE_BYTES = 4 * 1000 * 1000, HOSTILE_SECONDS = 120 };

static const char *const plain[] = {
    "One sentence.",
    "No full stop at all",
    "He left.| She stayed.",
    "He left! |She stayed? |They slept.",
    "Did he leave?| No.| He stayed...",
    "He left.\n| She stayed on\nthe second line.",
    "He left.  | Two blanks.",
    "He left.\xC2\xA0|No-break blank.",
    "In 2003.| 145 people came.",
    "The vote is on May 5.| In June it is too late.",
    "Prices rose by 3.5 percent.| Wages did not.",
    "Version 2.0.1 is out.| Nobody noticed.",
    "He asked \xE2\x80\x9Cwhy?\xE2\x80\x9D| Nobody knew.",
    "He said \xE2\x80\x9Cgo.\xE2\x80\x9D| They went.",
    "He said \"go.\"| They went.",
    "He said \xE2\x80\x9Cgo\xE2\x80\x9D.| They went.",
    "\xE2\x80\x9CGo!\xE2\x80\x9D he said.| They went.",
    "\xE2\x80\x9CGo!\xE2\x80\x9D Petrov said.| They went.",
    "\xE2\x80\x9CWhy now?\xE2\x80\x9D General Ivan Petrov asked.| Nobody knew.",
    "He cried \xE2\x80\x9CGo!\xE2\x80\x9D| They went.",
    "\xC2\xABУходи.\xC2\xBB| Он ушёл.",
    "\xE2\x80\x9EGeh weg.\xE2\x80\x9C| Er ging.",
    "He left.| \xE2\x80\x9CGood,\xE2\x80\x9D she said.",
    "He left.| 'Good,' she said.",
    "He left.| \xC2\xABХорошо\xC2\xBB, сказала она.",
    "He stayed... |Then he left.",
    "He said \xE2\x80\xA6 Moscow would pay.| So it did.",
    "He said ... Moscow would pay.| So it did.",
    "He waited \xE2\x80\xA6| The door opened.",
    "He waited\xE2\x80\xA6| The door opened.",
    "What?!| Nobody had told him.",
    "He left.| [Editor\xE2\x80\x99s note: he came back.]",
    "It cost a lot.| $5 million was paid.",
    "It cost a lot.| €5 million was paid.",
    "Nobody buys it.| iPhone sales fell.",
    "Ships wait.| gCaptain saw them.",
    "He left. and came back.| All in one.",
};

static const char *const citations[] = {
    "He left (TASS, May 3).| She stayed.",
    "He left (TASS, May 3; see EDM, March 26, 28).| She stayed (Meduza, May 27).",
    "He left (U.S. Dept. of State, May 3. See below).| She stayed.",
    "He left (This is odd. He had no car.) and came back.| Done.",
    "He left. (TASS, May 3)| She stayed.",
    "He left. (TASS, May 3)",
    "He left. (TASS, May 3).| She stayed.",
    "He left. (TASS, May 3) (Meduza, May 4)| She stayed.",
    "He left.(Meduza, May 27)| She stayed.",
    "He left.(Meduza, May 27).| She stayed.",
    "He left.(Meduza, May 27)|The next began at once.",
    "He left (TASS, May 3).|The blank is missing.",
    "He said \xE2\x80\x9Cgo.\xE2\x80\x9D (TASS, May 3)| They went.",
    "He said \xE2\x80\x9Cgo.\xE2\x80\x9D|They went at once.",
    "He left.| (He had been born there.)| She stayed.",
    "He left.| (He had been born there! Nobody knew.)| She stayed.",
    "He left. (TASS, May 3.)| She stayed.",
    "He left (TASS, May 3. |The parenthesis is open.| It swallows nothing.",
    "He left (TASS, May 3. |Then (Meduza, May 5) she stayed.| They slept.",
    "A ) closes nothing.| Go on.",
    "He left (TASS (in English), May 3. Late).| She stayed.",
    "He left ((TASS, May 3).| She stayed.",
    "He came at 5 p.m. (local time) on Monday.| She stayed.",
    "He came at 5 p.m. (TASS, May 3)| She stayed.",
    "He came home in the U.S. (TASS, May 3)| She stayed.",
    "The U.S. (and allied) President spoke.| He left.",
    "Gen. (ret.) Petrov spoke.| He left.",
    "He left.[1]| She stayed.",
    "He left.[1][2]| She stayed.",
    "He left. [12]| She stayed.",
    "He left.[^a]| She stayed.",
    "He left.\xC2\xB9| She stayed.",
    "He left.\xC2\xB9\xC2\xB2| She stayed.",
    "They left.12 |She stayed.",
    "He left (see www.tass.com/a.Html. Or so).| She stayed.",
    "(TASS, May 3)",
    "(TASS, May 3) He left.| She stayed.",
    "He left (TASS, May 3); she stayed.| They slept.",
    "The “ally” (TOLOnews, May 28).| Earlier this month he left.",
    "He left (\xD0\xA2\xD0\x90\xD0\xA1\xD0\xA1, 3 \xD0\xBC\xD0\xB0\xD1\x8F).| She stayed.",
    "He left. (TASS, May 3), and she stayed.| They slept.",
    "Was it he? (TASS, May 3)| Nobody knew.",
};

static const char *const abbreviations[] = {
    "Gen. Petrov left.| She stayed.",
    "Lt. Col. Petrov left.| She stayed.",
    "Lt.-Gen. Petrov left.| She stayed.",
    "Sen. Smith and Rep. Jones left.| She stayed.",
    "Gov. Smith met Mr. Jones, Mrs. Jones and Dr. No.| Done.",
    "St. Petersburg is cold.| Moscow too.",
    "It happened in St. Petersburg.| Moscow was calm.",
    "Prof. J. R. Smith left.| She stayed.",
    "J. Smith left.| She stayed.",
    "George W. Bush left.| She stayed.",
    "V. V. Putin left.| She stayed.",
    "The U.S. President left.| She stayed.",
    "He lives in the U.S.| The president does too.",
    "He lives in the U.S.| \xE2\x80\x9CWe know,\xE2\x80\x9D she said.",
    "The U.S. \xE2\x80\x9Cspecial operation\xE2\x80\x9D failed.| He left.",
    "The U.K. Foreign Office left.| She stayed.",
    "He went to the U.N.| There he spoke.",
    "The U.S. 5th Fleet sailed.| He left.",
    "The U.S.-led force left.| She stayed.",
    "The U.S.\xE2\x80\x99s policy holds.| She stayed.",
    "The U.S., not the U.K., left.| She stayed.",
    "Washington, D.C. Mayor Smith left.| She stayed.",
    "He left Washington, D.C.| In May he came back.",
    "See No. 5 for more.| Nothing else.",
    "See Nos. 5 and 6.| Nothing else.",
    "He said no.| The talks failed.",
    "See Vol. 21, p. 5, and pp. 7-9.| Nothing else.",
    "See vol. XIV for more.| Nothing else.",
    "See Art. 5 of the treaty.| Nothing else.",
    "It is art.| The museum says so.",
    "On Jan. 5 he left.| On Sept. 6 he came back.",
    "He left in Jan.| The rest stayed.",
    "Police vs. Army ended in a draw.| Done.",
    "Grain, oil, etc. were sold.| Done.",
    "They sold grain, oil, etc.| Prices fell.",
    "They used ships, e.g. Russian ones.| Done.",
    "They used one ship, i.e. Moskva.| It sank.",
    "Cf. Smith for this.| Done.",
    "He came at 5 a.m. Monday was cold.",
    "He came at 5 p.m.| She left at six.",
    "He came at 5 p.m. EST and left.| Done.",
    "He came at 5 a.m. Moscow time.| Done.",
    "Apple Inc. Chief Cook left.| She stayed.",
    "He works at Apple Inc.| The firm is large.",
    "Smith Ltd. and Jones Co. merged.| Done.",
    "Martin Luther King Jr. Day came.| He left.",
    "He is called King Jr.| He left.",
    "Smith et al. Report that.| Done.",
    "They were approx. 500 men.| Done.",
    "He holds a Ph.D.| He teaches.",
    "Yahoo! Finance wrote it.| He read it.",
    "He works at Yahoo!| The firm shrank.",
    "It is on Flickr.com.| He saw it.",
    "It is on Gazeta.Ru and UA.NEWS today.| He saw it.",
    "See https://example.org/a.B?c=D.E for it.| He saw it.",
    "Write to ivan.Petrov@example.org now.| He did.",
    "They met in the hall.|The minister spoke.| He left.",
    "He has a B.| She has an A.",
    "1. The first item stays whole.| Then the second.",
    "He was born on 5.6.1970.| She was not.",
    "Ambassador Amb. Jones left.| She stayed.",
    "Maj. Gen. Smith, Capt. Jones and Sgt. Brown left.| She stayed.",
    "The company, Co. Kerry, is Irish.| Done.",
    "They drove 50 km.| Then they stopped.",
};

static const char *const other_languages[] = {
    "Он родился в 2003 г.| Потом уехал.",
    "Он живёт в г. Москве.| Она тоже.",
    "Он жил там в 1990–1995 гг.| Потом уехал.",
    "См. Статью 5 договора.| Больше ничего.",
    "Музей им. Пушкина закрыт.| Театр тоже.",
    "Купил хлеб, соль и т.д.| Потом ушёл.",
    "Купил хлеб, соль и т. д.| Потом ушёл.",
    "Он пришёл, т.е. Иванов пришёл.| Она ушла.",
    "Он живёт на ул. Ленина.| Она тоже.",
    "А. С. Пушкин писал стихи.| Все читали.",
    "Министр В. Петров ушёл.| Она осталась.",
    "Ушёл ли он?| Никто не знает.",
    "Население 5 млн.| Площадь мала.",
    "См. ст. 5 закона.| И рис. 2 тоже.",
    "Er kam z.B. Montag.| Dann ging er.",
    "Das ist, d.h. Berlin ist, gro\xC3\x9F.| Er ging.",
    "Siehe Nr. 5 dort.| Er ging.",
    "Er kaufte Brot, Salz usw.| Dann ging er.",
    "Am 3. Mai 2024 ging er.| Dann kam er.",
    "Dr. M\xC3\xBCller kam.| \xC3\x84rzte gingen.",
    "\xC2\xBFVino?| \xC2\xA1No!| Nadie lo sabe.",
    "M. Dupont est parti.| Elle est restée.",
    "\xE4\xBB\x96\xE8\xB5\xB0\xE4\xBA\x86\xE3\x80\x82|\xE5\xA5\xB9\xE7\x95\x99\xE4\xB8\x8B\xE3\x80\x82",
    "\xE8\xB5\xB0\xE4\xBA\x86\xEF\xBC\x9F|\xE6\xB2\xA1\xE6\x9C\x89\xEF\xBC\x81",
    "\xD9\x87\xD9\x88 \xD9\x87\xD9\x86\xD8\xA7.| \xD9\x87\xD9\x8A \xD9\x87\xD9\x86\xD8\xA7.",
};

static void take_block(struct doc *doc, struct arena *arena, str text)
{
    *doc = (struct doc){ .text = text };
    VEC_PUSH(&doc->blocks, arena)->text = span_make(0, text.n);
    sentence_split(doc, 0, arena);
}

static bool holds(const char *marked)
{
    char text[TEXT_MAX_BYTES], expected[TEXT_MAX_BYTES], got[TEXT_MAX_BYTES];
    size_t n = 0, e = 0, g = 0;
    struct arena arena;
    struct doc doc;
    for (str rest = str_from_z(marked), piece; str_next(&rest, '|', &piece);) {
        memcpy(text + n, piece.p, piece.n);
        n += piece.n;
        str trimmed = str_trim(piece);
        while (str_ends(trimmed, S("\xC2\xA0")))
            trimmed.n -= 2;
        memcpy(expected + e, trimmed.p, trimmed.n);
        e += trimmed.n;
        expected[e++] = '|';
    }
    arena_init(&arena, 0, NULL);
    take_block(&doc, &arena, (str){ text, n });
    for (size_t i = 0; i < doc.sentences.n; i++) {
        str sentence = str_at(doc.text, doc.sentences.p[i].text);
        memcpy(got + g, sentence.p, sentence.n);
        g += sentence.n;
        got[g++] = '|';
        assert_int_equal(doc.sentences.p[i].ordinal, i + 1);
    }
    bool same = str_eq((str){ expected, e }, (str){ got, g });
    if (!same)
        print_error("expected %.*s\n     got %.*s\n", (int)e, expected, (int)g, got);
    arena_free(&arena);
    return same;
}

#define CHECK_ALL(cases)                                                                           \
    do {                                                                                           \
        size_t failed_ = 0;                                                                        \
        for (size_t i_ = 0; i_ < sizeof(cases) / sizeof(cases)[0]; i_++)                           \
            failed_ += !holds((cases)[i_]);                                                        \
        assert_int_equal(failed_, 0);                                                              \
    } while (0)

static void ends_plain_sentences(void **state)
{
    (void)state;
    CHECK_ALL(plain);
}

static void keeps_citations_with_their_sentence(void **state)
{
    (void)state;
    CHECK_ALL(citations);
}

static void knows_abbreviations(void **state)
{
    (void)state;
    assert_true(abbr_is_sorted());
    CHECK_ALL(abbreviations);
}

static void knows_other_languages(void **state)
{
    (void)state;
    CHECK_ALL(other_languages);
}

/* Every byte at every place of texts shorter and longer than what is compared at once. */
static void stops_where_single_bytes_would(void **state)
{
    (void)state;
    char text[40];
    for (size_t n = 0; n <= sizeof text; n++) {
        for (size_t at = 0; at < n; at++) {
            for (unsigned byte = 0; byte < 256; byte++) {
                memset(text, 'a', sizeof text);
                text[at] = (char)byte;
                bool stops = byte && strchr(".!?(\xE2\xE3\xEF", (int)byte);
                assert_int_equal(stop_next((str){ text, n }, 0), stops ? at : n);
                assert_int_equal(stop_next((str){ text, n }, at + 1), n);
            }
        }
    }
}

static void gives_a_masthead_no_sentences(void **state)
{
    (void)state;
    struct arena arena;
    struct doc doc = { .text = S("Volume: 21 Issue: 114") };
    arena_init(&arena, 0, NULL);
    struct block *block = VEC_PUSH(&doc.blocks, &arena);
    *block = (struct block){ .text = { 0, 21 }, .kind = BLOCK_MASTHEAD };
    sentence_split(&doc, 0, &arena);
    assert_int_equal(doc.sentences.n, 0);
    arena_free(&arena);
}

/* Millions of one pattern end in time: each is a case where a careless scan is quadratic. */
static void takes_hostile_text_in_linear_time(void **state)
{
    (void)state;
    static const char *const patterns[] = { "(",  "((a) ",        "(a. B ", ".",        ". ",
                                            "A.", "\xE2\x80\xA6", "[1]",    ".(",       "a. (",
                                            ").", "\"!",          "a.[^",   "\xC2\xB9", "a.A" };
    (void)alarm(HOSTILE_SECONDS);
    char *text = test_malloc(HOSTILE_BYTES);
    for (size_t p = 0; p < sizeof patterns / sizeof patterns[0]; p++) {
        size_t n = strlen(patterns[p]);
        for (size_t i = 0; i < HOSTILE_BYTES; i++)
            text[i] = patterns[p][i % n];
        struct arena arena;
        struct doc doc;
        arena_init(&arena, 0, NULL);
        take_block(&doc, &arena, (str){ text, HOSTILE_BYTES / n * n });
        arena_free(&arena);
    }
    test_free(text);
    (void)alarm(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_plain_sentences),
        cmocka_unit_test(keeps_citations_with_their_sentence),
        cmocka_unit_test(knows_abbreviations),
        cmocka_unit_test(knows_other_languages),
        cmocka_unit_test(stops_where_single_bytes_would),
        cmocka_unit_test(gives_a_masthead_no_sentences),
        cmocka_unit_test(takes_hostile_text_in_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
