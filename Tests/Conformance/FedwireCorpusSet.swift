import Canonical
import Formats

extension CorpusSets {
    /// Fedwire messages with their values as JSON.
    package static let fedwire = CorpusSet("moov-wire-fedwire") { folder in
        let format = try FormatKind.fedwire.format(FormatSettings(library: CheckoutLibrary()))
        var result = CorpusResult()
        for file in try folder.files(below: "moov-wire-fedwire", suffix: ".txt") {
            let expected = try? folder.json(file.replacing(".txt", with: ".json"))  // one file has none
            let difference = try difference(try folder.bytes(file), expected, format)
            result.enter(file, difference: difference, explanation: fedwireExplanations[file])
        }
        return result
    }

    /// Why a file is not as its JSON, where that is right.
    private static let fedwireExplanations = [
        "moov-wire-fedwire/fedWireMessage-CustomerTransferPlusRelatedRemittance.txt":
            "the JSON lacks the second address line of the originator (5000), which the message has"
    ]

    private static func difference(
        _ bytes: [UInt8],
        _ expected: DocumentValue?,
        _ format: any Format
    ) throws -> String? {
        let (documents, findings) = try format.decodeAll(bytes)
        guard !bytes.isEmpty else { return documents.isEmpty ? nil : "an empty file gives a message" }
        guard documents.count == 1 else { return "gives \(documents.count) messages" }
        // The samples' charges and codes are invented; what counts is that every value is where it belongs.
        let structural = findings.all.filter { !["fedwire.code", "fedwire.tag-missing"].contains($0.code) }
        guard structural.allSatisfy({ $0.severity != .error }) else { return "\(structural.map(\.code))" }
        let copy = try documents.map { try Document(json: $0.jsonBytes()) }
        guard try format.encodeAll(copy).bytes == bytes else { return "does not come back byte for byte" }
        guard let expected = expected?["fedWireMessage"] else { return nil }
        var message = documents[0].value.object ?? DocumentObject()
        message["layout"] = nil
        let seen = leaves(.object(message)).sorted()
        let wanted = leaves(expected).sorted()
        let difference = Set(seen).symmetricDifference(wanted).sorted()
        return seen == wanted ? nil : "the values differ: \(seen.count) instead of \(wanted.count) \(difference)"
    }

    /// The values that are not blank; layout facts apart.
    private static func leaves(_ value: DocumentValue) -> [String] {
        switch value {
        case .object(let object):
            object.members.filter { $0.name != "layout" && $0.name != "id" }.flatMap { leaves($0.value) }
        case .list(let items): items.flatMap(leaves)
        case .text(let text): text.allSatisfy { $0 == " " } ? [] : [text]
        case .number, .boolean, .null: []
        }
    }
}
