/// Writes text and attribute values with the references that XML asks for, and no others.
enum XMLEscape {
    /// Appends character data.
    static func appendText(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
        appendText(text, to: &bytes, after: text.extracting(0..<0))
    }

    /// Appends a part of character data.
    ///
    /// What stands before it in the same text tells whether a `>` must be a reference.
    static func appendText(_ text: Span<UInt8>, to bytes: inout [UInt8], after before: Span<UInt8>) {
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">") where isBracket(text, index - 1, before) && isBracket(text, index - 2, before):
                bytes += "&gt;".utf8
            case 0x0D: bytes += "&#13;".utf8
            default: bytes.append(text[index])
            }
        }
    }

    private static func isBracket(_ text: Span<UInt8>, _ index: Int, _ before: Span<UInt8>) -> Bool {
        if index >= 0 { return text[index] == 0x5D }
        return before.count + index >= 0 && before[before.count + index] == 0x5D
    }

    /// Appends the value of an attribute that stands between quotation marks of the given kind.
    static func appendAttribute(_ value: Span<UInt8>, quote: UInt8, to bytes: inout [UInt8]) {
        for index in value.indices {
            switch value[index] {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case quote: bytes += (quote == UInt8(ascii: "\"") ? "&quot;" : "&apos;").utf8
            case 0x09: bytes += "&#9;".utf8
            case 0x0A: bytes += "&#10;".utf8
            case 0x0D: bytes += "&#13;".utf8
            default: bytes.append(value[index])
            }
        }
    }
}
