extension JSONReader {
    /// Reads the number that begins at the index; returns where its digits lie in the output.
    @inline(__always)
    mutating func readNumber(
        _ text: Span<UInt8>,
        _ index: inout Int,
        _ output: inout MutableRawSpan
    ) throws(Fault) -> Range<Int> {
        let start = index
        var grammar = JSONNumberGrammar()
        let isNumber = grammar.scan(text, from: start)
        let end = grammar.index
        let isFollowed = end < text.count && Self.isNumberByte(text[end])
        guard isNumber, !isFollowed else { throw notANumber(start, end, text) }
        // A plain number of at most 38 bytes is within the limits of ``Number``.
        if grammar.hasExponent || end - start > Number.digitsMax {
            try checkLimits(start..<end, text)
        }
        let offset = used
        copy(text, start..<end, to: offset, &output)
        index = end
        used = offset + (end - start)
        return offset..<used
    }

    /// Copies digits a word at a time; the output goes on for a word behind them.
    @inline(__always)
    private func copy(_ text: Span<UInt8>, _ range: Range<Int>, to offset: Int, _ output: inout MutableRawSpan) {
        let input = text.bytes
        var position = range.lowerBound
        var target = offset
        while position < range.upperBound, position + 8 <= input.byteCount {
            let word = input.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
            output.storeBytes(of: word, toByteOffset: target, as: UInt64.self)
            position &+= 8
            target &+= 8
        }
        while position < range.upperBound {
            output.storeBytes(of: text[position], toByteOffset: target, as: UInt8.self)
            position &+= 1
            target &+= 1
        }
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default:
            false
        }
    }

    @inline(never)
    private mutating func notANumber(_ start: Int, _ end: Int, _ text: Span<UInt8>) -> Fault {
        isCutOff = end == text.count
        return JSONFault.syntax("This is not a number.", at: start, text)
    }

    @inline(never)
    private func checkLimits(_ range: Range<Int>, _ text: Span<UInt8>) throws(Fault) {
        guard Number(utf8: text.extracting(range)) == nil else { return }
        let digitsMax = Number.digitsMax
        let exponentMax = Number.exponentMax
        throw JSONFault.limit(
            "A number has more than \(digitsMax) digits or an exponent over \(exponentMax).",
            at: range.lowerBound,
            text
        )
    }
}

/// The grammar `-? int frac? exp?` of RFC 8259 section 6, without limits.
struct JSONNumberGrammar {
    /// The index behind what fits.
    private(set) var index = 0
    /// Whether the number is written with an exponent.
    private(set) var hasExponent = false

    /// Steps over the number that begins at an index; false if there is none.
    @inline(__always)
    mutating func scan(_ text: Span<UInt8>, from start: Int) -> Bool {
        index = start
        if index < text.count, text[index] == UInt8(ascii: "-") { index += 1 }
        if index < text.count, text[index] == UInt8(ascii: "0") {
            index += 1
        } else if !skipDigits(text) {
            return false
        }
        guard index < text.count else { return true }
        if text[index] == UInt8(ascii: ".") {
            index += 1
            guard skipDigits(text) else { return false }
        }
        guard index < text.count, text[index] | 0x20 == UInt8(ascii: "e") else { return true }
        hasExponent = true
        index += 1
        if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") { index += 1 }
        return skipDigits(text)
    }

    @inline(__always)
    private mutating func skipDigits(_ text: Span<UInt8>) -> Bool {
        let start = index
        while index < text.count, text[index] &- UInt8(ascii: "0") <= 9 { index += 1 }
        return index > start
    }
}
