import Canonical

/// One tag of a Fedwire message: the elements that its content is made of.
struct FedwireTag: Sendable {
    /// The tag's number, such as `3100`.
    let number: Int
    /// The tag's name, for people.
    let name: String
    /// The member of the document: the number as text.
    let documentName: DocumentName
    /// Whether every message has it.
    let isMandatory: Bool
    /// The elements in order.
    let elements: [FedwireElement]

    /// The members that its object may have.
    let known: KnownMembers

    init(number: Int, name: String, documentName: DocumentName, isMandatory: Bool, elements: [FedwireElement]) {
        self.number = number
        self.name = name
        self.documentName = documentName
        self.isMandatory = isMandatory
        self.elements = elements
        known = KnownMembers(texts: elements.map(\.name) + ["text"], ["layout": .object])
    }
}

/// One element of a tag.
struct FedwireElement: Sendable {
    /// What may stand in it.
    enum Kind: String, Sendable {
        /// Any text.
        case text
        /// Digits only.
        case digits = "n"
        /// A routing number with its check digit.
        case routing = "r"
        /// Digits that say how many bytes the element behind it has.
        case count = "c"
    }

    /// Whether the tag can be without it.
    enum Presence: Sendable {
        /// A variable element may be left out, and a fixed one may be blank.
        case optional
        /// It has a value wherever the tag stands.
        case mandatory
        /// It has a value if, and only if, the element before it has one.
        case paired
    }

    let name: String
    let documentName: DocumentName
    /// The exact length, or the greatest of a variable element.
    let length: Int
    /// Whether it may be shorter, with an asterisk behind it.
    let isVariable: Bool
    let presence: Presence
    let kind: Kind
    /// The values that it may have; empty if any.
    let values: [[UInt8]]
}

/// The tags that messages with certain business function codes have.
struct FedwireRequirement: Sendable {
    let codes: [String]
    /// The tags, each with those that may stand for it.
    let tags: [[Int]]
}
