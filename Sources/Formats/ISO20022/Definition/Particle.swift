/// A part of a content model.
package indirect enum Particle: Sendable, Hashable {
    /// An element of the target namespace.
    case element(ElementDeclaration, Occurrence)
    /// All parts, one after the other.
    case sequence([Particle], Occurrence)
    /// One of the parts.
    case choice([Particle], Occurrence)
    /// All parts in any order; its parts are elements that occur at most once.
    case all([Particle], Occurrence)
    /// Any element that the wildcard takes.
    case any(Wildcard, Occurrence)
}

/// How often a particle occurs.
package struct Occurrence: Sendable, Hashable {
    /// minOccurs.
    package var min: Int
    /// maxOccurs; nil is `unbounded`.
    package var max: Int?

    package init(min: Int = 1, max: Int? = 1) {
        self.min = min
        self.max = max
    }

    /// Exactly once.
    package static let once = Occurrence()
}

/// An xs:any.
package struct Wildcard: Sendable, Hashable {
    /// Which namespaces it takes.
    package enum Namespaces: Sendable, Hashable {
        /// `##any`.
        case any
        /// `##other`: any but the target namespace, and not none.
        case other
        /// The namespaces listed; an empty text is no namespace (`##local`).
        case listed([String])
    }

    /// What is checked of the elements that it takes.
    package enum Processing: Sendable, Hashable {
        /// A definition is required.
        case strict
        /// Checked where there is a definition.
        case lax
        /// Well-formed is enough.
        case skip
    }

    /// Which namespaces it takes.
    package var namespaces: Namespaces
    /// What is checked of them.
    package var processing: Processing

    package init(namespaces: Namespaces, processing: Processing) {
        self.namespaces = namespaces
        self.processing = processing
    }
}
