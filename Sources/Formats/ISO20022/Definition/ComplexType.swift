/// A type whose elements have children or attributes.
package struct ComplexType: Sendable, Hashable {
    /// What stands between the tags.
    package enum Content: Sendable, Hashable {
        /// Nothing at all.
        case empty
        /// Text of the simple type of that index (xs:simpleContent).
        case simple(Int)
        /// Elements by a content model: the outermost sequence, choice or all.
        case elements(Particle)
    }

    /// The type's name in the schema, such as `GroupHeader93`; names anonymous types after their element.
    package var name: String
    /// What stands between the tags.
    package var content: Content
    /// Whether text may stand between the children (`mixed`).
    package var isMixed: Bool
    /// The attributes, in the order of the schema, such as `Ccy`.
    package var attributes: [AttributeDeclaration]

    package init(
        name: String,
        content: Content,
        isMixed: Bool = false,
        attributes: [AttributeDeclaration] = []
    ) {
        self.name = name
        self.content = content
        self.isMixed = isMixed
        self.attributes = attributes
    }
}

/// An attribute without a namespace.
package struct AttributeDeclaration: Sendable, Hashable {
    /// The local name, such as `Ccy`.
    package var name: String
    /// The index of its simple type.
    package var type: Int
    /// Whether the element must have it (`use="required"`).
    package var isRequired: Bool

    package init(name: String, type: Int, isRequired: Bool) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
    }
}
