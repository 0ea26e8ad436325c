import Canonical

/// One of the forms that a value can have: a shape without choices, and the use of it.
struct SourceForm {
    /// The shape: no choice and no part.
    let shape: DocumentShape
    /// Where the parts within it are found.
    let parts: ShapeParts
    /// What is used of it.
    let use: SourceUse

    /// The forms of a shape.
    static func forms(of shape: DocumentShape, _ parts: ShapeParts, _ use: SourceUse) -> [SourceForm] {
        parts.numbered(shape)
            .map { number, shape in
                SourceForm(shape: shape, parts: parts, use: number.map { use.alternative($0) } ?? use)
            }
    }

    /// The name by which forms are told apart.
    var identity: ObjectIdentifier { ObjectIdentifier(use) }
}
