import Canonical

/// Cash management balance reports of the Bank Administration Institute, version 2 (BAI2; also BTRS, ANSI X9.121).
///
/// A document is one file, from its record 01 to its record 99. Reading checks the control totals and counts of accounts,
/// groups and the file.
struct BAI2Format: Format {
    let name = "bai2"
    let limits: Limits

    func makeReader() -> any FormatReader { BAI2Reader(limits: limits) }

    func makeWriter(_ mode: WriteMode) -> any FormatWriter { BAI2Writer(mode: mode, limits: limits) }

    var documentTypes: [String] { ["bai2"] }

    func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        try requireType(type)
        return BAI2Describer.description
    }

    /// A file begins with a record 01 and its comma; no other format of payments does.
    func recognises(_ beginning: Span<UInt8>) -> Recognition {
        let head = Array("01,".utf8)
        guard beginning.count >= head.count else { return .no }
        for index in head.indices where beginning[index] != head[index] { return .no }
        for index in 0..<beginning.count where beginning[index] == UInt8(ascii: "/") { return .likely }
        return .possible
    }
}

extension FormatKind {
    /// BAI2.
    package static let bai2 = FormatKind(
        name: "bai2",
        summary: "BAI2 balance and transaction reports of banks.",
        make: { settings throws(Fault) in BAI2Format(limits: settings.limits) }
    )
}
