/// One mapping between one pair of types: what a way from format to format is put together from.
package struct MappingLeg: Sendable, Hashable {
    /// The mapping's name.
    package var mapping: String
    /// The types of its inputs, the message first.
    package var sources: [String]
    /// The type of what it makes.
    package var target: String

    /// Whether the message alone is enough for it.
    package var needsMessageOnly: Bool
}
