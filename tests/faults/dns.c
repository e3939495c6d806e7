/* dns.c: a name server that answers as its zone file says, well or badly. UDP, port 53, until SIGTERM or
 * its parent's end.
 *
 *   NAME WORD...   one answer: addresses, or nxdomain, servfail, refused, silent, empty; "v6-servfail"
 *                  beside addresses fails the question for IPv6 ones alone
 * Several lines of a name are its answers in turn, counted by type; the last stays. "*.NAME" takes every
 * name below NAME that has no line of its own; other names do not exist. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/str.h"
#include "base/vec.h"

#include "base/banned.h"

enum { TYPE_A = 1, TYPE_AAAA = 28, MESSAGE_BYTES = 512, HEAD_BYTES = 12, ZONE_BYTES = 1 << 20 };
enum { NOERROR = 0, SERVFAIL = 2, NXDOMAIN = 3, REFUSED = 5 };

struct line {
    str name, words;
    uint32_t asked[2]; /* so often for A, for AAAA */
};

struct zone {
    VEC(struct line) lines;
};

static const struct {
    str word;
    int code;
} codes[] = { { S_INIT("nxdomain"), NXDOMAIN },
              { S_INIT("servfail"), SERVFAIL },
              { S_INIT("refused"), REFUSED } };

static bool load(const char *path, struct arena *perm, struct zone *zone)
{
    char *bytes = NEW(perm, char, ZONE_BYTES);
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    str rest = { bytes, fread(bytes, 1, ZONE_BYTES, file) }, text;
    while (str_next(&rest, '\n', &text)) {
        struct line line = { 0 };
        if (text.n == 0 || text.p[0] == '#')
            continue;
        (void)str_cut(text, ' ', &line.name, &line.words);
        *VEC_PUSH(&zone->lines, perm) = line;
    }
    return fclose(file) == 0;
}

/* The line that answers this time, which counts as asked. */
static struct line *take(struct zone *zone, str name, bool v6)
{
    struct line *found = NULL;
    for (size_t i = 0; i < zone->lines.n && !found; i++)
        if (str_eq_nocase(zone->lines.p[i].name, name))
            found = &zone->lines.p[i];
    for (size_t i = 0; i < zone->lines.n && !found; i++)
        if (str_starts(zone->lines.p[i].name, S("*")) &&
            str_ends(name, str_from(zone->lines.p[i].name, 1)))
            found = &zone->lines.p[i];
    struct line *end = zone->lines.p + zone->lines.n;
    while (found && found->asked[v6] > 0 && found + 1 < end && str_eq(found[1].name, found->name))
        found++;
    if (found)
        found->asked[v6]++;
    return found;
}

static void put16(struct buf *out, unsigned value)
{
    buf_byte(out, (char)(value >> 8));
    buf_byte(out, (char)(value & 0xff));
}

static void put_address(struct buf *out, unsigned type, const unsigned char *bytes, size_t n)
{
    put16(out, 0xc000 | HEAD_BYTES); /* the name in the question */
    put16(out, type);
    put16(out, 1);
    put16(out, 0);
    put16(out, 60);
    put16(out, (unsigned)n);
    buf_add(out, (str){ (const char *)bytes, n });
}

/* Adds what the words say; the number of addresses in `n`. Returns the code, or -1 for silence. */
static int answer(str words, unsigned type, struct buf *out, unsigned *n)
{
    str word;
    while (str_next(&words, ' ', &word)) {
        char text[64];
        unsigned char address[16];
        if (str_eq(word, S("silent")))
            return -1;
        if (str_eq(word, S("v6-servfail")) && type == TYPE_AAAA)
            return SERVFAIL;
        for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
            if (str_eq(word, codes[i].word))
                return codes[i].code;
        (void)snprintf(text, sizeof text, "%.*s", STR_ARG(word));
        if ((type == TYPE_A && inet_pton(AF_INET, text, address) == 1) ||
            (type == TYPE_AAAA && inet_pton(AF_INET6, text, address) == 1)) {
            put_address(out, type, address, type == TYPE_A ? 4 : 16);
            ++*n;
        }
    }
    return NOERROR;
}

/* The name of the question, which ends behind it; false when it is malformed. */
static bool read_question(str message, struct buf *name, size_t *end)
{
    size_t at = HEAD_BYTES;
    while (at < message.n && message.p[at] != 0) {
        size_t n = (unsigned char)message.p[at];
        if (n > 63 || at + 1 + n >= message.n)
            return false;
        if (name->n)
            buf_byte(name, '.');
        buf_add(name, str_slice(message, at + 1, n));
        at += 1 + n;
    }
    *end = at + 5;
    return *end <= message.n;
}

/* A question, with room for the address that it was sent to: the answer has to come from there. */
struct question {
    char bytes[MESSAGE_BYTES], control[CMSG_SPACE(sizeof(struct in6_pktinfo))];
    struct sockaddr_in6 from;
    struct iovec part;
    struct msghdr head;
};

static ssize_t receive(int fd, struct question *q)
{
    q->part = (struct iovec){ q->bytes, sizeof q->bytes };
    q->head = (struct msghdr){ .msg_name = &q->from,
                               .msg_namelen = sizeof q->from,
                               .msg_iov = &q->part,
                               .msg_iovlen = 1,
                               .msg_control = q->control,
                               .msg_controllen = sizeof q->control };
    return recvmsg(fd, &q->head, 0);
}

static void respond(struct zone *zone, int fd, struct question *q, str message)
{
    struct buf name, out, records;
    size_t end = 0;
    unsigned n = 0;
    buf_init(&name, MESSAGE_BYTES);
    buf_init(&out, MESSAGE_BYTES);
    buf_init(&records, MESSAGE_BYTES);
    if (message.n > HEAD_BYTES && read_question(message, &name, &end)) {
        unsigned type = (unsigned)(unsigned char)message.p[end - 3];
        const struct line *line = take(zone, buf_str(&name), type == TYPE_AAAA);
        int code = line ? answer(line->words, type, &records, &n) : NXDOMAIN;
        buf_add(&out, str_slice(message, 0, 2));
        put16(&out, 0x8180u | (unsigned)code);
        put16(&out, 1);
        put16(&out, code == NOERROR ? n : 0);
        put16(&out, 0);
        put16(&out, 0);
        buf_add(&out, str_slice(message, HEAD_BYTES, end - HEAD_BYTES));
        if (code == NOERROR)
            buf_add(&out, buf_str(&records));
        if (code >= 0 && !out.failed) {
            q->part = (struct iovec){ out.p, out.n };
            (void)sendmsg(fd, &q->head, 0);
        }
    }
    buf_free(&name);
    buf_free(&out);
    buf_free(&records);
}

int main(int argc, char **argv)
{
    struct zone zone = { 0 };
    struct arena perm;
    struct sockaddr_in6 at = { .sin6_family = AF_INET6, .sin6_port = htons(53) };
    const int on = 1;
    arena_init(&perm, 0, NULL);
    int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (argc != 2 || !load(argv[1], &perm, &zone) || fd < 0 ||
        bind(fd, (struct sockaddr *)&at, sizeof at) != 0 ||
        setsockopt(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, &on, sizeof on) != 0 ||
        prctl(PR_SET_PDEATHSIG, SIGTERM) != 0) {
        (void)fprintf(stderr, "dns: ZONE-FILE expected; %s\n", strerror(errno));
        return 1;
    }
    for (;;) {
        struct question question;
        ssize_t n = receive(fd, &question);
        if (n > 0)
            respond(&zone, fd, &question, (str){ question.bytes, (size_t)n });
    }
}
