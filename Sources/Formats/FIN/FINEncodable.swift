import Canonical

/// Refuses values that would be read back as something else: a value must never forge a field or end a block.
enum FINEncodable {
    /// Checks the value of a field of block 4.
    static func check(_ value: String, at number: Int) throws(Fault) {
        let bytes = value.utf8.span
        for index in bytes.indices {
            let byte = bytes[index]
            let isForged =
                byte == 0x0A
                ? FINTag.length(in: bytes, at: index + 1) != nil || isBlockEnd(bytes, index + 1)
                : isBlockEnd(bytes, index) && isFollowedByBlock(bytes, index + 2)
            if isForged {
                throw FINFault.misfit(
                    "A value contains what would be read as a field or as the end of block 4.",
                    path: "/block4/\(number)/value"
                )
            }
        }
    }

    private static func isBlockEnd(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        index + 1 < bytes.count && bytes[index] == UInt8(ascii: "-") && bytes[index + 1] == UInt8(ascii: "}")
    }

    private static func isFollowedByBlock(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        index < bytes.count && bytes[index] == UInt8(ascii: "{")
    }

    /// The tag of a tag in braces.
    static func tag(_ tag: String, _ path: String) throws(Fault) -> String.UTF8View {
        for byte in tag.utf8 {
            guard (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) else {
                throw FINFault.misfit("A tag is of digits and capital letters.", path: path)
            }
        }
        guard !tag.isEmpty else { throw FINFault.misfit("A tag is empty.", path: path) }
        return tag.utf8
    }

    /// The value of a tag in braces, whose own braces have to close.
    static func balanced(_ value: String, _ path: String) throws(Fault) -> String.UTF8View {
        var depth = 0
        for byte in value.utf8 {
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            guard depth >= 0 else { break }
        }
        guard depth == 0 else { throw FINFault.misfit("The braces of a value do not close.", path: path) }
        return value.utf8
    }
}
