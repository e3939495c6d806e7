/* outlet_field.h: what one field of an outlet file may hold. */
#ifndef OUTLET_OUTLET_FIELD_H
#define OUTLET_OUTLET_FIELD_H

#include "format/yaml.h"

/* Whether the text of a node is what its name says; ERR_FORMAT and the place when not. */
typedef bool (*field_check)(const struct yaml_node *node, struct err *err);

bool field_is_id(const struct yaml_node *node, struct err *err);
bool field_is_name(const struct yaml_node *node, struct err *err);   /* has a letter or digit */
bool field_is_domain(const struct yaml_node *node, struct err *err); /* host or host/path */
bool field_is_home(const struct yaml_node *node, struct err *err);
bool field_is_country(const struct yaml_node *node, struct err *err);
bool field_is_language(const struct yaml_node *node, struct err *err);
bool field_is_timezone(const struct yaml_node *node, struct err *err); /* known to ICU */
bool field_is_kind(const struct yaml_node *node, struct err *err);
bool field_is_state(const struct yaml_node *node, struct err *err);
bool field_is_url_date(const struct yaml_node *node, struct err *err);
bool field_is_day(const struct yaml_node *node, struct err *err);          /* YYYY-MM-DD */
bool field_is_partial_date(const struct yaml_node *node, struct err *err); /* --MM-DD ... */

/* field_state: enum outlet_state of a text that field_is_state accepts; the empty text is unknown. */
uint8_t field_state(str text);

/* field_choose: whether the node's text is one of `choices`; "did you mean" when not. */
bool field_choose(const struct yaml_node *node, const str *choices, size_t n, struct err *err);

#endif
