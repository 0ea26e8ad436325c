import Canonical
import Conformance
import Formats
import Mapping

/// The mappings that come with the bus, read once for all tests.
enum ShippedLibrary {
    static let library = Result { () throws(Fault) in try MappingLibrary(CheckoutLibrary()) }
    static let formats = Result { () throws(Fault) in
        try DocumentFormats(try library.get().types, library: CheckoutLibrary())
    }

    static let hash = MappingExamples.hash

    /// What runs one mapping, and the way back of another: documents of a type to a canonical type and back.
    struct Return {
        let there: Conversion
        let back: Conversion

        /// Of several mappings back, one is chosen by its name.
        init(of type: String, through canonical: String, back name: String? = nil) throws {
            let library = try ShippedLibrary.library.get()
            there = try Conversion(try MappingWay.find(from: type, to: canonical, in: library), in: library)
            let way = try MappingWay.find(from: canonical, to: type, in: library, via: name.map { [$0] } ?? [])
            back = try Conversion(way, in: library)
        }

        func callAsFunction(_ document: Document) throws(Fault) -> Document? {
            var findings = Findings()
            let identity = MessageIdentity(message: [1], hash: ShippedLibrary.hash)
            let middle = try there.convert(document, identity: identity, into: &findings).targets
            guard let first = middle.first, middle.count == 1 else { return nil }
            return try back.convert(first, identity: identity, into: &findings).targets.first
        }
    }
}
