/// Full-width and half-width forms of the East Asian code pages.
///
/// Everything goes by table. Unicode's own folding (NFKC) is too strong for names: it also takes `㈱` apart and makes `①`
/// a digit, which changes what a customer registered.
package enum CharacterWidth {
    /// What becomes of full-width parentheses.
    package enum Parentheses: String, CaseIterable, Sendable {
        /// They become `(` and `)` like everything else.
        case narrow
        /// They stay, as in a registered company name in Chinese: `（中国）有限公司`.
        case keep
    }

    /// Makes full-width letters, digits and signs (U+FF01 to U+FF5E) and the wide space (U+3000) narrow.
    package static func narrow(
        _ text: Span<UInt8>,
        parentheses: Parentheses = .narrow,
        into output: inout [UInt8]
    ) -> TextChange {
        var cursor = UTF8Cursor()
        var change = TextChange.none
        while let scalar = cursor.next(text) {
            let narrow = narrowed(scalar, parentheses)
            if narrow != scalar { change.note(.normalised, at: cursor.count - 1) }
            output.append(scalar: narrow)
        }
        cursor.noteMalformed(&change)
        return change
    }

    /// Makes half-width katakana and its punctuation (U+FF61 to U+FF9F) full-width, with its sound marks in one character.
    package static func widenKatakana(_ text: Span<UInt8>, into output: inout [UInt8]) -> TextChange {
        var cursor = UTF8Cursor()
        var change = TextChange.none
        var pending: UInt32?
        while let scalar = cursor.next(text) {
            if let base = pending, let sounded = Katakana.sounded(base, by: scalar) {
                change.note(.normalised, at: cursor.count - 1)
                output.append(scalar: sounded)
                pending = nil
                continue
            }
            if let base = pending { output.append(scalar: base) }
            pending = Katakana.wide(scalar)
            if pending == nil {
                output.append(scalar: scalar)
            } else {
                change.note(.normalised, at: cursor.count - 1)
            }
        }
        if let base = pending { output.append(scalar: base) }
        cursor.noteMalformed(&change)
        return change
    }

    private static func narrowed(_ scalar: UInt32, _ parentheses: Parentheses) -> UInt32 {
        switch scalar {
        case 0xFF08, 0xFF09: parentheses == .keep ? scalar : scalar - 0xFEE0
        case 0xFF01...0xFF5E: scalar - 0xFEE0
        case 0x3000: 0x20
        default: scalar
        }
    }
}

/// Half-width katakana of JIS X 0201 and what it is in full width.
private enum Katakana {
    static func wide(_ scalar: UInt32) -> UInt32? {
        guard (0xFF61...0xFF9F).contains(scalar) else { return nil }
        return table[Int(scalar - 0xFF61)]
    }

    /// The letter with a mark: `ｶ` and `ﾞ` are `ガ`, `ﾊ` and `ﾟ` are `パ`; nil where the two do not go together.
    static func sounded(_ base: UInt32, by mark: UInt32) -> UInt32? {
        switch (mark, base) {
        case (0xFF9E, 0x30A6): 0x30F4
        case (0xFF9E, 0x30AB...0x30C1) where base % 2 == 1: base + 1
        case (0xFF9E, 0x30C4), (0xFF9E, 0x30C6), (0xFF9E, 0x30C8): base + 1
        case (0xFF9E, 0x30CF...0x30DB) where base % 3 == 0: base + 1
        case (0xFF9F, 0x30CF...0x30DB) where base % 3 == 0: base + 2
        default: nil
        }
    }

    private static let table: [UInt32] =
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜"
        .unicodeScalars.map(\.value)
}

extension CharacterWidth {
    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "narrow",
            "Makes full-width letters, digits, signs and spaces narrow; nothing else is changed.",
            parameters: ["text": "any text", "parentheses": "narrow (default) or keep: what becomes of （ and ）"],
            examples: [
                .init("ＡＢＣ１２３", gives: "ABC123", "6 normalised, from 0"),
                .init("Ａ\u{3000}Ｂ", gives: "A B", "3 normalised, from 0"),
                .init("甲（上海）公司", gives: "甲(上海)公司", "2 normalised, from 1"),
                .init("甲（上海）公司", "keep", gives: "甲（上海）公司"),
                .init("㈱①ｱ", gives: "㈱①ｱ"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let parentheses = try arguments.option(1, Parentheses.self)
            return narrow(arguments.text(0).utf8.span, parentheses: parentheses, into: &output)
        },
        FunctionDescription(
            "widenKatakana",
            "Makes half-width katakana full-width, with its sound marks in one character.",
            parameters: ["text": "any text"],
            examples: [
                .init("ｶﾅ", gives: "カナ", "2 normalised, from 0"),
                .init("ｶﾞｯﾂ ﾊﾟ", gives: "ガッツ パ", "6 normalised, from 0"),
                .init("ｱﾞ", gives: "ア゛", "2 normalised, from 0"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            widenKatakana(arguments.text(0).utf8.span, into: &output)
        },
    ]
}
