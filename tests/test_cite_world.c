/* test_cite_world.c: citations in other languages and scripts, web addresses and accounts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cite_case.h"

#define RUN(state, day, style, cases)                                                              \
    cite_case_run(*(state), (day), (style), (cases), sizeof(cases) / sizeof *(cases))

static void languages(void **state)
{
    static const struct cite_case cases[] = {
        { "(ТАСС, 19 июля 2024 г.)", "tass 2024-07-19" },
        { "(ТАСС, 19 июля)", "tass 2024-07-19" },
        { "(ТАСС, 19 июля 2024 года; Интерфакс, 20 июля)", "tass 2024-07-19; interfax 2024-07-20" },
        { "(Коммерсантъ, май 2024)", "kommersant 2024-05" },
        { "(Коммерсантъ, 03.2026)", "kommersant 2026-03 !future-date" },
        { "(ТАСС, пятница, 19 июля)", "tass 2024-07-19" },
        { "(РИА Новости, 3 и 5 июля)", "ria-novosti 2024-07-03; ria-novosti 2024-07-05" },
        { "(Українська правда, 19 липня 2024 р.)", "ukrayinska-pravda 2024-07-19" },
        { "(Укрінформ, 3–5 липня 2024 року)", "ukrinform 2024-07-03/2024-07-05" },
        { "(Hürriyet, 19 Temmuz 2024)", "hurriyet 2024-07-19" },
        { "(Hürriyet, 19 Temmuz; Sabah, 3 ve 5 Mayıs)",
          "hurriyet 2024-07-19; sabah 2024-05-03; sabah 2024-05-05" },
        { "(Der Spiegel, 19. Juli 2024)", "der-spiegel 2024-07-19" },
        { "(Die Welt, 3. und 5. März)", "die-welt 2024-03-03; die-welt 2024-03-05" },
        { "(Die Welt, 3.–5. März 2024)", "die-welt 2024-03-03/2024-03-05" },
        { "(Le Monde, 1er mars)", "le-monde 2024-03-01" },
        { "(Le Monde, 19 juillet 2024; Le Figaro, 20 août)",
          "le-monde 2024-07-19; le-figaro 2023-08-20" },
        { "(El País, 19 de julio de 2024)", "el-pais 2024-07-19" },
        { "(El País, 3 y 5 de julio)", "el-pais 2024-07-03; el-pais 2024-07-05" },
        { "(الجزيرة، ٧ يوليو)", "al-jazeera 2024-07-07" },
        { "(الجزيرة، 7 يوليو/تموز 2024)", "al-jazeera 2024-07-07" },
        { "(الجزيرة، 7 كانون الثاني 2024)", "al-jazeera 2024-01-07" },
        { "(العربية، ١٩ يوليو ٢٠٢٤؛ الجزيرة، ٢٠ يوليو)",
          "al-arabiya 2024-07-19; al-jazeera 2024-07-20" },
        { "(ایرنا، ۷ ژوئیه ۲۰۲۴)", "irna 2024-07-07" },
        { "(新华社，2024年7月19日)", "xinhua 2024-07-19" },
        { "(新华社2024年7月19日)", "xinhua 2024-07-19" },
        { "(新华网, 7月19日)", "xinhua 2024-07-19" },
        { "(人民日报, 2024年7月)", "peoples-daily 2024-07" },
        { "(Mars 2020, May 3)", "Mars 2020? 2024-05-03" },
        { "(NASA Mars 2020)", "none" },
        { "(Mayo Clinic, May 3)", "Mayo Clinic? 2024-05-03" },
    };
    RUN(state, "2024-07-29", "day-first", cases);
}

static void brackets(void **state)
{
    static const struct cite_case cases[] = {
        { "（TASS, July 19）", "tass 2024-07-19" },
        { "（新华社，2024年7月19日）", "xinhua 2024-07-19" },
        { "[TASS, July 19]", "tass 2024-07-19" },
        { "[sic] and [1] and [VOP] and [Daily Planet, May 3]", "none" },
        { "[TASS]", "none" },
        { "(Voice of Palestine [VOP], May 3)", "Voice of Palestine [VOP]? 2024-05-03" },
        { "[see EDM, March 26, 28; TASS, July 19]",
          "see: eurasia-daily-monitor 2024-03-26; see: eurasia-daily-monitor 2024-03-28; tass"
          " 2024-07-19" },
        { "(Interfax, ITAR-TASS, (9 March)",
          "interfax 2024-03-09 !doubled; tass 2024-03-09 !doubled | unclosed[(]->[]" },
        { "(Interfax, ITAR-TASS, (March 9) and (TASS, July 19)",
          "interfax 2024-03-09 !doubled; tass 2024-03-09 !doubled; tass 2024-07-19 |"
          " unclosed[(]->[]" },
        { "It said so TASS, July 19).", "tass 2024-07-19 !unclosed | unclosed[)]" },
        { "It said so, in short: TASS, July 19). And on.",
          "tass 2024-07-19 !unclosed | unclosed[)]" },
        { "(TASS, July 19) and on) again", "tass 2024-07-19" },
        { "It said so 1) TASS, July 19; 2) no.", "none" },
        { "((TASS, July 19) and so on", "tass 2024-07-19 !doubled | unclosed[(]->[]" },
        { "(TASS, “A Title; With Marks of Its Own,” July 19; Meduza, July 20)",
          "tass 2024-07-19; meduza 2024-07-20" },
        { "(TASS, “Unclosed title, July 19; Meduza, July 20)",
          "tass 2024-07-19; meduza 2024-07-20" },
        { "It said so (TASS, July 19", "tass 2024-07-19 !unclosed | unclosed[(]" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

static void web_addresses_and_accounts(void **state)
{
    static const struct cite_case cases[] = {
        { "(Tass.com, July 19)", "tass 2024-07-19" },
        { "(www.tass.com, July 19)", "tass 2024-07-19" },
        { "(https://tass.com/politics/1, July 19)", "tass 2024-07-19" },
        { "(https://tass.com/politics/1)", "tass none !missing-date | no-date[tass.com]" },
        { "(TASS, July 19, https://tass.com/politics/1)", "tass 2024-07-19" },
        { "(TASS, https://tass.com/politics/1, July 19)", "tass 2024-07-19" },
        { "(tass.com/politics/1, July 19)", "tass 2024-07-19" },
        { "(nowhere.example.org, July 19)", "nowhere.example.org? 2024-07-19" },
        { "(Telegram/@rybar, July 19)", "rybar 2024-07-19" },
        { "(Telegram, @rybar, July 19)", "rybar 2024-07-19" },
        { "(Telegram/rybar, July 19)", "rybar 2024-07-19" },
        { "(t.me/rybar, July 19)", "rybar 2024-07-19" },
        { "(T.me/rybar/6123, July 19; TASS, July 20)", "rybar 2024-07-19; tass 2024-07-20" },
        { "(t.me/unheard_of, July 19)", "telegram 2024-07-19" },
        { "(Telegram/@unheard_of, July 19)", "telegram 2024-07-19" },
        { "(X.com/@DefenceU, July 19)", "x-twitter 2024-07-19" },
        { "(X/@DefenceU, July 19)", "x-twitter 2024-07-19" },
        { "(Twitter/@DefenceU, July 19)", "x-twitter 2024-07-19" },
        { "(X, July 19)", "x-twitter 2024-07-19" },
        { "(X.com, July 19)", "x-twitter 2024-07-19" },
        { "(Twitter.com/KremlinRussia_E, July 19)", "x-twitter 2024-07-19" },
        { "(YouTube, July 19)", "youtube 2024-07-19" },
        { "(YouTube/@channel, July 19)", "youtube 2024-07-19" },
        { "(VK.com/kremlin, July 19)", "vkontakte 2024-07-19" },
        { "(Vk.com, July 19)", "vkontakte 2024-07-19" },
        { "(VK/@kremlin, July 19)", "vkontakte 2024-07-19" },
        { "(Facebook.com/general.staff, July 19)", "facebook 2024-07-19" },
        { "(Facebook, July 19; Instagram, July 20)", "facebook 2024-07-19; instagram 2024-07-20" },
        { "(author's interview)", "author's interview? none" },
        { "(author’s interview, July 19)", "author’s interview? 2024-07-19" },
        { "(Author's interview with a local resident, July 19)",
          "Author's interview with a local resident? 2024-07-19" },
        { "(author's interviews)", "author's interviews? none" },
        { "(Ministry of Foreign Affairs of Russia, July 19)", "mid-ru 2024-07-19" },
        { "(Russian Ministry of Foreign Affairs, July 19)",
          "Russian Ministry of Foreign Affairs? 2024-07-19" },
        { "(Ministry of Science, Technology and Innovation, July 19)",
          "Ministry of Science, Technology and Innovation? 2024-07-19" },
        { "(Ministry of Energy, Oil and Gas, TASS, July 19)",
          "Ministry of Energy, Oil and Gas? 2024-07-19; tass 2024-07-19" },
        { "(Ministry of Defense, Republic of Lithuania, July 19)",
          "Ministry of Defense, Republic of Lithuania? 2024-07-19" },
        { "(State Duma, July 19)", "state-duma 2024-07-19" },
        { "(Kremlin.ru, July 19)", "kremlin-ru 2024-07-19" },
        { "(Mid.ru, July 19; Mil.ru, July 20)", "mid-ru 2024-07-19; mil-ru 2024-07-20" },
        { "(Hürriyet, TRT Haber and Anadolu, July 19)",
          "hurriyet 2024-07-19; trt-haber 2024-07-19; anadolu 2024-07-19" },
        { "(Interfax, July 18; TASS and RIA Novosti, July 19)",
          "interfax 2024-07-18; tass 2024-07-19; ria-novosti 2024-07-19" },
        { "(The Times, July 19)", "the-times 2024-07-19" },
        { "(Reuters/Interfax, July 19)", "reuters 2024-07-19; interfax 2024-07-19" },
        { "(Rossiyskaya Gazeta, Izvestia, Kommersant, July 19)",
          "rossiyskaya-gazeta 2024-07-19; izvestia 2024-07-19; kommersant 2024-07-19" },
        { "(gov.uk, July 19)", "gov-uk 2024-07-19" },
        { "(UK Government, July 19)", "gov-uk 2024-07-19" },
        { "(President of Russia, July 19)", "kremlin-ru 2024-07-19" },
        { "(TASS, “Russia Strikes Back,” July 19)", "tass 2024-07-19" },
        { "(TASS, \"Three Words Here\", July 19)", "tass 2024-07-19" },
        { "(Ivan Petrov, “A Long Enough Title,” TASS, July 19)", "tass 2024-07-19" },
        { "(interview with author, July 19)", "interview with author? 2024-07-19" },
        { "(personal communication, July 19)", "none" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

static void misspelt_outlets(void **state)
{
    static const struct cite_case cases[] = {
        { "(Kommersent, July 19)", "kommersant 2024-07-19 !misspelt-outlet" },
        { "(Eurasianett, July 19; Eurasianett, July 20)",
          "eurasianet 2024-07-19 !misspelt-outlet; eurasianet 2024-07-20 !misspelt-outlet" },
        { "(Vedomsti, July 19)", "vedomosti 2024-07-19 !misspelt-outlet" },
        { "(Terorism Monitor, July 19)", "terrorism-monitor 2024-07-19 !misspelt-outlet" },
        { "(Daily Planet, July 19)", "Daily Planet? 2024-07-19" },
        { "(Meduze)", "none" },
        { "(TAS, July 19)", "TAS? 2024-07-19" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages),
        cmocka_unit_test(brackets),
        cmocka_unit_test(web_addresses_and_accounts),
        cmocka_unit_test(misspelt_outlets),
    };
    return cmocka_run_group_tests(tests, cite_world_setup, cite_world_teardown);
}
