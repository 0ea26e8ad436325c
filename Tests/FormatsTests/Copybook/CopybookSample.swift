import Canonical
import Formats
import Testing

@testable import Conformance

/// A copybook in a test, with its options.
struct CopybookSample {
    let format: any Format

    init(_ copybook: String, _ options: [String: String] = [:], members: [String: String] = [:]) throws {
        var files = [DefinitionFile(name: "main.cpy", bytes: Array(copybook.utf8))]
        for (name, text) in members.sorted(by: { $0.key < $1.key }) {
            files.append(DefinitionFile(name: name, bytes: Array(text.utf8)))
        }
        let settings = FormatSettings(options: options, definition: files, library: CheckoutLibrary())
        format = try FormatKind.copybook.format(settings)
    }

    /// Reads, and writes again from JSON alone: the bytes must be the same.
    func roundTrip(
        _ bytes: [UInt8],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> (documents: [Document], findings: Findings) {
        let result = try format.decodeAll(bytes)
        let copies = try result.documents.map { try Document(json: $0.jsonBytes()) }
        #expect(try format.encodeAll(copies).bytes == bytes, sourceLocation: sourceLocation)
        for document in result.documents {
            let description = try format.description(ofType: nil)
            let breach = try ShapeCheck(description).misfit(document.value)
            #expect(breach == nil, sourceLocation: sourceLocation)
        }
        return result
    }

    /// The JSON of the only document.
    func json(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let documents = try roundTrip(bytes, sourceLocation: sourceLocation).documents
        return documents.map { String(decoding: $0.jsonBytes(), as: UTF8.self) }.joined(separator: "\n")
    }

    func encode(_ json: String, mode: WriteMode = .faithful) throws -> [UInt8] {
        try format.encodeAll([try Document(json: Array(json.utf8))], mode: mode).bytes
    }

    /// The reason for which a document is refused; nil if it is not.
    func refusal(_ json: String, mode: WriteMode = .faithful) throws -> Fault? {
        let document = try Document(json: Array(json.utf8))
        do throws(Fault) {
            _ = try format.encodeAll([document], mode: mode)
            return nil
        } catch { return error }
    }
}

/// The bytes of hexadecimal digits, blanks left out.
func hex(_ text: String) -> [UInt8] {
    let digits = text.filter { $0 != " " }
    return stride(from: 0, to: digits.count, by: 2)
        .map { index in
            let start = digits.index(digits.startIndex, offsetBy: index)
            return UInt8(digits[start..<digits.index(start, offsetBy: 2)], radix: 16) ?? 0
        }
}

/// A text in code page 037.
func ebcdic(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    _ = CodePage.named("037")?.encode(text.utf8.span, into: &bytes)
    return bytes
}
