import Canonical

/// Reads an input file by file, each from its record 01 to its record 99 and the empty lines behind it.
struct BAI2Reader: FormatReader {
    let limits: Limits
    /// Where the window begins in the input.
    private var position = InputPosition()
    /// How far the window has been looked through for the end of a file.
    private var scanned = 0
    /// Whether the record 99 was seen before ``scanned``.
    private var isEndSeen = false

    init(limits: Limits) {
        self.limits = limits
    }

    mutating func read(
        _ window: Span<UInt8>,
        isLast: Bool,
        findings: inout Findings
    ) throws(Fault) -> ReadStep {
        guard window.count > 0 else { return isLast ? .end : .more }
        if position.byteOffset == 0 { try requireHeader(window, isLast: isLast) }
        guard let end = findEnd(window, isLast: isLast) else {
            guard window.count <= limits.bodyBytesMax else { throw tooLarge }
            return .more
        }
        guard end <= limits.bodyBytesMax else { throw tooLarge }
        var reader = BAI2FileReader(position: position, valuesMax: limits.documentValuesMax)
        let document = try reader.read(window.extracting(0..<end), findings: &findings)
        position.advance(over: end, of: window)
        (scanned, isEndSeen) = (0, false)
        return .document(document, consumed: end)
    }

    private var tooLarge: Fault {
        Fault(
            .message,
            .formatLimit,
            stage: .decode,
            place: Place(byteOffset: position.byteOffset + limits.bodyBytesMax),
            reason: "A BAI2 file has more than \(limits.bodyBytesMax) bytes, which is the limit of one message.",
            advice: "A file is held whole: raise the greatest size of a message, or ask the bank for smaller files."
        )
    }

    private func requireHeader(_ window: Span<UInt8>, isLast: Bool) throws(Fault) {
        let head = Array("01,".utf8)
        for index in head.indices {
            if index >= window.count, !isLast { return }
            guard index < window.count, window[index] == head[index] else {
                throw Fault(
                    .message,
                    .formatUnrecognised,
                    stage: .decode,
                    place: Place(byteOffset: position.byteOffset, line: 1),
                    reason: "The input does not begin with the record 01 of a BAI2 file."
                )
            }
        }
    }

    /// Where the file ends: behind record 99, what continues it, and empty lines; nil where the window does not tell yet.
    private mutating func findEnd(_ window: Span<UInt8>, isLast: Bool) -> Int? {
        while scanned < window.count {
            // The first two bytes of a line tell whether the file ends before it.
            let code = window.count - scanned >= 2 ? (window[scanned], window[scanned + 1]) : nil
            guard code != nil || isLast else { return nil }
            if let code {
                // A file that begins ends the one before, even without its record 99.
                if scanned > 0, code == (0x30, 0x31) { return scanned }
                let isBlank = code.0 == 0x0A || code == (0x0D, 0x0A)
                if isEndSeen, !isBlank, code != (0x38, 0x38) { return scanned }
            }
            var end = scanned
            while end < window.count, window[end] != 0x0A { end += 1 }
            guard end < window.count || isLast else { return nil }
            if let code, code == (0x39, 0x39) { isEndSeen = true }
            scanned = min(end + 1, window.count)
        }
        return isLast ? window.count : nil
    }
}
