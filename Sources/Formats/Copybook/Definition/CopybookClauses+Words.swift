import Canonical

/// The words of an entry one after the other, and literals.
extension CopybookClauses {
    mutating func next(_ what: String) throws(Fault) -> CopybookToken {
        guard let word = words.popFirst(), word.kind == .word else {
            throw CopybookFault.definition(place, "The entry ends before \(what).", "Complete its clauses.")
        }
        return word
    }

    mutating func number() throws(Fault) -> Int {
        let word = try next("a number")
        guard let number = Int(word.text), (0...Picture.lengthMax).contains(number) else {
            throw CopybookFault.definition(
                word.place,
                "A number from 0 to \(Picture.lengthMax) is expected.",
                "Put the number in place of the word."
            )
        }
        return number
    }

    mutating func skip(_ optional: [String]) {
        while let word = words.first, word.kind == .word, optional.contains(word.text) { words.removeFirst() }
    }

    /// `OF GROUP IN RECORD`: names here are looked up from the inside out.
    mutating func skipQualifiers() {
        while let word = words.first, word.isWord("OF") || word.isWord("IN") { words = words.dropFirst(2) }
    }

    mutating func values() throws(Fault) -> [(from: CopybookLiteral, to: CopybookLiteral?)] {
        skip(["IS", "ARE", "ALL"])
        var values: [(from: CopybookLiteral, to: CopybookLiteral?)] = []
        while let word = words.first, let literal = literal(word) {
            words.removeFirst()
            skip(["ALL"])
            var range: CopybookLiteral?
            if let thru = words.first, Self.thru.contains(thru.text) {
                words.removeFirst()
                guard let end = words.popFirst(), let last = self.literal(end) else {
                    throw CopybookFault.definition(thru.place, "THRU has no value behind it.", "Write 1 THRU 9.")
                }
                range = last
            }
            values.append((literal, range))
        }
        guard !values.isEmpty else {
            throw CopybookFault.definition(place, "VALUE has no value that this reads.", "Write VALUE 'A' or VALUE 1.")
        }
        return values
    }

    func literal(_ word: CopybookToken) -> CopybookLiteral? {
        switch word.kind {
        case .literal: return .text(word.text)
        case .hexadecimal: return Hexadecimal.bytes(word.text.utf8.span).map { .bytes($0) }
        case .stop, .pseudoText: return nil
        case .word: break
        }
        switch word.text {
        case "SPACE", "SPACES": return .filled(0x20)
        case "ZERO", "ZEROS", "ZEROES": return .zero
        case "LOW-VALUE", "LOW-VALUES", "NULL", "NULLS": return .lowValues
        case "HIGH-VALUE", "HIGH-VALUES": return .highValues
        case "QUOTE", "QUOTES": return .filled(0x22)
        default:
            let text = isDecimalComma ? word.text.split(separator: ",").joined(separator: ".") : word.text
            let digits = text.first == "+" ? String(text.dropFirst()) : text
            let whole =
                digits.hasPrefix(".") ? "0" + digits : digits.hasPrefix("-.") ? "-0" + digits.dropFirst() : digits
            return isNumber(whole) ? .number(whole) : nil
        }
    }

    /// Numbers of COBOL may have leading zeros.
    func isNumber(_ text: String) -> Bool {
        let digits = text.first == "-" ? text.dropFirst() : text[...]
        return digits.first != "." && digits.last != "." && digits.count { $0 == "." } <= 1 && !digits.isEmpty
            && digits.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
    }
}
