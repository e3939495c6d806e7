/* abbr.c: closed lists, sorted by bytes; a test checks the order. */
#include "doc/abbr.h"

#include "base/utf8.h"

#include "base/banned.h"

/* Longest entries of the table below, by the script of their first letter. */
enum { LONGEST_LATIN = 6, LONGEST_OTHER = 10 };

struct abbr {
    str word;
    enum abbr_kind kind;
};

/* clang-format off */
static const struct abbr abbrs[] = {
    { S_INIT("A.D"), ABBR_USUAL }, { S_INIT("A.M"), ABBR_USUAL }, { S_INIT("Abb"), ABBR_NEVER },
    { S_INIT("Abs"), ABBR_NUMBER }, { S_INIT("Adm"), ABBR_NEVER }, { S_INIT("Ala"), ABBR_OPENER },
    { S_INIT("Amb"), ABBR_NEVER }, { S_INIT("Apr"), ABBR_OPENER },
    { S_INIT("Ariz"), ABBR_OPENER }, { S_INIT("Ark"), ABBR_OPENER },
    { S_INIT("Art"), ABBR_NUMBER }, { S_INIT("Arts"), ABBR_NUMBER },
    { S_INIT("Assn"), ABBR_OPENER }, { S_INIT("Assoc"), ABBR_NEVER },
    { S_INIT("Asst"), ABBR_NEVER }, { S_INIT("Atty"), ABBR_NEVER },
    { S_INIT("Aug"), ABBR_OPENER }, { S_INIT("Ave"), ABBR_OPENER }, { S_INIT("B.C"), ABBR_USUAL },
    { S_INIT("Bd"), ABBR_NUMBER }, { S_INIT("Bhd"), ABBR_OPENER },
    { S_INIT("Blvd"), ABBR_OPENER }, { S_INIT("Brig"), ABBR_NEVER },
    { S_INIT("Bros"), ABBR_OPENER }, { S_INIT("Calif"), ABBR_OPENER },
    { S_INIT("Capt"), ABBR_NEVER }, { S_INIT("Cdr"), ABBR_NEVER }, { S_INIT("Cf"), ABBR_NEVER },
    { S_INIT("Ch"), ABBR_NUMBER }, { S_INIT("Chap"), ABBR_NUMBER },
    { S_INIT("Cie"), ABBR_OPENER }, { S_INIT("Cmdr"), ABBR_NEVER },
    { S_INIT("Cmdt"), ABBR_NEVER }, { S_INIT("Co"), ABBR_OPENER }, { S_INIT("Col"), ABBR_NEVER },
    { S_INIT("Colo"), ABBR_OPENER }, { S_INIT("Cols"), ABBR_NEVER },
    { S_INIT("Conn"), ABBR_OPENER }, { S_INIT("Corp"), ABBR_OPENER },
    { S_INIT("Cpl"), ABBR_NEVER }, { S_INIT("Dec"), ABBR_OPENER }, { S_INIT("Del"), ABBR_OPENER },
    { S_INIT("Dep"), ABBR_NEVER }, { S_INIT("Dept"), ABBR_OPENER }, { S_INIT("Det"), ABBR_NEVER },
    { S_INIT("Dipl"), ABBR_NEVER },     { S_INIT("Dr"), ABBR_NEVER }, { S_INIT("Dra"), ABBR_NEVER }, { S_INIT("Drs"), ABBR_NEVER },
    { S_INIT("E.g"), ABBR_NEVER }, { S_INIT("Esq"), ABBR_OPENER }, { S_INIT("Feb"), ABBR_OPENER },
    { S_INIT("Fig"), ABBR_NUMBER }, { S_INIT("Figs"), ABBR_NUMBER },
    { S_INIT("Fla"), ABBR_OPENER }, { S_INIT("Fr"), ABBR_NEVER }, { S_INIT("Ft"), ABBR_NEVER },
    { S_INIT("Ga"), ABBR_OPENER }, { S_INIT("Gen"), ABBR_NEVER }, { S_INIT("Gens"), ABBR_NEVER },
    { S_INIT("Gov"), ABBR_NEVER }, { S_INIT("Govs"), ABBR_NEVER },
    { S_INIT("Govt"), ABBR_OPENER }, { S_INIT("Hon"), ABBR_NEVER }, { S_INIT("Hr"), ABBR_NEVER },
    { S_INIT("I.e"), ABBR_NEVER }, { S_INIT("Ill"), ABBR_OPENER }, { S_INIT("Inc"), ABBR_OPENER },
    { S_INIT("Ind"), ABBR_OPENER }, { S_INIT("Ing"), ABBR_NEVER }, { S_INIT("Insp"), ABBR_NEVER },
    { S_INIT("Jan"), ABBR_OPENER }, { S_INIT("Jr"), ABBR_OPENER }, { S_INIT("Jul"), ABBR_OPENER },
    { S_INIT("Jun"), ABBR_OPENER }, { S_INIT("Kan"), ABBR_OPENER },
    { S_INIT("Kap"), ABBR_NUMBER }, { S_INIT("Ky"), ABBR_OPENER }, { S_INIT("LLC"), ABBR_OPENER },
    { S_INIT("La"), ABBR_OPENER }, { S_INIT("Lt"), ABBR_NEVER }, { S_INIT("Ltd"), ABBR_OPENER },
    { S_INIT("M.D"), ABBR_OPENER }, { S_INIT("Maj"), ABBR_NEVER }, { S_INIT("Mar"), ABBR_OPENER },
    { S_INIT("Mass"), ABBR_OPENER }, { S_INIT("Md"), ABBR_OPENER },
    { S_INIT("Messrs"), ABBR_NEVER }, { S_INIT("Mich"), ABBR_OPENER },
    { S_INIT("Minn"), ABBR_OPENER }, { S_INIT("Mlle"), ABBR_NEVER },
    { S_INIT("Mme"), ABBR_NEVER }, { S_INIT("Mont"), ABBR_OPENER }, { S_INIT("Mr"), ABBR_NEVER },
    { S_INIT("Mrs"), ABBR_NEVER }, { S_INIT("Ms"), ABBR_NEVER }, { S_INIT("Msgr"), ABBR_NEVER },
    { S_INIT("Mt"), ABBR_NEVER }, { S_INIT("N"), ABBR_NUMBER }, { S_INIT("Neb"), ABBR_OPENER },
    { S_INIT("Nev"), ABBR_OPENER }, { S_INIT("Nn"), ABBR_NUMBER }, { S_INIT("No"), ABBR_NUMBER },
    { S_INIT("Nos"), ABBR_NUMBER }, { S_INIT("Nov"), ABBR_OPENER }, { S_INIT("Nr"), ABBR_NUMBER },
    { S_INIT("Oct"), ABBR_OPENER }, { S_INIT("Okla"), ABBR_OPENER },
    { S_INIT("Op"), ABBR_NUMBER }, { S_INIT("Ore"), ABBR_OPENER }, { S_INIT("P"), ABBR_NUMBER },
    { S_INIT("P.M"), ABBR_USUAL }, { S_INIT("Pa"), ABBR_OPENER }, { S_INIT("Para"), ABBR_NUMBER },
    { S_INIT("Penn"), ABBR_OPENER }, { S_INIT("Ph.D"), ABBR_OPENER },
    { S_INIT("Plc"), ABBR_OPENER }, { S_INIT("Pres"), ABBR_NEVER },
    { S_INIT("Prof"), ABBR_NEVER }, { S_INIT("Profs"), ABBR_NEVER },
    { S_INIT("Pty"), ABBR_OPENER }, { S_INIT("Pvt"), ABBR_NEVER }, { S_INIT("Rd"), ABBR_OPENER },
    { S_INIT("Rep"), ABBR_NEVER }, { S_INIT("Reps"), ABBR_NEVER }, { S_INIT("Rev"), ABBR_NEVER },
    { S_INIT("S"), ABBR_NUMBER }, { S_INIT("Sec"), ABBR_NUMBER }, { S_INIT("Secs"), ABBR_NUMBER },
    { S_INIT("Sen"), ABBR_NEVER }, { S_INIT("Sens"), ABBR_NEVER }, { S_INIT("Sep"), ABBR_OPENER },
    { S_INIT("Sept"), ABBR_OPENER }, { S_INIT("Sgt"), ABBR_NEVER },
    { S_INIT("Sr"), ABBR_OPENER },
    { S_INIT("Sra"), ABBR_NEVER }, { S_INIT("St"), ABBR_NEVER },
    { S_INIT("Ste"), ABBR_NEVER }, { S_INIT("Str"), ABBR_OPENER }, { S_INIT("Supt"), ABBR_NEVER },
    { S_INIT("Tenn"), ABBR_OPENER }, { S_INIT("Tex"), ABBR_OPENER },
    { S_INIT("Univ"), ABBR_OPENER }, { S_INIT("Va"), ABBR_OPENER }, { S_INIT("Vgl"), ABBR_NEVER },
    { S_INIT("Vol"), ABBR_NUMBER },
    { S_INIT("Vols"), ABBR_NUMBER }, { S_INIT("Vs"), ABBR_NEVER }, { S_INIT("Vt"), ABBR_OPENER },
    { S_INIT("Wash"), ABBR_OPENER }, { S_INIT("Wis"), ABBR_OPENER },
    { S_INIT("Wyo"), ABBR_OPENER }, { S_INIT("Ziff"), ABBR_NUMBER },
    { S_INIT("a.m"), ABBR_USUAL }, { S_INIT("al"), ABBR_OPENER },
    { S_INIT("approx"), ABBR_NEVER }, { S_INIT("art"), ABBR_NUMBER },
    { S_INIT("bln"), ABBR_OPENER }, { S_INIT("bzgl"), ABBR_NEVER }, { S_INIT("bzw"), ABBR_NEVER },
    { S_INIT("c.f"), ABBR_NEVER }, { S_INIT("ca"), ABBR_NEVER }, { S_INIT("cf"), ABBR_NEVER },
    { S_INIT("ch"), ABBR_NUMBER }, { S_INIT("chap"), ABBR_NUMBER },
    { S_INIT("col"), ABBR_NUMBER }, { S_INIT("d.h"), ABBR_NEVER }, { S_INIT("e.g"), ABBR_NEVER },
    { S_INIT("ed"), ABBR_OPENER }, { S_INIT("eds"), ABBR_OPENER }, { S_INIT("esp"), ABBR_NEVER },
    { S_INIT("etc"), ABBR_USUAL }, { S_INIT("evtl"), ABBR_NEVER }, { S_INIT("fig"), ABBR_NUMBER },
    { S_INIT("figs"), ABBR_NUMBER }, { S_INIT("ggf"), ABBR_NEVER },
    { S_INIT("i.d.R"), ABBR_NEVER }, { S_INIT("i.e"), ABBR_NEVER },
    { S_INIT("incl"), ABBR_NEVER }, { S_INIT("inkl"), ABBR_NEVER },
    { S_INIT("mln"), ABBR_OPENER }, { S_INIT("nn"), ABBR_NUMBER }, { S_INIT("no"), ABBR_NUMBER },
    { S_INIT("nos"), ABBR_NUMBER }, { S_INIT("nr"), ABBR_NUMBER }, { S_INIT("op"), ABBR_NUMBER },
    { S_INIT("p"), ABBR_NUMBER }, { S_INIT("p.m"), ABBR_USUAL }, { S_INIT("para"), ABBR_NUMBER },
    { S_INIT("paras"), ABBR_NUMBER }, { S_INIT("pers"), ABBR_OPENER },
    { S_INIT("pp"), ABBR_NUMBER }, { S_INIT("resp"), ABBR_NEVER }, { S_INIT("sec"), ABBR_NUMBER },
    { S_INIT("sog"), ABBR_NEVER }, { S_INIT("str"), ABBR_OPENER },
    { S_INIT("trans"), ABBR_OPENER }, { S_INIT("u.U"), ABBR_NEVER },
    { S_INIT("u.a"), ABBR_USUAL }, { S_INIT("usw"), ABBR_USUAL }, { S_INIT("vgl"), ABBR_NEVER },
    { S_INIT("viz"), ABBR_NEVER }, { S_INIT("vol"), ABBR_NUMBER },
    { S_INIT("vols"), ABBR_NUMBER }, { S_INIT("vs"), ABBR_NEVER }, { S_INIT("z.B"), ABBR_NEVER },
    { S_INIT("z.T"), ABBR_NEVER }, { S_INIT("Напр"), ABBR_NEVER }, { S_INIT("Проф"), ABBR_NEVER },
    { S_INIT("См"), ABBR_NEVER }, { S_INIT("Ст"), ABBR_NUMBER }, { S_INIT("акад"), ABBR_NEVER },
    { S_INIT("вып"), ABBR_NUMBER }, { S_INIT("г"), ABBR_USUAL }, { S_INIT("г-жа"), ABBR_NEVER },
    { S_INIT("г-н"), ABBR_NEVER }, { S_INIT("гг"), ABBR_USUAL }, { S_INIT("ген"), ABBR_NEVER },
    { S_INIT("гл"), ABBR_NEVER }, { S_INIT("д-р"), ABBR_NEVER }, { S_INIT("долл"), ABBR_USUAL },
    { S_INIT("др"), ABBR_USUAL }, { S_INIT("им"), ABBR_NEVER }, { S_INIT("кв"), ABBR_NEVER },
    { S_INIT("млн"), ABBR_USUAL }, { S_INIT("млрд"), ABBR_USUAL }, { S_INIT("н.э"), ABBR_USUAL },
    { S_INIT("напр"), ABBR_NEVER }, { S_INIT("обл"), ABBR_OPENER }, { S_INIT("оф"), ABBR_NEVER },
    { S_INIT("п"), ABBR_NUMBER }, { S_INIT("пер"), ABBR_NEVER }, { S_INIT("пл"), ABBR_NEVER },
    { S_INIT("полк"), ABBR_NEVER }, { S_INIT("пос"), ABBR_NEVER }, { S_INIT("пп"), ABBR_NUMBER },
    { S_INIT("пр"), ABBR_USUAL }, { S_INIT("пр-т"), ABBR_NEVER }, { S_INIT("просп"), ABBR_NEVER },
    { S_INIT("проф"), ABBR_NEVER }, { S_INIT("ред"), ABBR_NEVER }, { S_INIT("рис"), ABBR_NUMBER },
    { S_INIT("руб"), ABBR_USUAL }, { S_INIT("с"), ABBR_NUMBER }, { S_INIT("св"), ABBR_NEVER },
    { S_INIT("см"), ABBR_NEVER }, { S_INIT("ср"), ABBR_NEVER }, { S_INIT("ст"), ABBR_NUMBER },
    { S_INIT("стр"), ABBR_NUMBER }, { S_INIT("т"), ABBR_NUMBER }, { S_INIT("т.д"), ABBR_USUAL },
    { S_INIT("т.е"), ABBR_NEVER }, { S_INIT("т.к"), ABBR_NEVER }, { S_INIT("т.н"), ABBR_NEVER },
    { S_INIT("т.о"), ABBR_NEVER }, { S_INIT("т.п"), ABBR_USUAL }, { S_INIT("табл"), ABBR_NUMBER },
    { S_INIT("тел"), ABBR_NEVER }, { S_INIT("тыс"), ABBR_USUAL }, { S_INIT("ул"), ABBR_NEVER },
    { S_INIT("чел"), ABBR_USUAL },
};

