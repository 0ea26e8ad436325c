/// One data description entry of a copybook (ISO/IEC 1989, 13.16), with what its groups hand down.
struct CopybookItem: Sendable {
    /// How a value lies in storage.
    enum Usage: Sendable, Hashable {
        /// One character per byte.
        case display
        /// Two's complement, big-endian, 2, 4 or 8 bytes: COMP, COMP-4, BINARY.
        case binary
        /// As ``binary``, of the machine's byte order and the storage's whole range: COMP-5.
        case native
        /// As ``binary``, little-endian: COMP-9.
        case littleEndian
        /// Two digits per byte, the last half byte is the sign: COMP-3, PACKED-DECIMAL.
        case packed
        /// Two digits per byte, without a sign: COMP-6, COMP-3U.
        case packedUnsigned
        /// Floating point of 4 bytes: COMP-1.
        case float
        /// Floating point of 8 bytes: COMP-2.
        case double
        /// Double-byte characters: DISPLAY-1.
        case doubleByte
        /// UTF-16, big-endian: NATIONAL.
        case national
        /// An index or a pointer of 4 bytes, which means nothing outside its program.
        case address
    }

    /// Where the sign of a DISPLAY number is.
    struct Sign: Sendable, Hashable {
        var isLeading = false
        var isSeparate = false
    }

    /// `OCCURS min TO max TIMES DEPENDING ON counter`.
    struct Occurs: Sendable, Hashable {
        var min: Int
        var max: Int
        var counter: String?
    }

    /// A condition name, level 88, with its values and ranges.
    struct Condition: Sendable, Hashable {
        var name: String
        var values: [(from: CopybookLiteral, to: CopybookLiteral?)]

        static func == (left: Condition, right: Condition) -> Bool { left.name == right.name }
        func hash(into hasher: inout Hasher) { hasher.combine(name) }
    }

    var level: Int
    /// The name in upper case; nil for FILLER.
    var name: String?
    var place: CopybookPlace
    var picture: Picture?
    var usage: Usage?
    var sign: Sign?
    var occurs: Occurs?
    var redefines: String?
    var isSynchronized = false
    var isJustified = false
    var isBlankWhenZero = false
    var conditions: [Condition] = []
    /// The entries below, by index.
    var children: [Int] = []
    /// The entry above, by index.
    var parent: Int?
    /// The name of its member in documents: its own, or `FILLER-2` for the second one of a group.
    var memberName = ""

    /// Whether it has entries below instead of a value.
    var isGroup: Bool { picture == nil && !children.isEmpty }
}

/// A literal or figurative constant of a VALUE clause.
enum CopybookLiteral: Sendable, Hashable {
    case text(String)
    case number(String)
    /// One character repeated over the whole item, such as SPACES.
    case filled(UInt8)
    /// Bytes, `X'00'`.
    case bytes([UInt8])
    case zero
    case lowValues
    case highValues
}
