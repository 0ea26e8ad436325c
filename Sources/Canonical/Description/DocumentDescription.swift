/// What documents of a type look like: which members, of what type, how often, how long, with which codes.
///
/// Mappings are checked against it before a message is at risk, and `formats describe` prints it as JSON Schema.
/// Parts that occur more than once, or within themselves, stand in ``parts`` under a name.
public struct DocumentDescription: Sendable {
    /// The type's name, such as `mt.103` or `pacs.008.001.08`.
    public var name: String
    /// One sentence for people.
    public var summary: String
    /// The shape of the whole document.
    public var root: DocumentShape
    /// The shapes that ``DocumentShape/part(_:)`` refers to, by name.
    public var parts: [String: DocumentShape]
    /// How confidential the document is, wherever a member does not say it; nil if nobody has said.
    public var dataClass: DataClass?

    /// Makes a description.
    public init(
        name: String,
        summary: String,
        root: DocumentShape,
        parts: [String: DocumentShape] = [:],
        dataClass: DataClass? = nil
    ) {
        self.name = name
        self.summary = summary
        self.root = root
        self.parts = parts
        self.dataClass = dataClass
    }
}

/// The shape of one value of a document.
public indirect enum DocumentShape: Sendable, Hashable {
    /// An object; one that is open may have members that are not named here.
    case object([DocumentMember], isOpen: Bool)
    /// An object with any names, whose values all have one shape.
    case map(DocumentShape)
    /// A list of values of one shape; `max` nil means without a bound.
    case list(DocumentShape, min: Int, max: Int?)
    /// A text.
    case text(TextShape)
    /// An exact decimal number; `isInteger` if it has no fraction.
    case number(isInteger: Bool)
    /// True or false.
    case boolean
    /// Null.
    case null
    /// One of several shapes.
    case choice([DocumentShape])
    /// The shape of that name in ``DocumentDescription/parts``.
    case part(String)
    /// Any value.
    case any

    /// A text without further rules.
    public static let text = DocumentShape.text(TextShape())
}

/// A member of an object.
public struct DocumentMember: Sendable, Hashable {
    /// The member's name.
    public var name: String
    /// Its shape.
    public var shape: DocumentShape
    /// Whether the object always has it.
    public var isRequired: Bool
    /// What it means, for people; may be empty.
    public var summary: String
    /// How confidential it is; nil if it is as confidential as the object that it belongs to.
    public var dataClass: DataClass?
    /// What a mapping has to do with it.
    public var role: Role = .content
    /// Whether the format's rules want it, although messages without it are read: what a mapping makes must have it.
    public var isMandatory = false

    /// Makes a member.
    public init(
        _ name: String,
        _ shape: DocumentShape,
        isRequired: Bool = false,
        dataClass: DataClass? = nil,
        _ summary: String = ""
    ) {
        self.name = name
        self.shape = shape
        self.isRequired = isRequired
        self.summary = summary
        self.dataClass = dataClass
    }
}

/// The rules of a text that mappings check; lengths in characters (Unicode scalars).
public struct TextShape: Sendable, Hashable {
    /// What a text stands for.
    public enum Meaning: String, Sendable, Hashable {
        /// Nothing but itself.
        case plain
        /// An exact decimal with a point, digits as written, such as an amount.
        case decimal
        /// A date, `2026-11-26`.
        case date
        /// A time of day.
        case time
        /// A date and time of RFC 3339 or XML Schema.
        case dateTime
        /// A code of a list.
        case code
    }

    /// What it stands for.
    public var meaning: Meaning
    /// Least length.
    public var lengthMin: Int
    /// Greatest length; nil means without a bound.
    public var lengthMax: Int?
    /// A regular expression (ECMA 262) that the whole text matches.
    public var pattern: String?
    /// The codes it may be; nil means any text.
    public var codes: [String]?
    /// The name of the character set, such as `x` of SWIFT; nil means Unicode.
    public var characters: String?

    /// Makes a shape.
    public init(
        _ meaning: Meaning = .plain,
        lengthMin: Int = 0,
        lengthMax: Int? = nil,
        pattern: String? = nil,
        codes: [String]? = nil,
        characters: String? = nil
    ) {
        self.meaning = meaning
        self.lengthMin = lengthMin
        self.lengthMax = lengthMax
        self.pattern = pattern
        self.codes = codes
        self.characters = characters
    }
}
