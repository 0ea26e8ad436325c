/// The signs of the language, and those of others that people write in their place.
extension MappingLexer {
    /// What a sign that the language does not have probably means.
    private static let meant: [(spelling: String, kinds: [MappingToken.Kind], suggestion: String)] = [
        ("===", [.word("is")], "Write is."),
        ("==", [.word("is")], "Write is."),
        ("!=", [.word("is"), .word("not")], "Write is not."),
        ("<>", [.word("is"), .word("not")], "Write is not."),
        ("&&", [.word("and")], "Write and."),
        ("||", [.word("or")], "Write or."),
        ("??", [.word("else")], "Write else."),
        ("?.", [.sign(.dot)], "Write a dot alone: a member of something absent is absent."),
        (":=", [.sign(.assign)], "Write =."),
        ("++", [.sign(.joined)], "Texts are joined with &, numbers added with +."),
        ("!", [.word("not")], "Write not."),
        ("/", [], "There is no division; a comment begins with #."),
        ("%", [], "There is no remainder and no percent sign."),
    ]

    /// The signs of one letter.
    private static let short: [UInt8: MappingSign] = {
        let short = MappingSign.allCases.filter { $0.rawValue.utf8.count == 1 }
        return Dictionary(
            uniqueKeysWithValues: short.compactMap { sign in sign.rawValue.utf8.first.map { ($0, sign) } }
        )
    }()

    mutating func sign() {
        if byte(0) == UInt8(ascii: ".") { return member() }
        if startsWith("//") || startsWith("/*") { return foreignComment() }
        if byte(0) == UInt8(ascii: "'") { return foreignQuote() }
        if let meant = Self.meant.first(where: { startsWith($0.spelling) }) { return foreign(meant) }
        let start = position
        for sign in [MappingSign.bothWays, .leadsTo, .forward, .backward, .lessOrEqual, .greaterOrEqual]
        where startsWith(sign.rawValue) {
            index += sign.rawValue.utf8.count
            return add(.sign(sign), at: start)
        }
        if let byte = byte(0), let sign = Self.short[byte] {
            index += 1
            return add(.sign(sign), at: start)
        }
        unknown()
    }

    private func startsWith(_ spelling: String) -> Bool {
        bytes[index...].starts(with: spelling.utf8)
    }

    private mutating func foreign(_ meant: (spelling: String, kinds: [MappingToken.Kind], suggestion: String)) {
        let start = position
        let length = meant.spelling.utf8.count
        note("\(meant.spelling) is not a sign of the language.", meant.suggestion, at: start, length: length)
        index += length
        followsUnknown = meant.kinds.isEmpty
        for kind in meant.kinds { add(kind, at: start) }
    }

    private mutating func foreignComment() {
        note("A comment does not begin with /.", "Begin it with #.", length: 2)
        while let byte = byte(0), byte != UInt8(ascii: "\n") { index += 1 }
    }

    /// A control character or a sign without meaning; several in a row are one problem.
    private mutating func unknown() {
        let start = position
        let first = byte(0) ?? 0
        followsUnknown = true
        while let byte = byte(0), byte == first { index += 1 }
        let name = first < 0x20 || first == 0x7F ? "A control character" : String(UnicodeScalar(first))
        note("\(name) has no meaning here.", nil, at: start, length: position.column - start.column)
    }

    // MARK: - Beyond ASCII

    /// Typographic quotation marks, blanks, dashes and arrows, and names with letters beyond A to Z.
    mutating func foreignScalar() {
        let start = position
        let first = index
        guard let scalar = takeScalar() else {
            followsUnknown = true
            return
        }
        switch scalar {
        case "\u{2018}"..."\u{201F}", "«", "»", "‹", "›", "「", "」":
            index = first
            rewindColumns(to: start)
            foreignQuote()
        case "\u{A0}", "\u{2007}", "\u{202F}", "\u{3000}", "\u{200B}", "\u{FEFF}":
            note("A blank of another kind stands here.", "Write the blank of the space bar.", at: start)
        case "→", "⇒", "≤", "≥", "≠", "–", "—", "−", "×", "↔":
            replaceTypographic(scalar, at: start)
        default: foreignName(from: first, at: start)
        }
    }

    private mutating func replaceTypographic(_ scalar: Unicode.Scalar, at start: SourcePosition) {
        let meant: [Unicode.Scalar: MappingSign] = [
            "→": .forward, "⇒": .leadsTo, "≤": .lessOrEqual, "≥": .greaterOrEqual, "–": .minus, "—": .minus,
            "−": .minus, "×": .times, "↔": .bothWays,
        ]
        guard let sign = meant[scalar] else {
            note("\(scalar) is not a sign of the language.", "Write is not.", at: start)
            add(.word("is"), at: start)
            return add(.word("not"), at: start)
        }
        note("\(scalar) is not a sign of the language.", "Write \(sign.rawValue)", at: start)
        add(.sign(sign), at: start)
    }

    mutating func foreignName(from first: Int, at start: SourcePosition) {
        while let byte = byte(0), byte >= 0x80 || byte.isNameByte || byte.isDigitByte {
            if byte < 0x80 { index += 1 } else if takeScalar() == nil { break }
        }
        note(
            "Names without quotation marks have the letters A to Z, digits, _ and - only.",
            "Put the member's name in quotation marks.",
            at: start,
            length: position.column - start.column
        )
        add(.word(String(decoding: bytes[first..<index], as: UTF8.self)), at: start)
    }

    /// A text in quotation marks of another kind: up to the next one on the line, if there is one.
    private mutating func foreignQuote() {
        let start = position
        let from = (index: index, column: start)
        _ = takeScalar()
        var value = String.UnicodeScalarView()
        var isClosed = false
        while !isClosed, let byte = byte(0), byte != UInt8(ascii: "\n"), problems.count < limits.problemsMax {
            guard let scalar = takeScalar() else { continue }
            isClosed = Self.isQuote(scalar)
            if !isClosed { value.append(scalar) }
        }
        if !isClosed {
            index = from.index
            rewindColumns(to: from.column)
            _ = takeScalar()
        }
        note(
            "A text stands in straight double quotation marks.",
            "Write \" at both ends.",
            at: start,
            length: position.column - start.column
        )
        followsUnknown = !isClosed
        if isClosed { add(.text(String(value)), at: start) }
    }

    private static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "'", "\"", "\u{2018}"..."\u{201F}", "«", "»", "‹", "›", "「", "」": true
        default: false
        }
    }
}
