import Canonical
import Conformance
import Formats
import Testing

/// Whole messages in the shipped specifications.
@Suite struct ISO8583FormatTests {
    @Test(arguments: ISO8583Sample.specifications)
    func `a message is written strictly, read without a finding, and the same again`(specification: String) throws {
        let format = try ISO8583Sample.format(specification)
        let bytes = try ISO8583Sample.message(specification)
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(findings.all == [])
        #expect(documents.map(\.value) == [ISO8583Sample.document(specification).value])
    }

    @Test(arguments: ISO8583Sample.specifications)
    func `documents are as described`(specification: String) throws {
        let format = try ISO8583Sample.format(specification)
        let description = try format.description(ofType: "iso8583")
        let documents = try format.decodeAll(try ISO8583Sample.message(specification)).documents
        for document in documents { #expect(try ShapeCheck(description).misfit(document.value) == nil) }
    }

    @Test(arguments: ISO8583Vector.all.filter { vector in !vector.findings.contains { $0 != "iso8583.padding" } })
    func `documents of vectors are as described`(vector: ISO8583Vector) throws {
        let description = try vector.format().description(ofType: nil)
        for document in vector.documents { #expect(try ShapeCheck(description).misfit(document) == nil) }
    }

    @Test func `a field removed from the document is removed from the message`() throws {
        let format = try ISO8583Sample.format("1987-binary")
        var value = ISO8583Sample.document("1987-binary").value
        guard case .object(var root) = value, case .object(var fields)? = root["fields"] else { return }
        fields["35"] = nil
        fields["102"] = nil
        fields["90"] = nil
        root["fields"] = .object(fields)
        value = .object(root)
        let bytes = try format.encodeAll([Document(value)]).bytes
        #expect(try format.decodeAll(bytes).documents.first?.value == value)
        #expect(bytes[2] & 0x80 == 0)
    }

    @Test func `a message is recognised in its own encoding only`() throws {
        let ascii = try ISO8583Sample.format("1987-ascii")
        let binary = try ISO8583Sample.format("1987-binary")
        let asciiMessage = try ISO8583Sample.message("1987-ascii")
        let binaryMessage = try ISO8583Sample.message("1987-binary")
        #expect(ascii.recognises(asciiMessage.span) == .likely)
        #expect(ascii.recognises(binaryMessage.span) == .no)
        #expect(binary.recognises(binaryMessage.span) == .possible)
        #expect(ascii.recognises(Array("{1:F01".utf8).span) == .no)
    }

    @Test func `an input of another format is refused`() throws {
        for text in ["{1:F01DEMOGB2LAXXX}", "<?xml version='1.0'?>", "", "08"] {
            let format = try ISO8583Sample.format("1987-ascii")
            guard !text.isEmpty else {
                #expect(try format.decodeAll([]).documents.isEmpty)
                continue
            }
            let fault = #expect(throws: Fault.self) { try format.decodeAll(Array(text.utf8)) }
            #expect(fault?.code == .formatUnrecognised)
        }
    }

    @Test(arguments: ["line", "none", "binary2"])
    func `findings have their byte, and their line where messages are lines`(framing: String) throws {
        let settings = FormatSettings(options: ["framing": framing], library: CheckoutLibrary())
        let format = try FormatKind.iso8583.format(settings)
        let message = Array("08000020000000000000ABCDEF".utf8)
        let isFramed = framing == "binary2"
        let one = isFramed ? [0, UInt8(message.count)] + message : message + [0x0A]
        let findings = try format.decodeAll(one + one).findings.all
        let field = message.count - 6 + (isFramed ? 2 : 0)
        #expect(findings.map(\.place.byteOffset) == [field, one.count + field])
        #expect(findings.map(\.place.line) == (framing == "line" ? [1, 2] : [nil, nil]))
    }

    @Test func `a message over the limit is refused`() throws {
        var limits = Limits.standard
        limits.bodyBytesMax = 100
        let settings = FormatSettings(limits: limits, options: ["framing": "binary4"], library: CheckoutLibrary())
        let format = try FormatKind.iso8583.format(settings)
        let fault = #expect(throws: Fault.self) {
            try format.decodeAll([0, 0, 1, 0] + [UInt8](repeating: 48, count: 256))
        }
        #expect(fault?.code == .formatLimit)
    }

    @Test(arguments: ["/fields/4", "/fields/90", "/fields/128", "/mti", "/rest/bytes"])
    func `a value that does not fit is refused with its path`(path: String) throws {
        let wrong: [String: DocumentValue] = [
            "/fields/4": ["mti": "0100", "fields": ["4": "1234567890123"]],
            "/fields/90": ["mti": "0100", "fields": ["90": "12"]],
            "/fields/128": ["mti": "0100", "fields": ["128": "XY"]],
            "/mti": ["mti": "01", "fields": [:]],
            "/rest/bytes": ["mti": "0100", "fields": [:], "rest": ["bytes": "0"]],
        ]
        let document = Document(try #require(wrong[path]))
        let fault = #expect(throws: Fault.self) { try ISO8583Sample.format("1987-ascii").encodeAll([document]) }
        #expect(fault?.place?.path == path && fault?.stage == .encode)
    }

    @Test(arguments: ["2": "54123X", "4": "12A", "28": "F00000000", "13": "1340", "35": "1=2\n"])
    func `strict mode refuses what breaks the format`(number: String, text: String) throws {
        let document = Document(["mti": "0100", "fields": .object(object(number, text))])
        let format = try ISO8583Sample.format("1987-ascii")
        #expect(throws: Fault.self) { try format.encodeAll([document], mode: .strict) }
    }

    private func object(_ name: String, _ text: String) -> DocumentObject {
        var object = DocumentObject()
        object[name] = .text(text)
        return object
    }
}
