import Canonical

/// How documents and facts name tags: made only where it is needed, since most tags are known.
extension ISO8583MessageReader {
    /// A tag in a group, or a subfield in a tag, and which one of its kind.
    struct TagPath {
        enum Name {
            case ber(ISO8583Tag)
            case tag(UInt64, composite: Int)
            case step(Int)
        }

        var group: String
        var name: Name
        var occurrence: Int
    }

    static func path(of item: TagItem, _ group: TagGroup) -> TagPath {
        let name: TagPath.Name =
            group.isBER
            ? .ber(ISO8583Tag(number: UInt32(truncatingIfNeeded: item.key)))
            : .tag(item.key, composite: group.composite)
        return TagPath(group: group.path, name: name, occurrence: item.occurrence)
    }

    /// The path in words, such as `55.9F26` or `55.C1#2`.
    func text(of path: TagPath) -> String {
        let bytes: [UInt8] =
            switch path.name {
            case .ber(let tag): Array(tag.name.utf8)
            case .tag(let key, let composite): tagName(key, program.composites[composite].tag)
            case .step(let step): program.nameBytes(step)
            }
        let name = "\(path.group).\(String(decoding: bytes, as: UTF8.self))"
        return path.occurrence > 1 ? "\(name)#\(path.occurrence)" : name
    }

    /// The name of a tag in documents.
    func name(of item: TagItem, _ group: TagGroup) -> [UInt8] {
        group.isBER
            ? Array(ISO8583Tag(number: UInt32(truncatingIfNeeded: item.key)).name.utf8)
            : tagName(item.key, program.composites[group.composite].tag)
    }

    /// The characters of a tag that is not one of BER; those outside of ASCII are kept as two bytes of UTF-8.
    func tagName(_ key: UInt64, _ tag: ISO8583TagDefinition) -> [UInt8] {
        var name: [UInt8] = []
        for place in stride(from: tag.wireCount - 1, through: 0, by: -1) {
            let byte = UInt8(truncatingIfNeeded: key >> UInt64(8 * place))
            switch tag.encoding {
            case .bcd, .bcdLeft:
                name.append(ISO8583Digits.hexDigit(byte >> 4))
                name.append(ISO8583Digits.hexDigit(byte & 0xF))
            case .ebcdic: Self.appendLatin(program.codePage.characters[Int(byte)], &name)
            case .ascii, .binary, .hex, .hexEBCDIC: Self.appendLatin(byte, &name)
            }
        }
        return name
    }
}
