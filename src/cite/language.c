/* language.c: metadata first, then common words ("der", "les", "и") as the rule files list them. */
#include "cite/language.h"

#include "base/banned.h"

enum { SAMPLE_WORDS = 120 };

static const struct period_book *book_named(const struct period_rules *rules, str language)
{
    str primary, rest;
    (void)str_cut(language, '-', &primary, &rest);
    for (size_t i = 0; primary.n && i < rules->books.n; i++)
        if (str_eq_nocase(rules->books.p[i].language, primary))
            return &rules->books.p[i];
    return NULL;
}

static size_t count_common(const struct period_book *book, const struct prose *prose)
{
    size_t n = 0;
    for (size_t i = 0; i < prose->words.n && i < SAMPLE_WORDS; i++) {
        const struct prose_word *w = &prose->words.p[i];
        const struct lexeme *known = lexicon_find(&book->words, w->low, w->hash);
        n += known && (known->marks & PERIOD_MARK_COMMON);
    }
    return n;
}

const struct period_book *language_book(const struct period_rules *rules, const struct doc *doc,
                                        const struct prose *prose)
{
    const struct period_book *best = &rules->books.p[0];
    const struct period_book *named = book_named(rules, doc->meta.language);
    if (named)
        return named;
    size_t most = count_common(best, prose);
    for (size_t i = 1; i < rules->books.n; i++) {
        size_t n = count_common(&rules->books.p[i], prose);
        if (n > most) {
            most = n;
            best = &rules->books.p[i];
        }
    }
    return best;
}