/* Words that begin sentences and are seldom parts of a name. */
static const str openers[] = {
    S_INIT("A"), S_INIT("Aber"), S_INIT("According"), S_INIT("Additionally"), S_INIT("After"),
    S_INIT("All"), S_INIT("Als"), S_INIT("Also"), S_INIT("Although"), S_INIT("Am"),
    S_INIT("Amid"), S_INIT("Among"), S_INIT("An"), S_INIT("And"), S_INIT("Another"),
    S_INIT("Any"), S_INIT("As"), S_INIT("At"), S_INIT("Auch"), S_INIT("Auf"), S_INIT("Aus"),
    S_INIT("Because"), S_INIT("Before"), S_INIT("Bei"), S_INIT("Besides"), S_INIT("Between"),
    S_INIT("Both"), S_INIT("But"), S_INIT("By"), S_INIT("Ce"), S_INIT("Ces"), S_INIT("Cette"),
    S_INIT("Consequently"), S_INIT("Currently"), S_INIT("Da"), S_INIT("Damit"), S_INIT("Dann"),
    S_INIT("Dans"), S_INIT("Das"), S_INIT("Dass"), S_INIT("Den"), S_INIT("Der"),
    S_INIT("Despite"), S_INIT("Die"), S_INIT("Dies"), S_INIT("Diese"), S_INIT("Dieser"),
    S_INIT("Dieses"), S_INIT("Doch"), S_INIT("During"), S_INIT("Each"), S_INIT("Earlier"),
    S_INIT("Ein"), S_INIT("Eine"), S_INIT("Einen"), S_INIT("Elle"), S_INIT("Elles"), S_INIT("En"),
    S_INIT("Er"), S_INIT("Es"), S_INIT("Even"), S_INIT("Every"), S_INIT("Finally"),
    S_INIT("First"), S_INIT("Following"), S_INIT("For"), S_INIT("From"), S_INIT("Further"),
    S_INIT("Furthermore"), S_INIT("Für"), S_INIT("Given"), S_INIT("Has"), S_INIT("Have"),
    S_INIT("He"), S_INIT("Hence"), S_INIT("Her"), S_INIT("Here"), S_INIT("His"), S_INIT("How"),
    S_INIT("However"), S_INIT("I"), S_INIT("If"), S_INIT("Il"), S_INIT("Ils"), S_INIT("Im"),
    S_INIT("In"), S_INIT("Indeed"), S_INIT("Initially"), S_INIT("Instead"), S_INIT("Ist"),
    S_INIT("It"), S_INIT("Its"), S_INIT("Last"), S_INIT("Later"), S_INIT("Le"), S_INIT("Les"),
    S_INIT("Mais"), S_INIT("Many"), S_INIT("Meanwhile"), S_INIT("Mit"), S_INIT("More"),
    S_INIT("Moreover"), S_INIT("Most"), S_INIT("Much"), S_INIT("Nach"), S_INIT("Nearly"),
    S_INIT("Neither"), S_INIT("Nevertheless"), S_INIT("Nicht"), S_INIT("Nonetheless"),
    S_INIT("Nor"), S_INIT("Not"), S_INIT("Notably"), S_INIT("Now"), S_INIT("Nur"), S_INIT("On"),
    S_INIT("Once"), S_INIT("One"), S_INIT("Only"), S_INIT("Or"), S_INIT("Other"),
    S_INIT("Others"), S_INIT("Our"), S_INIT("Over"), S_INIT("Pero"), S_INIT("Pour"),
    S_INIT("Rather"), S_INIT("Recently"), S_INIT("Roughly"), S_INIT("Según"), S_INIT("Sein"),
    S_INIT("Seine"), S_INIT("Seit"), S_INIT("Selon"), S_INIT("Several"), S_INIT("She"),
    S_INIT("Should"), S_INIT("Sie"), S_INIT("Similarly"), S_INIT("Since"), S_INIT("Sind"),
    S_INIT("So"), S_INIT("Some"), S_INIT("Soon"), S_INIT("Still"), S_INIT("Subsequently"),
    S_INIT("Such"), S_INIT("That"), S_INIT("The"), S_INIT("Their"), S_INIT("Then"),
    S_INIT("There"), S_INIT("Thereafter"), S_INIT("Therefore"), S_INIT("These"), S_INIT("They"),
    S_INIT("This"), S_INIT("Those"), S_INIT("Though"), S_INIT("Three"), S_INIT("Through"),
    S_INIT("Thus"), S_INIT("To"), S_INIT("Today"), S_INIT("Too"), S_INIT("Two"),
    S_INIT("Ultimately"), S_INIT("Un"), S_INIT("Una"), S_INIT("Und"), S_INIT("Under"),
    S_INIT("Une"), S_INIT("Unlike"), S_INIT("Until"), S_INIT("Upon"), S_INIT("Von"),
    S_INIT("Vor"), S_INIT("Was"), S_INIT("We"), S_INIT("Wenn"), S_INIT("Wer"), S_INIT("What"),
    S_INIT("When"), S_INIT("Where"), S_INIT("Whether"), S_INIT("Which"), S_INIT("While"),
    S_INIT("Who"), S_INIT("Whoever"), S_INIT("Why"), S_INIT("Wie"), S_INIT("Wir"), S_INIT("With"),
    S_INIT("Within"), S_INIT("Without"), S_INIT("Yet"), S_INIT("You"), S_INIT("Zu"),
    S_INIT("Zum"), S_INIT("Zur"), S_INIT("Zwar"), S_INIT("Über"), S_INIT("А"), S_INIT("Без"),
    S_INIT("Благодаря"), S_INIT("Более"), S_INIT("Будет"), S_INIT("Был"), S_INIT("Была"),
    S_INIT("Были"), S_INIT("Было"), S_INIT("В"), S_INIT("Ведь"), S_INIT("Весь"), S_INIT("Вместе"),
    S_INIT("Во"), S_INIT("Впрочем"), S_INIT("Все"), S_INIT("Всего"), S_INIT("Всё"), S_INIT("Где"),
    S_INIT("Для"), S_INIT("До"), S_INIT("Его"), S_INIT("Ее"), S_INIT("Если"), S_INIT("Еще"),
    S_INIT("Ещё"), S_INIT("Её"), S_INIT("За"), S_INIT("Затем"), S_INIT("Зато"), S_INIT("И"),
    S_INIT("Из"), S_INIT("Или"), S_INIT("Именно"), S_INIT("Их"), S_INIT("К"), S_INIT("Как"),
    S_INIT("Какой"), S_INIT("Когда"), S_INIT("Который"), S_INIT("Кроме"), S_INIT("Кто"),
    S_INIT("Между"), S_INIT("Многие"), S_INIT("Мы"), S_INIT("На"), S_INIT("Не"),
    S_INIT("Несмотря"), S_INIT("Ни"), S_INIT("Но"), S_INIT("О"), S_INIT("Об"), S_INIT("Однако"),
    S_INIT("Он"), S_INIT("Она"), S_INIT("Они"), S_INIT("Оно"), S_INIT("От"), S_INIT("По"),
    S_INIT("После"), S_INIT("Потом"), S_INIT("Потому"), S_INIT("Поэтому"), S_INIT("При"),
    S_INIT("Про"), S_INIT("С"), S_INIT("Сегодня"), S_INIT("Сейчас"), S_INIT("Со"),
    S_INIT("Среди"), S_INIT("Так"), S_INIT("Также"), S_INIT("Такие"), S_INIT("Такой"),
    S_INIT("Там"), S_INIT("Тем"), S_INIT("Теперь"), S_INIT("То"), S_INIT("Тогда"), S_INIT("Тот"),
    S_INIT("Тут"), S_INIT("У"), S_INIT("Хотя"), S_INIT("Через"), S_INIT("Что"), S_INIT("Чтобы"),
    S_INIT("Эта"), S_INIT("Эти"), S_INIT("Это"), S_INIT("Этот"), S_INIT("Я"),
};

