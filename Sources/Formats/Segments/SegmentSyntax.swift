/// The characters with a meaning in an interchange of segments (ISO 9735 and ASC X12.5), each one byte.
struct SegmentSyntax: Sendable, Hashable {
    /// Separates the elements of a segment.
    var element: UInt8
    /// Separates the components of a composite element.
    var component: UInt8
    /// Separates the repetitions of an element; nil where elements do not repeat.
    var repetition: UInt8?
    /// Takes the meaning from the character behind it; nil where there is no such character.
    var release: UInt8?
    /// Ends a segment.
    var terminator: UInt8

    /// Whether each character has one meaning.
    var isSound: Bool {
        let characters = [element, component, repetition, release, terminator].compactMap { $0 }
        return Set(characters).count == characters.count && characters.allSatisfy { !Self.isNameByte($0) }
    }

    func isSeparator(_ byte: UInt8) -> Bool {
        byte == element || byte == component || byte == repetition || byte == terminator || byte == release
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }
}
