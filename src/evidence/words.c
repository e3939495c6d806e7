/* words.c: one pass over the characters. A word is cut where marks part it; then it is folded. */
#include "evidence/words.h"

#include <unicode/uchar.h>

#include "base/distance.h"
#include "base/fold.h"
#include "base/utf8.h"

#include "base/banned.h"

enum { FOLD_BYTES = 64, STOP_LETTERS = 3, NAME_LETTERS_MIN = 5, LONG_NAME_LETTERS = 8 };

/* The pass. */
struct splitter {
    str text;
    struct arena *scratch;
    struct word_list *out;
    uint32_t flags;   /* for the next word */
    unsigned bracket; /* [ that are open */
};

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == 0x02BC;
}

static bool is_quote(uint32_t cp)
{
    return cp == '"' || cp == 0xAB || cp == 0xBB || (cp >= 0x201C && cp <= 0x201F) ||
           (cp >= 0x300C && cp <= 0x300F);
}

static bool is_word_char(uint32_t cp)
{
    return utf8_is_letter(cp) || utf8_is_digit(cp) || utf8_is_mark(cp);
}

/* Soft hyphens and what else has no width. */
static bool is_unseen(uint32_t cp)
{
    return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 || cp == 0xFEFF;
}

/* Scripts that write no blanks: each character is a word. */
static bool is_unspaced(uint32_t cp)
{
    return (cp >= 0x0E00 && cp < 0x1000) || (cp >= 0x3040 && cp < 0xA000) ||
           (cp >= 0xF900 && cp < 0xFB00);
}

static uint32_t peek(str text, size_t at)
{
    return at < text.n ? utf8_next(text, &at) : 0;
}

static bool is_in(str word, const str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(word, list[i]))
            return true;
    return false;
}

/* Names of small numbers as digits. */
static str as_number(str word)
{
    static const struct {
        str name, digits;
    } names[] = {
        { S_INIT("zero"), S_INIT("0") },      { S_INIT("one"), S_INIT("1") },
        { S_INIT("two"), S_INIT("2") },       { S_INIT("three"), S_INIT("3") },
        { S_INIT("four"), S_INIT("4") },      { S_INIT("five"), S_INIT("5") },
        { S_INIT("six"), S_INIT("6") },       { S_INIT("seven"), S_INIT("7") },
        { S_INIT("eight"), S_INIT("8") },     { S_INIT("nine"), S_INIT("9") },
        { S_INIT("ten"), S_INIT("10") },      { S_INIT("eleven"), S_INIT("11") },
        { S_INIT("twelve"), S_INIT("12") },   { S_INIT("thirteen"), S_INIT("13") },
        { S_INIT("fourteen"), S_INIT("14") }, { S_INIT("fifteen"), S_INIT("15") },
        { S_INIT("sixteen"), S_INIT("16") },  { S_INIT("seventeen"), S_INIT("17") },
        { S_INIT("eighteen"), S_INIT("18") }, { S_INIT("nineteen"), S_INIT("19") },
        { S_INIT("twenty"), S_INIT("20") },   { S_INIT("thirty"), S_INIT("30") },
        { S_INIT("forty"), S_INIT("40") },    { S_INIT("fifty"), S_INIT("50") },
        { S_INIT("sixty"), S_INIT("60") },    { S_INIT("seventy"), S_INIT("70") },
        { S_INIT("eighty"), S_INIT("80") },   { S_INIT("ninety"), S_INIT("90") },
    };
    for (size_t i = 0; word.n <= 9 && i < sizeof names / sizeof *names; i++)
        if (str_eq(word, names[i].name))
            return names[i].digits;
    return word;
}

static void push(struct splitter *s, str fold, size_t begin, size_t end, uint32_t flags)
{
    static const str common[] = { S_INIT("that"), S_INIT("this"), S_INIT("with"), S_INIT("from"),
                                  S_INIT("have"), S_INIT("been"), S_INIT("will"), S_INIT("they"),
                                  S_INIT("were"), S_INIT("their") };
    str number = as_number(fold);
    bool is_number = number.p != fold.p || (number.n && number.p[0] >= '0' && number.p[0] <= '9');
    if (is_number)
        flags |= WORD_NUMBER;
    if (!is_number && (utf8_count(number) <= STOP_LETTERS ||
                       is_in(number, common, sizeof common / sizeof *common)))
        flags |= WORD_STOP;
    number = str_slice(number, 0, UINT16_MAX);
    *VEC_PUSH(&s->out->list, s->scratch) = (struct word){ .fold = number.p,
                                                          .hash = (uint32_t)str_hash(number, 0),
                                                          .begin = (uint32_t)begin,
                                                          .end = (uint32_t)end,
                                                          .fold_bytes = (uint16_t)number.n,
                                                          .flags = (uint16_t)flags };
}

static bool is_small(str ascii)
{
    for (size_t i = 0; i < ascii.n; i++)
        if (ascii.p[i] >= 'A' && ascii.p[i] <= 'Z')
            return false;
    return true;
}

