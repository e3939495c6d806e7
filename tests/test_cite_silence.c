/* test_cite_silence.c: parentheticals that are no citations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cite_case.h"

#define RUN(state, day, style, cases)                                                              \
    cite_case_run(*(state), (day), (style), (cases), sizeof(cases) / sizeof *(cases))

static void no_citations(void **state)
{
    static const struct cite_case cases[] = {
        { "The Federal Security Service (FSB) met.", "none" },
        { "The Islamic State (ISKP) met.", "none" },
        { "Talks (late January) failed.", "none" },
        { "Talks (mid-April) failed.", "none" },
        { "Talks (in May 2024) failed.", "none" },
        { "Talks (May 3) failed.", "none" },
        { "Talks (May 3, 2024) failed.", "none" },
        { "Talks (May 3–5) failed.", "none" },
        { "Talks (26 February) failed.", "none" },
        { "Talks (in the presence of 3 observers) failed.", "none" },
        { "The law (Minsk Agreement, February 12, 2015) was signed.", "none" },
        { "The law (Montreux Convention, July 20, 1936) was signed.", "none" },
        { "The leader (born May 3, 1950) spoke.", "none" },
        { "The leader (died July 19, 2023) spoke.", "none" },
        { "The rule (announced February 2026) stays.", "none" },
        { "He went (see Part One).", "none" },
        { "He went (see box 2).", "none" },
        { "He went (see Note 1).", "none" },
        { "He went (703).", "none" },
        { "He went ($1.3 billion).", "none" },
        { "He went (about 3 miles).", "none" },
        { "He went (a weekly bulletin, May 3).", "none" },
        { "The man (March Society, an ultraleft faction) spoke.", "none" },
        { "It works (your mileage may vary).", "none" },
        { "The country (FRY, Serbia and Montenegro) left.", "none" },
        { "The city (Istanbul, 1912) grew.", "none" },
        { "The volume (Fall 1962) sold.", "none" },
        { "He went (Mr. Smith and his wife).", "none" },
        { "He went [sic] home.", "none" },
        { "He went [1] home.", "none" },
        { "He went (i.e., on May 3).", "none" },
        { "He went (sometime on July 19 or 20).", "none" },
        { "The Soviet era (1917–1991) ended.", "none" },
        { "The ratio (1.5) fell.", "none" },
        { "The price (+3.5%) rose.", "none" },
        { "The Ministry of Health (MoH) spoke.", "none" },
        { "It ended (see May 2014).", "none" },
        { "President Zelensky (elected April 2019) spoke.", "none" },
        { "It (the ruling party, since May 2012) won.", "none" },
        { "The (so-called) deal was off.", "none" },
        { "Both ( ) and () are empty.", "none" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

static void events_places_and_bare_dates(void **state)
{
    static const struct cite_case cases[] = {
        { "(as of May 3)", "none" },
        { "(until May 3, 2025)", "none" },
        { "(Operation Barbarossa, June 22, 1941)", "none" },
        { "(Battle of Kursk, July 5, 1943)", "none" },
        { "(Victory Day, May 9)", "none" },
        { "(Federal Law No. 123, May 3, 2024)", "none" },
        { "(UN Security Council Resolution 2231, July 20, 2015)", "none" },
        { "(Moscow, May 3)", "none" },
        { "(Washington, D.C., July 9–11)", "none" },
        { "(Geneva, June 16, 2021)", "none" },
        { "(St. Petersburg, June 5–8)", "none" },
        { "(Astana, Kazakhstan, July 3–4)", "none" },
        { "(the first was on May 3, the second on May 4)", "none" },
        { "(Ramadan, March 11–April 9)", "none" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_citations),
        cmocka_unit_test(events_places_and_bare_dates),
    };
    return cmocka_run_group_tests(tests, cite_world_setup, cite_world_teardown);
}
