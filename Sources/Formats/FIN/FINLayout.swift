import Canonical

/// The facts about how a message was written that its values do not tell; only what is unusual is present.
///
/// Members of `layout`:
/// - `lineEnd`: `CRLF` (the standard) or `LF`, for a block 4 of lines;
/// - `otherLineEnds`: numbers of the line ends of block 4 that are of the other kind, from 0;
/// - `block4`: `braces` if its fields are written `{tag:value}`;
/// - `block4End`: `sameLine` if `-}` stands behind the last field and not on a line of its own;
/// - `order`: the blocks, if they are not in the order 1, 2, 3, 4, 5, others;
/// - `gaps`: the text before a block, by block; `ends`: the text between the last tag of a block and its end;
/// - `after`: the text behind the last block;
/// - `charset`: `ISO-8859-1` if the bytes are not UTF-8.
enum FINLayout {
    static let blocksInOrder: [String] = ["block1", "block2", "block3", "block4", "block5"]

    /// How the bytes of a message stand for characters.
    enum TextEncoding {
        case utf8
        case latin1

        /// The bytes of the message from its text in UTF-8.
        func bytes(_ text: [UInt8]) throws(Fault) -> [UInt8] {
            guard self == .latin1 else { return text }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(text.count)
            for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
                guard let byte = UInt8(exactly: scalar.value) else {
                    throw FINFault.misfit("A character does not exist in ISO-8859-1.", path: "/layout/charset")
                }
                bytes.append(byte)
            }
            return bytes
        }

        /// The offset in the message's bytes of an offset in its text.
        func offset(_ offset: Int, in text: Span<UInt8>) -> Int {
            guard self == .latin1 else { return offset }
            var count = 0
            for index in 0..<min(offset, text.count) where text[index] & 0xC0 != 0x80 { count += 1 }
            return count
        }
    }

    static func textEncoding(of document: DocumentValue) -> TextEncoding {
        document["layout"]?["charset"]?.text == "ISO-8859-1" ? .latin1 : .utf8
    }

    /// The block's letter or digit of a member's name, or nil.
    static func identifier(ofMember name: String) -> UInt8? {
        let bytes = name.utf8
        guard bytes.count == 6, name.utf8.starts(with: "block".utf8), let last = bytes.last, isIdentifier(last) else {
            return nil
        }
        return last
    }

    static func isIdentifier(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    /// The member's name of a block's letter or digit.
    static func memberName(_ identifier: UInt8) -> String {
        "block\(Unicode.Scalar(identifier))"
    }

    /// Whether blocks stand as the standard has them: 1 to 5, then others.
    static func isStandardOrder(_ identifiers: [UInt8]) -> Bool {
        var previous: UInt8 = 0
        for identifier in identifiers {
            if identifier < previous, identifier < UInt8(ascii: "A") { return false }
            previous = identifier
        }
        return true
    }
}
