/* xml.h: text for XML reports. */
#ifndef REPORT_XML_H
#define REPORT_XML_H

#include "base/buf.h"

/* xml_add: text for an element or, with its line ends kept, for an attribute in double quotes. What XML
 * 1.0 cannot hold at all, and bytes that are not UTF-8, become U+FFFD. */
void xml_add(struct buf *out, str text);

/* xml_attribute: ` name="value"`. */
void xml_attribute(struct buf *out, const char *name, str value);
void xml_number(struct buf *out, const char *name, size_t value);

#endif
