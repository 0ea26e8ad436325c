import Canonical
import Conformance
import Formats
import Mapping

extension Workloads {
    /// MT 103 to pacs.008 and what is written read again, as a route to a bank of the new world does it.
    static func mt103ToPacs008() throws -> Workload? {
        guard let corpora = CorpusFolder.fromEnvironment else { return nil }
        let messages = try MappingScene.longest(try validMT103(corpora))
        let scene = try MappingScene(from: "mt.103", to: "pacs.008.001.08")
        return Workload(
            name: "mt103-to-pacs008",
            summary:
                "\(messages.count) MT103 to bytes of pacs.008.001.08 through the canonical type, read again by its XSD",
            messages: messages.count,
            bytes: messages.reduce(0) { $0 + $1.count },
            pass: { try scene.convert(messages) },
            aim: "100,000 messages/s"
        )
    }

    /// The pacs.008 that came of them back to MT 103.
    static func pacs008ToMT103() throws -> Workload? {
        guard let corpora = CorpusFolder.fromEnvironment else { return nil }
        let there = try MappingScene(from: "mt.103", to: "pacs.008.001.08")
        let scene = try MappingScene(from: "pacs.008.001.08", to: "mt.103")
        // What does not fit the fields of FIN is refused, and measures nothing.
        let messages = try there.outputs(of: try MappingScene.longest(try validMT103(corpora)))
            .filter { (try? scene.outputs(of: [$0]))?.count == 1 }
        return Workload(
            name: "pacs008-to-mt103",
            summary: "\(messages.count) pacs.008.001.08 to bytes of MT103 through the canonical type, read again",
            messages: messages.count,
            bytes: messages.reduce(0) { $0 + $1.count },
            pass: { try scene.convert(messages) },
            aim: "60,000 messages/s"
        )
    }

    /// Everything that `bankbus map check` does without names: files read, checked and compiled.
    static func mappingLibrary() throws -> Workload? {
        let names = try MappingLibrary(CheckoutLibrary()).names
        return Workload(
            name: "mapping-library",
            summary: "\(names.count) mappings and libraries read and checked for all versions",
            messages: names.count,
            bytes: 0,
            pass: {
                let library = try MappingLibrary(CheckoutLibrary())
                return try names.reduce(0) { sum, name in sum + (try library.check(name).mappings.count) }
            },
            aim: "the whole library within 1 s"
        )
    }

    private static func validMT103(_ corpora: CorpusFolder) throws -> [[UInt8]] {
        try validMT103(corpora, try FormatKind.mt.format(FormatSettings(library: CheckoutLibrary())))
    }
}

/// A way between two types with the formats at its ends.
private final class MappingScene {
    private let source: any Format
    private let target: any Format
    private let conversion: Conversion
    private let identity = MessageIdentity(message: [1], hash: MappingExamples.hash)

    init(from: String, to: String) throws {
        let library = try MappingLibrary(CheckoutLibrary())
        let formats = try DocumentFormats(library.types, library: CheckoutLibrary())
        source = try formats.format(ofType: from)
        target = try formats.format(ofType: to)
        conversion = try Conversion(try MappingWay.find(from: from, to: to, in: library), in: library)
    }

    /// The longest that convert, so many that their mean is 500 bytes.
    static func longest(_ valid: [[UInt8]]) throws -> [[UInt8]] {
        let scene = try MappingScene(from: "mt.103", to: "pacs.008.001.08")
        var messages = valid.filter { (try? scene.outputs(of: [$0]))?.count == 1 }[...]  // returns are filtered
        while messages.count > 1, messages.reduce(0, { $0 + $1.count }) < 500 * messages.count {
            messages.removeFirst()
        }
        return Array(messages)
    }

    func outputs(of messages: [[UInt8]]) throws -> [[UInt8]] {
        var outputs: [[UInt8]] = []
        for message in messages {
            for document in try source.decodeAll(message).documents {
                for made in try conversion.convert(document, identity: identity).targets {
                    outputs.append(try target.encodeAll([made], mode: .strict).bytes)
                }
            }
        }
        return outputs
    }

    /// Bytes in, bytes out, and what was written read again: how many bytes there were.
    func convert(_ messages: [[UInt8]]) throws -> Int {
        var sum = 0
        for output in try outputs(of: messages) {
            let read = try target.decodeAll(output)
            sum &+= output.count &+ read.findings.all.count
        }
        return sum
    }
}
