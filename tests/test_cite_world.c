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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages),
        cmocka_unit_test(brackets),
    };
    return cmocka_run_group_tests(tests, cite_world_setup, cite_world_teardown);
}
