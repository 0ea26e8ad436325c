import Canonical

/// A format of segments, by its standard.
struct SegmentFormat: Format {
    private let standard: any SegmentStandard
    private let limits: Limits
    private let summary: String

    init(_ standard: any SegmentStandard, _ limits: Limits, summary: String) {
        self.standard = standard
        self.limits = limits
        self.summary = summary
    }

    var name: String { standard.name }
    var documentTypes: [String] { ["\(name).interchange"] }

    func makeReader() -> any FormatReader { SegmentReader(standard, limits) }

    func makeWriter(_ mode: WriteMode) -> any FormatWriter { SegmentWriter(standard, mode) }

    func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        try requireType(type)
        return SegmentMembers.description(documentTypes[0], summary)
    }

    func recognises(_ beginning: Span<UInt8>) -> Recognition {
        var start = 0
        while start < beginning.count, SegmentScanner.isBlank(beginning[start]) { start += 1 }
        guard start < beginning.count else { return .no }
        return standard.start(of: beginning.extracting(start..<beginning.count)) == nil ? .no : .certain
    }
}

extension FormatKind {
    /// UN/EDIFACT.
    package static let edifact = FormatKind(
        name: "edifact",
        summary: "UN/EDIFACT interchanges (ISO 9735): segments, envelopes, PAYMUL, FINSTA and BANSTA by their tables.",
        make: { settings throws(Fault) in
            let tables = try SegmentTables(settings, in: "edifact")
            return SegmentFormat(EDIFACTStandard(tables: tables), settings.limits, summary: "A UN/EDIFACT interchange.")
        }
    )

    /// ASC X12.
    package static let x12 = FormatKind(
        name: "x12",
        summary: "ASC X12 interchanges: segments, envelopes, 820 and 823 by their tables.",
        make: { settings throws(Fault) in
            let tables = try SegmentTables(settings, in: "x12")
            return SegmentFormat(X12Standard(tables: tables), settings.limits, summary: "An X12 interchange.")
        }
    )
}
