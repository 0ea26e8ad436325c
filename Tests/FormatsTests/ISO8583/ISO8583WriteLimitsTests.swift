import Canonical
import Conformance
import Formats
import Testing

/// What documents may ask of the writer: facts and lists are taken for what they are, and end at limits.
@Suite struct ISO8583WriteLimitsTests {
    private static let limits: Limits = {
        var limits = Limits.standard
        limits.bodyBytesMax = 100_000
        return limits
    }()

    /// One field of data objects, with a length that takes any number of bytes.
    private func format() throws -> any Format {
        let specification: DocumentValue = [
            "specification": "bankbus-iso8583/1",
            "fields": ["2": ["format": "b......999999", "encoding": "binary", "tlv": ["9F01": ["format": "b..9"]]]],
        ]
        let file = DefinitionFile(name: "tags.json", bytes: specification.jsonBytes())
        return try FormatKind.iso8583.format(
            FormatSettings(limits: Self.limits, definition: [file], library: CheckoutLibrary())
        )
    }

    private func document(_ tags: DocumentValue, _ deviations: [DocumentValue] = []) -> Document {
        Document(["mti": "0800", "fields": ["2": tags], "layout": ["deviations": .list(deviations)]])
    }

    private func deviation(_ field: String, _ fact: String, _ value: String) -> DocumentValue {
        ["field": .text(field), "fact": .text(fact), "value": .text(value)]
    }

    @Test(arguments: ["padding", "paddingAfter"])
    func `bytes of zero end at the size of a message`(fact: String) throws {
        let field = fact == "padding" ? "2.C1" : "2"
        for count in ["100001", "999999999999", "9223372036854775807"] {
            let fault = #expect(throws: Fault.self) {
                try format().encodeAll([document(["C1": ["00"]], [deviation(field, fact, count)])])
            }
            #expect(fault?.code == .formatLimit)
        }
        for nonsense in ["-1", "", "1e9", "99999999999999999999"] {
            let bytes = try format().encodeAll([document(["C1": ["00"]], [deviation(field, fact, nonsense)])]).bytes
            #expect(bytes == Array("08004000000000000000000003".utf8) + [0xC1, 1, 0])
        }
    }

    @Test func `many tags with some bytes of zero each end at the size of a message`() throws {
        let items = [DocumentValue](repeating: "00", count: 500)
        let facts = (1...500).map { deviation("2.C1" + ($0 > 1 ? "#\($0)" : ""), "padding", "99999") }
        let fault = #expect(throws: Fault.self) { try format().encodeAll([document(["C1": .list(items)], facts)]) }
        #expect(fault?.code == .formatLimit)
    }

    @Test func `there are as many tags as a reader takes, in lists and in more`() throws {
        let items = [DocumentValue](repeating: "", count: 1_024)
        #expect(try format().encodeAll([document(["C1": .list(items)])]).bytes.count == 26 + 2 * 1_024)
        let again = [DocumentValue](repeating: ["tag": "9F01", "value": ""], count: 1_024)
        for tags in [["C1": .list(items + [""])], ["9F01": "", "more": .list(again)]] as [DocumentValue] {
            let fault = #expect(throws: Fault.self) { try format().encodeAll([document(tags)]) }
            #expect(fault?.code == .formatLimit)
        }
    }

    @Test func `the order of many tags comes back`() throws {
        var data: [UInt8] = []
        for number in 0..<1_024 { data += [number % 3 == 0 ? 0xC1 : number % 3 == 1 ? 0xC2 : 0xC3, 0] }
        let message = Array("08004000000000000000002048".utf8) + data
        let documents = try format().decodeAll(message).documents.map { try Document(json: $0.jsonBytes()) }
        #expect(try format().encodeAll(documents).bytes == message)
    }

    @Test func `an order of tags that are not there, however many, changes nothing`() throws {
        let order = (0..<100_000).map { String($0) }.joined(separator: ",") + ",C2,C2,C1"
        let bytes = try format().encodeAll([document(["C1": [""], "C2": [""]], [deviation("2", "order", order)])]).bytes
        #expect(bytes.suffix(4) == [0xC2, 0, 0xC1, 0])
    }

    @Test(arguments: ["100", "999999", "9223372036854775807"])
    func `a length that the layout tells is one that the field can have`(length: String) throws {
        let specification: DocumentValue = [
            "specification": "bankbus-iso8583/1",
            "fields": ["2": ["format": "ans..10", "pad": ["side": "right", "with": " "]]],
        ]
        let file = DefinitionFile(name: "pad.json", bytes: specification.jsonBytes())
        let format = try FormatKind.iso8583.format(FormatSettings(definition: [file], library: CheckoutLibrary()))
        let value: DocumentValue = [
            "mti": "0800", "fields": ["2": "A"], "layout": ["deviations": [deviation("2", "length", length)]],
        ]
        let fault = #expect(throws: Fault.self) { try format.encodeAll([Document(value)]) }
        #expect(fault?.place?.path == "/fields/2")
    }
}
