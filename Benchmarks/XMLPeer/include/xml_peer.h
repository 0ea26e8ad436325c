#ifndef BANKBUS_XML_PEER_H
#define BANKBUS_XML_PEER_H

#include <stdbool.h>
#include <stddef.h>

/// A schema, compiled by libxml2, with the context that validates by it again and again.
typedef struct xml_peer xml_peer;

/// What libxml2 makes of a document.
enum xml_peer_verdict {
    XML_PEER_VALID = 0,
    XML_PEER_INVALID = 1,
    XML_PEER_MALFORMED = 2,
};

/// Compiles a schema from its text; locations in it are paths. Null if it cannot be compiled.
xml_peer *xml_peer_open(const char *schema, size_t length);

void xml_peer_close(xml_peer *peer);

/// Reads a document into a tree and validates that.
int xml_peer_validate(xml_peer *peer, const char *document, size_t length);

/// Whether a document keeps the rules of Namespaces in XML: libxml2 reports a breach and validates all the same.
bool xml_peer_has_namespaces(const char *document, size_t length);

/// Reads a document and validates it without a tree.
int xml_peer_validate_stream(xml_peer *peer, const char *document, size_t length);

/// Prints what libxml2 reports to standard error, or nothing.
void xml_peer_report(bool reports);

#endif
