/// A set of characters of ASCII that a channel can carry, such as SWIFT's `x`.
package struct TextCharacterSet: Sendable, Hashable {
    /// The name in mappings, such as `swiftX`.
    package let name: String
    /// Whether CR LF, together and in this order, may stand in a text.
    package let allowsLineEnds: Bool
    private let low: UInt64
    private let high: UInt64

    private init(_ name: String, _ characters: String, allowsLineEnds: Bool = false) {
        var low: UInt64 = 0
        var high: UInt64 = 0
        for byte in characters.utf8 {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
        }
        self.name = name
        self.allowsLineEnds = allowsLineEnds
        self.low = low
        self.high = high
    }

    /// Whether a character belongs to the set; line ends belong to none, see ``allowsLineEnds``.
    @inline(__always)
    package func contains(_ scalar: UInt32) -> Bool {
        scalar < 128 && (scalar < 64 ? low >> UInt64(scalar) : high >> UInt64(scalar - 64)) & 1 != 0
    }

    /// The index of the first character that does not belong to the set; nil where the text fits.
    package func firstMisfit(in text: Span<UInt8>) -> Int? {
        var cursor = UTF8Cursor()
        while let scalar = cursor.next(text) {
            let index = cursor.count - 1
            if !contains(scalar), !takesLineEnd(scalar, text, &cursor) { return index }
        }
        return nil
    }

    /// Whether every character belongs to the set.
    package func fits(_ text: Span<UInt8>) -> Bool { firstMisfit(in: text) == nil }

    /// Writes one and the same character for each that does not belong to the set; a full stop if that one does not either.
    package func replaceMisfits(
        in text: Span<UInt8>,
        by replacement: UInt8,
        into output: inout [UInt8]
    ) -> TextChange {
        if containsAll(text) {
            output.append(bytes: text)
            return .none
        }
        let replacement = contains(UInt32(replacement)) ? replacement : UInt8(ascii: ".")
        var cursor = UTF8Cursor()
        var change = TextChange.none
        while let scalar = cursor.next(text) {
            let index = cursor.count - 1
            if contains(scalar) {
                output.append(UInt8(truncatingIfNeeded: scalar))
            } else if takesLineEnd(scalar, text, &cursor) {
                output.append(0x0D)
                output.append(0x0A)
            } else {
                output.append(replacement)
                change.note(.transliterated, at: index)
            }
        }
        return change
    }

    /// Whether every byte belongs to the set, line ends not counted: then there is nothing to do.
    func containsAll(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where !contains(UInt32(text[index])) { return false }
        return true
    }

    /// Reads the LF of a CR LF, if that is what begins here and the set allows it.
    func takesLineEnd(_ scalar: UInt32, _ text: Span<UInt8>, _ cursor: inout UTF8Cursor) -> Bool {
        guard allowsLineEnds, scalar == 0x0D, cursor.offset < text.count, text[cursor.offset] == 0x0A else {
            return false
        }
        _ = cursor.next(text)
        return true
    }
}

extension TextCharacterSet {
    private static let digits = "0123456789"
    private static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    private static let letters = capitals + "abcdefghijklmnopqrstuvwxyz"
    private static let basic = digits + letters + " /-?:().,'+"

    /// SWIFT's `x`, the set of most MT fields (FIN General Information, character sets).
    package static let swiftX = TextCharacterSet("swiftX", basic, allowsLineEnds: true)
    /// SWIFT's `y`: EDIFACT level A (ISO 9735), capital letters only.
    package static let swiftY = TextCharacterSet("swiftY", digits + capitals + " .,-()/='+:?!\"%&*<>;")
    /// SWIFT's `z`, the set of fields such as 77T and 79 in some messages.
    package static let swiftZ = TextCharacterSet(
        "swiftZ",
        digits + letters + " .,-()/='+:?!\"%&*<>;{@#_",
        allowsLineEnds: true
    )
    /// CBPR+, most elements: `x` without line ends.
    package static let cbprBasic = TextCharacterSet("cbprBasic", basic)
    /// CBPR+, names, addresses, remittance information and e-mail addresses.
    package static let cbprExtended = TextCharacterSet("cbprExtended", basic + "!#$%&*=^_`{|}~\";<>@[\\]")
    /// SEPA's basic Latin set (EPC217-08 section 2): `x` without line ends.
    package static let sepaBasic = TextCharacterSet("sepaBasic", basic)

    /// Every set that a mapping can name.
    package static let all = [swiftX, swiftY, swiftZ, cbprBasic, cbprExtended, sepaBasic]

    /// The set of that name.
    package static func named(_ name: String) -> TextCharacterSet? { all.first { $0.name == name } }
}

extension TextCharacterSet {
    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "fits",
            "Says whether a channel can carry a text: every character belongs to its set.",
            parameters: ["text": "any text", "set": names],
            examples: [
                .init("Acme Ltd", "swiftX", gives: "true"),
                .init("Acme & Co", "swiftX", gives: "false"),
                .init("Acme & Co", "cbprExtended", gives: "true"),
                .init("acme", "swiftY", gives: "false"),
                .init("one\r\ntwo", "swiftX", gives: "true"),
                .init("one\r\ntwo", "cbprBasic", gives: "false"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            output.append(contentsOf: "\(try set(arguments, 1).fits(arguments.text(0).utf8.span))".utf8)
            return .none
        },
        FunctionDescription(
            "misfit",
            "Gives the index of the first character that a channel cannot carry; nothing where there is none.",
            parameters: ["text": "any text", "set": names],
            examples: [
                .init("Acme & Co", "swiftX", gives: "5"),
                .init("Müller", "sepaBasic", gives: "1"),
                .init("Acme", "swiftX", gives: ""),
            ]
        ) { arguments, output throws(ValueRefusal) in
            if let index = try set(arguments, 1).firstMisfit(in: arguments.text(0).utf8.span) {
                output.append(contentsOf: "\(index)".utf8)
            }
            return .none
        },
        FunctionDescription(
            "replace",
            "Writes one and the same character for each that a channel cannot carry.",
            parameters: ["text": "any text", "set": names, "by": "one character of the set"],
            examples: [
                .init("Acme & Co_1", "swiftX", ".", gives: "Acme . Co.1", "2 transliterated, from 5"),
                .init("张三", "swiftX", "?", gives: "??", "2 transliterated, from 0"),
                .init("a", "swiftY", "~", gives: ".", "1 transliterated, from 0"),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let set = try set(arguments, 1)
            return set.replaceMisfits(in: arguments.text(0).utf8.span, by: try arguments.character(2), into: &output)
        },
    ]

    /// The names of the sets, for the descriptions of functions.
    static let names = all.map(\.name).joined(separator: ", ")

    static func set(_ arguments: FunctionArguments, _ index: Int) throws(ValueRefusal) -> TextCharacterSet {
        guard let set = named(arguments.text(index)) else { throw ValueRefusal(.argument, at: index) }
        return set
    }
}
