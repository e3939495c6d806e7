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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_citations),
    };
    return cmocka_run_group_tests(tests, cite_world_setup, cite_world_teardown);
}
