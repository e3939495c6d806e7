/* bench_empty.c: an empty program that loads the same libraries: the floor of every start-up time. */
#include <ares.h>
#include <curl/curl.h>
#include <gumbo.h>
#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <md4c.h>
#include <openssl/ssl.h>
#include <sqlite3.h>
#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <yaml.h>
#include <zlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

int main(int argc, char **argv)
{
    /* named, so that the linker keeps every library; never called */
    void (*const kept[])(void) = {
        (void (*)(void))curl_easy_init, (void (*)(void))htmlReadMemory,
        (void (*)(void))SSL_CTX_new,    (void (*)(void))gumbo_parse,
        (void (*)(void))md_parse,       (void (*)(void))yaml_parser_parse,
        (void (*)(void))ucal_open,      (void (*)(void))u_isalpha,
        (void (*)(void))json_loadb,     (void (*)(void))sqlite3_open_v2,
        (void (*)(void))ares_init,      (void (*)(void))inflate,
        (void (*)(void))pcre2_compile,
    };
    (void)argv;
    return argc > 1000 && kept[argc % 13] == 0;
}
