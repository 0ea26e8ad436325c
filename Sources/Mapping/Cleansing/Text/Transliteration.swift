/// Texts in the letters of a channel: Latin with diacritics, Greek and Cyrillic as basic Latin.
///
/// The letters are those of the conversion table of EPC217-08, "SEPA requirements for an extended character set"; see
/// ``TransliterationTable`` for what we add and where we differ. A character that the target's set has stays as it is.
/// What has no letters here is treated by policy, separately for signs and for the letters of other scripts: refused,
/// replaced one for one, or dropped; each is counted. Chinese commercial code, which SWIFT also accepts for names, is
/// not a policy here: it needs the code book (a number of four digits per character), which is not freely available.
/// A mapping with such a table at hand uses a look-up.
package struct Transliteration: Sendable, Hashable {
    /// How `ä`, `ö` and `ü` are written.
    package enum Umlauts: String, CaseIterable, Sendable {
        /// `a`, `o`, `u`, and `ß` as `s`: the conversion table of EPC217-08.
        case single
        /// `ae`, `oe`, `ue`, and `ß` as `ss`: the alternative of the German banks.
        case double
    }

    /// What becomes of a character for which there are no letters.
    package enum Policy: Sendable, Hashable {
        /// The text is refused.
        case refuse
        /// It becomes this character of ASCII; a full stop where the set does not have that one.
        case replace(by: UInt8)
        /// It is left out.
        case drop

        /// EPC217-08: "a full stop is to be used".
        package static let fullStop = Policy.replace(by: UInt8(ascii: "."))
    }

    /// The set of the target.
    package var set: TextCharacterSet
    /// How German umlauts are written.
    package var umlauts: Umlauts
    /// What becomes of signs.
    package var signs: Policy
    /// What becomes of letters of other scripts, ideographs first of all.
    package var letters: Policy

    /// Makes a transliteration; with nothing said, as EPC217-08 has it.
    package init(
        into set: TextCharacterSet = .sepaBasic,
        umlauts: Umlauts = .single,
        signs: Policy = .fullStop,
        letters: Policy = .fullStop
    ) {
        self.set = set
        self.umlauts = umlauts
        self.signs = signs
        self.letters = letters
    }

    /// Writes a text in the characters of the set.
    ///
    /// - Throws: `characters` at the first one that the policy refuses; then nothing has been appended.
    package func apply(_ text: Span<UInt8>, into output: inout [UInt8]) throws(ValueRefusal) -> TextChange {
        if set.containsAll(text) {
            output.append(bytes: text)
            return .none
        }
        let start = output.count
        var cursor = UTF8Cursor()
        var change = TextChange.none
        var previous: UInt32 = 0
        while let scalar = cursor.next(text) {
            let index = cursor.count - 1
            if set.contains(scalar) {
                output.append(UInt8(truncatingIfNeeded: scalar))
            } else if set.takesLineEnd(scalar, text, &cursor) {
                output.append(0x0D)
                output.append(0x0A)
            } else if !convert(scalar, after: previous, at: index, &output, &change) {
                output.removeSubrange(start...)
                throw ValueRefusal(.characters, at: index)
            }
            previous = scalar
        }
        return change
    }

    /// Writes one character that the set does not have; false where it is refused.
    private func convert(
        _ scalar: UInt32,
        after previous: UInt32,
        at index: Int,
        _ output: inout [UInt8],
        _ change: inout TextChange
    ) -> Bool {
        if isCombiningMark(scalar) {
            combine(scalar, with: previous, &output)
            change.note(.transliterated, at: index)
            return true
        }
        if let kind = WhiteSpace.of(scalar), set.contains(0x20) {
            // A CR LF is one border between words, and so one space.
            if kind == .space, !(scalar == 0x0A && previous == 0x0D) { output.append(0x20) }
            change.note(.normalised, at: index)
            return true
        }
        if appendLetters(of: scalar, &output) {
            change.note(.transliterated, at: index)
            return true
        }
        return follow(TransliterationTable.isSign(scalar) ? signs : letters, at: index, &output, &change)
    }

    /// A mark on the letter before it, as decomposed text has them: only the dots of an umlaut are written.
    private func combine(_ scalar: UInt32, with previous: UInt32, _ output: inout [UInt8]) {
        guard umlauts == .double, scalar == TransliterationTable.diaeresis else { return }
        switch previous {
        case 0x41, 0x4F, 0x55: appendInSet(0x45, &output)
        case 0x61, 0x6F, 0x75: appendInSet(0x65, &output)
        default: break
        }
    }

    private func isCombiningMark(_ scalar: UInt32) -> Bool { (0x300...0x36F).contains(scalar) }

    /// Appends the letters of the table; false, and nothing, where there are none or the set has not all of them.
    private func appendLetters(of scalar: UInt32, _ output: inout [UInt8]) -> Bool {
        var letters = umlauts == .double ? TransliterationTable.doubled(scalar) : 0
        if letters == 0 { letters = TransliterationTable.letters(of: scalar) }
        // A small letter that the set lacks has a capital one in EDIFACT level A.
        if letters == 0, (0x61...0x7A).contains(scalar) { letters = scalar }
        guard letters != 0 else { return false }
        let start = output.count
        while letters != 0 {
            guard appendInSet(UInt8(truncatingIfNeeded: letters), &output) else {
                output.removeSubrange(start...)
                return false
            }
            letters >>= 8
        }
        return true
    }

    /// Appends a character or its capital letter, if the set has one of them.
    @discardableResult
    private func appendInSet(_ byte: UInt8, _ output: inout [UInt8]) -> Bool {
        let isSmall = (0x61...0x7A).contains(byte)
        let inSet = set.contains(UInt32(byte)) || !isSmall ? byte : byte - 0x20
        guard set.contains(UInt32(inSet)) else { return false }
        output.append(inSet)
        return true
    }

    private func follow(
        _ policy: Policy,
        at index: Int,
        _ output: inout [UInt8],
        _ change: inout TextChange
    ) -> Bool {
        switch policy {
        case .refuse: return false
        case .drop: change.note(.dropped, at: index)
        case .replace(let byte):
            output.append(set.contains(UInt32(byte)) ? byte : UInt8(ascii: "."))
            change.note(.transliterated, at: index)
        }
        return true
    }
}

