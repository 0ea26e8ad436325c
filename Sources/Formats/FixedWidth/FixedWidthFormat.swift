import Canonical

/// Files of records whose fields lie at fixed places, by a layout.
struct FixedWidthFormat: Format {
    private let plan: FixedWidthPlan

    init(_ layout: Layout) {
        plan = FixedWidthPlan(layout)
    }

    var name: String { FormatKind.fixed.name }

    func makeReader() -> any FormatReader { FixedWidthReader(plan) }

    func makeWriter(_ mode: WriteMode) -> any FormatWriter { FixedWidthWriter(plan, mode) }

    var documentTypes: [String] { [plan.layout.name] }

    func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        try plan.layout.description(ofType: type)
    }

    /// Likely, where the first record is of a kind that the layout knows by its content.
    func recognises(_ beginning: Span<UInt8>) -> Recognition {
        guard beginning.count > 0 else { return .no }
        let mark = plan.layout.encoding.byteOrderMark
        let hasMark = !mark.isEmpty && beginning.starts(with: mark)
        let record = beginning.extracting((hasMark ? mark.count : 0)..<beginning.count)
        guard let kind = plan.kind(of: record) else { return .no }
        return plan.records[kind].conditions.isEmpty ? .possible : .likely
    }
}

extension Layout {
    /// The description, if the type is the layout's.
    func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        guard type == nil || type == name else {
            throw Fault(.programmer, .referenceUnknown, stage: .setup, reason: "The layout describes the type \(name).")
        }
        return description()
    }
}

extension FormatKind {
    /// Files of records of fixed width.
    package static let fixed = FormatKind(
        name: "fixed",
        summary: "Records whose fields lie at fixed places, by a layout file (schemas/layouts/README.md).",
        options: [Layout.option],
        make: { settings throws(Fault) in
            guard let layout = try Layout.layout(of: settings, form: .fixed) else {
                throw Fault(
                    .programmer,
                    .configurationInvalid,
                    stage: .setup,
                    reason: "The format fixed needs a layout.",
                    advice: "Give one with --definition FILE or --option layout=NAME."
                )
            }
            return FixedWidthFormat(layout)
        }
    )
}
