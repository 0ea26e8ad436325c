package import Canonical

/// The type of a value in a mapping: its shape, and whether it may be absent.
///
/// There is no type system beside the one of ``DocumentDescription``: decimals, dates and times are texts of that
/// meaning, and what a function makes has a shape like what a format reads.
package struct ValueType: Sendable {
    /// The shape; parts are looked up in ``parts``.
    package var shape: DocumentShape
    /// The shapes that ``DocumentShape/part(_:)`` refers to.
    package var parts: ShapeParts
    /// Whether the value may be absent.
    package var mayBeAbsent: Bool

    /// Makes a type.
    package init(_ shape: DocumentShape, parts: ShapeParts = .none, mayBeAbsent: Bool = false) {
        self.shape = shape
        self.parts = parts
        self.mayBeAbsent = mayBeAbsent
    }

    /// The shape itself, where it is only named.
    package var resolved: DocumentShape {
        var shape = shape
        // A part that is only another part's name is one step further; descriptions have no circles of bare names.
        for _ in 0..<16 {
            guard case .part(let name) = shape, let named = parts[name] else { return shape }
            shape = named
        }
        return shape
    }
}

extension ValueType {
    /// Whether no value of it has anything within it, so that it needs no named shapes.
    var isPlain: Bool {
        parts.alternatives(of: shape)
            .allSatisfy { shape in
                switch shape {
                case .text, .number, .boolean, .null: true
                case .object, .map, .list, .part, .choice, .any: false
                }
            }
    }

    /// The type of a list's elements, and how many fit; nil of what is no list.
    ///
    /// Where forms of a value have lists of their own, an element is one of any of them, and the shortest list bounds all.
    var elements: (ValueType, max: Int?)? {
        var items: [DocumentShape] = []
        var bound: Int?
        for shape in parts.alternatives(of: shape) {
            guard case .list(let item, _, let max) = shape else { continue }
            if !items.contains(item) { items.append(item) }
            if let max { bound = min(bound ?? max, max) }
        }
        guard !items.isEmpty else { return nil }
        return (ValueType(items.count == 1 ? items[0] : .choice(items), parts: parts), bound)
    }
}

/// The named shapes of a description, shared by all types that come from it.
package final class ShapeParts: Sendable {
    private let shapes: [String: DocumentShape]

    /// No named shapes.
    package static let none = ShapeParts([:])

    /// Makes them from a description's parts.
    package init(_ shapes: [String: DocumentShape]) {
        self.shapes = shapes
    }

    /// The shape of that name.
    package subscript(name: String) -> DocumentShape? { shapes[name] }
}
