import Canonical

/// Narratives with code words, as field 72: `/CODE/text`, and `//` where the text goes on.
extension MTMessageParser {
    private static let codeLengthMax = 8

    /// A list of `{code, lines}`; lines in front of the first code, or without one, have `lines` alone.
    mutating func appendCodeWords(
        _ bytes: Span<UInt8>,
        _ capture: MTCapture,
        _ name: DocumentName,
        _ builder: inout DocumentBuilder
    ) {
        builder.begin(.list, name)
        var lines = MTLines(capture.start, capture.end)
        /// 0 where no object is open, 1 for one without a code, 2 for one with a code.
        var open = 0
        while let line = lines.next(in: bytes) {
            let codeEnd = codeEnd(bytes, line.start, line.end)
            let continues = isContinuation(bytes, line.start, line.end)
            var start = line.start
            if let codeEnd {
                beginCodeWord(&open, as: 2, &builder)
                append(bytes, line.start + 1, codeEnd, names.code, &builder)
                builder.begin(.list, names.lines)
                start = codeEnd + 1
            } else if open == 2, continues {
                start += 2
            } else if open != 1 {
                beginCodeWord(&open, as: 1, &builder)
                builder.begin(.list, names.lines)
            }
            append(bytes, start, line.end, .none, &builder)
        }
        beginCodeWord(&open, as: 0, &builder)
        builder.end()
    }

    /// Closes the object that is open and begins the next, if there is to be one.
    private func beginCodeWord(_ open: inout Int, as kind: Int, _ builder: inout DocumentBuilder) {
        if open > 0 {
            builder.end()
            builder.end()
        }
        if kind > 0 { builder.begin(.object) }
        open = kind
    }

    /// Where the slash behind the line's code word is; nil if it has none.
    private func codeEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start < end, bytes[start] == UInt8(ascii: "/") else { return nil }
        var index = start + 1
        let limit = min(end, start + 2 + Self.codeLengthMax)
        while index < limit, sets[Int(bytes[index])] & MTCharacterSet.c != 0 { index += 1 }
        guard index > start + 1, index < limit, bytes[index] == UInt8(ascii: "/") else { return nil }
        return index
    }

    private func isContinuation(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        end - start >= 2 && bytes[start] == UInt8(ascii: "/") && bytes[start + 1] == UInt8(ascii: "/")
    }
}
