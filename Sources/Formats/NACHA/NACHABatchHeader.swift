/// What a batch's header says that its control says again (Nacha Operating Rules, Appendix Three, Company/Batch Control
/// Record).
struct NACHABatchHeader {
    /// The values of the fields that both have, by name.
    private let values: [String: [UInt8]]

    private static let names: Set<String> = [
        "serviceClassCode", "companyIdentification", "originatingDFIIdentification", "batchNumber",
    ]

    init(_ record: NACHARecord, _ bytes: Span<UInt8>) {
        var values: [String: [UInt8]] = [:]
        for field in record.fields where Self.names.contains(field.name) {
            values[field.name] = Self.value(bytes, field)
        }
        self.values = values
    }

    /// Whether the control has another value in a field than the header.
    func differs(from control: Span<UInt8>, in field: NACHAField) -> Bool {
        guard let value = values[field.name] else { return false }
        return value != Self.value(control, field)
    }

    /// Service class code 220.
    var allowsCreditsOnly: Bool { values["serviceClassCode"] == Array("220".utf8) }
    /// Service class code 225.
    var allowsDebitsOnly: Bool { values["serviceClassCode"] == Array("225".utf8) }

    /// A field's bytes without the blanks behind them; what a short line lacks counts as blank.
    private static func value(_ bytes: Span<UInt8>, _ field: NACHAField) -> [UInt8] {
        var value = field.range.map { $0 < bytes.count ? bytes[$0] : 0x20 }
        while value.last == 0x20 { value.removeLast() }
        return value
    }
}
