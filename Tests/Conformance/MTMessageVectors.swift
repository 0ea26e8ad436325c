import Canonical
import Formats

extension CorpusSets {
    /// prowide-core's messages: each comes back byte for byte from its JSON, and has the tags and values expected.
    ///
    /// Those named Lenient or Invalid may be refused, which is what their name asks for; they must not be misread.
    package static let prowideMessages = CorpusSet("prowide-core messages") { corpora in
        let format = try MTConformance.format()
        var result = CorpusResult()
        for file in try corpora.files(below: "prowide-core/messages", suffix: ".fin") {
            let bytes = try corpora.bytes(file)
            let seen = try MTConformance.roundTripDifference(bytes, by: format)
            let mayBeRefused = file.contains("Lenient") || file.contains("Invalid")
            if let seen, mayBeRefused, seen.hasPrefix("is not read") {
                result.pass()
            } else {
                result.enter(file, difference: seen)
            }
            let expected = "\(file.dropLast(4)).expected.json"
            guard let expectation = try? corpora.json(expected) else { continue }  // most have none
            try check(bytes, expectation, expected, format, &result)
        }
        return result
    }

    /// prowide-core's other files: several messages in one, RJE, XML, and bodies of other categories.
    package static let prowideResources = CorpusSet("prowide-core resources") { corpora in
        let format = try MTConformance.format()
        var result = CorpusResult()
        for file in try corpora.files(below: "prowide-core").filter({ $0.contains("resources__") }) {
            let seen = try MTConformance.roundTripDifference(try corpora.bytes(file), by: format)
            result.enter(file, difference: seen, explanation: file.hasSuffix(".xml") ? ownXML : nil)
        }
        return result
    }

    private static let ownXML =
        "The file is in an XML of the library's own (message, block1, tag), which is no format of SWIFT's."

    private static func check(
        _ bytes: [UInt8],
        _ expectation: DocumentValue,
        _ name: String,
        _ format: any Format,
        _ result: inout CorpusResult
    ) throws {
        guard let documents = try? format.decodeAll(bytes).documents, let first = documents.first else {
            // What cannot be read has been entered already.
            return
        }
        let written = try MTConformance.written([first], by: format)
        if let type = expectation["type"]?.text {
            let found = first.value["type"]?.text?.split(separator: ".").dropFirst().first.map(String.init)
            result.enter("\(name) type", difference: found == type ? nil : "the type differs")
        }
        for tag in expectation["tags"]?.items ?? [] { check(tag, in: written, name, &result) }
        for (block, member) in blockMembers {
            for (theirs, ours) in member {
                guard let value = expectation["blocks"]?[block]?[theirs]?.text else { continue }
                let found = ours.map { first.value[block]?[$0]?.text ?? "" }.joined()
                result.enter("\(name) \(block) \(theirs)", difference: found == value ? nil : "the value differs")
            }
        }
        for member in expectation["counts"]?.object?.members ?? [] {
            guard case .number(let count) = member.value, let block = Int(member.name.suffix(1)) else { continue }
            let found = MTConformance.tags(ofBlock: block, in: written).count
            result.enter(
                "\(name) \(member.name)",
                difference: count == Number(Int64(found)) ? nil : "has \(found) tags",
                explanation: miscounted["\(name) \(member.name)"]
            )
        }
    }

    private static func check(
        _ expected: DocumentValue,
        in written: [UInt8],
        _ name: String,
        _ result: inout CorpusResult
    ) {
        guard case .number(let number)? = expected["block"], let tag = expected["tag"]?.text,
            let value = expected["value"]?.text, let block = [3, 4, 5].first(where: { Number(Int64($0)) == number })
        else { return result.fail(name, "names no tag") }
        let found = MTConformance.tags(ofBlock: block, in: written).first { $0.tag == tag }
        let wanted = value.filter { $0 != "\r" }.split(separator: "\r\n", omittingEmptySubsequences: false)
            .joined(separator: "\n")
        result.enter("\(name) \(block) \(tag)", difference: found?.value == wanted ? nil : "the value differs")
    }

    private static let miscounted = [
        "prowide-core/messages/MT103ParserTest__test103_8__0.expected.json block4":
            "The expectation counts 13 tags; the file has 8, and all values expected of them are right."
    ]

    /// Their names of the parts of blocks 1 and 2, and the members that hold them.
    private static let blockMembers: [(block: String, members: [(theirs: String, ours: [String])])] = [
        (
            "block1",
            [
                ("ApplicationId", ["applicationId"]), ("ServiceId", ["serviceId"]),
                ("LogicalTerminal", ["logicalTerminal"]), ("SessionNumber", ["sessionNumber"]),
                ("SequenceNumber", ["sequenceNumber"]),
                (
                    "BlockValue",
                    ["applicationId", "serviceId", "logicalTerminal", "sessionNumber", "sequenceNumber"]
                ),
            ]
        ),
        (
            "block2",
            [
                ("MessageType", ["messageType"]), ("ReceiverAddress", ["receiver"]), ("MessagePriority", ["priority"]),
                ("SenderInputTime", ["inputTime"]), ("MIRDate", ["inputDate"]), ("MIRLogicalTerminal", ["sender"]),
                ("MIRSessionNumber", ["sessionNumber"]), ("MIRSequenceNumber", ["sequenceNumber"]),
                ("ReceiverOutputDate", ["outputDate"]), ("ReceiverOutputTime", ["outputTime"]),
                ("MIR", ["inputDate", "sender", "sessionNumber", "sequenceNumber"]),
            ]
        ),
    ]
}
