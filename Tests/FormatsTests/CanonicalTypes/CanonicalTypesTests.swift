import Canonical
import Conformance
import Testing

@testable import Formats

/// The canonical types in `schemas/canonical/`.
@Suite struct CanonicalTypesTests {
    static let types = Result { try CanonicalTypes(CheckoutLibrary()) }
    /// The type that the bus used before there were components; it has neither data classes nor all descriptions.
    static let first = "payment.credit-transfer.v1"
    static let names = ((try? types.get())?.names ?? []).filter { $0 != first }

    private func validate(_ document: Document, _ schema: JSONSchema) -> [String] {
        var findings = Findings()
        schema.validate(document, into: &findings)
        return findings.all.map { "\($0.code) \($0.place)" }
    }

    @Test func `each type has a sample`() throws {
        #expect(try Self.types.get().names.filter { $0 != Self.first } == CanonicalSamples.all.keys.sorted())
    }

    @Test(arguments: names) func `a type is complete and its references lead somewhere`(name: String) throws {
        let types = try Self.types.get()
        _ = try types.schema(ofType: name)
        let description = try types.description(ofType: name)
        #expect(description.name == name)
        #expect(CanonicalReview.review(description).all.map { "\($0.code) \($0.place)" } == [])
    }

    @Test(arguments: names) func `a sample is valid by the schema and by the description`(name: String) throws {
        let types = try Self.types.get()
        let sample = try Document(json: Array(#require(CanonicalSamples.all[name]).utf8))
        #expect(validate(sample, try types.schema(ofType: name)) == [])
        let described = try JSONSchema(try types.description(ofType: name).jsonSchema())
        #expect(validate(sample, described) == [])
    }

    @Test(arguments: names) func `a member that nobody has described is refused wherever it stands`(name: String) throws
    {
        let schema = try Self.types.get().schema(ofType: name)
        let sample = try DocumentValue(json: Array(#require(CanonicalSamples.all[name]).utf8))
        var places = 0
        for variant in Self.withUnknownMember(sample) {
            places += 1
            #expect(!validate(Document(variant), schema).isEmpty, "variant \(places)")
        }
        #expect(places > 2)
    }

    /// The value with a member more in one of its objects, for each of them in turn but those in ISO 20022's own shape.
    private static func withUnknownMember(_ value: DocumentValue) -> [DocumentValue] {
        switch value {
        case .object(let object):
            var more = object
            more["notDescribed"] = "x"
            var variants: [DocumentValue] = [.object(more)]
            for member in object.members where member.name != "iso20022" {
                for inner in withUnknownMember(member.value) {
                    var changed = object
                    changed[member.name] = inner
                    variants.append(.object(changed))
                }
            }
            return variants
        case .list(let items):
            return items.indices.flatMap { index in
                withUnknownMember(items[index])
                    .map { inner in
                        var changed = items
                        changed[index] = inner
                        return .list(changed)
                    }
            }
        default: return []
        }
    }

    @Test func `the class of a member is its own or that of the object around it`() throws {
        let types = try Self.types.get()
        let transfer = try types.description(ofType: "payment.credit-transfer.v2")
        let path = ["transactions", "0"]
        #expect(transfer.dataClass(at: path + ["debtor", "address", "town"]) == .personal)
        #expect(transfer.dataClass(at: path + ["debtorAgent", "bic"]) == .internal)
        #expect(transfer.dataClass(at: path + ["debtorAgentAccount", "iban"]) == .internal)
        #expect(transfer.dataClass(at: path + ["debtorAccount", "iban"]) == .personal)
        #expect(transfer.dataClass(at: path + ["settlementAmount", "currency"]) == .public)
        #expect(transfer.dataClass(at: path + ["settlementAmount", "value"]) == .personal)
        #expect(transfer.dataClass(at: path + ["nothing"]) == nil)
        let statement = try types.description(ofType: "account.statement.v1")
        #expect(statement.dataClass(at: ["statements", "entries", "carried", "iso20022", "CardTx"]) == .secret)
        let card = try types.description(ofType: "card.authorisation.v1")
        for member in ["number", "expiry", "track2"] { #expect(card.dataClass(at: ["card", member]) == .secret) }
        #expect(card.dataClass(at: ["pin"]) == .secret)
    }

    @Test func `a name that is no type is refused with the names there are`() throws {
        let types = try Self.types.get()
        let fault = #expect(throws: Fault.self) { try types.schema(ofType: "payment.credit-transfer.v9") }
        #expect(fault?.code == .referenceUnknown)
        #expect(fault?.advice?.contains("payment.credit-transfer.v2") == true)
    }

    @Test func `the second version of the credit transfer is another type`() throws {
        let types = try Self.types.get()
        let diff = SchemaDiff(
            from: try types.description(ofType: "payment.credit-transfer.v1"),
            to: try types.description(ofType: "payment.credit-transfer.v2")
        )
        #expect(diff.compatibility == .none)
        let removed = diff.changes.first { $0.path == "/paymentId" }
        #expect(removed?.summary == "required member removed")
        #expect(removed?.breaksBackward == true && removed?.breaksForward == true)
        let added = diff.changes.first { $0.path == "/transactions" }
        #expect(added?.summary == "required member added" && added?.breaksBackward == true)
    }

    @Test func `a version of the same number reads what those before it could be`() throws {
        let types = try Self.types.get()
        for (old, new) in Self.successions(types.names) {
            let diff = SchemaDiff(from: try types.description(ofType: old), to: try types.description(ofType: new))
            let reasons = diff.changes.filter(\.breaksBackward).map { "\($0.path): \($0.summary)" }
            #expect(reasons == [], "\(old) to \(new)")
        }
        let names = ["a.v1", "a.v1.1", "a.v1.10", "a.v1.2", "a.v2", "b.v1"]
        #expect(Self.successions(names).map(\.new) == ["a.v1.1", "a.v1.2", "a.v1.10"])
        #expect(types.successor(of: "payment.credit-transfer.v1") == "payment.credit-transfer.v2")
        #expect(types.successor(of: "payment.credit-transfer.v2") == nil)
    }

    /// Each version with the one before it of the same type and number.
    private static func successions(_ names: [String]) -> [(old: String, new: String)] {
        let versions = names.compactMap { name in CanonicalVersion(name).map { (name: name, version: $0) } }
            .sorted {
                ($0.version.type, $0.version.major, $0.version.minor) < (
                    $1.version.type, $1.version.major, $1.version.minor
                )
            }
        return zip(versions, versions.dropFirst())
            .filter { $0.version.type == $1.version.type && $0.version.major == $1.version.major }
            .map { (old: $0.name, new: $1.name) }
    }
}
