import CXMLPeer
import Canonical
import Conformance
import Formats

extension Workloads {
    /// Valid pacs.008 messages of CBPR+ with headers, against libxml2 over the same schemas.
    static func pacs008() throws -> Workload? {
        guard let folder = CorpusFolder.fromEnvironment else { return nil }
        let format = try ISO20022Corpus.format(folder)
        let schema = envelopeSchema(folder)
        guard let peer = schema.withCString({ xml_peer_open($0, schema.utf8.count) }) else { return nil }
        let messages = try folder.files(below: "ballerina-mx-to-mt", suffix: "input.xml")
            .map { try folder.bytes($0) }
            .filter { try isCommon($0, format, peer) }
        guard !messages.isEmpty else { return nil }
        let reading = { () throws -> Int in
            var nodes = 0
            for message in messages {
                let (documents, findings) = try format.decodeAll(message)
                nodes += documents.reduce(0) { $0 + $1.nodes.count } + (findings.hasErrors ? 1 : 0)
            }
            return nodes
        }
        return Workload(
            name: "pacs008",
            summary: "pacs.008.001.08 with head.001.001.02 of ballerina-mx-to-mt, decoded and validated",
            messages: messages.count,
            bytes: messages.reduce(0) { $0 + $1.count },
            pass: reading,
            peers: [
                Workload.Peer(name: "libxml2 xmlReadMemory + xmlSchemaValidateDoc") {
                    messages.reduce(0) { $0 + validate($1, peer, xml_peer_validate) }
                },
                Workload.Peer(name: "libxml2 xmlSchemaValidateStream") {
                    messages.reduce(0) { $0 + validate($1, peer, xml_peer_validate_stream) }
                },
            ],
            aim: "2.5 × xmlSchemaValidateDoc, 4 × with a scanner of our own"
        )
    }

    private static func validate(
        _ message: [UInt8],
        _ peer: OpaquePointer,
        _ run: (OpaquePointer, UnsafePointer<CChar>, Int) -> Int32
    ) -> Int {
        message.withUnsafeBytes { bytes in
            guard let start = bytes.bindMemory(to: CChar.self).baseAddress else { return 0 }
            return Int(run(peer, start, bytes.count))
        }
    }

    /// Whether a file is a pacs.008 that both find valid.
    private static func isCommon(_ message: [UInt8], _ format: ISO20022Format, _ peer: OpaquePointer) throws -> Bool {
        let (documents, findings) = try format.decodeAll(message)
        guard let document = documents.first, documents.count == 1,
            document.root["namespaces"]?["Document"]?.text?.hasSuffix("pacs.008.001.08") ?? false,
            document.root["AppHdr"] != nil, !findings.hasErrors
        else { return false }
        return validate(message, peer, xml_peer_validate) == 0 && validate(message, peer, xml_peer_validate_stream) == 0
    }

    /// A schema of the envelope that the files have, with those of header and message.
    private static func envelopeSchema(_ folder: CorpusFolder) -> String {
        let prefix = "urn:iso:std:iso:20022:tech:xsd:"
        let imports = ["head.001.001.02", "pacs.008.001.08"]
            .map {
                "<xs:import namespace=\"\(prefix)\($0)\" schemaLocation=\"\(folder.path)/iso20022-xsd/\($0).xsd\"/>"
            }
        return """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:swift:xsd:envelope">
            \(imports.joined())
            <xs:element name="Envelope"><xs:complexType><xs:sequence>
            <xs:any namespace="##other" processContents="strict" minOccurs="2" maxOccurs="2"/>
            </xs:sequence></xs:complexType></xs:element>
            </xs:schema>
            """
    }
}
