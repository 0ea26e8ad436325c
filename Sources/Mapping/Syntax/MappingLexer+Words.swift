/// Words, numbers and texts.
extension MappingLexer {
    func byte(_ offset: Int) -> UInt8? {
        index + offset < bytes.count ? bytes[index + offset] : nil
    }

    /// A name: letters, digits, `_`, and `-` between them, so that `a->b` and `a - b` are no names.
    mutating func word() {
        let start = position
        let first = index
        while let byte = byte(0), byte.isNameByte || byte.isDigitByte || isHyphenInside(byte) { index += 1 }
        if beginsForeignLetter { return foreignName(from: first, at: start) }
        add(.word(String(decoding: bytes[first..<index], as: UTF8.self)), at: start)
    }

    /// Whether a letter beyond A to Z stands here.
    private var beginsForeignLetter: Bool {
        guard let byte = byte(0), byte >= 0x80 else { return false }
        let next = String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
        return next?.properties.isAlphabetic == true
    }

    private func isHyphenInside(_ byte: UInt8) -> Bool {
        guard byte == UInt8(ascii: "-"), let next = self.byte(1) else { return false }
        return next.isNameByte || next.isDigitByte
    }

    /// A number, or where a letter follows the digits a name such as the `50a` of `mt:50a`.
    mutating func number() {
        let start = position
        let first = index
        while byte(0)?.isDigitByte == true { index += 1 }
        if byte(0)?.isNameByte == true {
            index = first
            return word()
        }
        if byte(0) == UInt8(ascii: "."), byte(1)?.isDigitByte == true {
            index += 1
            while byte(0)?.isDigitByte == true { index += 1 }
        }
        add(.number(String(decoding: bytes[first..<index], as: UTF8.self)), at: start)
    }

    /// A `.` with the member behind it, which may begin with a digit: `f.32A`, `f.20`.
    mutating func member() {
        let start = position
        index += 1
        if byte(0) == UInt8(ascii: ".") {
            index += 1
            return add(.sign(.range), at: start)
        }
        add(.sign(.dot), at: start)
        if let next = byte(0), next.isNameByte || next.isDigitByte { word() }
    }

    /// A text in quotation marks, which ends on its line.
    mutating func text() {
        let start = position
        index += 1
        var value = String.UnicodeScalarView()
        while let byte = byte(0), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
            if byte == UInt8(ascii: "\"") {
                index += 1
                return add(.text(String(value)), at: start)
            }
            if byte == UInt8(ascii: "\\") {
                escape(into: &value)
            } else if byte < 0x20 || byte == 0x7F {
                note(
                    "A text holds no control character.",
                    byte == UInt8(ascii: "\t") ? "Write \\t." : "Write it as \\u{…}."
                )
                index += 1
            } else if let scalar = takeScalar() {
                value.append(scalar)
            }
        }
        note(
            "The text does not end on its line.",
            "Put \" at its end; a line end inside a text is \\n.",
            at: start,
            length: position.column - start.column
        )
        add(.text(String(value)), at: start)
    }

    private mutating func escape(into value: inout String.UnicodeScalarView) {
        let start = position
        index += 1
        switch byte(0) {
        case UInt8(ascii: "\""): value.append("\"")
        case UInt8(ascii: "\\"): value.append("\\")
        case UInt8(ascii: "n"): value.append("\n")
        case UInt8(ascii: "r"): value.append("\r")
        case UInt8(ascii: "t"): value.append("\t")
        case UInt8(ascii: "u"):
            index += 1
            return codePoint(into: &value, from: start)
        default:
            // The byte behind it is read as it stands, so that a quotation mark or line end still ends the text.
            return note(
                "This escape is not known.",
                #"Write \", \\, \n, \r, \t or \u{…}."#,
                at: start,
                length: 2
            )
        }
        index += 1
    }

    /// The `{20AC}` of `\u{20AC}`.
    private mutating func codePoint(into value: inout String.UnicodeScalarView, from start: SourcePosition) {
        var digits = ""
        if byte(0) == UInt8(ascii: "{") {
            index += 1
            while digits.count < 8, let digit = byte(0), digit.isDigitByte || digit.isNameByte {
                digits.unicodeScalars.append(Unicode.Scalar(digit))
                index += 1
            }
            if byte(0) == UInt8(ascii: "}"), let number = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(number)
            {
                index += 1
                return value.append(scalar)
            }
        }
        note(
            "This is no character of Unicode.",
            #"Write its number in hexadecimal digits: \u{20AC}."#,
            at: start,
            length: position.column - start.column
        )
    }
}
