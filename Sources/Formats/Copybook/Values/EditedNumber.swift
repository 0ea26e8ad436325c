/// A numeric-edited picture (ISO/IEC 1989, 13.16.38.4): formats numbers as COBOL's MOVE does, and reads them back.
struct EditedNumber: Sendable, Hashable {
    let digits: Int
    let scale: Int
    let isSigned: Bool
    private let symbols: [UInt8]
    /// The symbol of which several stand there, which moves to the first digit: `+`, `-` or `$`.
    private let floating: UInt8?
    private let point: UInt8
    /// Whether every place for a digit is blank for zero.
    private let isAllSuppressed: Bool

    init(_ picture: Picture, isComma: Bool) {
        digits = picture.digits
        scale = picture.scale
        isSigned = picture.isSigned
        point = UInt8(ascii: isComma ? "," : ".")
        let places = picture.runs.filter {
            ![UInt8(ascii: "V"), UInt8(ascii: "P"), UInt8(ascii: "S")].contains($0.symbol)
        }
        symbols = places.flatMap { [UInt8](repeating: $0.symbol, count: min($0.count, Picture.editedMax)) }
        let all = symbols
        floating = "+-$".utf8.first { symbol in all.count { $0 == symbol } > 1 }
        isAllSuppressed = !all.contains(UInt8(ascii: "9"))
    }

    // MARK: - Writing

    /// The ASCII characters of a number, given as its digits.
    func format(_ number: DecimalText.Digits) -> [UInt8] {
        let isZero = number.digits.allSatisfy { $0 == 0x30 }
        let isStarred = symbols.contains(UInt8(ascii: "*"))
        if isZero && isAllSuppressed && !isStarred { return [UInt8](repeating: 0x20, count: formattedLength) }
        var output: [UInt8] = []
        var digit = 0
        var isSignificant = false
        var isSuppressing = false
        var floatingPlace: Int?
        for (index, symbol) in symbols.enumerated() {
            let isFirst = floating == symbol && symbols.firstIndex(of: symbol) == index
            let blank: UInt8 = isStarred && isSuppressing ? UInt8(ascii: "*") : 0x20
            switch symbol {
            case UInt8(ascii: "9"):
                isSignificant = true
                output.append(number.digits[digit])
                digit += 1
            case floating where isFirst:
                isSuppressing = true
                floatingPlace = output.count
                output.append(0x20)
            case floating, UInt8(ascii: "Z"), UInt8(ascii: "*"):
                isSuppressing = true
                if number.digits[digit] != 0x30 { isSignificant = true }
                if !isSignificant, symbol == floating { floatingPlace = output.count }
                output.append(isSignificant ? number.digits[digit] : isStarred ? UInt8(ascii: "*") : 0x20)
                digit += 1
            case point:
                if !(isZero && isAllSuppressed) { isSignificant = true }
                output.append(point)
            case UInt8(ascii: "B"), UInt8(ascii: "0"), UInt8(ascii: "/"), UInt8(ascii: ","), UInt8(ascii: "."):
                let isBlank = isSuppressing && !isSignificant
                if isBlank, floatingPlace != nil { floatingPlace = output.count }
                output.append(isBlank ? blank : symbol == UInt8(ascii: "B") ? 0x20 : symbol)
            default: append(sign: symbol, number.isNegative, into: &output)
            }
        }
        if let floating, let floatingPlace { output[floatingPlace] = floatingCharacter(floating, number.isNegative) }
        return output
    }

    private var formattedLength: Int {
        symbols.reduce(0) { $0 + ($1 == UInt8(ascii: "C") || $1 == UInt8(ascii: "D") ? 2 : 1) }
    }

    private func append(sign symbol: UInt8, _ isNegative: Bool, into output: inout [UInt8]) {
        switch symbol {
        case UInt8(ascii: "C"): output += isNegative ? "CR".utf8 : "  ".utf8
        case UInt8(ascii: "D"): output += isNegative ? "DB".utf8 : "  ".utf8
        default: output.append(floatingCharacter(symbol, isNegative))
        }
    }

    private func floatingCharacter(_ symbol: UInt8, _ isNegative: Bool) -> UInt8 {
        switch symbol {
        case UInt8(ascii: "$"): symbol
        case UInt8(ascii: "+"): isNegative ? UInt8(ascii: "-") : symbol
        default: isNegative ? UInt8(ascii: "-") : 0x20
        }
    }

    // MARK: - Reading

    /// Reads the ASCII characters of an edited number.
    ///
    /// What is not as ``format(_:)`` writes it, such as a number at the left of its field, is read by its digits, point
    /// and sign.
    ///
    /// - Returns: the number and whether it is formatted as the picture says; nil where there is none.
    func read(_ text: Span<UInt8>) -> (number: DecimalText.Digits, isFormatted: Bool)? {
        var characters: [UInt8] = []
        var isNegative = false
        var count = 0
        for index in text.indices {
            switch text[index] {
            case 0x30...0x39 where !isInsertedZero(at: index, of: text.count):
                characters.append(text[index])
                count += 1
            case point where count == 0: characters += [0x30, 0x2E]
            case point: characters.append(0x2E)
            case UInt8(ascii: "-"), UInt8(ascii: "R"), UInt8(ascii: "D"): isNegative = true
            case 0x30, 0x20, 0x2A, 0x2B, 0x24, 0x2F, 0x2C, 0x2E, UInt8(ascii: "C"), UInt8(ascii: "B"): break
            default: return nil
            }
        }
        if count == 0 {
            guard isAllSuppressed else { return nil }
            characters = [0x30]
        }
        if characters.last == 0x2E { characters.removeLast() }
        let signed = isNegative ? [0x2D] + characters : characters
        // A text that does not fit the picture has no number.
        guard let number = try? DecimalText.digits(signed.span, digits: digits, scale: scale, isSigned: isSigned) else {
            return nil
        }
        let formatted = format(number)
        var isFormatted = formatted.count == text.count
        for index in text.indices where isFormatted && formatted[index] != text[index] { isFormatted = false }
        return (number, isFormatted)
    }

    /// Whether a zero at this place is one that the picture inserts.
    private func isInsertedZero(at index: Int, of count: Int) -> Bool {
        count == symbols.count && symbols[index] == UInt8(ascii: "0")
    }
}
