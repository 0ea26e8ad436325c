import Canonical
import Conformance
import Testing

@testable import Formats

@Suite struct ShippedDefinitionsTests {
    private static let prefix = "urn:iso:std:iso:20022:tech:xsd:"

    @Test func `every shipped message links`() throws {
        let shipped = try ShippedDefinitions(CheckoutLibrary())
        #expect(shipped.namespaces.count > 150)
        for namespace in shipped.namespaces {
            let definition = try #require(try shipped.definition(ofNamespace: namespace))
            #expect(definition.roots.count == 1)
            #expect(definition.complexTypes.count > 5, "\(namespace)")
        }
    }

    @Test func `a message is known by name, order, cardinality and facets`() throws {
        let shipped = try ShippedDefinitions(CheckoutLibrary())
        let definition = try #require(try shipped.definition(ofNamespace: Self.prefix + "pacs.008.001.08"))
        #expect(definition.name == "pacs.008.001.08")
        let address = try #require(definition.complexTypes.first { $0.name == "PostalAddress24" })
        guard case .elements(.sequence(let parts, .once)) = address.content else { throw TestFailure() }
        guard case .element(let line, let occurrence) = parts.last else { throw TestFailure() }
        #expect(definition.elementNames[line.element] == "AdrLine")
        #expect(occurrence == Occurrence(min: 0, max: 7))
        guard case .simple(let index) = line.type else { throw TestFailure() }
        #expect(definition.simpleTypes[index].name == "Max70Text")
        #expect(definition.simpleTypes[index].lengthMax == 70)
        #expect(definition.simpleTypes[index].lengthMin == 1)
        let amount = try #require(definition.complexTypes.first { $0.name == "ActiveCurrencyAndAmount" })
        #expect(amount.attributes.map(\.name) == ["Ccy"])
    }

    @Test(arguments: ["", "urn:swift:xsd:pacs.008.001.08", "urn:iso:std:iso:20022:tech:xsd:pacs.008.001.99"])
    func `an unknown namespace has no definition`(_ namespace: String) throws {
        #expect(try ShippedDefinitions(CheckoutLibrary()).definition(ofNamespace: namespace) == nil)
    }

    @Test(arguments: [
        "A", "A sequence\n     B C D E", "A sequence\n        B C", "A sequence[x]", "A sequence[-1..2]\n    B C",
        "A text",
        "A text B\n    C D", "A string codes", "A string length", "A string frob 1", "A string length a..b", "A frob",
        "A string\n    pattern (", "A sequence\n    any ##odd lax", "A sequence\n    frob", "A string\nA string",
        "A sequence\n    B Missing", "A string length 1..2 3",
    ])
    func `a compact form that cannot be read is refused with its line`(_ text: String) throws {
        let head = "namespace urn:a\n    R A\n\n"
        let fault = #expect(throws: Fault.self) {
            let files = try CompactFiles([DefinitionFile(name: "a.txt", bytes: Array((head + text + "\n  \n").utf8))])
            return try CompactReader.read("urn:a", from: files).map { try DefinitionLinker.link($0) }
        }
        #expect(fault?.place?.line != nil, "\(fault.map(String.init(describing:)) ?? "")")
    }

    @Test func `a message is loaded in a few milliseconds`() throws {
        let clock = ContinuousClock()
        let shipped = try ShippedDefinitions(CheckoutLibrary())
        let elapsed = try clock.measure { _ = try shipped.definition(ofNamespace: Self.prefix + "pacs.008.001.08") }
        // A bound for debug builds on a busy machine; release builds take about a twentieth.
        #expect(elapsed < .seconds(1))
    }
}

private struct TestFailure: Error {}