/* Letters of one case; accents of Latin letters, ligatures and wide forms by the folding of names. */
static str fold_word(struct splitter *s, str word)
{
    char room[FOLD_BYTES * 2];
    struct buf buf = { .p = room, .cap = sizeof room, .max = sizeof room };
    bool plain = true;
    if (utf8_ascii_run(word) == word.n && is_small(word))
        return word;
    for (size_t at = 0; at < word.n && plain;) {
        uint32_t cp = utf8_next(word, &at);
        plain = cp < 0x80 ||
                (cp >= 0x370 && cp < 0xFB00 && !utf8_is_mark(cp) && !(cp >= 0x1E00 && cp < 0x2200));
        utf8_put(&buf, cp < 0x80 ? (cp >= 'A' && cp <= 'Z' ? cp | 32 : cp)
                                 : (uint32_t)u_foldCase((UChar32)cp, U_FOLD_CASE_DEFAULT));
    }
    if (!plain || buf.failed) {
        str folded = fold_name(s->scratch, word);
        return folded.n ? folded : word;
    }
    return str_dup(s->scratch, buf_str(&buf));
}

/* "don't", "won't", "we've": two words of one place. `apostrophe` is where it stands in the folded word. */
static bool push_contraction(struct splitter *s, str fold, size_t apostrophe, span at,
                             uint32_t flags)
{
    static const struct {
        str tail, second;
    } tails[] = { { S_INIT("re"), S_INIT("are") },
                  { S_INIT("ve"), S_INIT("have") },
                  { S_INIT("ll"), S_INIT("will") },
                  { S_INIT("m"), S_INIT("am") } };
    str head = str_slice(fold, 0, apostrophe), tail = str_from(fold, apostrophe);
    size_t end = span_end(at);
    if (str_eq(tail, S("t")) && str_ends(head, S("n")) && head.n > 1) {
        head = str_eq(head, S("won"))   ? S("will")
               : str_eq(head, S("can")) ? head
                                        : str_slice(head, 0, head.n - 1);
        push(s, head, at.off, end, flags);
        push(s, S("not"), at.off, end, flags & ~(uint32_t)WORD_UPPER);
        return true;
    }
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        if (!str_eq(tail, tails[i].tail))
            continue;
        push(s, head, at.off, end, flags);
        push(s, tails[i].second, at.off, end, flags & ~(uint32_t)WORD_UPPER);
        return true;
    }
    return false;
}

/* Whether exactly three digits stand at `at`. */
static bool is_group_of_three(str text, size_t at)
{
    for (int i = 0; i < 3; i++, at++)
        if (at >= text.n || text.p[at] < '0' || text.p[at] > '9')
            return false;
    return at >= text.n || text.p[at] < '0' || text.p[at] > '9';
}

/* The end of the number at `at`: "1,200", "1 200" with a no-break blank, "12.5". Fills `buf` with its digits,
 * a decimal comma as a point. */
static size_t read_number(str text, size_t at, struct buf *buf)
{
    unsigned group = 0;
    bool grouped = true;
    while (at < text.n) {
        size_t next = at;
        uint32_t cp = utf8_next(text, &next);
        int digit = utf8_digit(cp);
        if (digit >= 0) {
            buf_byte(buf, (char)('0' + digit));
            group++;
            at = next;
            continue;
        }
        bool blank = cp == 0xA0 || cp == 0x202F || cp == 0x2009;
        if (!(cp == '.' || cp == ',' || blank || is_apostrophe(cp)) ||
            utf8_digit(peek(text, next)) < 0)
            break;
        grouped = grouped && group <= 3 && is_group_of_three(text, next);
        if (!grouped && cp != '.' && cp != ',')
            break;
        if (!grouped)
            buf_byte(buf, '.');
        group = 0;
        at = next;
    }
    return at;
}

/* Whether the mark at `at` binds the letters around it into one word: an apostrophe, the dots of "U.S.". */
static bool binds(str text, size_t begin, size_t at, uint32_t cp, size_t next)
{
    uint32_t after = peek(text, next);
    if (is_unseen(cp))
        return true;
    if (is_apostrophe(cp))
        return utf8_is_letter(after);
    if (cp == '[' || cp == ']')
        return utf8_is_letter(after);
    if (cp != '.' || !utf8_is_upper(after))
        return false;
    size_t back = at;
    bool single =
        utf8_is_upper(utf8_before(text, &back)) && (back == begin || text.p[back - 1] == '.');
    size_t behind = next;
    (void)utf8_next(text, &behind);
    return single && !utf8_is_letter(peek(text, behind));
}

