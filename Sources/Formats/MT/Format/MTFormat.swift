package import Canonical

/// SWIFT MT (FIN): messages in blocks, one or many in a file, or as bare bodies, read by the tables in `schemas/mt`.
package struct MTFormat: Format {
    package let name = "mt"
    let library: MTLibrary
    private(set) var options: MTOptions
    private let limits: Limits

    package init(_ library: MTLibrary, limits: Limits = .standard) {
        self.init(library, options: MTOptions(), limits: limits)
    }

    init(_ library: MTLibrary, options: MTOptions, limits: Limits) {
        self.library = library
        self.options = options
        self.options.valuesMax = limits.documentValuesMax
        self.limits = limits
    }

    package func makeReader() -> any FormatReader {
        MTReader(library, options: options, limits: limits)
    }

    package func makeWriter(_ mode: WriteMode) -> any FormatWriter {
        MTWriter(library, mode: mode, options: options, limits: limits)
    }

    package var documentTypes: [String] {
        let types = library.messages.values.flatMap { [$0.base.typeName] + $0.variants.map(\.program.typeName) }
        return types.sorted() + Self.serviceTypes
    }

    /// Acknowledgements (F21 and such), and messages of the network without an application header.
    private static let serviceTypes = ["mt.ack", "mt.system"]

    package func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        let description = MTDescription(library)
        guard let type, type != description.any.name else { return description.any }
        if Self.serviceTypes.contains(type) { return description.service(type) }
        let parts = type.split(separator: ".")
        guard parts.count >= 2, parts[0] == "mt", parts[1].utf8.count == 3, let number = Int(parts[1]), number >= 0
        else {
            throw MTDescription.unknown(type)
        }
        guard let message = library.type(number) else {
            guard parts.count == 2 else { throw MTDescription.unknown(type) }
            return description.generic(type)
        }
        for program in [message.base] + message.variants.map(\.program) where program.typeName == type {
            return description.message(program)
        }
        throw MTDescription.unknown(type)
    }

    package func recognises(_ beginning: Span<UInt8>) -> Recognition {
        switch MTOpening.find(beginning, isLast: true, hasRead: false) {
        case .blocks(let start, _): beginning[start + 1] == UInt8(ascii: "1") ? .certain : .likely
        case .body: .likely
        case .envelope(let start): MTEnvelope.begins(beginning, from: start) ? .likely : .no
        case .more, .end, .unrecognised: .no
        }
    }
}
