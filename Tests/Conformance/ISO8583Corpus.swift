import Canonical
import Formats

extension CorpusSets {
    /// The raw messages, specifications and encoding vectors of moov-io/iso8583.
    package static let moovISO8583 = CorpusSet("moov-iso8583") { folder in
        try ISO8583Corpus(folder: folder).run()
    }
}

/// The cases of the corpus folder `moov-iso8583`.
struct ISO8583Corpus {
    let folder: CorpusFolder

    /// Faulty on purpose, as the folder's README says.
    private static let faulty = ["message_with_error_indicate_numeric.dat"]
    /// What a message needs beside its specification: its lengths are hexadecimal digits.
    private static let options = ["message_with_hex_length.dat": ["length-encoding": "hex"]]
    private static let specifications = [
        "spec87ascii.json", "specification_ver_1987.json", "specification_without_encoding_ver_1987.json",
    ]

    func run() throws -> CorpusResult {
        var result = CorpusResult()
        for file in Self.specifications { result.enter(file, difference: specification(file)) }
        let messages = try folder.files(below: "moov-iso8583", suffix: ".dat").map { String($0.dropFirst(13)) }
        for file in messages { result.enter(file, difference: try message(file)) }
        result.enter("iso_reversal_message.json", difference: try reversal(try reversalJSON()))
        result.enter("iso_reversal_message.xml", difference: try reversal(try reversalXML()))
        for vector in try folder.json("moov-iso8583/vectors-encodings.json").items ?? [] {
            result.enter("vectors-encodings.json \(vector["id"]?.text ?? "")", difference: try encoding(vector))
        }
        return result
    }

    private func format(_ file: String, options: [String: String] = [:]) throws -> any Format {
        let definition = DefinitionFile(name: file, bytes: try folder.bytes("moov-iso8583/\(file)"))
        return try FormatKind.iso8583.format(
            FormatSettings(options: options, definition: [definition], library: CheckoutLibrary())
        )
    }

    private func specification(_ file: String) -> String? {
        do {
            _ = try format(file).description(ofType: nil)
            return nil
        } catch {
            return "is not loaded: \(error)"
        }
    }

    /// Reads a message, compares its findings with what is expected, and writes it back from its JSON alone.
    private func message(_ file: String) throws -> String? {
        let bytes = try folder.bytes("moov-iso8583/\(file)")
        let options = Self.options[file] ?? [:]
        let format = try format("specification_ver_1987.json", options: options)
        let (documents, findings) = try format.decodeAll(bytes)
        guard documents.count == 1 else { return "is \(documents.count) messages" }
        if findings.hasErrors != Self.faulty.contains(file) { return "findings: \(findings.all.map(\.code))" }
        let read = try documents.map { try Document(json: $0.jsonBytes()) }
        return try format.encodeAll(read).bytes == bytes ? nil : "is written back with other bytes"
    }

    // MARK: - The message with expected values

    private func reversal(_ expected: [String: String]) throws -> String? {
        let format = try format("specification_ver_1987.json")
        let message = try format.decodeAll(try folder.bytes("moov-iso8583/iso_reversal_message.dat")).documents.first
        var seen = ["mti": message?.root["mti"]?.text]
        for field in message?.root["fields"]?.children.map({ $0 }) ?? [] { seen[field.name] = field.text }
        return seen == expected ? nil : "the values are others"
    }

    /// Element 1 is the second bitmap, which is no field of a document.
    private func reversalJSON() throws -> [String: String] {
        let json = try folder.json("moov-iso8583/iso_reversal_message.json")
        var expected = ["mti": json["mti"]?.text ?? ""]
        for member in json["elements"]?.object?.members ?? [] where member.name != "1" {
            expected[member.name] = member.value.text
        }
        return expected
    }

    private func reversalXML() throws -> [String: String] {
        let text = String(decoding: try folder.bytes("moov-iso8583/iso_reversal_message.xml"), as: UTF8.self)
        var expected: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split { "<>\"".contains($0) }
            if line.contains("<MTI>"), let value = parts.dropFirst().first(where: { $0 != "MTI" }) {
                expected["mti"] = String(value)
            }
            guard line.contains("<Element "), let number = parts.first(where: { Int($0) != nil }), number != "1",
                let start = line.firstIndex(of: ">"), let end = line.lastIndex(of: "<")
            else { continue }
            expected[String(number)] = String(line[line.index(after: start)..<end])
        }
        return expected
    }

    // MARK: - The encodings

    /// Reads or writes one field of so many digits.
    private func encoding(_ vector: DocumentValue) throws -> String? {
        let isLeft = vector["enc"]?.text?.contains("left") == true
        let hex = vector["hex"]?.text ?? ""
        let isError = vector["error"] == .boolean(true)
        guard case .number(let digits)? = vector["digits"] else {
            let text = vector["text"]?.text ?? ""
            let message: DocumentValue = ["mti": "0800", "fields": ["2": .text(text)]]
            do {
                let format = try field(digits: text.utf8.count, isLeft: isLeft)
                let bytes = try format.encodeAll([Document(message)]).bytes
                return !isError && bytes == Self.head + Self.bytes(hex) ? nil : "is written as something else"
            } catch {
                return isError ? nil : "is not written: \(error)"
            }
        }
        let format = try field(digits: Int(digits.coefficient), isLeft: isLeft)
        let (documents, findings) = try format.decodeAll(Self.head + Self.bytes(hex))
        if isError { return findings.hasErrors ? nil : "is read without an error" }
        guard !findings.hasErrors else { return "is read with errors" }
        return documents.first?.root["fields"]?["2"]?.text == vector["text"]?.text ? nil : "is read as another value"
    }

    /// A message type and a bitmap with bit 2.
    private static let head = Array("08004000000000000000".utf8)

    private func field(digits: Int, isLeft: Bool) throws -> any Format {
        let specification: DocumentValue = [
            "specification": "bankbus-iso8583/1",
            "fields": ["2": ["format": .text("n \(digits)"), "encoding": isLeft ? "bcd-left" : "bcd"]],
        ]
        let definition = DefinitionFile(name: "field.json", bytes: specification.jsonBytes())
        return try FormatKind.iso8583.format(FormatSettings(definition: [definition], library: CheckoutLibrary()))
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2)
            .compactMap {
                UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
            }
    }
}
