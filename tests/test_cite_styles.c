/* test_cite_styles.c: parentheticals of other houses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cite_case.h"

#define RUN(state, day, style, cases)                                                              \
    cite_case_run(*(state), (day), (style), (cases), sizeof(cases) / sizeof *(cases))

static void day_before_month(void **state)
{
    static const struct cite_case cases[] = {
        { "(ITAR-TASS, 28 February)", "tass 1994-02-28" },
        { "(TASS, 28 February 1994)", "tass 1994-02-28" },
        { "(Narodnaya Armiya, 29 January, 11 March 1992)",
          "narodna-armiya 1992-01-29; narodna-armiya 1992-03-11" },
        { "(Obshchaya Gazeta, 14-20 January; Rossiyskaya Gazeta, 6 November 1993)",
          "Obshchaya Gazeta? 1994-01-14/1994-01-20; rossiyskaya-gazeta 1993-11-06" },
        { "(Xinhua, 4, 6, 18 January)", "xinhua 1994-01-04; xinhua 1994-01-06; xinhua 1994-01-18" },
        { "(Babil, 10 and 12 February)",
          "babel-ua 1994-02-10 !misspelt-outlet; babel-ua 1994-02-12 !misspelt-outlet" },
        { "(Moscow radio, Russian TV, 23 February)",
          "Moscow radio? 1994-02-23; Russian TV? 1994-02-23" },
        { "(ITAR-TASS; Rossiyskiye Vesti, 19 January)",
          "tass none !separator; Rossiyskiye Vesti? 1994-01-19 | separator[ITAR-TASS]" },
        { "(ITAR-TASS, 22 November 1993; 23 November 1993)",
          "tass 1993-11-22; tass 1993-11-23 | carried[23 November 1993]" },
        { "(26 February, Warsaw TV)", "Warsaw TV? 1994-02-26" },
        { "(source: 20 January 1994 MAINICHI SHIMBUN)", "source: mainichi-shimbun 1994-01-20" },
        { "(sources: 3 November and 6 October 1993 MAINICHI SHIMBUN)",
          "sources: mainichi-shimbun 1993-11-03; sources: mainichi-shimbun 1993-10-06" },
        { "(ITAR-TASS, 29 December)", "tass 1993-12-29" },
        { "(ITAR-TASS, 1O January)", "tass 1994-01-10 !impossible-date | impossible[1O]->[10]" },
        { "(Paris Le Figaro, Il March)",
          "Paris Le Figaro? 1993-03-11 !impossible-date | impossible[Il]->[11]" },
        { "(Georgiy Satarov to ITAR-TASS on 5 January)", "tass 1994-01-05" },
        { "(Narodna Hazeta No. 44, November 1993)", "Narodna Hazeta? 1993-11" },
        { "(Sobraniye Aktov, No 6, 1991)", "Sobraniye Aktov? 1991" },
        { "(Rossiyskaya Gazeta, 7 June 1993, page 2400)", "rossiyskaya-gazeta 1993-06-07" },
        { "(Cairo MENA, 7 February, Qol Yisra'el, 10 February)",
          "Cairo MENA? 1994-02-07; Qol Yisra'el? 1994-02-10 !separator | separator[,]->[;]" },
        { "(GAO JISHU TONGXUN, Feb 94)", "GAO JISHU TONGXUN? 1994-02" },
        { "(Pyongyang radio)", "Pyongyang radio? none !missing-date | no-date[Pyongyang radio]" },
        { "(Voice of Palestine [VOP] in Yemen, 13 January)",
          "Voice of Palestine [VOP] in Yemen? 1994-01-13" },
        { "(Xinhua, 4,6 February)",
          "xinhua 1994-02-04; xinhua 1994-02-06 !spacing | spacing[,]->[, ]" },
        { "(DPA, Reuter 4 February)",
          "DPA? 1994-02-04 !spacing; reuters 1994-02-04 !spacing | spacing[ ]->[, ]" },
        { "(Xinhua, Monday, 28 February)", "xinhua 1994-02-28" },
        { "(for example, Damascus radio, 27 February)", "for example: Damascus radio? 1994-02-27" },
        { "(Izvestiya, 31 December 1993; ITAR-TASS, 4 January)",
          "izvestia 1993-12-31; tass 1994-01-04" },
        { "(AFP, 3/2/1994)", "afp 1994-02-03" },
        { "(TASS, 29–30 January)", "tass 1994-01-29/1994-01-30" },
    };
    RUN(state, "1994-03-03", "day-first", cases);
}

static void broadcast_monitoring(void **state)
{
    static const struct cite_case cases[] = {
        { "(Moscow ITAR-TASS in English 1115 GMT 3 Feb 94)", "tass 1994-02-03" },
        { "(London AL-HAYAH 19 Jan 94)", "London AL-HAYAH? 1994-01-19" },
        { "(Sofia BTA in English 1138 GMT 4 Feb 94; au0502183794 AU)", "bta 1994-02-04" },
        { "(Paris LES ECHOS in French 4 Mar 94 p 2; 3 Mar 94 p 4; Paris LE MONDE in French 4, 5"
          " Mar 94 p 2)",
          "les-echos 1994-03-04; les-echos 1994-03-03; le-monde 1994-03-04; le-monde 1994-03-05 |"
          " carried[3 Mar 94]" },
        { "(Beijing XINHUA in English 0925 GMT 20 Dec 93-2 Jan 94)",
          "xinhua 1993-12-20/1994-01-02" },
        { "(Cairo AL-WAFD 23, 24 Jan 94)", "Cairo AL-WAFD? 1994-01-23; Cairo AL-WAFD? 1994-01-24" },
        { "(Paris AIR &amp; COSMOS/AVIATION INTERNATIONAL 22/28 Nov 93)",
          "Paris AIR &amp; COSMOS/AVIATION INTERNATIONAL? 1993-11-22/1993-11-28" },
        { "(Hong Kong AFP in English 1243 GMT 9 Feb 94 )",
          "afp 1994-02-09 !spacing | spacing[ ]->[]" },
        { "(NIKKAN KOGYO SHIMBUN 3 Jun 87, NIKKEI SANGYO SHIMBUN 10 Jan 87)",
          "nikkan-kogyo-shimbun 1987-06-03; NIKKEI SANGYO SHIMBUN? 1987-01-10 !separator |"
          " separator[,]->[;]" },
        { "(Prague HOSPODARSKE NOVINY in Czech 4 Feb 94 pp 1, 2)",
          "hospodarske-noviny 1994-02-04" },
        { "(Tirana ATA in English 1107 GMT 30 Feb 94 AU)",
          "ata-albania 1994-02-30 !impossible-date | impossible[30 Feb 94]" },
        { "(Moscow NOVOYE VREMYA in Russian No 10, 5 Mar 94 pp 12-13)", "nv-ua 1994-03-05" },
    };
    RUN(state, "1994-03-10", "fbis", cases);
}

static void no_known_house(void **state)
{
    static const struct cite_case cases[] = {
        { "(Reuters, 3 May 2024)", "reuters 2024-05-03" },
        { "(Reuters, May 3)", "reuters 2024-05-03" },
        { "(Reuters, 3/5/2024)", "reuters 2024-05-03" },
        { "(Daily Planet, May 3)", "none" },
        { "(Reuters)", "none" },
        { "(Reuters; Meduza, May 3)", "meduza 2024-05-03" },
    };
    RUN(state, "2024-05-10", "generic", cases);
}

static void the_articles_day_is_not_known(void **state)
{
    static const struct cite_case cases[] = {
        { "(TASS, May 3)", "tass --05-03" },
        { "(TASS, May 3, 2024)", "tass 2024-05-03" },
        { "(TASS, May)", "tass --05" },
        { "(TASS, December 30–January 2)", "tass --12-30/--01-02" },
        { "(TASS, February 30)", "tass --02-30 !impossible-date | impossible[February 30]" },
        { "(Meduza, August 17, 2021, May 27)",
          "meduza 2021-08-17; meduza --05-27 | years[May 27]" },
    };
    RUN(state, "", "jamestown", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(day_before_month),
        cmocka_unit_test(broadcast_monitoring),
        cmocka_unit_test(no_known_house),
        cmocka_unit_test(the_articles_day_is_not_known),
    };
    return cmocka_run_group_tests(tests, cite_world_setup, cite_world_teardown);
}
