/* certs.h: certificates made on the spot, for the TLS tests. */
#ifndef TESTS_CERTS_H
#define TESTS_CERTS_H

#include <openssl/ssl.h>

#include "netserver.h"

/* certs_make: a server context with a certificate of that kind for each kind; writes the authority's
 * certificate to `ca_file`. */
void certs_make(SSL_CTX *contexts[CERT_KINDS], const char *ca_file);

#endif
