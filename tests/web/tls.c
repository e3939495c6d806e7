/* tls.c: certificates are made at each handshake, so that any name has one and nothing is shared. */
#include "tls.h"

#include <errno.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

enum { DAY_S = 86400 };

struct tls {
    const struct web *web;
    SSL_CTX *ctx;
    EVP_PKEY *ca_key, *leaf_key, *weak_key, *other_key;
    X509 *ca, *other_ca; /* nobody trusts the other one */
};

/* What a certificate says. */
struct draft {
    const char *common_name;
    const char *alt_names; /* OpenSSL's syntax; NULL = a certificate authority */
    int from_days, to_days;
    EVP_PKEY *key;
    X509 *issuer; /* NULL = signed by itself */
    EVP_PKEY *issuer_key;
};

static bool add_extension(X509 *cert, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX ctx;
    X509V3_set_ctx(&ctx, issuer, cert, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
    bool ok = extension && X509_add_ext(cert, extension, -1);
    X509_EXTENSION_free(extension);
    return ok;
}

static bool fill_certificate(X509 *cert, const struct draft *draft)
{
    uint64_t serial;
    X509 *issuer = draft->issuer ? draft->issuer : cert;
    X509_NAME *name = X509_get_subject_name(cert);
    if (RAND_bytes((unsigned char *)&serial, sizeof serial) != 1)
        return false;
    return X509_set_version(cert, X509_VERSION_3) &&
           ASN1_INTEGER_set_uint64(X509_get_serialNumber(cert), serial >> 1) &&
           X509_gmtime_adj(X509_getm_notBefore(cert), (long)draft->from_days * DAY_S) &&
           X509_gmtime_adj(X509_getm_notAfter(cert), (long)draft->to_days * DAY_S) &&
           X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                      (const unsigned char *)draft->common_name, -1, -1, 0) &&
           X509_set_issuer_name(cert, X509_get_subject_name(issuer)) &&
           X509_set_pubkey(cert, draft->key) &&
           add_extension(cert, issuer, NID_subject_key_identifier, "hash") &&
           (draft->alt_names
                ? add_extension(cert, issuer, NID_subject_alt_name, draft->alt_names)
                : add_extension(cert, issuer, NID_basic_constraints, "critical,CA:TRUE") &&
                      add_extension(cert, issuer, NID_key_usage, "critical,keyCertSign"));
}

/* A signed certificate, or NULL. */
static X509 *make_certificate(const struct draft *draft)
{
    X509 *cert = X509_new();
    EVP_PKEY *signer = draft->issuer ? draft->issuer_key : draft->key;
    if (cert && fill_certificate(cert, draft) && X509_sign(cert, signer, EVP_sha256()))
        return cert;
    X509_free(cert);
    return NULL;
}

static enum web_certificate kind_of(const struct tls *tls, const char *name)
{
    const struct web_site *site = name ? site_find(tls->web, str_from_z(name)) : NULL;
    return site ? site->certificate : WEB_CERT_GOOD;
}

static EVP_PKEY *key_of(const struct tls *tls, enum web_certificate kind)
{
    return kind == WEB_CERT_WEAK ? tls->weak_key : tls->leaf_key;
}

/* The certificate for a name, with the fault that its site asks for. */
static X509 *certificate_for(const struct tls *tls, const char *name)
{
    static const struct {
        int from_days, to_days;
        bool self_signed, untrusted;
        const char *name; /* NULL = the one asked for */
    } kinds[WEB_CERT_COUNT] = {
        [WEB_CERT_GOOD] = { -1, 30, false, false, NULL },
        [WEB_CERT_EXPIRED] = { -60, -30, false, false, NULL },
        [WEB_CERT_FUTURE] = { 30, 60, false, false, NULL },
        [WEB_CERT_SELF_SIGNED] = { -1, 30, true, false, NULL },
        [WEB_CERT_WRONG_NAME] = { -1, 30, false, false, "wrong-name.example" },
        [WEB_CERT_UNTRUSTED] = { -1, 30, false, true, NULL },
        [WEB_CERT_WEAK] = { -1, 30, false, false, NULL },
    };
    enum web_certificate kind = kind_of(tls, name);
    const char *subject = kinds[kind].name ? kinds[kind].name : name ? name : "localhost";
    char alt_names[300];
    int n = snprintf(alt_names, sizeof alt_names, name ? "DNS:%s" : "DNS:%s,IP:127.0.0.1", subject);
    if (n < 0 || (size_t)n >= sizeof alt_names || strpbrk(subject, ",:"))
        return NULL;
    const struct draft draft = {
        .common_name = strlen(subject) <= 64 ? subject : "too long", /* X.520's bound */
        .alt_names = alt_names,
        .from_days = kinds[kind].from_days,
        .to_days = kinds[kind].to_days,
        .key = key_of(tls, kind),
        .issuer = kinds[kind].self_signed ? NULL
                  : kinds[kind].untrusted ? tls->other_ca
                                          : tls->ca,
        .issuer_key = kinds[kind].untrusted ? tls->other_key : tls->ca_key,
    };
    return make_certificate(&draft);
}

