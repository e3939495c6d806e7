/* transfer.h: one hop with libcurl: its settings, the guards that run while it connects, its body. */
#ifndef NET_TRANSFER_H
#define NET_TRANSFER_H

#include <curl/curl.h>
#include <openssl/x509.h>

#include "base/buf.h"
#include "net/inflate.h"
#include "net/transport.h"

struct curl_net;

/* What all hops of a run have in common. */
struct transfer_settings {
    const struct fetch_options *options;
    struct guard guard;
    const char *user_agent, *proxy; /* C strings of the options */
    bool *connecting;               /* by descriptor: on the way to one of several addresses */
    size_t n_connecting;
    X509_STORE *store;  /* loaded at the first handshake; NULL until then */
    const char *cacert; /* PEM file of `store` */
};

struct transfer {
    struct transfer_settings *settings;
    struct curl_net *net;
    struct transport_request request;
    transport_done *done;
    void *owner;
    struct transfer *next; /* in the list that it is on */
    size_t slot;           /* where it stands among the live ones */

    bool mapped; /* goes to `to_host`, which is exempt */
    str to_host; /* where the connection goes: a name or an address */
    uint16_t to_port;
    bool by_name;               /* to_host is a name that we resolved */
    const struct ip *addresses; /* of to_host when it is a name; all allowed */
    size_t n_addresses;

    CURL *easy;
    struct curl_slist *pins, *connect_to, *headers;
    struct buf body, jar;
    struct inflater inflater;
    struct transport_answer answer;
    char error[CURL_ERROR_SIZE];
};

/* transfer_prepare: makes the handle with all its settings. False, with the answer filled in, when
 * memory or libcurl refuses. */
bool transfer_prepare(struct transfer *transfer, struct arena *scratch);

/* transfer_finish: fills in the answer after libcurl has said `code`. */
void transfer_finish(struct transfer *transfer, CURLcode code);

/* transfer_note_socket: notes that a socket begins to connect to one of several addresses, or no longer
 * does. Returns what was noted before. */
bool transfer_note_socket(struct transfer_settings *settings, int fd, bool connecting);

/* transfer_close: gives everything back but the struct. */
void transfer_close(struct transfer *transfer);

#endif
