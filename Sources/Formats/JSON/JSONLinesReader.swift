import Canonical

/// Reads a JSON value from each line; a line that is none becomes a finding, and reading goes on with the next.
struct JSONLinesReader: FormatReader {
    private let lineBytesMax: Int
    private var reader: JSONReader
    private let check: JSONDocumentCheck
    private var position = InputPosition()
    /// How much of the window is known to have no line end.
    private var searched = 0

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
        guard end < window.count || isLast else {
            searched = end
            guard end <= lineBytesMax else {
                let fault = JSONFault.limit("A line has more than \(lineBytesMax) bytes.", at: end, window)
                throw position.moving(fault, by: 0, in: window)
            }
            return .more
        }
        searched = 0
        let consumed = min(end + 1, window.count)
        defer { position.advance(over: consumed, of: window) }
        guard let document = readLine(window.extracting(first: end), window, &findings) else {
            return .skipped(consumed: consumed)
        }
        return .document(document, consumed: consumed)
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
            check.run(document, at: place, &findings)
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
