/* figure.c: a number, the word behind it that scales it, the words before it that loosen it. */
#include "evidence/figure.h"

#include "base/banned.h"

enum { COUNT_MIN = 100, YEAR_MIN = 1900, YEAR_MAX = 2100 };

static const double ABOUT = 0.1, BEYOND = 0.2; /* how far "about" and "more than" reach */

static str fold_at(const struct word_list *words, size_t i)
{
    return i < words->list.n ? word_fold(&words->list.p[i]) : (str){ 0 };
}

/* Digits with at most one point, as words_split writes them. */
static bool read_value(str digits, double *value, double *step)
{
    *value = 0;
    *step = 1;
    bool fraction = false;
    for (size_t i = 0; i < digits.n; i++) {
        char c = digits.p[i];
        if (c == '.' && !fraction) {
            fraction = true;
            continue;
        }
        if (c < '0' || c > '9')
            return false;
        *value = *value * 10 + (c - '0');
        if (fraction)
            *step /= 10;
    }
    *value *= *step;
    return digits.n > 0;
}

/* What the word multiplies by; 1 for other words. */
static double scale_of(str word)
{
    static const struct {
        str name;
        double scale;
    } scales[] = {
        { S_INIT("hundred"), 1e2 },    { S_INIT("thousand"), 1e3 },   { S_INIT("million"), 1e6 },
        { S_INIT("billion"), 1e9 },    { S_INIT("trillion"), 1e12 },  { S_INIT("mln"), 1e6 },
        { S_INIT("bln"), 1e9 },        { S_INIT("bn"), 1e9 },         { S_INIT("tausend"), 1e3 },
        { S_INIT("millionen"), 1e6 },  { S_INIT("milliarden"), 1e9 }, { S_INIT("millions"), 1e6 },
        { S_INIT("milliards"), 1e9 },  { S_INIT("тыс"), 1e3 },        { S_INIT("тысяч"), 1e3 },
        { S_INIT("тысячи"), 1e3 },     { S_INIT("млн"), 1e6 },        { S_INIT("миллиона"), 1e6 },
        { S_INIT("миллионов"), 1e6 },  { S_INIT("млрд"), 1e9 },       { S_INIT("миллиарда"), 1e9 },
        { S_INIT("миллиардов"), 1e9 },
    };
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (str_eq(word, scales[i].name))
            return scales[i].scale;
    return 1;
}

static bool is_one_of(str word, const char *const *list)
{
    for (; *list; list++)
        if (str_eq(word, str_from_z(*list)))
            return true;
    return false;
}

/* Whether the word behind a number makes it a figure of any size. */
static bool is_unit(str word)
{
    static const char *const units[] = {
        "percent",   "percentage", "dollars", "euros",      "rubles",  "roubles",   "pounds",
        "yuan",      "tenge",      "hryvnia", "lira",       "euro",    "dollar",    "tons",
        "tonnes",    "kilometers", "miles",   "kilometres", "barrels", "hectares",  "acres",
        "megawatts", "soldiers",   "troops",  "people",     "prozent", "процентов", "процента",
        "рублей",    "долларов",   NULL
    };
    return is_one_of(word, units);
}

/* Whether the word behind a number makes it part of a date, an age, a name. */
static bool is_no_count(str word)
{
    static const char *const words[] = { "st",    "nd", "rd", "th", "year",
                                         "years", "am", "pm", "s",  NULL };
    return is_one_of(word, words);
}

static bool is_money_mark(str text, size_t at)
{
    static const char *const marks[] = { "$", "€", "£", "¥", "₽", "₴", "₸" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t n = strlen(marks[i]);
        if (at >= n && str_eq(str_slice(text, at - n, n), str_from_z(marks[i])))
            return true;
    }
    return false;
}

/* "more than", "at least", "about" before the number at `i`. */
static enum figure_bound bound_before(const struct word_list *words, size_t i)
{
    static const char *const about[] = { "about",   "around",        "some",  "roughly", "nearly",
                                         "almost",  "approximately", "circa", "rund",    "etwa",
                                         "environ", "около",         "почти", NULL };
    static const char *const over[] = {
        "over", "exceeding", "least", "above", "über", "свыше", NULL
    };
    static const char *const under[] = { "under", "below", "most", NULL };
    str before = i ? fold_at(words, i - 1) : (str){ 0 };
    str first = i > 1 ? fold_at(words, i - 2) : (str){ 0 };
    if (str_eq(before, S("than")))
        return str_eq(first, S("more")) || str_eq(first, S("higher"))  ? FIGURE_OVER
               : str_eq(first, S("less")) || str_eq(first, S("fewer")) ? FIGURE_UNDER
                                                                       : FIGURE_EXACT;
    if (str_eq(before, S("чем")) && str_eq(first, S("более")))
        return FIGURE_OVER;
    if (is_one_of(before, about))
        return FIGURE_ABOUT;
    if (is_one_of(before, over))
        return FIGURE_OVER;
    return is_one_of(before, under) ? FIGURE_UNDER : FIGURE_EXACT;
}

