/* label.c: labels in the languages of the press. Folded as phrase_fold leaves them. */
#include "page/label.h"

#include "page/phrase.h"

#include "base/banned.h"

enum { BEFORE_BYTES = 60 };

static const struct {
    str phrase;
    uint8_t label;
} labels[] = {
    { S_INIT("published"), LABEL_PUBLISHED },
    { S_INIT("first published"), LABEL_PUBLISHED },
    { S_INIT("posted"), LABEL_PUBLISHED },
    { S_INIT("posted on"), LABEL_PUBLISHED },
    { S_INIT("publication date"), LABEL_PUBLISHED },
    { S_INIT("date"), LABEL_PUBLISHED },
    { S_INIT("veröffentlicht"), LABEL_PUBLISHED },
    { S_INIT("erstellt"), LABEL_PUBLISHED },
    { S_INIT("erschienen"), LABEL_PUBLISHED },
    { S_INIT("publiziert"), LABEL_PUBLISHED },
    { S_INIT("publié"), LABEL_PUBLISHED },
    { S_INIT("publie"), LABEL_PUBLISHED },
    { S_INIT("mis en ligne"), LABEL_PUBLISHED },
    { S_INIT("publicado"), LABEL_PUBLISHED },
    { S_INIT("pubblicato"), LABEL_PUBLISHED },
    { S_INIT("gepubliceerd"), LABEL_PUBLISHED },
    { S_INIT("опубликовано"), LABEL_PUBLISHED },
    { S_INIT("дата публикации"), LABEL_PUBLISHED },
    { S_INIT("опубліковано"), LABEL_PUBLISHED },
    { S_INIT("публикуван"), LABEL_PUBLISHED },
    { S_INIT("објављено"), LABEL_PUBLISHED },
    { S_INIT("objavljeno"), LABEL_PUBLISHED },
    { S_INIT("opublikowano"), LABEL_PUBLISHED },
    { S_INIT("data publikacji"), LABEL_PUBLISHED },
    { S_INIT("publikováno"), LABEL_PUBLISHED },
    { S_INIT("publicerad"), LABEL_PUBLISHED },
    { S_INIT("publiceret"), LABEL_PUBLISHED },
    { S_INIT("publisert"), LABEL_PUBLISHED },
    { S_INIT("julkaistu"), LABEL_PUBLISHED },
    { S_INIT("publicat"), LABEL_PUBLISHED },
    { S_INIT("megjelent"), LABEL_PUBLISHED },
    { S_INIT("közzétéve"), LABEL_PUBLISHED },
    { S_INIT("yayınlanma"), LABEL_PUBLISHED },
    { S_INIT("yayınlanma tarihi"), LABEL_PUBLISHED },
    { S_INIT("giriş tarihi"), LABEL_PUBLISHED },
    { S_INIT("eklenme tarihi"), LABEL_PUBLISHED },
    { S_INIT("δημοσιεύθηκε"), LABEL_PUBLISHED },
    { S_INIT("δημοσίευση"), LABEL_PUBLISHED },
    { S_INIT("تاریخ انتشار"), LABEL_PUBLISHED },
    { S_INIT("نشر في"), LABEL_PUBLISHED },
    { S_INIT("تاريخ النشر"), LABEL_PUBLISHED },
    { S_INIT("פורסם"), LABEL_PUBLISHED },
    { S_INIT("发布时间"), LABEL_PUBLISHED },
    { S_INIT("发布于"), LABEL_PUBLISHED },
    { S_INIT("公開日"), LABEL_PUBLISHED },
    { S_INIT("投稿日"), LABEL_PUBLISHED },
    { S_INIT("입력"), LABEL_PUBLISHED },
    { S_INIT("등록"), LABEL_PUBLISHED },
    { S_INIT("diterbitkan"), LABEL_PUBLISHED },
    { S_INIT("ngày đăng"), LABEL_PUBLISHED },
    { S_INIT("updated"), LABEL_MODIFIED },
    { S_INIT("last updated"), LABEL_MODIFIED },
    { S_INIT("last modified"), LABEL_MODIFIED },
    { S_INIT("modified"), LABEL_MODIFIED },
    { S_INIT("edited"), LABEL_MODIFIED },
    { S_INIT("update"), LABEL_MODIFIED },
    { S_INIT("aktualisiert"), LABEL_MODIFIED },
    { S_INIT("aktualisierung"), LABEL_MODIFIED },
    { S_INIT("geändert"), LABEL_MODIFIED },
    { S_INIT("mis à jour"), LABEL_MODIFIED },
    { S_INIT("mise à jour"), LABEL_MODIFIED },
    { S_INIT("modifié"), LABEL_MODIFIED },
    { S_INIT("actualizado"), LABEL_MODIFIED },
    { S_INIT("atualizado"), LABEL_MODIFIED },
    { S_INIT("aggiornato"), LABEL_MODIFIED },
    { S_INIT("ultimo aggiornamento"), LABEL_MODIFIED },
    { S_INIT("bijgewerkt"), LABEL_MODIFIED },
    { S_INIT("обновлено"), LABEL_MODIFIED },
    { S_INIT("оновлено"), LABEL_MODIFIED },
    { S_INIT("aktualizacja"), LABEL_MODIFIED },
    { S_INIT("aktualizováno"), LABEL_MODIFIED },
    { S_INIT("uppdaterad"), LABEL_MODIFIED },
    { S_INIT("opdateret"), LABEL_MODIFIED },
    { S_INIT("oppdatert"), LABEL_MODIFIED },
    { S_INIT("päivitetty"), LABEL_MODIFIED },
    { S_INIT("muokattu"), LABEL_MODIFIED },
    { S_INIT("actualizat"), LABEL_MODIFIED },
    { S_INIT("frissítve"), LABEL_MODIFIED },
    { S_INIT("güncelleme"), LABEL_MODIFIED },
    { S_INIT("son güncelleme"), LABEL_MODIFIED },
    { S_INIT("ενημερώθηκε"), LABEL_MODIFIED },
    { S_INIT("آخر تحديث"), LABEL_MODIFIED },
    { S_INIT("更新"), LABEL_MODIFIED },
    { S_INIT("更新日"), LABEL_MODIFIED },
    { S_INIT("수정"), LABEL_MODIFIED },
    { S_INIT("copyright"), LABEL_OTHER },
    { S_INIT("expires"), LABEL_OTHER },
    { S_INIT("born"), LABEL_OTHER },
    { S_INIT("geboren"), LABEL_OTHER },
    { S_INIT("member since"), LABEL_OTHER },
    { S_INIT("joined"), LABEL_OTHER },
    { S_INIT("retrieved"), LABEL_OTHER },
    { S_INIT("accessed"), LABEL_OTHER },
    { S_INIT("abgerufen"), LABEL_OTHER },
};

/* The label of the longest phrase at `at`. */
static uint8_t label_at(str text, size_t at)
{
    size_t best = 0;
    uint8_t label = LABEL_NONE;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (labels[i].phrase.n > best && phrase_at(text, at, labels[i].phrase, NULL)) {
            best = labels[i].phrase.n;
            label = labels[i].label;
        }
    }
    return label;
}

enum label label_before(str text, size_t at)
{
    size_t begin = at > BEFORE_BYTES ? at - BEFORE_BYTES : 0;
    while (begin < at && ((unsigned char)text.p[begin] & 0xC0) == 0x80)
        begin++;
    uint8_t label = LABEL_NONE;
    str before = str_slice(text, 0, at);
    for (size_t i = phrase_next_word(before, begin); i < at;) {
        uint8_t here = label_at(before, i);
        if (here)
            label = here;
        size_t next = i + 1;
        while (next < at && ((unsigned char)text.p[next] & 0xC0) == 0x80)
            next++;
        i = phrase_next_word(before, next);
    }
    return (enum label)label;
}