/* OpenSSL's callback once the client has named its host, or has not. */
static int choose_certificate(SSL *ssl, void *arg)
{
    const struct tls *tls = arg;
    const char *name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
    X509 *cert = certificate_for(tls, name);
    SSL_set_security_level(ssl, 0); /* for the weak one */
    bool ok = cert && SSL_use_certificate(ssl, cert) == 1 &&
              SSL_use_PrivateKey(ssl, key_of(tls, kind_of(tls, name))) == 1;
    X509_free(cert);
    return ok;
}

/* The host that a hello names (RFC 6066, section 3); empty when none. */
static str hello_host(SSL *ssl)
{
    const unsigned char *bytes;
    size_t n;
    if (SSL_client_hello_get0_ext(ssl, TLSEXT_TYPE_server_name, &bytes, &n) != 1 || n < 5)
        return (str){ 0 };
    size_t length = (size_t)bytes[3] << 8 | bytes[4];
    return str_slice((str){ (const char *)bytes, n }, 5, length);
}

/* OpenSSL's callback at the hello: before a byte is answered. */
static int meet_hello(SSL *ssl, int *alert, void *arg)
{
    const struct tls *tls = arg;
    (void)alert;
    const struct web_site *site = site_find(tls->web, hello_host(ssl));
    enum web_handshake how = site ? site->handshake : WEB_HANDSHAKE_PROPER;
    if (how == WEB_HANDSHAKE_OLD)
        return SSL_set_max_proto_version(ssl, TLS1_1_VERSION) == 1 ? SSL_CLIENT_HELLO_SUCCESS
                                                                   : SSL_CLIENT_HELLO_ERROR;
    if (how == WEB_HANDSHAKE_PROPER)
        return SSL_CLIENT_HELLO_SUCCESS;
    *(enum web_handshake *)SSL_get_app_data(ssl) = how;
    return SSL_CLIENT_HELLO_RETRY; /* leaves SSL_accept, saying nothing */
}

static bool write_certificate(X509 *cert, const char *path, struct err *err)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    bool written = PEM_write_X509(file, cert) == 1;
    if (fclose(file) != 0 || !written)
        return err_set(err, ERR_IO, "%s: cannot be written", path);
    return true;
}

bool tls_open(const struct web *web, const char *ca_file, struct tls **out, struct err *err)
{
    struct tls *tls = OPENSSL_zalloc(sizeof *tls);
    *out = tls;
    if (!tls)
        return err_set(err, ERR_MEMORY, "no memory for TLS");
    tls->web = web;
    tls->ctx = SSL_CTX_new(TLS_server_method());
    tls->ca_key = EVP_EC_gen("P-256");
    tls->leaf_key = EVP_EC_gen("P-256");
    const struct draft draft = {
        .common_name = "stand-in web", .from_days = -1, .to_days = 30, .key = tls->ca_key
    };
    tls->weak_key = EVP_RSA_gen(1024);
    tls->other_key = EVP_EC_gen("P-256");
    struct draft other = draft;
    other.common_name = "stranger";
    other.key = tls->other_key;
    tls->ca = tls->ca_key ? make_certificate(&draft) : NULL;
    tls->other_ca = tls->other_key ? make_certificate(&other) : NULL;
    if (!tls->ctx || !tls->leaf_key || !tls->weak_key || !tls->ca || !tls->other_ca)
        return err_set(err, ERR_IO, "OpenSSL cannot make a certificate");
    SSL_CTX_set_cert_cb(tls->ctx, choose_certificate, tls);
    SSL_CTX_set_client_hello_cb(tls->ctx, meet_hello, tls);
    return write_certificate(tls->ca, ca_file, err);
}

void tls_close(struct tls *tls)
{
    if (!tls)
        return;
    SSL_CTX_free(tls->ctx);
    X509_free(tls->ca);
    X509_free(tls->other_ca);
    EVP_PKEY_free(tls->other_key);
    EVP_PKEY_free(tls->weak_key);
    EVP_PKEY_free(tls->leaf_key);
    EVP_PKEY_free(tls->ca_key);
    OPENSSL_free(tls);
}

SSL *tls_accept(const struct tls *tls, int fd, enum web_handshake *how)
{
    SSL *ssl = SSL_new(tls->ctx);
    if (ssl && SSL_set_app_data(ssl, how) == 1 && SSL_set_fd(ssl, fd) == 1 && SSL_accept(ssl) == 1)
        return ssl;
    SSL_free(ssl);
    return NULL;
}
