import Canonical

/// A picture string (ISO/IEC 1989, 13.16.38), taken apart.
struct Picture: Sendable, Hashable {
    enum Category: Sendable, Hashable {
        /// Characters; `A`, `X`, and `9` among them.
        case text
        /// A number without editing: `S 9 V P`.
        case number
        /// A number with editing: `Z * + - CR DB . , $ B 0 /`.
        case editedNumber
        /// Double-byte characters: `G`, `N` with DISPLAY-1.
        case doubleByte
        /// National characters: `N`.
        case national
    }

    /// A symbol and how often it stands there.
    struct Run: Sendable, Hashable {
        var symbol: UInt8
        var count: Int
    }

    let category: Category
    /// The symbols in order; `CR` is C and `DB` is D.
    let runs: [Run]
    /// Characters that a DISPLAY item of this picture takes, without a separate sign.
    let length: Int
    /// Digits of a number.
    let digits: Int
    /// Digits behind the decimal point; negative where zeros before it are left out, `9(3)PP`.
    let scale: Int
    let isSigned: Bool

    /// The greatest number of digits that numbers may have.
    static let digitsMax = 38
    /// The greatest number of characters of an item.
    static let lengthMax = 16 * 1024 * 1024
    /// The greatest number of characters of an edited number.
    static let editedMax = 250

    /// Reads a picture string.
    ///
    /// - Parameters:
    ///   - text: the string in upper case.
    ///   - isComma: whether the comma is the decimal point.
    ///   - place: where it stands.
    /// - Throws: `configuration.invalid`.
    init(_ text: String, isComma: Bool, at place: CopybookPlace) throws(Fault) {
        runs = try Self.runs(text, at: place)
        let point = UInt8(ascii: isComma ? "," : ".")
        var reader = PictureReader(point: point)
        for run in runs { reader.take(run) }
        guard let category = reader.category else {
            throw CopybookFault.definition(
                place,
                "The picture \(text) is none that this reads.",
                "Use A X N G 9 S V P, or the editing symbols Z * + - CR DB . , $ B 0 /."
            )
        }
        self.category = category
        (length, digits, scale, isSigned) = (reader.length, reader.digits, reader.scale, reader.isSigned)
        let isNumber = category == .number || category == .editedNumber
        guard length > 0, length <= Self.lengthMax, !isNumber || (1...Self.digitsMax).contains(digits),
            category != .editedNumber || length <= Self.editedMax, abs(scale) <= Self.digitsMax
        else {
            throw CopybookFault.definition(
                place,
                "The picture \(text) has no length, or more than \(Self.digitsMax) digits or \(Self.lengthMax) characters."
            )
        }
    }

    private static func runs(_ text: String, at place: CopybookPlace) throws(Fault) -> [Run] {
        var runs: [Run] = []
        var rest = Array(text.utf8)[...]
        while let symbol = rest.popFirst() {
            var count = 1
            if rest.first == UInt8(ascii: "(") {
                guard let end = rest.firstIndex(of: UInt8(ascii: ")")),
                    let number = Int(String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)),
                    (1...lengthMax).contains(number)
                else {
                    throw CopybookFault.definition(
                        place,
                        "The picture \(text) has a repetition that is no number from 1 to \(lengthMax).",
                        "Write it as 9(4)."
                    )
                }
                count = number
                rest = rest[(end + 1)...]
            }
            if symbol == UInt8(ascii: "C"), rest.first == UInt8(ascii: "R") { rest.removeFirst() }
            if symbol == UInt8(ascii: "D"), rest.first == UInt8(ascii: "B") { rest.removeFirst() }
            runs.append(Run(symbol: symbol, count: count))
        }
        return runs
    }
}
