import Canonical
import Conformance
import Formats
import Mapping
import Testing

/// What a route refuses before the first message.
@Suite struct RouteMappingTests {
    private func refusal(_ name: String, _ library: MappingLibrary, givens: [String: DocumentValue] = [:]) -> Fault? {
        var settings = RouteMapping.Settings(hash: MappingExamples.hash)
        settings.givens = givens
        return #expect(throws: Fault.self) { try RouteMapping(name, in: library, settings: settings) }
    }

    @Test func `a mapping that cannot do without a further input`() throws {
        let text = """
            mapping pair version 1
            "Two events."
            from event: payment-booked.v1
            from other: payment-booked.v1 by event.eventId missing fault
            to ledger.entry.v1
            """
        let types = try FormatDocumentTypes(all: CheckoutLibrary())
        let library = MappingLibrary([DefinitionFile(name: "pair.map", bytes: Array(text.utf8))], types: types)
        #expect(refusal("pair", library)?.reason.contains("further inputs") == true)
    }

    @Test func `a value that the mapping does not want, and a name that is none`() throws {
        let library = try ShippedLibrary.library.get()
        let fault = refusal("payment-event-to-credit-transfer", library, givens: ["rate": "1"])
        #expect(fault?.reason.contains("wants no value rate") == true)
        #expect(refusal("payment-event", library)?.code == .referenceUnknown)
    }
}
