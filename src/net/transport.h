/* transport.h: how one hop is asked and answered. transport_curl.c talks to the network,
 * transport_replay.c recites. */
#ifndef NET_TRANSPORT_H
#define NET_TRANSPORT_H

#include "net/decide.h"
#include "net/fetch.h"

/* One hop. The texts live until it is answered. */
struct transport_request {
    str url, host; /* host without brackets */
    uint16_t port;
    bool https;
    str if_none_match, if_modified_since;
    str cookies;      /* what an earlier answer of this chain handed out */
    bool jar;         /* hand out cookies with the answer */
    bool identity;    /* ask for a body without encoding */
    bool patient;     /* wait twice as long */
    bool fresh;       /* on a connection of its own: another server may stand behind it */
    size_t keep_body; /* so much of the body is kept whatever the run's options; 0 = as they say */
};

/* Borrowed until the callback returns. `seen` holds the hop's own fields; of the chain it knows nothing. */
struct transport_answer {
    struct observation seen;
    bool exempt;      /* the peer is one that the user named: it says nothing of the network */
    bool slots_spent; /* no descriptor was to be had: ask again when others have finished */
    uint32_t retry_after_s;
    str location, content_type, etag, last_modified, cookies;
    str body;
};

typedef void transport_done(void *owner, const struct transport_answer *answer);

struct transport {
    void *self;
    uint32_t capacity;             /* most hops in flight */
    int64_t (*now_ms)(void *self); /* a clock that never goes back */

    /* Begins a hop; `done` is called once, by `wait` alone. */
    void (*start)(void *self, const struct transport_request *request, transport_done *done,
                  void *owner);

    /* Moves things on until some hop is answered or `until_ms` is reached; once at least. */
    bool (*wait)(void *self, int64_t until_ms, struct err *err);

    bool (*has_route)(void *self);               /* to the internet, by either family */
    bool (*name_resolves)(void *self, str name); /* waits for the answer */
};

/* transport_curl_open: the real one; closed with `perm`, whatever is in flight then is dropped.
 * ERR_USAGE for a malformed option, ERR_IO when the loop cannot be set up. */
bool transport_curl_open(const struct fetch_options *options, struct arena *perm,
                         struct transport *out, struct err *err);

/* What the replay recites: the k-th request for `url` gets the k-th entry of that address, the last
 * one again and again. */
struct replay_entry {
    str url;
    int64_t takes_ms;
    struct transport_answer
        answer; /* curl 0 and a status: headers_done and connected are implied */
};

/* What was asked of it, in order. */
struct replay_request {
    int64_t at_ms;
    struct transport_request request;
};

struct replay_script {
    const struct replay_entry *entries;
    size_t n;
    bool no_route, no_canary;
    VEC(struct replay_request) asked; /* filled in */
};

/* transport_replay_open: answers from a script, by a clock that jumps to what comes next. An address
 * that is not in the script does not resolve. `script` and `perm` outlive it. */
void transport_replay_open(struct replay_script *script, struct arena *perm, struct transport *out);

#endif
