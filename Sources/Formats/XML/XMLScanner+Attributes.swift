import Canonical

/// The inside of start tags and end tags.
extension XMLScanner {
    /// Reads what follows the name in a start tag, up to its `>`; true if the tag is that of an empty element, `/>`.
    ///
    /// The list is emptied first, then filled in the order of the tag.
    mutating func attributes(
        _ bytes: Span<UInt8>,
        into attributes: inout [XMLAttribute]
    ) throws(XMLStop) -> Bool {
        attributes.removeAll(keepingCapacity: true)
        while true {
            let blanksStart = offset
            skipBlanks(bytes)
            switch try byte(bytes) {
            case UInt8(ascii: ">"):
                offset += 1
                return false
            case UInt8(ascii: "/"):
                offset += 1
                try expect(UInt8(ascii: ">"), bytes, "A `>` was expected behind the `/` of a tag.")
                return true
            default:
                guard offset > blanksStart else {
                    throw fault(at: offset, bytes, "A blank was expected before an attribute.")
                }
                guard attributes.count < limits.attributesMax else {
                    throw limit(at: offset, bytes, "An element has more than \(limits.attributesMax) attributes.")
                }
                attributes.append(try attribute(bytes))
            }
        }
    }

    private mutating func attribute(_ bytes: Span<UInt8>) throws(XMLStop) -> XMLAttribute {
        let name = try name(bytes)
        skipBlanks(bytes)
        try expect(UInt8(ascii: "="), bytes, "A `=` was expected behind the name of an attribute.")
        skipBlanks(bytes)
        let quote = try byte(bytes)
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw fault(at: offset, bytes, "A quotation mark was expected before the value of an attribute.")
        }
        offset += 1
        let start = offset
        var needsNormalising = false
        while true {
            skipPlain(bytes, quote)
            let byte = try byte(bytes)
            if byte == quote { break }
            switch byte {
            case UInt8(ascii: "<"): throw fault(at: offset, bytes, "`<` stands in the value of an attribute.")
            case UInt8(ascii: "&"):
                needsNormalising = true
                _ = try reference(bytes)
            case 0x09, 0x0A, 0x0D:
                needsNormalising = true
                offset += 1
            default: try passCharacter(bytes)
            }
            try checkLength(from: start, bytes)
        }
        try checkLength(from: start, bytes)
        offset += 1
        return XMLAttribute(name: name, value: start..<offset - 1, needsNormalising: needsNormalising)
    }

    /// Appends the value of an attribute as XML 1.0 section 3.3.3 normalises it.
    func appendValue(of attribute: XMLAttribute, _ bytes: Span<UInt8>, to text: inout [UInt8]) throws(XMLStop) {
        guard attribute.needsNormalising else {
            bytes.extracting(attribute.value).withUnsafeBufferPointer { text.append(contentsOf: $0) }
            return
        }
        var inner = self
        inner.offset = attribute.value.lowerBound
        while inner.offset < attribute.value.upperBound {
            let byte = bytes[inner.offset]
            switch byte {
            case UInt8(ascii: "&"): UTF8Scalar.append(try inner.reference(bytes), to: &text)
            case 0x0D:
                text.append(0x20)
                let hasLineFeed = inner.offset + 1 < attribute.value.upperBound && bytes[inner.offset + 1] == 0x0A
                inner.offset += hasLineFeed ? 2 : 1
            case 0x09, 0x0A:
                text.append(0x20)
                inner.offset += 1
            default:
                text.append(byte)
                inner.offset += 1
            }
        }
    }

    /// The value of an attribute, normalised.
    func value(of attribute: XMLAttribute, _ bytes: Span<UInt8>) throws(XMLStop) -> [UInt8] {
        var text: [UInt8] = []
        try appendValue(of: attribute, bytes, to: &text)
        return text
    }
}
