import Canonical
import Formats

/// What the sets of SWIFT MT have in common.
enum MTConformance {
    /// The codec with the shipped tables.
    static func format(ruleSets: Set<String> = []) throws -> any Format {
        try FormatKind.mt.format(FormatSettings(library: CheckoutLibrary(), ruleSets: ruleSets))
    }

    /// Writes documents again from their JSON alone, as a second process would.
    static func written(_ documents: [Document], by format: any Format) throws -> [UInt8] {
        try format.encodeAll(try documents.map { try Document(json: $0.jsonBytes()) }).bytes
    }

    /// What is wrong with the round trip of an input: nil if it comes back byte for byte.
    static func roundTripDifference(_ bytes: [UInt8], by format: any Format) throws -> String? {
        let documents: [Document]
        do {
            documents = try format.decodeAll(bytes).documents
        } catch let fault {
            return "is not read: \(fault.code)"
        }
        if documents.isEmpty { return "holds no message" }
        let written: [UInt8]
        do {
            written = try Self.written(documents, by: format)
        } catch let fault as Fault {
            return "is not written: \(fault.code)"
        }
        return written == bytes ? nil : difference(written, bytes)
    }

    private static func difference(_ written: [UInt8], _ bytes: [UInt8]) -> String {
        let count = min(written.count, bytes.count)
        let offset = (0..<count).first { written[$0] != bytes[$0] } ?? count
        return "comes back different from byte \(offset) on; \(written.count) bytes for \(bytes.count)"
    }

    /// The tags of a block in the bytes, with their values and line feeds between lines.
    static func tags(ofBlock number: Int, in bytes: [UInt8]) -> [(tag: String, value: String)] {
        let text = String(decoding: bytes.filter { $0 != 0x0D }, as: UTF8.self)
        guard let start = text.firstRange(of: "{\(number):") else { return [] }
        let rest = text[start.upperBound...]
        return number == 4 ? fields(in: rest) : bracedTags(in: rest)
    }

    private static func fields(in text: Substring) -> [(tag: String, value: String)] {
        var fields: [(tag: String, value: String)] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst() {
            if line.hasPrefix("-}") || line == "-" || line.hasPrefix("}") { break }
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            if parts.count == 3, parts[0].isEmpty, (2...3).contains(parts[1].count), parts[1].first?.isNumber == true {
                fields.append((String(parts[1]), String(parts[2])))
            } else if !fields.isEmpty {
                fields[fields.count - 1].value += "\n\(line)"
            }
        }
        return fields
    }

    private static func bracedTags(in text: Substring) -> [(tag: String, value: String)] {
        var tags: [(tag: String, value: String)] = []
        var rest = text
        while rest.first == "{", let end = rest.firstIndex(of: "}") {
            let parts = rest[rest.index(after: rest.startIndex)..<end].split(separator: ":", maxSplits: 1)
            tags.append((String(parts.first ?? ""), parts.count > 1 ? String(parts[1]) : ""))
            rest = rest[rest.index(after: end)...]
        }
        return tags
    }
}
