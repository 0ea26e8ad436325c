/// What a value has to be like: compiled from a shape of a description, so that a plain text costs two comparisons.
struct ShapeRule: Sendable {
    /// The kinds that are admitted.
    struct Kinds: OptionSet {
        let rawValue: UInt8
        static let text = Kinds(rawValue: 1)
        static let number = Kinds(rawValue: 2)
        static let boolean = Kinds(rawValue: 4)
        static let null = Kinds(rawValue: 8)
        static let list = Kinds(rawValue: 16)
        static let object = Kinds(rawValue: 32)
        /// Numbers have no fraction.
        static let integer = Kinds(rawValue: 64)
        /// Everything, unchecked.
        static let any = Kinds(rawValue: 128)
    }

    /// The kinds that are admitted.
    var kinds: Kinds = []
    /// Whether a text has no rule but a length in bytes within the two bounds, which then certainly fits.
    var isLengthOnly = false
    /// Fewest bytes of such a text.
    var bytesMin: UInt32 = 0
    /// Most bytes of such a text.
    var bytesMax: UInt32 = 0
    /// The texts that are admitted, of which one has to do, in ``ShapeRules/texts``.
    var texts: Range<Int32> = 0..<0
    /// The lists, in ``ShapeRules/lists``.
    var lists: Range<Int32> = 0..<0
    /// The objects, in ``ShapeRules/objects``.
    var objects: Range<Int32> = 0..<0
}

/// A list that is admitted.
struct ListRule: Sendable {
    /// The rule of its items.
    var item: Int32
    /// Least number of items.
    var countMin: Int
    /// Greatest number of items.
    var countMax: Int
}

/// An object that is admitted.
struct ObjectRule: Sendable {
    /// The rule of a member by the number of its name.
    var members: [Int16: Int32]
    /// The names that it must have.
    var required: [Int16]
    /// The rule of members that are not named; nil where there may be none.
    var others: Int32?
}

/// All rules of a program.
struct ShapeRules: Sendable {
    /// The rules; the first admits everything.
    var rules = [ShapeRule(kinds: .any)]
    /// The texts.
    var texts: [TextCheck] = []
    /// The lists.
    var lists: [ListRule] = []
    /// The objects.
    var objects: [ObjectRule] = []
    /// The names of layout of the inputs that is left out where a value is copied to a place that does not have it.
    var layoutNames: Set<Int16> = []

    /// The rule that admits everything.
    static let any: Int32 = 0
}