extension Transliteration {
    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "transliterate",
            "Writes a text in the characters of a channel: Latin with diacritics, Greek and Cyrillic as basic Latin.",
            parameters: [
                "text": "any text", "set": TextCharacterSet.names,
                "umlauts": "single (default, ä is a, as EPC217-08) or double (ä is ae)",
                "signs": "what has no letters: . or another character (default .), drop or refuse",
                "letters": "the same for letters of other scripts, Chinese first of all (default .)",
            ],
            examples: [
                .init("Müller & Söhne", "sepaBasic", gives: "Muller + Sohne", "3 transliterated, from 1"),
                .init("Müller Straße", "sepaBasic", "double", gives: "Mueller Strasse", "2 transliterated, from 1"),
                .init("Mu\u{308}ller", "sepaBasic", "double", gives: "Mueller", "1 transliterated, from 2"),
                .init("Müller & Söhne", "cbprExtended", gives: "Muller & Sohne", "2 transliterated, from 1"),
                .init("Łódź", "sepaBasic", gives: "Lodz", "3 transliterated, from 0"),
                .init("Αθήνα", "sepaBasic", gives: "Athina", "5 transliterated, from 0"),
                .init("Щастие ЕООД", "swiftX", gives: "SHTastie EOOD", "10 transliterated, from 0"),
                .init("a_b [c] #1", "sepaBasic", gives: "a-b (c) .1", "4 transliterated, from 1"),
                .init("a★b", "sepaBasic", "", "drop", gives: "ab", "1 dropped, from 1"),
                .init("张三", "swiftX", "", ".", "?", gives: "??", "2 transliterated, from 0"),
                .init("张三", "swiftX", "", ".", "refuse", refuses: .characters),
                .init("Müller", "swiftY", gives: "MULLER", "5 transliterated, from 1"),
                .init("one\r\ntwo", "cbprBasic", gives: "one two", "2 normalised, from 3"),
                .init("one\r\ntwo", "swiftX", gives: "one\r\ntwo"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let transliteration = Transliteration(
                into: try TextCharacterSet.set(arguments, 1),
                umlauts: try arguments.option(2, Umlauts.self),
                signs: try policy(arguments, 3),
                letters: try policy(arguments, 4)
            )
            return try transliteration.apply(arguments.text(0).utf8.span, into: &output)
        }
    ]

    private static func policy(_ arguments: FunctionArguments, _ index: Int) throws(ValueRefusal) -> Policy {
        switch arguments.text(index) {
        case "": .fullStop
        case "drop": .drop
        case "refuse": .refuse
        default: .replace(by: try arguments.character(index))
        }
    }
}
