/// The XML declaration (XML 1.0 production [23]): version, encoding, standalone.
enum XMLDeclaration {
    private static let usual: StaticString = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"

    /// Whether an input begins with the declaration that most have.
    static func isUsual(_ bytes: Span<UInt8>) -> Bool {
        let length = usual.utf8CodeUnitCount
        return bytes.count >= length && XMLScanner.equal(bytes.extracting(0..<length), usual)
    }

    /// Whether the inside of a declaration, from `xml` on, is well-formed.
    static func isValid(_ content: Span<UInt8>) -> Bool {
        guard content.count > 3, XMLScanner.equal(content.extracting(0..<3), "xml") else { return false }
        guard let members = members(content) else { return false }
        var names = ["version", "encoding", "standalone"][...]
        for (name, value) in members {
            guard let index = names.firstIndex(of: name) else { return false }
            names = names[(index + 1)...]
            guard isValid(value, of: name) else { return false }
        }
        return members.first?.name == "version"
    }

    /// The encoding that an input declares; nil if it declares none.
    static func encoding(_ bytes: Span<UInt8>) -> String? {
        guard bytes.count > 5, XMLScanner.equal(bytes.extracting(0..<5), "<?xml") else { return nil }
        var end = 2
        while end + 1 < bytes.count, end < 1_000, bytes[end] != UInt8(ascii: "?") || bytes[end + 1] != UInt8(ascii: ">")
        {
            end += 1
        }
        let members = members(bytes.extracting(2..<end))
        return members?.first { $0.name == "encoding" }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    private static func members(_ content: Span<UInt8>) -> [(name: String, value: [UInt8])]? {
        // The scanner of attributes reads up to a `>`, which is not part of the content.
        var bytes = content.withUnsafeBufferPointer { Array($0.dropFirst(3)) }
        bytes.append(UInt8(ascii: ">"))
        var scanner = XMLScanner()
        var attributes: [XMLAttribute] = []
        // What cannot be read is not well-formed; the caller says so with the place.
        guard (try? scanner.attributes(bytes.span, into: &attributes)) == false, scanner.offset == bytes.count else {
            return nil
        }
        return attributes.map { attribute in
            (String(decoding: bytes[attribute.name.range], as: UTF8.self), Array(bytes[attribute.value]))
        }
    }

    private static func isValid(_ value: [UInt8], of name: String) -> Bool {
        switch name {
        case "version":
            return value.count > 2 && value.starts(with: "1.".utf8)
                && value.dropFirst(2).allSatisfy { (0x30...0x39).contains($0) }
        case "standalone":
            return value.elementsEqual("yes".utf8) || value.elementsEqual("no".utf8)
        default:
            guard let first = value.first, isLetter(first) else { return false }
            return value.allSatisfy {
                isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
            }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
