import Canonical
import Conformance
import Foundation
import Formats
import Testing

/// A message in hexadecimal digits, the specification that reads it, and what must come out: a case of `vectors.json`.
struct ISO8583Vector: Sendable, CustomTestStringConvertible {
    var name: String
    var specification: DocumentValue
    var options: [String: String]
    var message: [UInt8]
    var documents: [DocumentValue]
    /// The codes of the findings, in order.
    var findings: [String]
    /// Whether strict mode writes the same bytes.
    var isStandard: Bool

    var testDescription: String { name }

    /// All vectors of the file.
    static let all: [ISO8583Vector] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/vectors.json")
        let items = (try? DocumentValue(json: [UInt8](Data(contentsOf: folder))))?.items  // absent: a test says so
        return (items ?? []).compactMap(ISO8583Vector.init)
    }()

    init?(_ value: DocumentValue) {
        guard let name = value["name"]?.text, let specification = value["specification"],
            let message = value["hex"]?.text.flatMap(Self.bytes), let documents = value["documents"]?.items
        else { return nil }
        self.name = name
        self.specification = specification
        self.message = message
        self.documents = documents
        findings = value["findings"]?.items?.compactMap(\.text) ?? []
        isStandard = value["strict"] == .boolean(true)
        options = [:]
        for option in value["options"]?.object?.members ?? [] { options[option.name] = option.value.text }
    }

    /// The format that reads it.
    func format() throws -> any Format {
        try FormatKind.iso8583.format(
            FormatSettings(
                options: options,
                definition: [DefinitionFile(name: "vector.json", bytes: specification.jsonBytes())],
                library: CheckoutLibrary()
            )
        )
    }

    /// The bytes that hexadecimal digits stand for.
    static func bytes(_ hex: String) -> [UInt8]? {
        let digits = Array(hex.utf8)
        guard digits.count % 2 == 0 else { return nil }
        return stride(from: 0, to: digits.count, by: 2)
            .compactMap {
                UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
            }
    }
}
