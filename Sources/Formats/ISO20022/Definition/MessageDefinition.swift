/// The definition of one message in one version: what an XSD of ISO 20022 says, as plain data.
///
/// A compiler fills it from an XSD or from the compact form in `schemas/iso20022/`; ``CompiledDefinition`` turns it into
/// the tables that the reader runs. Everything refers to everything else by index, so it is small and has no cycles.
package struct MessageDefinition: Sendable, Hashable {
    /// The target namespace, such as `urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08`.
    package var namespace: String
    /// The message's name, such as `pacs.008.001.08`; the last part of the namespace.
    package var name: String
    /// The local names of all elements of the target namespace, each once; an element's number is its index here.
    package var elementNames: [String]
    /// The global elements, which may be the root of a document, in the order of the schema; usually one, `Document`.
    package var roots: [ElementDeclaration]
    /// The complex types, in any order; ``TypeReference/complex(_:)`` counts into it.
    package var complexTypes: [ComplexType]
    /// The simple types, in any order; ``TypeReference/simple(_:)`` counts into it.
    package var simpleTypes: [SimpleType]

    package init(
        namespace: String,
        name: String,
        elementNames: [String],
        roots: [ElementDeclaration],
        complexTypes: [ComplexType],
        simpleTypes: [SimpleType]
    ) {
        self.namespace = namespace
        self.name = name
        self.elementNames = elementNames
        self.roots = roots
        self.complexTypes = complexTypes
        self.simpleTypes = simpleTypes
    }
}

/// The type of an element: one of the definition's own.
///
/// A built-in type of XML Schema is entered as a simple type without facets.
package enum TypeReference: Sendable, Hashable {
    /// The complex type of that index.
    case complex(Int)
    /// The simple type of that index.
    case simple(Int)
}

/// An element with its type; always of the target namespace.
package struct ElementDeclaration: Sendable, Hashable {
    /// The element's number, an index into ``MessageDefinition/elementNames``.
    package var element: Int
    /// Its type.
    package var type: TypeReference

    package init(element: Int, type: TypeReference) {
        self.element = element
        self.type = type
    }
}
