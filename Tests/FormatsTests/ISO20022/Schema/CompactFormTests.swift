import Canonical
import Conformance
import Testing

@testable import Formats

/// The shipped definitions against the schemas that they were made from.
@Suite struct CompactFormTests {
    private static let xsdFolder = "iso20022-xsd"

    @Test(.enabled(if: Corpora.isPresent), arguments: Corpora.files(in: xsdFolder, suffix: ".xsd"))
    func `the compact form says what the schema says`(_ name: String) throws {
        let file = DefinitionFile(name: name, bytes: try Corpora.bytes("\(Self.xsdFolder)/\(name)"))
        let schemas = try XSDDefinitions([file])
        let namespace = try #require(schemas.namespaces.first)
        let expected = try #require(try schemas.definition(ofNamespace: namespace))
        guard let shipped = try Self.shipped.get().definition(ofNamespace: namespace) else { return }
        #expect(shipped == expected)
    }

    /// Read once for all files.
    private static let shipped = Result { try ShippedDefinitions(CheckoutLibrary()) }
}
