import Canonical

/// Reads JSON values one after the other, with white space between them.
struct JSONValuesReader: FormatReader {
    private var reader: JSONReader
    private var check: JSONDocumentCheck
    private var position = InputPosition()
    /// Whether a value has just ended, so that white space or the end must follow.
    private var isBehindValue = false
    private var hasValue = false

    init(limits: Limits, schema: JSONSchema?) {
        reader = JSONReader(limits: limits)
        check = JSONDocumentCheck(schema: schema)
    }

    mutating func read(
        _ window: Span<UInt8>,
        isLast: Bool,
        findings: inout Findings
    ) throws(Fault) -> ReadStep {
        let start = JSONReader.skipSpace(window, 0)
        guard start < window.count else { return try readEnd(window, isLast: isLast) }
        do throws(Fault) {
            if isBehindValue, start == 0 {
                throw JSONFault.syntax("There is more after the end of the value.", at: 0, window)
            }
            let text = window.extracting(droppingFirst: start)
            guard let (document, length) = try reader.read(first: text, isLast: isLast) else { return .more }
            check.run(document, text, at: position.place(of: start, in: window), &findings)
            position.advance(over: start + length, of: window)
            isBehindValue = true
            hasValue = true
            return .document(document, consumed: start + length)
        } catch {
            throw position.moving(error, by: isBehindValue && start == 0 ? 0 : start, in: window)
        }
    }

    /// Goes over white space at the end of the window.
    private mutating func readEnd(_ window: Span<UInt8>, isLast: Bool) throws(Fault) -> ReadStep {
        guard window.isEmpty else {
            position.advance(over: window.count, of: window)
            isBehindValue = false
            return .skipped(consumed: window.count)
        }
        guard isLast else { return .more }
        guard hasValue else {
            throw position.moving(JSONFault.syntax("The text ends before a value.", at: 0, window), by: 0, in: window)
        }
        return .end
    }
}

extension InputPosition {
    /// A fault about a part of the window, which begins at an offset, as one about the whole input.
    func moving(_ fault: Fault, by offset: Int, in window: Span<UInt8>) -> Fault {
        var fault = fault
        let start = place(of: offset, in: window)
        fault.place = Place(
            byteOffset: (start.byteOffset ?? 0) + (fault.place?.byteOffset ?? 0),
            line: (start.line ?? 1) + (fault.place?.line ?? 1) - 1
        )
        return fault
    }
}
