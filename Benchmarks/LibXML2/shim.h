#ifndef BANKBUS_LIBXML2_SHIM_H
#define BANKBUS_LIBXML2_SHIM_H

#include <libxml/xmlversion.h>
// The types of ICU collide with those of Foundation.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#endif
