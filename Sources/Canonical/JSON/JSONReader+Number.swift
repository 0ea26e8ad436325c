extension JSONReader {
    /// Reads the number that begins at the index.
    mutating func readNumber(_ bytes: Span<UInt8>) throws(Fault) -> Number {
        let start = index
        while index < bytes.count, isNumberByte(bytes[index]) { index += 1 }
        let digits = bytes.extracting(start..<index)
        guard let number = Number(utf8: digits) else { throw numberFault(digits, start, bytes) }
        return number
    }

    private func isNumberByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default:
            false
        }
    }

    @inline(never)
    private func numberFault(_ digits: Span<UInt8>, _ start: Int, _ bytes: Span<UInt8>) -> Fault {
        guard JSONNumberGrammar.accepts(digits) else {
            return JSONFault.syntax("This is not a number.", at: start, bytes)
        }
        let digitsMax = Number.digitsMax
        let exponentMax = Number.exponentMax
        return JSONFault.limit(
            "A number has more than \(digitsMax) digits or an exponent over \(exponentMax).",
            at: start,
            bytes
        )
    }
}

/// The grammar of numbers without any limit: tells a number that is too large from text that is no number.
enum JSONNumberGrammar {
    static func accepts(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        if byte(bytes, index) == UInt8(ascii: "-") { index += 1 }
        if byte(bytes, index) == UInt8(ascii: "0") {
            index += 1
        } else if !skipDigits(bytes, &index) {
            return false
        }
        if byte(bytes, index) == UInt8(ascii: ".") {
            index += 1
            guard skipDigits(bytes, &index) else { return false }
        }
        if let mark = byte(bytes, index), mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
            index += 1
            if let sign = byte(bytes, index), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
            guard skipDigits(bytes, &index) else { return false }
        }
        return index == bytes.count
    }

    private static func byte(_ bytes: Span<UInt8>, _ index: Int) -> UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    private static func skipDigits(_ bytes: Span<UInt8>, _ index: inout Int) -> Bool {
        let start = index
        while let digit = byte(bytes, index), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) { index += 1 }
        return index > start
    }
}
