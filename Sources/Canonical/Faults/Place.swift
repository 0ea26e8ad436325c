/// Where in an input a fault is; whichever of the four is known.
public struct Place: Sendable, Hashable {
    /// Offset of the byte from the start of the input, from 0.
    public var byteOffset: Int?
    /// Line, from 1.
    public var line: Int?
    /// Field or tag by its name in the format, such as `32A`.
    public var field: String?
    /// Path in the document, such as `/amount/value`.
    public var path: String?

    /// Makes a place from whatever is known of it.
    public init(byteOffset: Int? = nil, line: Int? = nil, field: String? = nil, path: String? = nil) {
        self.byteOffset = byteOffset
        self.line = line
        self.field = field
        self.path = path
    }
}

extension Place: CustomStringConvertible {
    /// The known parts in words, such as `field 32A, line 5, byte 118`.
    public var description: String {
        var parts: [String] = []
        if let field { parts.append("field \(field)") }
        if let path { parts.append("path \(path)") }
        if let line { parts.append("line \(line)") }
        if let byteOffset { parts.append("byte \(byteOffset)") }
        return parts.joined(separator: ", ")
    }
}
