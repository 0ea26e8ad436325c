import Canonical
import Conformance
import Formats

/// Valid messages and headers, each as a document of its own, cut out of the files of the corpora.
enum Samples {
    struct Sample {
        var name: String
        var message: String
        var bytes: [UInt8]
    }

    private static let bytesMax = 20_000

    static func load(_ folder: CorpusFolder, _ referees: Referees) throws -> [Sample] {
        var samples: [Sample] = []
        for file in try ISO20022Corpus.files(folder) {
            let bytes = try folder.bytes(file)
            for root in ["Document", "AppHdr"] {
                guard let part = cut(root, of: bytes), part.count <= bytesMax, let message = message(part) else {
                    continue
                }
                guard referees.theirsIsValid(part, message), referees.oursIsValid(part) else { continue }
                samples.append(Sample(name: file, message: message, bytes: part))
            }
        }
        return samples
    }

    /// The bytes from the start tag of a root to its end tag.
    private static func cut(_ root: String, of bytes: [UInt8]) -> [UInt8]? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard
            let name = text.firstRange(of: root + " ") ?? text.firstRange(of: root + ">")
                ?? text.firstRange(of: root + "\n"),
            let start = text[..<name.lowerBound].lastIndex(of: "<"),
            let end = text.ranges(of: root + ">").last
        else { return nil }
        guard start < end.upperBound else { return nil }
        return Array(text[start..<end.upperBound].utf8)
    }

    /// The message whose namespace the first declaration names.
    private static func message(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes.prefix(2_000), as: UTF8.self)
        guard let start = text.firstRange(of: "urn:iso:std:iso:20022:tech:xsd:") else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" && $0 != "'" })
    }
}
