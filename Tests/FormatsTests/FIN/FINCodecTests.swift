import Canonical
import Formats
import Testing

/// The document that a message becomes, and the message that it becomes again.
@Suite struct FINCodecTests {
    private let codec = FINCodec()

    @Test func `blocks 1 to 5 become named values`() throws {
        let document = try codec.decode(FINSample.mt103)
        #expect(document["block1"]?["logicalTerminal"] == "DEMOGB2LAXXX")
        #expect(document["block1"]?["sequenceNumber"] == "000001")
        #expect(
            document["block2"] == [
                "direction": "I", "messageType": "103", "receiver": "TESTDEFFXXXX", "priority": "N",
            ]
        )
        #expect(document["block3"]?.items?.first == ["tag": "108", "value": "MUR1"])
        #expect(document["block4"]?.items?.first == ["tag": "20", "value": "REF-0001"])
        #expect(document["block5"] == [["tag": "CHK", "value": "0123456789AB"]])
        #expect(document["layout"] == ["lineEnd": "CRLF"])
    }

    @Test func `lines of a value are joined by LF whatever the message uses`() throws {
        let document = try codec.decode(FINSample.mt103)
        let customer = document["block4"]?.items?.first { $0["tag"] == "50K" }
        #expect(customer?["value"] == "/GB33BUKB20201555555555\nEXAMPLE TRADING LTD\n1 SAMPLE STREET")
    }

    @Test func `an output message tells sender and times`() throws {
        let block = try codec.decode(FINSample.output)["block2"]
        #expect(block?["sender"] == "DEMOGB2LAXXX" && block?["inputTime"] == "1200" && block?["outputDate"] == "260302")
    }

    @Test func `an acknowledgement in front is a member of its own`() throws {
        let document = try codec.decode(FINSample.acknowledged)
        #expect(document["acknowledgement"]?["block4"]?.items?.last == ["tag": "451", "value": "0"])
        #expect(document["block2"]?["messageType"] == "103")
    }

    @Test(arguments: [
        FINSample.mt103, FINSample.output, FINSample.acknowledged, Array("{1:F01DEMOGB2LAXXX0001000001}".utf8),
        Array("{1:odd}{2:Iodd}{4:\n-}".utf8),
        Array("{1:F21DEMOGB2LAXXX0001000001}{4:{177:2603021200}{451:0}}".utf8),
        Array("{1:L02DEMOGB2LAXXX0001000001}\n{4:\n{501:AB}\r\n{110:001} }\n".utf8),
        Array(
            "{1:F01DEMOGB2LAXXX0001000001}{3:{433:/A{B}C/}{TNG}{X:}}{2:I103TESTDEFFXXXXN}{4:\n:20:A\n-}{S:{SPD:}}{Z:{1:a}}$"
                .utf8
        ),
        Array("\u{1}{1:F01DEMOGB2LAXXX0001000001}\r\n{4:\r\n:79:a\r\n}\n\r\nb\r\r\n-c\n:15A:\r\n-}{5:}\u{3}".utf8),
        Array("{1:F01DEMOGB2LAXXX0001000001}{4:\n:79:a\n:no tag\n:32A:090903USD23453,-}{5:{CHK:1}}".utf8),
        Array("{1:F01DEMOGB2LAXXX0001000001}{4:\n:50K:日本 株式会社\n-}".utf8),
        Array("{1:F01DEMOGB2LAXXX0001000001}{4:\n:50K:M".utf8) + [0xFC, 0xE4, 0x80, 0xFF] + Array("\n-}".utf8),
        Array("{1:F01DEMOGB2LAXXX0001000001}{S:text}{3:}".utf8),
    ])
    func `what is written is what was read`(message: [UInt8]) throws {
        let document = try codec.decode(message)
        #expect(try codec.encode(document) == message)
        #expect(try codec.encode(try DocumentValue(json: document.jsonBytes())) == message)
    }

    @Test(arguments: [
        ("", 0), ("{2:I103TESTDEFFXXXXN}", 0), ("{1:F01", 0), ("{1:A}{4:", 8), ("{1:A}{4:\n:20:X", 9),
        ("{1:A}{4:X\n-}", 8),
        ("{1:A}{4:\nX\n-}", 9), ("{1:A}x", 5), ("{1:A}{1:B}", 5), ("{1:A}{3:{108:X}{3:", 15), ("{1:A}{3:{108:X}", 5),
        ("{1:A}{3:x", 5), ("{1:A}{3:{x:1}}", 8), ("{1:A}{4:\n:20:X\n-}}", 17), ("{1:A}{3:}{3:}", 9),
        ("{1:A}{3:{108", 8),
        ("{1:A}{?:}", 5),
    ])
    func `a broken message is refused with its offset`(message: String, offset: Int) {
        let fault = #expect(throws: Fault.self) { try codec.decode(Array(message.utf8)) }
        #expect(fault?.place?.byteOffset == offset)
        #expect(fault?.family == .message)
    }

    @Test func `the offset counts bytes when they are not UTF-8`() {
        let message = Array("{1:A}{4:\n:20:".utf8) + [0xFC, 0xFC] + Array("\n-}x".utf8)
        let fault = #expect(throws: Fault.self) { try codec.decode(message) }
        #expect(fault?.place?.byteOffset == message.count - 1)
        #expect(fault?.place?.line == 3)
    }

    @Test func `sizes and counts have limits`() {
        var limits = FINLimits(messageBytesMax: 60)
        #expect(throws: Fault.self) { try FINCodec(limits: limits).decode(FINSample.mt103) }
        limits = FINLimits()
        limits.fieldsMax = 3
        let fault = #expect(throws: Fault.self) { try FINCodec(limits: limits).decode(FINSample.mt103) }
        #expect(fault?.code == .formatLimit)
        let nested = Array("{1:A}{3:{108:\(String(repeating: "{", count: 100_000))".utf8)
        #expect(throws: Fault.self) { try codec.decode(nested) }
    }

    @Test(arguments: ["A\n:71A:OUR", "A\n-}", "A\n-}{5:}", "A-}{5:}"])
    func `a value that would forge a field is not written`(value: String) {
        let document: DocumentValue = ["block1": ["text": "A"], "block4": [["tag": "79", "value": .text(value)]]]
        let fault = #expect(throws: Fault.self) { try codec.encode(document) }
        #expect(fault?.code == .schemaViolation && fault?.place?.path == "/block4/0/value")
    }

    @Test func `documents that are no message are refused with the path`() {
        let documents: [DocumentValue] = [
            .null, [:], ["block1": .null], ["block1": ["text": "}"]], ["block1": ["text": "A"], "x": "y"],
            ["block1": ["text": "A"], "block4": [["tag": "20"]]],
            ["block1": ["text": "A"], "block4": [["tag": "2", "value": ""]]],
            ["block1": ["text": "A"], "block3": [["tag": "a", "value": ""]]],
            ["block1": ["text": "A"], "block3": [["tag": "108", "value": "}{"]]],
            ["block1": ["text": "A"], "layout": ["after": "{2:}"]],
        ]
        for document in documents {
            let fault = #expect(throws: Fault.self) { try codec.encode(document) }
            #expect(fault?.stage == .encode && fault?.place?.path != nil)
        }
    }

    @Test func `an unknown format names those there are`() throws {
        #expect(try Formats.codec(named: "mt").formatName == "mt")
        #expect(try Formats.codec(named: "json").formatName == "json")
        let fault = #expect(throws: Fault.self) { try Formats.codec(named: "nonsense") }
        #expect(fault?.advice?.contains("json, mt") == true)
    }
}
