package import Canonical

/// SWIFT MT (FIN): messages in blocks, one or many in a file, or as bare bodies, read by the tables in `schemas/mt`.
package struct MTFormat: Format {
    package let name = "mt"
    let library: MTLibrary
    let options: MTOptions
    private let limits: Limits

    package init(_ library: MTLibrary, limits: Limits = .standard) {
        self.init(library, options: MTOptions(), limits: limits)
    }

    init(_ library: MTLibrary, options: MTOptions, limits: Limits) {
        self.library = library
        self.options = options
        self.limits = limits
    }

    package func makeReader() -> any FormatReader {
        MTReader(library, options: options, limits: limits)
    }

    package func makeWriter(_ mode: WriteMode) -> any FormatWriter {
        MTWriter(library, mode: mode, options: options, limits: limits)
    }

    package var documentTypes: [String] { [] }

    package func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        DocumentDescription(name: "mt", summary: "", root: .any)
    }

    package func recognises(_ beginning: Span<UInt8>) -> Recognition {
        switch MTOpening.find(beginning, isLast: true, hasRead: false) {
        case .blocks(let start, _): beginning[start + 1] == UInt8(ascii: "1") ? .certain : .likely
        case .body: .likely
        case .envelope(let start): MTEnvelope(beginning, from: start) == nil ? .no : .likely
        case .more, .end, .unrecognised: .no
        }
    }
}
