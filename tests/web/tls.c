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
    EVP_PKEY *ca_key, *leaf_key;
    X509 *ca;
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

/* The certificate for a name, with the fault that its site asks for. */
static X509 *certificate_for(const struct tls *tls, const char *name)
{
    static const struct {
        int from_days, to_days;
        bool self_signed;
        const char *name; /* NULL = the one asked for */
    } kinds[WEB_CERT_COUNT] = {
        [WEB_CERT_GOOD] = { -1, 30, false, NULL },
        [WEB_CERT_EXPIRED] = { -60, -30, false, NULL },
        [WEB_CERT_FUTURE] = { 30, 60, false, NULL },
        [WEB_CERT_SELF_SIGNED] = { -1, 30, true, NULL },
        [WEB_CERT_WRONG_NAME] = { -1, 30, false, "wrong-name.example" },
    };
    const struct web_site *site = name ? site_find(tls->web, str_from_z(name)) : NULL;
    enum web_certificate kind = site ? site->certificate : WEB_CERT_GOOD;
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
        .key = tls->leaf_key,
        .issuer = kinds[kind].self_signed ? NULL : tls->ca,
        .issuer_key = tls->ca_key,
    };
    return make_certificate(&draft);
}

/* OpenSSL's callback once the client has named its host, or has not. */
static int choose_certificate(SSL *ssl, void *arg)
{
    const struct tls *tls = arg;
    X509 *cert = certificate_for(tls, SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name));
    bool ok =
        cert && SSL_use_certificate(ssl, cert) == 1 && SSL_use_PrivateKey(ssl, tls->leaf_key) == 1;
    X509_free(cert);
    return ok;
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
    tls->ca = tls->ca_key ? make_certificate(&draft) : NULL;
    if (!tls->ctx || !tls->leaf_key || !tls->ca)
        return err_set(err, ERR_IO, "OpenSSL cannot make a certificate");
    SSL_CTX_set_cert_cb(tls->ctx, choose_certificate, tls);
    return write_certificate(tls->ca, ca_file, err);
}

void tls_close(struct tls *tls)
{
    if (!tls)
        return;
    SSL_CTX_free(tls->ctx);
    X509_free(tls->ca);
    EVP_PKEY_free(tls->leaf_key);
    EVP_PKEY_free(tls->ca_key);
    OPENSSL_free(tls);
}

SSL *tls_accept(const struct tls *tls, int fd)
{
    SSL *ssl = SSL_new(tls->ctx);
    if (ssl && SSL_set_fd(ssl, fd) == 1 && SSL_accept(ssl) == 1)
        return ssl;
    SSL_free(ssl);
    return NULL;
}
