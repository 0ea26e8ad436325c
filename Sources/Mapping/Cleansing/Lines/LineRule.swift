/// The lines that a field has room for, such as `4*35x`, and how they may begin.
package struct LineRule: Sendable, Hashable {
    /// With what a line must not begin.
    package enum Starts: String, CaseIterable, Sendable {
        /// Not with `:` or `-` after the first line: in block 4 of an MT they would be a tag or the end of the block.
        case block4
        /// Not with `/` either, in the first line too: it would read as an account or a code word.
        case block4NoSlash
        /// Anything goes.
        case any
    }

    /// The greatest number of lines.
    package let lineCountMax: Int
    /// The greatest length of a line in characters, with what stands in front.
    package let width: Int
    /// With what a line must not begin.
    package let starts: Starts
    /// What stands in front of the text in the first line, such as `/INS/`.
    package let firstPrefix: [UInt8]
    /// What stands in front of the text in the lines after it, such as `//`.
    package let nextPrefix: [UInt8]
    /// Whether a full line says that its last word goes on, without a space, in the next.
    ///
    /// Readers join the lines of field 70 so (see ``LineJoiner``); then a line that ends with a whole word is kept one
    /// character short. Without it each line is filled, and a reader cannot tell.
    package let fullLineContinues: Bool

    private let firstRoom: Int
    private let nextRoom: Int

    /// The greatest width and the greatest number of lines that a rule may have.
    package static let limit = 100_000

    /// Makes a rule; nil where a line has not room for two characters of text, or a limit is passed.
    package init?(
        lines lineCountMax: Int,
        of width: Int,
        starts: Starts = .block4,
        firstPrefix: String = "",
        nextPrefix: String = "",
        fullLineContinues: Bool = true
    ) {
        guard (1...Self.limit).contains(lineCountMax), (2...Self.limit).contains(width) else { return nil }
        firstRoom = width - firstPrefix.unicodeScalars.count
        nextRoom = width - nextPrefix.unicodeScalars.count
        guard min(firstRoom, nextRoom) >= 2 else { return nil }
        self.lineCountMax = lineCountMax
        self.width = width
        self.starts = starts
        self.firstPrefix = Array(firstPrefix.utf8)
        self.nextPrefix = Array(nextPrefix.utf8)
        self.fullLineContinues = fullLineContinues
    }

    func prefix(ofLine index: Int) -> [UInt8] { index == 0 ? firstPrefix : nextPrefix }

    /// The characters of text that a line has room for.
    func room(inLine index: Int) -> Int { index == 0 ? firstRoom : nextRoom }

    /// Whether a line must not begin with a byte.
    func forbids(_ byte: UInt8, atStartOf index: Int) -> Bool {
        guard starts != .any, prefix(ofLine: index).isEmpty else { return false }
        if byte == UInt8(ascii: "/") { return starts == .block4NoSlash }
        return index > 0 && (byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-"))
    }
}
