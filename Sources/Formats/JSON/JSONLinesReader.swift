import Canonical

/// Reads a JSON value from each line; a line that is none, or too long, becomes a finding, and reading goes on with the
/// next.
struct JSONLinesReader: FormatReader {
    private let lineBytesMax: Int
    private var reader: JSONReader
    private let check: JSONDocumentCheck
    private var position = InputPosition()
    /// How much of the window is known to have no line end.
    private var searched = 0
    /// Whether the window begins inside a line that is too long.
    private var isInLongLine = false

    init(limits: Limits, schema: JSONSchema?) {
        reader = JSONReader(limits: limits)
        check = JSONDocumentCheck(schema: schema)
        lineBytesMax = limits.bodyBytesMax
    }

    mutating func read(
        _ window: Span<UInt8>,
        isLast: Bool,
        findings: inout Findings
    ) throws(Fault) -> ReadStep {
        if window.isEmpty { return isLast ? .end : .more }
        var end = searched
        while end < window.count, window[end] != 0x0A { end += 1 }
        let isWhole = end < window.count || isLast
        guard isWhole || isInLongLine || end > lineBytesMax else {
            searched = end
            return .more
        }
        searched = 0
        let consumed = min(end + 1, window.count)
        defer { position.advance(over: consumed, of: window) }
        if isInLongLine || end > lineBytesMax {
            if !isInLongLine { reportLongLine(window, &findings) }
            isInLongLine = !isWhole
            return .skipped(consumed: consumed)
        }
        guard let document = readLine(window.extracting(first: end), window, &findings) else {
            return .skipped(consumed: consumed)
        }
        return .document(document, consumed: consumed)
    }

    private func reportLongLine(_ window: Span<UInt8>, _ findings: inout Findings) {
        let place = position.place(of: 0, in: window)
        findings.add(.error, "json.line.limit", at: place, "The line has more than \(lineBytesMax) bytes.")
    }

    private mutating func readLine(
        _ line: Span<UInt8>,
        _ window: Span<UInt8>,
        _ findings: inout Findings
    ) -> Document? {
        let place = position.place(of: 0, in: window)
        guard JSONReader.skipSpace(line, 0) < line.count else {
            findings.add(.note, "json.line.empty", at: place, "The line has no value; JSON Lines has one on each line.")
            return nil
        }
        do throws(Fault) {
            let document = try reader.read(whole: line)
            check.run(document, line, at: place, &findings)
            return document
        } catch {
            let fault = position.moving(error, by: 0, in: window)
            findings.add(
                .error,
                "json.line.syntax",
                at: fault.place ?? place,
                "The line is no JSON value. \(fault.reason)"
            )
            return nil
        }
    }
}
