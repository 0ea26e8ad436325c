import Canonical
import Conformance
import Formats
import Testing

@Suite struct FedwireFormatTests {
    private let format: any Format
    /// A customer transfer of our own; banks and numbers are invented, the check digits are right.
    static let tags = [
        "{1500}30ORDER001T ", "{1510}1000", "{1520}20261126SAMPLE01000007", "{2000}000000123456",
        "{3100}091000019Sample Bank*", "{3320}REF-1*", "{3400}231380104Other Bank*", "{3600}CTR*",
        "{4200}D000111222*Anna Example*1 Some Street*", "{5000}D000333444*Bert Example**Nowhere*",
        "{6000}Invoice 17*",
    ]

    init() throws {
        format = try FormatKind.fedwire.format(FormatSettings(library: CheckoutLibrary()))
    }

    private func codes(_ text: String) throws -> [String] {
        try format.decodeAll(Array(text.utf8)).findings.all.map(\.code)
    }

    @Test func `a message becomes a member for each tag and element`() throws {
        let (documents, findings) = try format.decodeAll(Array(Self.tags.joined().utf8))
        #expect(findings.isEmpty, "\(findings.all)")
        let message = try #require(documents.first).root
        #expect(message["2000"]?["amount"]?.text == "000000123456")
        #expect(message["4200"]?["name"]?.text == "Anna Example")
        #expect(message["4200"]?["addressLineTwo"] == nil)
        #expect(message["5000"]?["addressLineOne"]?.text == "")
        #expect(message["layout"] == nil)
    }

    @Test(arguments: ["", "\n", "\r\n", "\n\n"])
    func `what stands between tags comes back through JSON`(separator: String) throws {
        for text in [Self.tags.joined(separator: separator), Self.tags.map { $0 + separator }.joined()] {
            let documents = try format.decodeAll(Array(text.utf8)).documents
            let copy = try documents.map { try Document(json: $0.jsonBytes()) }
            #expect(try format.encodeAll(copy).bytes == Array(text.utf8))
            #expect(try format.encodeAll(copy, mode: .strict).bytes == Array(Self.tags.joined().utf8))
        }
    }

    @Test func `padded and cut elements come back as they were`() throws {
        let padded = Self.tags.map {
            $0.replacing("Sample Bank*", with: "Sample Bank       ").replacing("REF-1*", with: "REF-1")
        }
        let bytes = Array(padded.joined(separator: "\n").utf8)
        let document = try #require(try format.decodeAll(bytes).documents.first)
        #expect(document.root["3100"]?["senderShortName"]?.text == "Sample Bank")
        #expect(document.root["3100"]?["layout"]?["ends"]?.text == "_")
        #expect(try format.encodeAll([Document(json: document.jsonBytes())]).bytes == bytes)
    }

    @Test(arguments: [
        ("{2000}000000123456", "{2000}00000012345X", "fedwire.numeric"),
        ("{2000}000000123456", "{2000}00000012345", "fedwire.element-missing"),
        ("{2000}000000123456", "", "fedwire.tag-missing"), ("{4200}", "{4100}", "fedwire.tag-missing"),
        ("{3100}091000019", "{3100}091000018", "fedwire.check-digit"), ("{3600}CTR*", "{3600}XXX*", "fedwire.code"),
        ("{6000}", "{6001}", "fedwire.tag-unknown"), ("{6000}", "{3320}", "fedwire.tag-repeated"),
        ("{5000}D000333444*", "{5000}D*", "fedwire.element-missing"),
        ("{5000}D000333444*", "{5000} 000333444*", "fedwire.element-missing"),
        ("{6000}Invoice 17*", "{6000}Invoice 17*{7050}50K*", "fedwire.element-missing"),
        ("{6000}Invoice 17*", "{6000}Invoice 17*{8450}USD*", "fedwire.element-missing"),
        ("{6000}Invoice 17*", "{6000}Invoice 17*{8200}0004ABC*", "fedwire.length"),
        ("{6000}Invoice 17*", "{6000}Invoice 17*{8200}0004", "fedwire.element-missing"),
        ("Invoice 17*", "Invoice 17*a*b*c*d*", "fedwire.excess"), ("Invoice", "Invo\u{1}ce", "fedwire.character"),
    ])
    func `what is wrong has a finding and comes back`(old: String, new: String, code: String) throws {
        let text = Self.tags.joined().replacing(old, with: new)
        #expect(try codes(text).contains(code))
        let copy = try format.decodeAll(Array(text.utf8)).documents.map { try Document(json: $0.jsonBytes()) }
        #expect(try format.encodeAll(copy).bytes == Array(text.utf8))
    }

    @Test(arguments: ["{8200}0003ABC*", "{8200}0003ABC"])
    func `an addenda as long as it says is whole with its asterisk or without`(tag: String) throws {
        let text = Self.tags.joined() + tag
        #expect(try codes(text) == [])
        let copy = try format.decodeAll(Array(text.utf8)).documents.map { try Document(json: $0.jsonBytes()) }
        #expect(try format.encodeAll(copy).bytes == Array(text.utf8))
    }

