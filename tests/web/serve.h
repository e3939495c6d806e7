/* serve.h: one connection of the stand-in web: reads a request, answers it, ends as the page says. */
#ifndef WEB_SERVE_H
#define WEB_SERVE_H

#include <stdio.h>

#include "tls.h"

struct server {
    struct web *web;
    struct tls *tls;
    FILE *log; /* NULL = none; one line a request: scheme, host, method, path, status */
};

/* serve_connection: answers one request on `fd` and closes it. TLS when the first byte says so. */
void serve_connection(const struct server *server, int fd);

#endif
