import Canonical

/// A message type as its table describes it.
struct MTMessageDefinition: Sendable {
    /// A form of the message that a tag of block 3 chooses, such as STP.
    struct Variant: Sendable {
        var name: String
        var tag: String
        var value: String
        /// The tag of block 3 with its value, as it stands there.
        var pattern: [UInt8]

        init(name: String, tag: String, value: String) {
            self.name = name
            self.tag = tag
            self.value = value
            pattern = Array("{\(tag):\(value)}".utf8)
        }
    }

    /// Three characters, `n` for any category in the first.
    var type: String
    var title = ""
    var charactersMax = 10_000
    var variants: [Variant] = []
    /// Whether a copy of fields of another message may follow.
    var takesCopy = false
    /// Error codes of tags that stand where the message does not have them, in place of T13.
    var misplacedCodes: [(tag: MTTag, code: String)] = []
    var root = MTSequenceDefinition()
}

/// In which variants an entry or a sequence stands; `-` is the message without a variant.
enum MTVariants: Sendable {
    case all
    case only([String])
    case not([String])

    func contains(_ variant: String) -> Bool {
        switch self {
        case .all: true
        case .only(let names): names.contains(variant)
        case .not(let names): !names.contains(variant)
        }
    }
}

/// Fields in order, with a name of their own.
struct MTSequenceDefinition: Sendable {
    enum Item: Sendable {
        case field(MTEntryDefinition)
        case sequence(MTSequenceDefinition)
    }

    var name = ""
    var isMandatory = true
    /// How often at most; nil without a bound, and a list unless it is 1.
    var max: Int? = 1
    /// The code of its 16R and 16S.
    var block: String?
    var variants = MTVariants.all
    var items: [Item] = []
    var word = MTWord(text: "", line: 1, column: 1)
}

/// A field at its place in a sequence.
struct MTEntryDefinition: Sendable {
    /// The codes that a component may have here.
    struct Narrowing: Sendable {
        var component: String
        var codes: [String]
        var errorCode: String
    }

    /// The member's name in the document.
    var name: String
    /// The tag as the table writes it, such as `50a`.
    var tag: String
    var number: Int
    /// A bit for each option by its place in the alphabet; bit 0 is no letter.
    var letters: UInt32
    /// Whether the option is a member of the document: tags with an `a`.
    var hasOption: Bool
    var isMandatory: Bool
    /// How often at most; nil without a bound, and a list unless it is 1.
    var max: Int?
    var variants = MTVariants.all
    var narrowings: [Narrowing] = []
    var word: MTWord

    var isList: Bool { max != 1 }
}