    @Test func `several messages in one input are told apart`() throws {
        let text =
            Self.tags.joined() + "\n{1120}20261126SAMPLE0100000711260930TEST" + Self.tags.joined() + Self.tags.joined()
        let (documents, findings) = try format.decodeAll(Array(text.utf8))
        #expect(documents.count == 3 && findings.isEmpty, "\(findings.all)")
        #expect(try format.encodeAll(documents).bytes == Array(text.utf8))
    }

    @Test func `a tag that is taken out of the JSON is not written`() throws {
        let document = try #require(try format.decodeAll(Array(Self.tags.joined().utf8)).documents.first)
        guard case .object(var message) = document.value else { return }
        message["6000"] = nil
        let written = try format.encodeAll([Document(.object(message))]).bytes
        #expect(written == Array(Self.tags.dropLast().joined().utf8))
    }

    @Test func `strict writing refuses what does not fit`() throws {
        let document = try #require(try format.decodeAll(Array(Self.tags.joined().utf8)).documents.first)
        for value: DocumentValue in ["1", "00000000123X", "0000000001234"] {
            guard case .object(var message) = document.value else { return }
            message["2000"] = ["amount": value]
            let fault = #expect(throws: Fault.self) {
                try format.encodeAll([Document(.object(message))], mode: .strict)
            }
            #expect(fault?.place?.path == "/2000/amount")
        }
    }

    @Test(
        arguments: [
            (["6000": [:]], "/6000"), (["2000": [:]], "/2000"), (["6000": ["lineOne": ""]], "/6000"),
            (["3320": nil], ""), (["3100": ["senderABANumber": "091000018", "senderShortName": "A"]], "/3100"),
            (["1520": ["inputSource": "SAMPLE01"]], "/1520/inputCycleDate"),
        ] as [([String: DocumentValue?], String)]
    )
    func `strict writing refuses tags without content and what is missing`(
        change: [String: DocumentValue?],
        path: String
    ) throws {
        let document = try #require(try format.decodeAll(Array(Self.tags.joined().utf8)).documents.first)
        var message = try #require(document.value.object)
        for (tag, value) in change { message[tag] = value }
        if path.isEmpty { message["4200"] = nil }
        let fault = #expect(throws: Fault.self) { try format.encodeAll([Document(.object(message))], mode: .strict) }
        #expect(fault?.place?.path == path)
    }

    @Test(arguments: ["{6000}", "{6000}*", "{6000}  *"])
    func `a tag without content is an error and comes back`(tag: String) throws {
        let text = (Self.tags.dropLast() + [tag]).joined()
        #expect(try codes(text).contains("fedwire.tag-empty"))
        let copy = try format.decodeAll(Array(text.utf8)).documents.map { try Document(json: $0.jsonBytes()) }
        #expect(try format.encodeAll(copy).bytes == Array(text.utf8))
    }

    @Test func `an element that would move those behind it is refused`() throws {
        for (tag, value, path) in [
            ("1520", ["inputCycleDate": "1", "inputSource": "SAMPLE01"], "/1520/inputCycleDate"),
            ("3100", ["senderShortName": "A"], "/3100/senderABANumber"),
            ("2000", ["amount": "1", "text": "x"], "/2000/amount"),
        ] as [(String, DocumentValue, String)] {
            var message = DocumentObject()
            message[tag] = value
            let fault = #expect(throws: Fault.self) { try format.encodeAll([Document(.object(message))]) }
            #expect(fault?.place?.path == path)
        }
    }

    @Test(arguments: [1, 7, 4_096])
    func `windows of any size give the same documents`(size: Int) throws {
        let bytes = Array((Self.tags.joined(separator: "\n") + "\n" + Self.tags.joined()).utf8)
        let whole = try format.decodeAll(bytes).documents.map { $0.jsonBytes() }
        #expect(whole.count == 2)
        #expect(try decodeInWindows(bytes, size: size, format: format).documents.map { $0.jsonBytes() } == whole)
    }

    @Test(arguments: 0..<20)
    func `changed messages are read or refused, never a trap`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let bytes = random.mutate(Array(Self.tags.joined().utf8), alphabet: Array("{}*0159 \n\u{FF}".utf8))
            guard let documents = try? format.decodeAll(bytes).documents else { continue }  // refused
            let copy = try documents.map { try Document(json: $0.jsonBytes()) }
            // What lies between the last message and the end of the input is no message.
            #expect(bytes.starts(with: try format.encodeAll(copy).bytes))
        }
    }

    @Test func `what is no Fedwire message is refused`() {
        for text in ["{1:F01", "hello", "{150}"] {
            let fault = #expect(throws: Fault.self) { try format.decodeAll(Array(text.utf8)) }
            #expect(fault?.code == .formatUnrecognised)
        }
    }

    @Test(.enabled(if: Corpora.isPresent))
    func `the corpora are read as expected`() throws {
        let folder = try #require(CorpusFolder.fromEnvironment)
        let result = try CorpusSets.fedwire.run(folder)
        #expect(result.unexplained.isEmpty, "\(result.unexplained)")
        #expect(result.cases == 8)
    }
}
