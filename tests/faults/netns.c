/* netns.c: runs a command in a network and a mount table of its own: loopback up, whole prefixes local to
 * it or without an answer, another resolv.conf. Nothing outside changes. Needs root or user namespaces. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <linux/if.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/str.h"

#include "base/banned.h"

static const char usage[] =
    "Usage: netns [OPTIONS] -- COMMAND...\n"
    "  --local PREFIX        every address of it is this machine's\n"
    "  --lost PREFIX         packets to it get no answer; 0.0.0.0/0 for all others\n"
    "  --unreachable PREFIX  the kernel says at once that there is no way\n"
    "  --resolv-conf FILE    stands at /etc/resolv.conf\n";

enum { LOOPBACK = 1, ROOM = 256 };

/* One message to the kernel, with its attributes. */
struct message {
    struct nlmsghdr head;
    unsigned char rest[ROOM];
};

static void put(struct message *m, const void *bytes, size_t n)
{
    memcpy((unsigned char *)m + NLMSG_ALIGN(m->head.nlmsg_len), bytes, n);
    m->head.nlmsg_len = (uint32_t)(NLMSG_ALIGN(m->head.nlmsg_len) + n);
}

static void put_attribute(struct message *m, unsigned short type, const void *bytes, size_t n)
{
    const struct rtattr head = { .rta_len = (unsigned short)RTA_LENGTH(n), .rta_type = type };
    put(m, &head, sizeof head);
    put(m, bytes, n);
}

/* Sends it and reads the kernel's answer: 0, or an errno. */
static int ask_kernel(struct message *m)
{
    struct {
        struct nlmsghdr head;
        struct nlmsgerr error;
        unsigned char rest[ROOM * 2];
    } answer;
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (fd < 0)
        return errno;
    long n = send(fd, m, m->head.nlmsg_len, 0) < 0 ? -1 : recv(fd, &answer, sizeof answer, 0);
    int code = n < 0 ? errno : answer.head.nlmsg_type == NLMSG_ERROR ? -answer.error.error : EPROTO;
    (void)close(fd);
    return code;
}

static int raise_loopback(void)
{
    struct message m = { .head = { .nlmsg_len = NLMSG_LENGTH(0),
                                   .nlmsg_type = RTM_NEWLINK,
                                   .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK } };
    const struct ifinfomsg link = { .ifi_index = LOOPBACK,
                                    .ifi_flags = IFF_UP,
                                    .ifi_change = IFF_UP };
    put(&m, &link, sizeof link);
    return ask_kernel(&m);
}

/* "93.184.216.0/24" to the loopback interface; false when it is no prefix or the kernel refuses. */
static bool add_route(const char *prefix, unsigned char type)
{
    unsigned char address[16];
    char text[64];
    str base, bits_text;
    uint32_t bits;
    int v6 = strchr(prefix, ':') != NULL;
    if (!str_cut(str_from_z(prefix), '/', &base, &bits_text) || !str_to_u32(bits_text, &bits) ||
        snprintf(text, sizeof text, "%.*s", STR_ARG(base)) < 0 ||
        inet_pton(v6 ? AF_INET6 : AF_INET, text, address) != 1)
        return false;
    struct message m = { .head = { .nlmsg_len = NLMSG_LENGTH(0),
                                   .nlmsg_type = RTM_NEWROUTE,
                                   .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE } };
    const struct rtmsg route = {
        .rtm_family = v6 ? AF_INET6 : AF_INET,
        .rtm_dst_len = (unsigned char)bits,
        .rtm_table = type == RTN_LOCAL ? RT_TABLE_LOCAL : RT_TABLE_MAIN,
        .rtm_protocol = RTPROT_STATIC,
        .rtm_scope = type == RTN_LOCAL ? RT_SCOPE_HOST : RT_SCOPE_UNIVERSE,
        .rtm_type = type,
    };
    const int index = LOOPBACK;
    put(&m, &route, sizeof route);
    put_attribute(&m, RTA_DST, address, v6 ? 16 : 4);
    if (type != RTN_UNREACHABLE)
        put_attribute(&m, RTA_OIF, &index, sizeof index);
    int code = ask_kernel(&m);
    errno = code;
    return code == 0;
}

static bool write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool good = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    if (fd >= 0)
        (void)close(fd);
    return good;
}

/* Namespaces of its own; without being root through a user namespace. */
static bool enter(void)
{
    uid_t uid = geteuid();
    gid_t gid = getegid();
    if (uid == 0)
        return unshare(CLONE_NEWNET | CLONE_NEWNS) == 0;
    char map[64];
    return unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS) == 0 &&
           write_file("/proc/self/setgroups", "deny") &&
           snprintf(map, sizeof map, "0 %u 1", uid) > 0 && write_file("/proc/self/uid_map", map) &&
           snprintf(map, sizeof map, "0 %u 1", gid) > 0 && write_file("/proc/self/gid_map", map);
}

static int fail(const char *what)
{
    (void)fprintf(stderr, "netns: %s: %s\n", what, strerror(errno));
    return 125;
}

int main(int argc, char **argv)
{
    static const struct option table[] = {
        { "local", required_argument, NULL, RTN_LOCAL },
        { "lost", required_argument, NULL, RTN_UNICAST },
        { "unreachable", required_argument, NULL, RTN_UNREACHABLE },
        { "resolv-conf", required_argument, NULL, 'r' },
        { NULL, 0, NULL, 0 },
    };
    if (!enter() || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        return fail("no namespace of its own");
    errno = raise_loopback();
    if (errno)
        return fail("loopback");
    for (int c; (c = getopt_long(argc, argv, "+", table, NULL)) != -1;) {
        bool good = c == 'r'   ? mount(optarg, "/etc/resolv.conf", NULL, MS_BIND, NULL) == 0
                    : c == '?' ? false
                               : add_route(optarg, (unsigned char)c);
        if (!good)
            return c == '?' ? (fputs(usage, stderr), 2) : fail(optarg);
    }
    if (optind >= argc)
        return fputs(usage, stderr), 2;
    (void)execvp(argv[optind], argv + optind);
    return fail(argv[optind]);
}
