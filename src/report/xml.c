/* xml.c: escapes of XML 1.0. */
#include "report/xml.h"

#include "base/utf8.h"

#include "base/banned.h"

static str escape_of(uint32_t c)
{
    switch (c) {
    case '&':
        return S("&amp;");
    case '<':
        return S("&lt;");
    case '>':
        return S("&gt;");
    case '"':
        return S("&quot;");
    case '\n':
        return S("&#10;");
    case '\r':
        return S("&#13;");
    case '\t':
        return S("&#9;");
    default:
        return (str){ 0 };
    }
}

/* The characters of XML 1.0, production 2. */
static bool is_char(uint32_t c)
{
    return c >= 0x20 && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
}

void xml_add(struct buf *out, str text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t c = utf8_next(text, &at);
        str escape = escape_of(c);
        if (escape.n)
            buf_add(out, escape);
        else
            utf8_put(out, is_char(c) ? c : 0xFFFD);
    }
}

void xml_attribute(struct buf *out, const char *name, str value)
{
    buf_printf(out, " %s=\"", name);
    xml_add(out, value);
    buf_byte(out, '"');
}

void xml_number(struct buf *out, const char *name, size_t value)
{
    buf_printf(out, " %s=\"%zu\"", name, value);
}