/* Reads the word of letters at `at`; returns the offset behind it. */
static size_t read_letters(struct splitter *s, size_t at, uint32_t flags)
{
    size_t begin = at, apostrophe = 0;
    char room[FOLD_BYTES];
    struct buf raw = { .p = room, .cap = sizeof room, .max = sizeof room };
    uint32_t first = peek(s->text, at);
    while (at < s->text.n) {
        size_t next = at;
        uint32_t cp = utf8_next(s->text, &next);
        if (is_unspaced(cp) && at > begin)
            break;
        if (is_word_char(cp))
            utf8_put(&raw, cp);
        else if (!binds(s->text, begin, at, cp, next))
            break;
        if (is_apostrophe(cp))
            apostrophe = raw.n;
        if (cp == '[' || cp == ']') {
            s->bracket = cp == '[';
            flags |= WORD_INSERTED;
        }
        at = next;
        if (is_unspaced(cp))
            break;
    }
    if (utf8_is_upper(first))
        flags |= WORD_UPPER;
    bool whole = !raw.failed;
    str written = str_slice(s->text, begin, at - begin);
    if (whole && raw.n != written.n)
        written = str_dup(s->scratch, buf_str(&raw)); /* without the marks inside it */
    str fold = fold_word(s, written);
    bool ascii = utf8_ascii_run(fold) == fold.n;
    if (!(whole && apostrophe && ascii &&
          push_contraction(s, fold, apostrophe, span_make(begin, at), flags)))
        push(s, fold, begin, at, flags);
    return at;
}

/* A mark between words: what it says of the next one. */
static void read_mark(struct splitter *s, uint32_t cp, size_t at, size_t next)
{
    if (cp == '[')
        s->bracket = 1;
    else if (cp == ']')
        s->bracket = 0;
    else if (cp == 0x2026 || (cp == '.' && str_starts(str_from(s->text, at), S("..."))) ||
             (cp == '.' && str_starts(str_from(s->text, at), S(". . "))))
        s->flags |= WORD_AFTER_GAP;
    else if (is_quote(cp))
        s->flags |= WORD_AFTER_MARK;
    else if (cp == '%')
        push(s, S("percent"), at, next, s->bracket ? WORD_INSERTED : 0);
}

void words_split(str text, struct arena *scratch, struct word_list *out)
{
    struct splitter s = { .text = text, .scratch = scratch, .out = out };
    *out = (struct word_list){ 0 };
    VEC_RESERVE(&out->list, scratch, text.n / 5 + 8);
    for (size_t at = 0; at < text.n;) {
        size_t next = at;
        uint32_t cp = utf8_next(text, &next);
        if (!is_word_char(cp)) {
            read_mark(&s, cp, at, next);
            at = next;
            continue;
        }
        uint32_t flags = s.flags | (s.bracket ? WORD_INSERTED : 0);
        s.flags = 0;
        if (utf8_digit(cp) < 0) {
            at = read_letters(&s, at, flags);
            continue;
        }
        char room[FOLD_BYTES];
        struct buf digits = { .p = room, .cap = sizeof room, .max = sizeof room };
        next = read_number(text, at, &digits);
        push(&s, str_dup(scratch, buf_str(&digits)), at, next, flags);
        at = next;
    }
}

/* British endings as American ones; the letters that follow them may differ from nothing else. */
static bool is_spelling_of(str british, str american)
{
    static const struct {
        str from, to;
    } pairs[] = { { S_INIT("is"), S_INIT("iz") },     { S_INIT("ys"), S_INIT("yz") },
                  { S_INIT("our"), S_INIT("or") },    { S_INIT("tre"), S_INIT("ter") },
                  { S_INIT("ence"), S_INIT("ense") }, { S_INIT("ll"), S_INIT("l") },
                  { S_INIT("mme"), S_INIT("m") } };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        for (size_t at = str_find(british, pairs[i].from, 2); at < british.n;
             at = str_find(british, pairs[i].from, at + 1)) {
            str tail = str_from(british, at + pairs[i].from.n);
            if (british.n - pairs[i].from.n + pairs[i].to.n == american.n &&
                str_eq(str_slice(british, 0, at), str_slice(american, 0, at)) &&
                str_eq(str_slice(american, at, pairs[i].to.n), pairs[i].to) &&
                str_eq(str_from(american, at + pairs[i].to.n), tail))
                return true;
        }
    }
    return false;
}

bool words_equal(const struct word *a, const struct word *b)
{
    str x = word_fold(a), y = word_fold(b);
    if (a->hash == b->hash)
        return str_eq(x, y);
    if ((a->flags | b->flags) & (WORD_NUMBER | WORD_STOP) || x.n < 5 || y.n < 5 || x.p[0] != y.p[0])
        return false;
    return is_spelling_of(x, y) || is_spelling_of(y, x);
}

bool words_join(const struct word *a, const struct word *b, const struct word *c)
{
    str whole = word_fold(c);
    return a->fold_bytes + b->fold_bytes == c->fold_bytes && str_starts(whole, word_fold(a)) &&
           str_ends(whole, word_fold(b));
}

bool words_are_one_name(const struct word *a, const struct word *b)
{
    str x = word_fold(a), y = word_fold(b);
    if (!(a->flags & b->flags & WORD_UPPER) || x.n < NAME_LETTERS_MIN || y.n < NAME_LETTERS_MIN ||
        x.p[0] != y.p[0])
        return false;
    size_t least = x.n < y.n ? x.n : y.n;
    unsigned distance = distance_osa(x, y, 2);
    if (distance <= 1)
        return true;
    bool same_begin = str_eq(str_slice(x, 0, least - 3), str_slice(y, 0, least - 3));
    return distance == 2 && least >= LONG_NAME_LETTERS && same_begin;
}
