import CXMLPeer
import Canonical
import Conformance
import Formats

/// The two that judge: the bus's reader, and libxml2 with a schema per message.
final class Referees {
    private let folder: CorpusFolder
    private let format: ISO20022Format
    private var peers: [String: OpaquePointer] = [:]

    init(_ folder: CorpusFolder, _ format: ISO20022Format) {
        self.folder = folder
        self.format = format
    }

    /// Whether the bus finds one message in the bytes, and no error.
    func oursIsValid(_ bytes: [UInt8]) -> Bool {
        // A fault is a verdict too.
        guard let (documents, findings) = try? format.decodeAll(bytes) else { return false }
        let isUnknown = findings.all.contains { $0.code == "definition.unknown" }
        return documents.count == 1 && !findings.hasErrors && !isUnknown
    }

    /// What the bus says against the bytes.
    func reason(_ bytes: [UInt8]) -> String {
        do {
            let findings = try format.decodeAll(bytes).findings
            return findings.all.prefix(3).map { "\($0.code) at \($0.place)" }.joined(separator: "; ")
        } catch {
            return "\(error)"
        }
    }

    /// Whether libxml2 finds the bytes valid by the schema of a message.
    func theirsIsValid(_ bytes: [UInt8], _ message: String) -> Bool {
        guard let peer = peer(message) else { return false }
        return bytes.withUnsafeBytes { buffer in
            guard let start = buffer.bindMemory(to: CChar.self).baseAddress else { return false }
            // What breaks Namespaces in XML has no names to validate; libxml2 says so, and goes on by guessing.
            return xml_peer_validate(peer, start, buffer.count) == 0 && xml_peer_has_namespaces(start, buffer.count)
        }
    }

    private func peer(_ message: String) -> OpaquePointer? {
        if let known = peers[message] { return known }
        guard let schema = try? folder.bytes("iso20022-xsd/\(message).xsd") else { return nil }  // not in the set
        let made = schema.withUnsafeBytes { buffer in
            xml_peer_open(buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
        }
        peers[message] = made
        return made
    }
}