/* "twenty-five": two words of one number. */
static bool is_compound(const struct word_list *words, size_t i, double tens, double *ones)
{
    double step;
    return tens >= 20 && tens <= 90 && i + 1 < words->list.n &&
           words->list.p[i + 1].begin == words->list.p[i].end + 1 &&
           words->list.p[i].end - words->list.p[i].begin > 2 &&
           (words->list.p[i + 1].flags & WORD_NUMBER) &&
           read_value(fold_at(words, i + 1), ones, &step) && *ones >= 1 && *ones <= 9;
}

/* The number at `i` with its scale; false when it is none. `*last` is its last word. */
static bool read_figure(const struct word_list *words, size_t i, struct figure *out, size_t *last)
{
    const struct word *w = &words->list.p[i];
    *out = (struct figure){ 0 };
    *last = i;
    if (!(w->flags & WORD_NUMBER) || !read_value(word_fold(w), &out->value, &out->step))
        return false;
    double ones, scale;
    if (is_compound(words, i, out->value, &ones)) {
        out->value += ones;
        ++*last;
    }
    for (; (scale = scale_of(fold_at(words, *last + 1))) > 1; ++*last) {
        out->value *= scale;
        out->step *= scale;
    }
    out->text = span_make(w->begin, words->list.p[*last].end);
    return true;
}

/* Whether letters or a mark tie the number to something: "Su-35", "9:30", "3/4", "#12". */
static bool is_tied(str text, span at)
{
    static const char before[] = "-/:#.,", behind[] = "-/:";
    size_t end = span_end(at);
    bool front = at.off && strchr(before, text.p[at.off - 1]) && text.p[at.off - 1];
    bool back =
        end + 1 < text.n && text.p[end] && strchr(behind, text.p[end]) && text.p[end + 1] != ' ';
    return front || back;
}

void figures_find(str text, const struct word_list *words, struct arena *scratch,
                  struct figure_list *out)
{
    *out = (struct figure_list){ 0 };
    for (size_t i = 0; i < words->list.n; i++) {
        struct figure f;
        size_t last;
        if (!read_figure(words, i, &f, &last))
            continue;
        str unit = fold_at(words, last + 1);
        bool money = is_money_mark(text, f.text.off);
        bool measured = money || is_unit(unit) || last > i;
        bool year = last == i && f.step >= 1 && f.value >= YEAR_MIN && f.value <= YEAR_MAX &&
                    words->list.p[i].fold_bytes == 4 &&
                    words->list.p[i].end - words->list.p[i].begin == 4;
        bool counts = f.value >= COUNT_MIN && !year && !is_no_count(unit);
        if (is_tied(text, f.text) || !(measured || counts) ||
            (i && scale_of(fold_at(words, i)) > 1))
            continue;
        f.bound = (uint8_t)bound_before(words, i);
        if (is_unit(unit))
            f.text = span_make(f.text.off, words->list.p[last + 1].end);
        *VEC_PUSH(&out->list, scratch) = f;
        i = last;
    }
}

/* Whether a page's number is what the figure says. */
static bool is_like(const struct figure *f, double value)
{
    double away = value - f->value, size = f->value;
    if (away > -f->step / 2 && away < f->step / 2 + f->step * 1e-6)
        return true;
    switch ((enum figure_bound)f->bound) {
    case FIGURE_ABOUT:
        return away <= size * ABOUT && away >= -size * ABOUT;
    case FIGURE_OVER:
        return away >= 0 && away <= size * BEYOND;
    case FIGURE_UNDER:
        return away <= 0 && away >= -size * BEYOND;
    case FIGURE_EXACT:
        break;
    }
    return false;
}

bool figure_on(const struct figure *figure, const struct word_list *page)
{
    for (size_t i = 0; i < page->list.n; i++) {
        struct figure f;
        size_t last;
        if (read_figure(page, i, &f, &last) && is_like(figure, f.value))
            return true;
    }
    return false;
}
