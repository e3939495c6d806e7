/* history.c: counting strikes. */
#include "net/history.h"

#include "base/date.h"

#include "base/banned.h"

enum { ROW_SERVER_ERROR = 23 };

void history_add(struct history *history, enum verdict_code code, int64_t checked_s)
{
    switch (verdict_class_of(code)) {
    case VERDICT_CLASS_REACHED:
        *history = (struct history){ 0 };
        return;
    case VERDICT_CLASS_UNKNOWN:
        return;
    case VERDICT_CLASS_BROKEN:
        break;
    }
    if (history->strikes && checked_s - history->last_strike_s < HISTORY_APART_S)
        return;
    if (history->strikes++ == 0)
        history->since_s = checked_s;
    history->last_strike_s = checked_s;
}

static bool may_be_dead(const struct verdict *verdict)
{
    switch (verdict->code) {
    case VERDICT_GONE:
    case VERDICT_DNS_GONE:
    case VERDICT_REFUSED:
        return true;
    case VERDICT_SERVER_ERROR:
        return verdict->row == ROW_SERVER_ERROR;
    default:
        return false;
    }
}

void history_mark(const struct history *history, struct verdict *verdict, struct arena *perm)
{
    if (history->strikes < HISTORY_STRIKES || !may_be_dead(verdict))
        return;
    char room[DATE_TEXT_BYTES];
    str since = date_iso(date_from_unix(history->since_s), room);
    verdict->dead = true;
    verdict->detail = str_printf(perm, "%.*s%sdead: failing since %.*s", STR_ARG(verdict->detail),
                                 verdict->detail.n ? "; " : "", STR_ARG(since));
}
