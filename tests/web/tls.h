/* tls.h: the stand-in web's own certificate authority, and TLS with a certificate for any name. */
#ifndef WEB_TLS_H
#define WEB_TLS_H

#include <openssl/ssl.h>

#include "site.h"

struct tls;

/* tls_open: makes the keys and the authority, and writes its certificate (PEM) to `ca_file`.
 *   web   read only; its certificates are asked at each handshake; must outlive the result
 * Returns false with ERR_IO. tls_close gives the result back. */
bool tls_open(const struct web *web, const char *ca_file, struct tls **out, struct err *err);
void tls_close(struct tls *tls);

/* tls_accept: the handshake on a connected socket; NULL when it fails, and `how` the site means it to.
 * The caller frees the result. */
SSL *tls_accept(const struct tls *tls, int fd, enum web_handshake *how);

#endif
