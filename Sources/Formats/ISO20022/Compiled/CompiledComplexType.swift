import Canonical

/// A complex type, as a part of the tables of its definition.
struct CompiledComplexType: Sendable {
    /// The type's name in the schema.
    let name: String
    /// The position before all children.
    let start: Int
    /// Its positions: the start, then one per particle in the order of the schema.
    let positions: Range<Int>
    /// The simple type of its text; nil if it has children or nothing.
    let text: Int?
    /// Whether it has neither children nor text.
    let isEmpty: Bool
    /// Whether an element may come back after another one, so that documents keep the children in one ordered list.
    let isOrdered: Bool
    /// The attributes.
    let attributes: [CompiledAttribute]
    /// How many of the attributes are required.
    let attributesRequired: Int

    /// Whether elements of it may stand without attributes, and documents hold their children as members.
    @inline(__always)
    var isPlain: Bool { attributesRequired == 0 && text == nil && !isOrdered }
}

/// An attribute that a type declares.
struct CompiledAttribute: Sendable {
    /// The name.
    let text: String
    /// The name's key.
    let key: NameKey
    /// The name in documents.
    let name: DocumentName
    /// The simple type of its value.
    let type: Int
    /// Whether the element must have it.
    let isRequired: Bool
}
