// libxml2 as the peer of the ISO 20022 reader: only benchmarks and tests link it.
#include "xml_peer.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct xml_peer {
    xmlSchemaPtr schema;
    xmlSchemaValidCtxtPtr context;
};

static bool reports_errors = false;

static void report(void *context, const char *format, ...) {
    (void)context;
    if (!reports_errors) return;
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
}

void xml_peer_report(bool reports) {
    reports_errors = reports;
}

xml_peer *xml_peer_open(const char *schema, size_t length) {
    xmlSetGenericErrorFunc(NULL, report);
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewMemParserCtxt(schema, (int)length);
    if (!parser) return NULL;
    xmlSchemaSetParserErrors(parser, report, report, NULL);
    xmlSchemaPtr compiled = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
    if (!compiled) return NULL;
    xml_peer *peer = malloc(sizeof *peer);
    peer->schema = compiled;
    peer->context = xmlSchemaNewValidCtxt(compiled);
    xmlSchemaSetValidErrors(peer->context, report, report, NULL);
    return peer;
}

void xml_peer_close(xml_peer *peer) {
    if (!peer) return;
    xmlSchemaFreeValidCtxt(peer->context);
    xmlSchemaFree(peer->schema);
    free(peer);
}

int xml_peer_validate(xml_peer *peer, const char *document, size_t length) {
    xmlDocPtr tree = xmlReadMemory(document, (int)length, NULL, NULL, XML_PARSE_NONET);
    if (!tree) return XML_PEER_MALFORMED;
    int result = xmlSchemaValidateDoc(peer->context, tree);
    xmlFreeDoc(tree);
    return result == 0 ? XML_PEER_VALID : XML_PEER_INVALID;
}

// A namespace that is no URI is no breach: processors need not look into the name.
static void note_namespace_error(void *context, xmlErrorPtr error) {
    xmlParserCtxtPtr parser = context;
    if (error->code < XML_NS_ERR_XML_NAMESPACE || error->code > XML_NS_ERR_COLON) return;
    *(bool *)parser->_private = false;
}

bool xml_peer_has_namespaces(const char *document, size_t length) {
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (!parser) return false;
    bool has_namespaces = true;
    parser->_private = &has_namespaces;
    parser->sax->serror = note_namespace_error;
    xmlDocPtr tree = xmlCtxtReadMemory(parser, document, (int)length, NULL, NULL, XML_PARSE_NONET);
    has_namespaces = has_namespaces && tree;
    xmlFreeDoc(tree);
    xmlFreeParserCtxt(parser);
    return has_namespaces;
}

int xml_peer_validate_stream(xml_peer *peer, const char *document, size_t length) {
    xmlParserInputBufferPtr input = xmlParserInputBufferCreateMem(document, (int)length, XML_CHAR_ENCODING_NONE);
    // The input is freed by the call.
    int result = xmlSchemaValidateStream(peer->context, input, XML_CHAR_ENCODING_NONE, NULL, NULL);
    return result == 0 ? XML_PEER_VALID : XML_PEER_INVALID;
}
