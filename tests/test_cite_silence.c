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

static void laws_scores_lives_and_remarks(void **state)
{
    static const struct cite_case cases[] = {
        { "The order was not published (Decree No. 809, November 9, 2022).", "none" },
        { "The court ruled (Case No. 2-1345/2023, May 3, 2023).", "none" },
        { "The statute applies (18 U.S.C. § 1956, as amended March 9, 2006).", "none" },
        { "The precedent stands (Marbury v. Madison, 1803).", "none" },
        { "The judges split (Kavala v. Turkey, December 10, 2019).", "none" },
        { "He ruled for decades (1924-1953) and died in office.", "none" },
        { "The poet (b. June 6, 1799) lived here.", "none" },
        { "The empress (May 2, 1729–November 17, 1796) founded it.", "none" },
        { "It was founded that week (July 3).", "none" },
        { "Exports fell (see Table 2, March figures) in spring.", "none" },
        { "Output rose (Figure 3, May 2024).", "none" },
        { "The chart (Fig. 2) shows it.", "none" },
        { "The senator (D-Vt.) objected and his colleague (R-Ala., since January 3, 2021) agreed.",
          "none" },
        { "They lost (2–1) on Saturday and drew (1-1, May 4).", "none" },
        { "The ship (USS Carney, DDG-64) arrived.", "none" },
        { "The cruiser (Moskva, sunk April 14, 2022) was old.", "none" },
        { "He quoted scripture (John 3:16; Mark 4:2) and left.", "none" },
        { "The verse (1 Samuel 3:5) was read.", "none" },
        { "Call us (+995 32 2 123-456) or write (info@example.org).", "none" },
        { "The engine (750 hp, 12 cylinders) failed at 3,000 meters (9,842 feet).", "none" },
        { "The Federal Security Service (FSB) and the Foreign Intelligence Service (SVR) met.",
          "none" },
        { "The Shanghai Cooperation Organization (SCO, founded June 15, 2001) grew.", "none" },
        { "He won (see above) and lost (see below, May section).", "none" },
        { "The party (AKP, since August 2001) won again.", "none" },
        { "The group (part of the 3rd Corps since May 1, 2024) withdrew.", "none" },
        { "The town (pop. 12,400; March 2021 census) was emptied.", "none" },
        { "The operation (codenamed Eagle, July 4–9) failed.", "none" },
        { "The storm (Category 3, September 9) passed.", "none" },
        { "They met at the Kremlin (Moscow, July 8).", "none" },
        { "They met again (Sochi, Russia, May 3, 2023).", "none" },
        { "He returned (from Geneva, June 15).", "none" },
        { "The committee sat twice (May 3 and June 7).", "none" },
        { "The vote (July 4, 412 to 205) was close.", "none" },
        { "The film (Leviathan, 2014) won.", "none" },
        { "His book (Penguin, 2019) sold.", "none" },
        { "The law (FZ-152, July 27, 2006) is cited often.", "none" },
        { "The missile (Kh-101, first used November 17, 2015) was found.", "none" },
        { "The price (in US dollars, March 2022) doubled.", "none" },
        { "The holiday (Victory Day, May 9) was muted.", "none" },
        { "The exercise (Zapad-2021, September 10–16) was large.", "none" },
        { "Independence (August 24, 1991) came first.", "none" },
        { "The accord (Alma-Ata Declaration, December 21, 1991) binds them.", "none" },
        { "The minister (in office since May 14) smiled.", "none" },
        { "Two men (Ivan, 34, and Pyotr, 29) fled.", "none" },
        { "He posted it later (11 p.m., July 3, Kyiv time).", "none" },
        { "The second phase (April–June) cost more.", "none" },
        { "Profits (Q2 2024) rose and losses (FY2023) fell.", "none" },
        { "The deadline (no later than August 1) is near.", "none" },
        { "It was updated later (Last updated June 3, 2024).", "none" },
        { "The page (Updated June 3, 2024) is gone.", "none" },
        { "The note (Published: June 3, 2024) is short.", "none" },
        { "He retired (Retired May 1, 2020).", "none" },
        { "The resolution (UN Security Council Resolution 2254, December 18, 2015) holds.",
          "none" },
        { "The order (Executive Order 14024, April 15, 2021) stands.", "none" },
        { "The directive (Directive 2014/65/EU, May 15, 2014) applies.", "none" },
    };
    RUN(state, "2024-07-29", "jamestown", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_citations),
        cmocka_unit_test(events_places_and_bare_dates),
        cmocka_unit_test(laws_scores_lives_and_remarks),
    };
    return cmocka_run_group_tests(tests, cite_world_setup, cite_world_teardown);
}
