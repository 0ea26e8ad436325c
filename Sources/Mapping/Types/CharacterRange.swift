/// The characters that a named set holds, for the question whether one set lies within another.
///
/// The names are those of SWIFT (FIN General Information, character sets) and those of the cleansing functions.
struct CharacterRange: Sendable {
    private let low: UInt64
    private let high: UInt64

    private init(_ characters: String) {
        var low: UInt64 = 0
        var high: UInt64 = 0
        for byte in characters.utf8 {
            if byte < 64 { low |= 1 << UInt64(byte) } else if byte < 128 { high |= 1 << UInt64(byte - 64) }
        }
        self.low = low
        self.high = high
    }

    /// Whether a character belongs to the set.
    func contains(_ scalar: UInt32) -> Bool {
        scalar < 128 && (scalar < 64 ? low >> UInt64(scalar) : high >> UInt64(scalar - 64)) & 1 != 0
    }

    /// Whether each character of this set belongs to the other.
    func isSubset(of other: CharacterRange) -> Bool { low & ~other.low == 0 && high & ~other.high == 0 }

    /// The set of that name; nil if it is not known.
    static func named(_ name: String) -> CharacterRange? { sets[name] }

    /// The names of all sets, for suggestions.
    static let names = sets.keys.sorted()

    private static let digits = "0123456789"
    private static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    private static let letters = capitals + capitals.lowercased()
    private static let basic = digits + letters + " /-?:().,'+"
    private static let levelA = digits + capitals + " .,-()/='+:?!\"%&*<>;"
    private static let extended = basic + "!#$%&*=^_`{|}~\";<>@[\\]"

    private static let sets: [String: CharacterRange] = [
        "n": CharacterRange(digits),
        "d": CharacterRange(digits + ","),
        "a": CharacterRange(capitals),
        "c": CharacterRange(digits + capitals),
        "h": CharacterRange(digits + "ABCDEF"),
        "x": CharacterRange(basic + "\r\n"),
        "y": CharacterRange(levelA),
        "z": CharacterRange(levelA + letters + "{@#_\r\n"),
        "swiftX": CharacterRange(basic + "\r\n"),
        "swiftY": CharacterRange(levelA),
        "swiftZ": CharacterRange(levelA + letters + "{@#_\r\n"),
        "cbprBasic": CharacterRange(basic),
        "cbprExtended": CharacterRange(extended),
        "sepaBasic": CharacterRange(basic),
    ]
}
