/* certs.c: one authority that is trusted, one that is not, and a leaf for each way to go wrong. */
#include "certs.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/banned.h"

enum { DAY_S = 86400 };

struct identity {
    X509 *cert;
    EVP_PKEY *key;
};

struct leaf {
    const char *names; /* subjectAltName */
    long from_days, to_days;
    int rsa_bits; /* 0: P-256 */
};

static const struct leaf leaves[CERT_KINDS] = {
    [CERT_GOOD] = { "DNS:good.example,IP:127.0.0.1", -1, 30, 0 },
    [CERT_EXPIRED] = { "DNS:good.example", -60, -30, 0 },
    [CERT_FUTURE] = { "DNS:good.example", 30, 60, 0 },
    [CERT_OTHER_NAME] = { "DNS:wrong.example", -1, 30, 0 },
    [CERT_SELF_SIGNED] = { "DNS:good.example", -1, 30, 0 },
    [CERT_UNKNOWN_AUTHORITY] = { "DNS:good.example", -1, 30, 0 },
    [CERT_WEAK_KEY] = { "DNS:good.example", -1, 30, 1024 },
    [CERT_OLD_PROTOCOL] = { "DNS:good.example", -1, 30, 0 },
};

static void add_extension(X509 *cert, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, cert, cert, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    assert_non_null(extension);
    assert_int_equal(X509_add_ext(cert, extension, -1), 1);
    X509_EXTENSION_free(extension);
}

static void set_name(X509_NAME *name, const char *common)
{
    assert_int_equal(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                                (const unsigned char *)common, -1, -1, 0),
                     1);
}

/* Signed by `issuer`, or by itself when that is NULL. */
static struct identity make(const struct leaf *leaf, const char *common,
                            const struct identity *issuer, long serial)
{
    struct identity made = { X509_new(), NULL };
    made.key = leaf->rsa_bits ? EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)leaf->rsa_bits)
                              : EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
    assert_non_null(made.cert);
    assert_non_null(made.key);
    assert_int_equal(X509_set_version(made.cert, 2), 1);
    assert_int_equal(ASN1_INTEGER_set(X509_get_serialNumber(made.cert), serial), 1);
    assert_non_null(X509_gmtime_adj(X509_getm_notBefore(made.cert), leaf->from_days * DAY_S));
    assert_non_null(X509_gmtime_adj(X509_getm_notAfter(made.cert), leaf->to_days * DAY_S));
    set_name(X509_get_subject_name(made.cert), common);
    const X509 *by = issuer ? issuer->cert : made.cert;
    assert_int_equal(X509_set_issuer_name(made.cert, X509_get_subject_name(by)), 1);
    assert_int_equal(X509_set_pubkey(made.cert, made.key), 1);
    if (leaf->names)
        add_extension(made.cert, NID_subject_alt_name, leaf->names);
    else
        add_extension(made.cert, NID_basic_constraints, "critical,CA:TRUE");
    assert_true(X509_sign(made.cert, issuer ? issuer->key : made.key, EVP_sha256()) > 0);
    return made;
}

static void drop(struct identity identity)
{
    X509_free(identity.cert);
    EVP_PKEY_free(identity.key);
}

static SSL_CTX *make_context(const struct identity *identity, bool old)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    assert_non_null(context);
    SSL_CTX_set_security_level(context, 0);
    assert_int_equal(SSL_CTX_use_certificate(context, identity->cert), 1);
    assert_int_equal(SSL_CTX_use_PrivateKey(context, identity->key), 1);
    if (old) {
        assert_int_equal(SSL_CTX_set_min_proto_version(context, TLS1_VERSION), 1);
        assert_int_equal(SSL_CTX_set_max_proto_version(context, TLS1_1_VERSION), 1);
    }
    return context;
}

void certs_make(SSL_CTX *contexts[CERT_KINDS], const char *ca_file)
{
    const struct leaf authority = { NULL, -1000, 1000, 0 };
    struct identity trusted = make(&authority, "Trusted test authority", NULL, 1);
    struct identity unknown = make(&authority, "Unknown test authority", NULL, 2);
    FILE *file = fopen(ca_file, "w");
    assert_non_null(file);
    assert_int_equal(PEM_write_X509(file, trusted.cert), 1);
    assert_int_equal(fclose(file), 0);
    for (int i = 0; i < CERT_KINDS; i++) {
        const struct identity *issuer = i == CERT_SELF_SIGNED         ? NULL
                                        : i == CERT_UNKNOWN_AUTHORITY ? &unknown
                                                                      : &trusted;
        struct identity leaf = make(&leaves[i], "Test server", issuer, 10 + i);
        contexts[i] = make_context(&leaf, i == CERT_OLD_PROTOCOL);
        drop(leaf);
    }
    drop(trusted);
    drop(unknown);
}
