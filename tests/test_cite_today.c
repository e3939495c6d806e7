/* test_cite_today.c: citations as articles of today have them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cite_case.h"

#define RUN(state, day, style, cases)                                                              \
    cite_case_run(*(state), (day), (style), (cases), sizeof(cases) / sizeof *(cases))

static void outlets_of_today(void **state)
{
    static const struct cite_case cases[] = {
        { "(Kavkazsky Uzel, May 3; OC Media, May 4)",
          "kavkazsky-uzel 2024-05-03; oc-media 2024-05-04" },
        { "(Svoboda.org; Idelreal.org, May 3)",
          "radio-svoboda-russian none !separator; idel-realii 2024-05-03 | separator[Svoboda.org]" },
        { "(President.gov.ua, May 3; Zakon.rada.gov.ua, May 4)",
          "president-gov-ua 2024-05-03; verkhovna-rada 2024-05-04" },
        { "(see Strategic Snapshot, May 3; see China Brief, May 4)",
          "see: Strategic Snapshot? 2024-05-03; see: china-brief 2024-05-04" },
        { "(PRC Ministry of National Defense [MND], May 3)", "mod-gov-cn 2024-05-03" },
        { "(People’s Daily, May 3; Xinhua, May 4)", "peoples-daily 2024-05-03; xinhua 2024-05-04" },
        { "(1TV, May 3; 112.ua, May 4; 24tv.ua, May 5)",
          "channel-one-russia 2024-05-03; 112-ukraine 2024-05-04; 24-kanal 2024-05-05" },
        { "(24 Kanal, May 3)", "24-kanal 2024-05-03" },
        { "(U.S. Department of State, May 3)", "state-gov 2024-05-03" },
        { "(U.S. Department of Defense, May 3; NATO, May 4)",
          "defense-gov 2024-05-03; nato-int 2024-05-04" },
        { "(CNN, May 3; BBC, May 4; The Economist, May 5)",
          "cnn 2024-05-03; bbc-news 2024-05-04; the-economist 2024-05-05" },
        { "(Le Monde diplomatique, May 2024)", "le-monde-diplomatique 2024-05" },
        { "(European Council, June 27)", "consilium 2024-06-27" },
        { "(Levada Center, May 3; ISW, May 4)", "levada-center 2024-05-03; isw 2024-05-04" },
        { "(Svobodnaya Pressa, May 3)", "svobodnaya-pressa 2024-05-03" },
        { "(TASS, May 3; see also EDM, May 4)",
          "tass 2024-05-03; see also: eurasia-daily-monitor 2024-05-04" },
        { "(TASS, May 3, 4; RIA Novosti, May 3)",
          "tass 2024-05-03; tass 2024-05-04; ria-novosti 2024-05-03" },
        { "(Krasnaya Zvezda, No. 45, May 3)", "krasnaya-zvezda 2024-05-03" },
        { "(Telegram channel “Rybar,” May 3)", "rybar 2024-05-03" },
        { "(Rybar Telegram channel, May 3)", "rybar 2024-05-03" },
        { "(May 3, 2024, TASS)", "tass 2024-05-03" },
        { "(see EDM, January 30, February 6; June 4)",
          "see: eurasia-daily-monitor 2024-01-30; see: eurasia-daily-monitor 2024-02-06;"
          " eurasia-daily-monitor 2024-06-04 | carried[June 4]" },
        { "(EDM, January 30 and February 6)",
          "eurasia-daily-monitor 2024-01-30; eurasia-daily-monitor 2024-02-06" },
        { "(TASS, January 30-February 6)", "tass 2024-01-30/2024-02-06" },
        { "(TASS, January 30 – February 6, 2023)", "tass 2023-01-30/2023-02-06" },
        { "(Interfax, TASS, January 30; Meduza, Novaya Gazeta Europe, February 6)",
          "interfax 2024-01-30; tass 2024-01-30; meduza 2024-02-06; novaya-gazeta-europe"
          " 2024-02-06" },
        { "(BBC Russian Service, May 3)", "bbc-russian 2024-05-03" },
        { "(Radio Liberty’s Russian service, May 3)",
          "radio-svoboda-russian 2024-05-03 !misspelt-outlet" },
        { "(Voennoye Obozreniye, May 3)", "topwar 2024-05-03 !misspelt-outlet" },
        { "(Iran International, May 3; IRNA, May 4; Tehran Times, May 5)",
          "iran-international 2024-05-03; irna 2024-05-04; tehran-times 2024-05-05" },
        { "(Nikkei Asia, May 3; South China Morning Post [SCMP], May 4)",
          "nikkei-asia 2024-05-03; scmp 2024-05-04" },
        { "(Xinhua, May 3 [accessed May 5])", "xinhua 2024-05-03" },
        { "(TASS, 3 p.m., May 3)", "tass 2024-05-03" },
        { "(TASS, May 3, 2024; updated May 4)", "tass 2024-05-03" },
        { "(in Russian; TASS, May 3)", "tass 2024-05-03" },
        { "(TASS, May 3, in Russian)", "tass 2024-05-03" },
        { "(TASS [Russian], May 3)", "tass 2024-05-03" },
        { "(Kommersant, “Title of It,” May 3)", "kommersant 2024-05-03" },
        { "(Fergana News, May 3; Asia-Plus, May 4; Avesta.tj, May 5)",
          "fergana 2024-05-03; asia-plus 2024-05-04; avesta 2024-05-05" },
        { "(Kun.uz, May 3; gazeta.uz, May 4; UzA, May 5)",
          "kun-uz 2024-05-03; gazeta-uz 2024-05-04; uza 2024-05-05" },
        { "(Eadaily, May 3; EurAsia Daily, May 4)", "eadaily 2024-05-03; eadaily 2024-05-04" },
        { "(VPK, May 3; VPK-news.ru, May 4)",
          "voyenno-promyshlennyy-kuryer 2024-05-03; voyenno-promyshlennyy-kuryer 2024-05-04" },
        { "(Ukrainska Pravda/Bihus.info, May 3)",
          "ukrayinska-pravda 2024-05-03; bihus-info 2024-05-03" },
        { "(The Guardian, May 3rd)", "the-guardian 2024-05-03" },
        { "(TASS, Sept. 3; Interfax, Oct 4)", "tass 2023-09-03; interfax 2023-10-04" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

static void numbers_in_names_and_marks_before_dates(void **state)
{
    static const struct cite_case cases[] = {
        { "(Rossiya-1, July 3)", "rossiya-1 2024-07-03" },
        { "(Rossiya 24, July 3)", "rossiya-24 2024-07-03" },
        { "(Rossiya 1, July 3; Kanal 13, July 4)", "rossiya-1 2024-07-03; Kanal 13? 2024-07-04" },
        { "(Channel 4, July 3)", "Channel 4? 2024-07-03" },
        { "(Vesti 24, July 3)", "rossiya-24 2024-07-03" },
        { "(112 Ukraine, July 3)", "112-ukraine 2024-07-03" },
        { "(24.kg, July 3)", "24-kg 2024-07-03" },
        { "(France 24, July 3, 5)", "france-24 2024-07-03; france-24 2024-07-05" },
        { "(Planet 9, July 3, 5)", "Planet 9? 2024-07-03; Planet 9? 2024-07-05" },
        { "(“Vesti,” Rossiya-1, July 3)", "vesti-ru 2024-07-03; rossiya-1 2024-07-03" },
        { "(Radio 1, 3 July)", "Radio 1? 2024-07-03" },
        { "(Al Jazeera, 3 July 2024, 5 July)",
          "al-jazeera 2024-07-03; al-jazeera 2024-07-05 | years[5 July]->[5 July 2024]" },
        { "(TASS, July 3; Interfax, July 3; RIA, July 3;)",
          "tass 2024-07-03; interfax 2024-07-03; ria-novosti 2024-07-03" },
        { "(TASS, July 3: Interfax, July 4)", "tass 2024-07-03" },
        { "(TASS - July 3)", "tass 2024-07-03 !spacing | spacing[ - ]->[, ]" },
        { "(TASS: July 3)", "tass 2024-07-03 !spacing | spacing[: ]->[, ]" },
        { "(TASS, July 3,)", "tass 2024-07-03" },
        { "(TASS, July 3 2024)", "tass 2024-07-03" },
        { "(TASS, July 3, 24)", "tass 2024-07-03; tass 2024-07-24" },
        { "(TASS, July 3rd, 2024)", "tass 2024-07-03" },
        { "(TASS, late July)", "tass none !missing-date | no-date[TASS]" },
        { "(TASS, early July 2024)", "tass 2024-07" },
        { "(TASS, July 2024 edition)", "tass 2024-07" },
        { "(TASS, summer 2024)", "tass 2024" },
        { "(TASS, n.d.)", "tass none !missing-date | no-date[TASS]" },
        { "(TASS, undated)", "tass none !missing-date | no-date[TASS]" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outlets_of_today),
        cmocka_unit_test(numbers_in_names_and_marks_before_dates),
    };
    return cmocka_run_group_tests(tests, cite_world_setup, cite_world_teardown);
}
