/* md_events.c: the only file that md4c calls into. */
#include "doc/md_events.h"

#include <md4c.h>

#include "doc/entity.h"

#include "base/banned.h"

static int record(struct md_events *events, struct md_event event)
{
    buf_add(&events->records, (str){ (const char *)&event, sizeof event });
    return events->records.failed || events->urls.failed;
}

/* The place of text that md4c points at, when it points into the source. */
static struct md_event at_source(const struct md_events *events, const char *p, size_t n)
{
    uintptr_t begin = (uintptr_t)events->source.p, at = (uintptr_t)p;
    bool inside = p && at >= begin && at + n <= begin + events->source.n;
    return (struct md_event){ .off = inside ? (uint32_t)(at - begin + events->base) : MD_NOWHERE,
                              .len = (uint32_t)n };
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    unsigned level = type == MD_BLOCK_H ? ((const MD_BLOCK_H_DETAIL *)detail)->level : 0;
    unsigned number = type == MD_BLOCK_OL ? ((const MD_BLOCK_OL_DETAIL *)detail)->start : 0;
    return record(userdata, (struct md_event){ MD_ENTER_BLOCK, (uint8_t)type, (uint16_t)level,
                                               MD_NOWHERE, number });
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    (void)detail;
    return record(userdata, (struct md_event){ MD_LEAVE_BLOCK, (uint8_t)type, 0, MD_NOWHERE, 0 });
}

/* An attribute comes in pieces, entities apart. */
static void add_url(struct buf *urls, const MD_ATTRIBUTE *attribute)
{
    char room[ENTITY_TEXT_BYTES];
    for (size_t i = 0; attribute->size && attribute->substr_offsets[i] < attribute->size; i++) {
        size_t begin = attribute->substr_offsets[i], end = attribute->substr_offsets[i + 1], used;
        str piece = { attribute->text + begin, end - begin };
        str decoded = attribute->substr_types[i] == MD_TEXT_ENTITY
                          ? entity_decode(piece, room, &used)
                          : (str){ 0 };
        buf_add(urls, decoded.n ? decoded : piece);
    }
}

static int enter_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    struct md_events *events = userdata;
    if (type != MD_SPAN_A)
        return record(events, (struct md_event){ MD_ENTER_SPAN, (uint8_t)type, 0, MD_NOWHERE, 0 });
    const MD_ATTRIBUTE *href = &((const MD_SPAN_A_DETAIL *)detail)->href;
    struct md_event enter = at_source(events, href->text, href->size);
    enter.what = MD_ENTER_SPAN;
    enter.type = (uint8_t)type;
    size_t begin = events->urls.n;
    add_url(&events->urls, href);
    struct md_event url = { MD_URL, 0, 0, (uint32_t)begin, (uint32_t)(events->urls.n - begin) };
    return record(events, enter) || record(events, url);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    (void)detail;
    return record(userdata, (struct md_event){ MD_LEAVE_SPAN, (uint8_t)type, 0, MD_NOWHERE, 0 });
}

static int text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *userdata)
{
    struct md_event event = at_source(userdata, p, n);
    event.what = MD_TEXT;
    event.type = (uint8_t)type;
    return record(userdata, event);
}

bool md_events_read(str source, size_t base, struct md_events *out, struct err *err)
{
    const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS |
                 MD_FLAG_NOHTMLBLOCKS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = text,
    };
    out->source = source;
    out->base = base;
    if (source.n == 0)
        return true;
    if (md_parse(source.p, (MD_SIZE)source.n, &parser, out) == 0)
        return true;
    return err_set(err, ERR_LIMIT,
                   "holds too much for Markdown of %zu bytes once its links are laid out",
                   source.n);
}

size_t md_events_count(const struct md_events *events)
{
    return events->records.n / sizeof(struct md_event);
}

struct md_event md_events_at(const struct md_events *events, size_t i)
{
    struct md_event event;
    memcpy(&event, events->records.p + i * sizeof event, sizeof event);
    return event;
}
