/* test_cite.c: parentheticals in the house's form and what is read in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cite_case.h"

#define RUN(state, day, style, cases)                                                              \
    cite_case_run(*(state), (day), (style), (cases), sizeof(cases) / sizeof *(cases))

static void one_outlet_and_its_dates(void **state)
{
    static const struct cite_case cases[] = {
        { "Kyiv denied it (TASS, July 19).", "tass 2024-07-19" },
        { "(Meduza, August 17, 2021, May 27)",
          "meduza 2021-08-17; meduza 2024-05-27 | years[May 27]->[May 27, 2024]" },
        { "(TASS, July 3 and 5; Meduza, July 6)",
          "tass 2024-07-03; tass 2024-07-05; meduza 2024-07-06" },
        { "(TASS, July 3–5)", "tass 2024-07-03/2024-07-05" },
        { "(TASS, September 30–October 2, 2023)", "tass 2023-09-30/2023-10-02" },
        { "(Kommersant, December 29)", "kommersant 2023-12-29" },
        { "(Kommersant, August 2)", "kommersant 2024-08-02 !future-date" },
        { "(Kommersant, August 8)", "kommersant 2023-08-08" },
        { "(TASS, May 2024)", "tass 2024-05" },
        { "(TASS, May)", "tass 2024-05" },
        { "(TASS, 2021)", "tass 2021" },
        { "(TASS, 2021, 2022)", "tass 2021; tass 2022" },
        { "(Daily Planet, 2021)", "none" },
        { "(TASS, Jan. 5; Meduza, Sept. 9)", "tass 2024-01-05; meduza 2023-09-09" },
        { "(TASS, Friday, July 19)", "tass 2024-07-19" },
        { "(Fri. July 19, TASS)", "tass 2024-07-19" },
        { "(TASS, July 19, 2024, July 21, 2024)", "tass 2024-07-19; tass 2024-07-21" },
        { "(TASS, 2024-07-19)", "tass 2024-07-19" },
        { "(TASS, 19.07.2024)", "tass 2024-07-19" },
        { "(TASS, 7/19/2024)", "tass 2024-07-19" },
        { "(TASS, 19 July 2024)", "tass 2024-07-19" },
        { "(TASS, 19 July)", "tass 2024-07-19" },
        { "(EDM, March 26; EDM, March 28)",
          "eurasia-daily-monitor 2024-03-26; eurasia-daily-monitor 2024-03-28" },
        { "(EDM, March 28, 26)",
          "eurasia-daily-monitor 2024-03-28; eurasia-daily-monitor 2024-03-26" },
        { "(EDM, March 26; TASS, March 26)", "eurasia-daily-monitor 2024-03-26; tass 2024-03-26" },
        { "(TASS, March 3, May 5, 2021, June 7)",
          "tass 2024-03-03; tass 2021-05-05; tass 2024-06-07 | years[March 3]->[March 3, 2024] |"
          " years[June 7]->[June 7, 2024]" },
        { "(TASS, March 3, 4, May 5, 2021)",
          "tass 2024-03-03; tass 2024-03-04; tass 2021-05-05 | years[4]->[4, 2024]" },
        { "(TASS, 3 March, 5 May 2021)",
          "tass 2024-03-03; tass 2021-05-05 | years[3 March]->[3 March 2024]" },
        { "(TASS,\nJuly 19)", "tass 2024-07-19" },
        { "(see ITAR-\nTASS, July\n19)", "see: tass 2024-07-19" },
        { "(TASS, July 19,\n21; Meduza, July 20)",
          "tass 2024-07-19; tass 2024-07-21; meduza 2024-07-20" },
        { "(TASS, 2021a; Smith, 2021b)", "tass 2021; Smith? 2021" },
        { "(TASS, 2024–26)", "tass 2024/2026" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

static void words_that_lead_to_a_source(void **state)
{
    static const struct cite_case cases[] = {
        { "(see EDM, March 26, 28; see Terrorism Monitor, May 6; TASS, July 19)",
          "see: eurasia-daily-monitor 2024-03-26; see: eurasia-daily-monitor 2024-03-28; see:"
          " terrorism-monitor 2024-05-06; tass 2024-07-19" },
        { "(see also TASS, July 19)", "see also: tass 2024-07-19" },
        { "(cf. TASS, July 19)", "cf.: tass 2024-07-19" },
        { "(e.g., TASS, July 19)", "e.g.: tass 2024-07-19" },
        { "(for example, TASS, July 19; Meduza, July 20)",
          "for example: tass 2024-07-19; meduza 2024-07-20" },
        { "(source: TASS, July 19)", "source: tass 2024-07-19" },
        { "(Source: TASS, July 19)", "source: tass 2024-07-19" },
        { "(via TASS, July 19)", "via: tass 2024-07-19" },
        { "(quoted in TASS, July 19)", "quoted in: tass 2024-07-19" },
        { "(as reported by TASS, July 19)", "as reported by: tass 2024-07-19" },
        { "(According to TASS, July 19)", "according to: tass 2024-07-19" },
        { "(See EDM, July 19)", "see: eurasia-daily-monitor 2024-07-19" },
        { "(Georgiy Satarov to TASS, July 19)", "tass 2024-07-19" },
        { "(Jane Roe in The New York Times, July 19)", "the-new-york-times 2024-07-19" },
        { "(10 percent, according to TASS, July 19)", "tass 2024-07-19" },
        { "(for more on this, see EDM, July 19)", "eurasia-daily-monitor 2024-07-19" },
        { "(according to a May 3 TASS article)", "according to: tass 2024-05-03" },
        { "(in the May 3 issue of the daily Kommersant that it was over)",
          "kommersant 2024-05-03" },
        { "(the May 3 meeting of NATO)", "none" },
        { "(TASS reported on May 3)", "tass 2024-05-03" },
        { "(published in Kommersant on May 3)", "kommersant 2024-05-03" },
        { "(signed in Geneva on May 3)", "none" },
        { "(TASS, July 19, see also Meduza, July 20)",
          "tass 2024-07-19; see also: meduza 2024-07-20 !separator | separator[,]->[;]" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

static void dates_that_are_wrong(void **state)
{
    static const struct cite_case cases[] = {
        { "(Interfax, TASS, February 3)", "interfax 2024-02-03; tass 2024-02-03" },
        { "(Interfax and TASS, February 3)", "interfax 2024-02-03; tass 2024-02-03" },
        { "(Interfax, TASS and Meduza, February 3)",
          "interfax 2024-02-03; tass 2024-02-03; meduza 2024-02-03" },
        { "(Interfax, TASS, and Meduza, February 3, 5)",
          "interfax 2024-02-03; interfax 2024-02-05; tass 2024-02-03; tass 2024-02-05; meduza"
          " 2024-02-03; meduza 2024-02-05" },
        { "(TASS, Thursday, July 19)", "tass 2024-07-19 | weekday[Thursday, July 19]" },
        { "(TASS, Febuary 3)", "tass 2024-02-03 !misspelt-month | month[Febuary]->[February]" },
        { "(TASS, February 30)", "tass 2024-02-30 !impossible-date | impossible[February 30]" },
        { "(TASS, February 29, 2023)",
          "tass 2023-02-29 !impossible-date | impossible[February 29, 2023]" },
        { "(TASS, February 29)", "tass 2024-02-29" },
        { "(TASS, July 1O)", "tass 2024-07-10 !impossible-date | impossible[1O]->[10]" },
        { "(TASS, July 31, 2024)", "tass 2024-07-31 !future-date" },
        { "(TASS, July 30, 2024)", "tass 2024-07-30" },
        { "(TASS, December 1, 2024)", "tass 2024-12-01 !future-date" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

static void names_of_outlets(void **state)
{
    static const struct cite_case cases[] = {
        { "(RFE/RL, May 3)", "rferl 2024-05-03" },
        { "(The New York Times, May 3; the Wall Street Journal, May 4)",
          "the-new-york-times 2024-05-03; the-wall-street-journal 2024-05-04" },
        { "(Daily Planet, May 3)", "Daily Planet? 2024-05-03" },
        { "(Ha’aretz, May 3)", "haaretz 2024-05-03" },
        { "(Al-Jazeera, May 3)", "al-jazeera 2024-05-03" },
        { "(i24NEWS, May 3)", "i24news 2024-05-03" },
        { "(gazeta.uz, July 19)", "gazeta-uz 2024-07-19" },
        { "(Gazeta.uz, Kun.uz, July 19)", "gazeta-uz 2024-07-19; kun-uz 2024-07-19" },
        { "(https://tass.com/politics/1, July 19)", "tass 2024-07-19" },
        { "(unknown-site.example, July 19)", "unknown-site.example? 2024-07-19" },
        { "(Hurriyet Daily News, July 19)", "hurriyet-daily-news 2024-07-19" },
        { "(Haqqin.az, July 19)", "haqqin-az 2024-07-19" },
        { "(ТАСС, July 19)", "tass 2024-07-19" },
        { "(Ukrayinska Pravda, July 19)", "ukrayinska-pravda 2024-07-19" },
        { "(Коммерсантъ, July 19)", "kommersant 2024-07-19" },
        { "(Gazeta.ru, July 19; Lenta.ru, July 20)", "gazeta-ru 2024-07-19; lenta-ru 2024-07-20" },
        { "(7x7, July 19)", "7x7 2024-07-19" },
        { "(Kanal 5, May 3)", "Kanal 5? 2024-05-03" },
        { "(Radio Free Europe/Radio Liberty, July 19)", "rferl 2024-07-19" },
        { "(Russia’s “TASS,” July 19)", "none" },
        { "(Agence France-Presse, July 19)", "afp 2024-07-19" },
        { "(TASS, July 19; and Meduza, July 20)", "tass 2024-07-19; meduza 2024-07-20" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

static void details_around_the_date(void **state)
{
    static const struct cite_case cases[] = {
        { "(TASS, July 19, p. 4)", "tass 2024-07-19" },
        { "(Kommersant, no. 47, July 19)", "kommersant 2024-07-19" },
        { "(TASS, 1115 GMT July 19)", "tass 2024-07-19" },
        { "(TASS in English, July 19)", "tass 2024-07-19" },
        { "(TASS, \"A Headline of Many Words,\" July 19)", "tass 2024-07-19" },
        { "(TASS, “A Headline of Many Words,” July 19; Meduza, July 20)",
          "tass 2024-07-19; meduza 2024-07-20" },
        { "(TASS, July 19, accessed July 21)", "tass 2024-07-19" },
        { "(TASS, July 19; accessed July 21)", "tass 2024-07-19" },
        { "(TASS, accessed July 21)", "tass none !missing-date | no-date[TASS]" },
        { "(Vol. 21, TASS, July 19)", "tass 2024-07-19" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

static void blanks_and_commas(void **state)
{
    static const struct cite_case cases[] = {
        { "(see EDM July 19)",
          "see: eurasia-daily-monitor 2024-07-19 !spacing | spacing[ ]->[, ]" },
        { "(TASS July 19)", "tass 2024-07-19 !spacing | spacing[ ]->[, ]" },
        { "(TASS,July 19)", "tass 2024-07-19 !spacing | spacing[,]->[, ]" },
        { "(TASS, July 19;Meduza, July 20)",
          "tass 2024-07-19; meduza 2024-07-20 !spacing | spacing[;]->[; ]" },
        { "(TASS , July 19)", "tass 2024-07-19 !spacing | spacing[ ]->[]" },
        { "(TASS,  July 19)", "tass 2024-07-19 !spacing | spacing[ ]->[]" },
        { "( TASS, July 19)", "tass 2024-07-19 !spacing | spacing[ ]->[]" },
        { "(TASS, July 19 )", "tass 2024-07-19 !spacing | spacing[ ]->[]" },
        { "(TASS, July 19,21)", "tass 2024-07-19; tass 2024-07-21 !spacing | spacing[,]->[, ]" },
        { "(TASS, July 19; , July 20)",
          "tass 2024-07-19; ? 2024-07-20 !missing-outlet | no-outlet[July 20]" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

static void lost_outlets_and_separators(void **state)
{
    static const struct cite_case cases[] = {
        { "(TASS; Meduza, July 19)", "tass none !separator; meduza 2024-07-19 | separator[TASS]" },
        { "(TASS, July 19; Meduza)",
          "tass 2024-07-19; meduza none !missing-date | no-date[Meduza]" },
        { "(TASS, July 19; July 21)", "tass 2024-07-19; tass 2024-07-21 | carried[July 21]" },
        { "(, July 19)", "? 2024-07-19 !missing-outlet | no-outlet[July 19]" },
        { "(, July 19; TASS, July 20)",
          "? 2024-07-19 !missing-outlet; tass 2024-07-20 | no-outlet[July 19]" },
        { "(TASS, July 19, Meduza, July 20)",
          "tass 2024-07-19; meduza 2024-07-20 !separator | separator[,]->[;]" },
        { "(TASS, July 19 Meduza, July 20)",
          "tass 2024-07-19; meduza 2024-07-20 !separator | separator[ ]->[; ]" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

static void names_alone(void **state)
{
    static const struct cite_case cases[] = {
        { "(TASS)", "tass none !missing-date | no-date[TASS]" },
        { "(Meduza)", "meduza none !missing-date | no-date[Meduza]" },
        { "(TASS, Meduza)", "tass none !missing-date; meduza none !missing-date | no-date[TASS]" },
        { "(Daily Planet)", "none" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

static void brackets(void **state)
{
    static const struct cite_case cases[] = {
        { "(TASS, July 19", "tass 2024-07-19 !unclosed | unclosed[(]" },
        { "(TASS, July 19 and went on", "tass 2024-07-19 !unclosed | unclosed[(]" },
        { "((TASS, July 19)", "tass 2024-07-19 !doubled | unclosed[(]->[]" },
        { "It said so TASS, July 19).", "tass 2024-07-19 !unclosed | unclosed[)]" },
        { "((TASS, July 19))",
          "tass 2024-07-19 !doubled | unclosed[((TASS, July 19))]->[(TASS, July 19)]" },
        { "(TASS, July 19) and so on (Meduza, July 20)", "tass 2024-07-19; meduza 2024-07-20" },
        { "(as before (TASS, July 19))", "tass 2024-07-19" },
        { "(TASS, July 19)", "tass 2024-07-19" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

static void image_credits(void **state)
{
    static const struct cite_case cases[] = {
        { "(Photo by TASS)", "credit tass none" },
        { "(Source: Flickr.com)", "credit flickr none" },
        { "(Image credit: Reuters)", "credit reuters none" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_outlet_and_its_dates),
        cmocka_unit_test(words_that_lead_to_a_source),
        cmocka_unit_test(dates_that_are_wrong),
        cmocka_unit_test(names_of_outlets),
        cmocka_unit_test(details_around_the_date),
        cmocka_unit_test(blanks_and_commas),
        cmocka_unit_test(lost_outlets_and_separators),
        cmocka_unit_test(names_alone),
        cmocka_unit_test(brackets),
        cmocka_unit_test(image_credits),
    };
    return cmocka_run_group_tests(tests, cite_world_setup, cite_world_teardown);
}