static const str speech_verbs[] = {
    S_INIT("added"), S_INIT("adds"), S_INIT("announced"), S_INIT("argued"), S_INIT("asked"),
    S_INIT("asks"), S_INIT("claimed"), S_INIT("concluded"), S_INIT("continued"), S_INIT("cried"),
    S_INIT("declared"), S_INIT("exclaimed"), S_INIT("explained"), S_INIT("insisted"),
    S_INIT("noted"), S_INIT("quipped"), S_INIT("remarked"), S_INIT("replied"),
    S_INIT("responded"), S_INIT("said"), S_INIT("says"), S_INIT("shouted"), S_INIT("stated"),
    S_INIT("told"), S_INIT("warned"), S_INIT("writes"), S_INIT("wrote"),
};
/* clang-format on */

static const str marked_names[] = { S_INIT("Jeopardy"), S_INIT("Oklahoma"), S_INIT("Yahoo"),
                                    S_INIT("Yum") };

static bool is_in(const str *words, size_t n, str word)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = str_cmp(words[mid], word);
        if (order == 0)
            return true;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}

/* "J", "U.S", "Ph.D"-like: letters that each stand before a full stop. */
static bool is_dotted(str word, uint32_t *first, size_t *letters)
{
    *letters = 0;
    for (size_t at = 0; at < word.n; ++*letters) {
        uint32_t letter = utf8_next(word, &at);
        if (!utf8_is_letter(letter) || (at < word.n && word.p[at] != '.'))
            return false;
        at += at < word.n;
        if (*letters == 0)
            *first = letter;
    }
    return *letters > 0;
}

