import Canonical

/// A set of characters by its name in a description; all of them lie within ASCII.
struct TextCharacters: Sendable {
    private let low: UInt64
    private let high: UInt64

    private init(_ characters: String) {
        var sets: (low: UInt64, high: UInt64) = (0, 0)
        for byte in characters.utf8 {
            if byte < 64 { sets.low |= 1 << UInt64(byte) } else { sets.high |= 1 << UInt64(byte & 63) }
        }
        low = sets.low
        high = sets.high
    }

    /// The set of that name; see SWIFT's Standards MT, General Information, character sets.
    ///
    /// - Throws: `configuration.invalid` where there is none.
    init(named name: String) throws(Fault) {
        if let characters = Self.sets[name] {
            self = characters
        } else if let set = TextCharacterSet.named(name) {
            self.init(set)
        } else {
            throw CompileFault.because("There is no character set \(name).")
        }
    }

    private init(_ set: TextCharacterSet) {
        let characters = (0..<128 as Range<UInt32>).compactMap { set.contains($0) ? Unicode.Scalar($0) : nil }
        self.init(characters.reduce(into: set.allowsLineEnds ? "\r\n" : "") { $0.unicodeScalars.append($1) })
    }

    /// The set into which texts of this one are transliterated; nil for sets without small letters and signs of names.
    static func transliterated(named name: String) -> TextCharacterSet? {
        switch name {
        case "x": .swiftX
        case "y": .swiftY
        case "z": .swiftZ
        default: TextCharacterSet.named(name)
        }
    }

    /// Whether the set has a character.
    @inline(__always)
    func admits(_ byte: UInt8) -> Bool {
        byte < 64 ? low >> UInt64(byte) & 1 != 0 : byte < 128 && high >> UInt64(byte & 63) & 1 != 0
    }

    /// Whether the set has all characters of a text.
    func admits(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where !admits(text[index]) { return false }
        return true
    }

    private static let digits = "0123456789"
    private static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    private static let small = "abcdefghijklmnopqrstuvwxyz"
    private static let setX = digits + capitals + small + "/-?:().,'+ \r\n"

    private static let sets: [String: TextCharacters] = [
        // A decimal of MT has a comma.
        "n": TextCharacters(digits + ","), "d": TextCharacters(digits + ","), "a": TextCharacters(capitals),
        "c": TextCharacters(digits + capitals), "h": TextCharacters(digits + "ABCDEF"), "x": TextCharacters(setX),
        "y": TextCharacters(digits + capitals + " .,-()/='+:?!\"%&*<>;"),
        "z": TextCharacters(setX + "=!\"%&*<>;{@#_"), "e": TextCharacters(" "),
    ]
}
