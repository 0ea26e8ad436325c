import Canonical
import Conformance
import Formats
import Mapping
import Testing

/// The mappings that come with the bus: they check, and their examples come out.
@Suite struct ShippedMappingTests {
    @Test func `every mapping and library checks`() throws {
        let library = try ShippedLibrary.library.get()
        #expect(library.names.count > 40)
        for name in library.names {
            let problems = try library.check(name).problems
            #expect(problems.isEmpty, "\(name): \(problems.prefix(5).map(\.description))")
        }
    }

    @Test func `every example comes out as it says`() throws {
        let library = try ShippedLibrary.library.get()
        let examples = MappingExamples(
            library,
            formats: try ShippedLibrary.formats.get()
        ) { file throws(Fault) in
            try CheckoutLibrary().file("\(MappingLibrary.folder)/examples/\(file)").bytes
        }
        var count = 0
        for name in library.mappingNames {
            for result in try examples.run(name) {
                count += 1
                #expect(result.differences.isEmpty, "\(name): \(result.example.name.text): \(result.differences)")
            }
        }
        #expect(count > 50)
    }

    @Test func `a way leads through a canonical type`() throws {
        let library = try ShippedLibrary.library.get()
        let way = try MappingWay.find(from: "mt.103", to: "pacs.008.001.08", in: library)
        #expect(way.legs.map(\.mapping) == ["mt103-to-credit-transfer", "pacs008-credit-transfer"])
        #expect(try MappingWay.find(from: "mt.103", to: "mt.103", in: library).legs.isEmpty)
    }

    @Test func `where no way leads, the ends are named`() throws {
        let library = try ShippedLibrary.library.get()
        let fault = #expect(throws: Fault.self) {
            try MappingWay.find(from: "mt.103", to: "camt.053.001.08", in: library)
        }
        #expect(fault?.code == .referenceUnknown)
        #expect(fault?.advice?.contains("payment.credit-transfer.v2") == true)
    }

    @Test func `a retry makes the same bytes`() throws {
        let library = try ShippedLibrary.library.get()
        let way = try MappingWay.find(from: "mt.103", to: "pacs.008.001.08", in: library)
        // Without field 121, so that the UETR is made by the mapping.
        let bytes = MessageSample.mt103(MessageSample.fields, header: MessageSample.output)
        let document = Document(try MessageSample.codec.decode(bytes))
        var made: [[UInt8]] = []
        for message in [[1], [1], [2]] as [[UInt8]] {
            var findings = Findings()
            let identity = MessageIdentity(message: message, hash: ShippedLibrary.hash)
            let targets = try Conversion(way, in: library)
                .convert(document, identity: identity, into: &findings).targets
            #expect(targets.count == 1)
            made.append(targets[0].jsonBytes())
        }
        #expect(made[0] == made[1])
        #expect(made[0] != made[2])
    }
}