enum abbr_kind abbr_find(str word)
{
    size_t low = 0, high = sizeof abbrs / sizeof abbrs[0], letters;
    bool latin = word.n && (unsigned char)word.p[0] < 0x80;
    if (word.n > (latin ? LONGEST_LATIN : LONGEST_OTHER))
        high = 0;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = str_cmp(abbrs[mid].word, word);
        if (order == 0)
            return abbrs[mid].kind;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    uint32_t first = 0;
    return is_dotted(word, &first, &letters) ? ABBR_OPENER : ABBR_NONE;
}

/* The word at the head of `rest`: letters and apostrophes. */
static str head_word(str rest)
{
    size_t at = 0, end = 0;
    while (at < rest.n) {
        uint32_t c = utf8_next(rest, &at);
        if (!utf8_is_letter(c) && !utf8_is_mark(c))
            break;
        end = at;
    }
    return str_slice(rest, 0, end);
}

bool abbr_opens(str rest)
{
    str word = head_word(rest);
    char next = ' ';
    if (word.n < rest.n)
        next = rest.p[word.n];
    /* "A. Smith" is an initial, "In-Q-Tel" a name */
    return word.n && next != '.' && next != '-' &&
           is_in(openers, sizeof openers / sizeof openers[0], word);
}

bool abbr_is_speech(str word)
{
    return is_in(speech_verbs, sizeof speech_verbs / sizeof speech_verbs[0], word);
}

bool abbr_is_name_mark(str word)
{
    return is_in(marked_names, sizeof marked_names / sizeof marked_names[0], word);
}

static bool is_sorted(const str *words, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (str_cmp(words[i - 1], words[i]) >= 0)
            return false;
    return true;
}

bool abbr_is_sorted(void)
{
    size_t n = sizeof abbrs / sizeof abbrs[0];
    for (size_t i = 0; i < n; i++) {
        str word = abbrs[i].word;
        bool latin = (unsigned char)word.p[0] < 0x80;
        if (word.n > (latin ? LONGEST_LATIN : LONGEST_OTHER) ||
            (i > 0 && str_cmp(abbrs[i - 1].word, word) >= 0))
            return false;
    }
    return is_sorted(openers, sizeof openers / sizeof openers[0]) &&
           is_sorted(speech_verbs, sizeof speech_verbs / sizeof speech_verbs[0]) &&
           is_sorted(marked_names, sizeof marked_names / sizeof marked_names[0]);
}
