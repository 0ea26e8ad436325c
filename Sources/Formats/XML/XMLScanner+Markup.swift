import Canonical

/// Comments, CDATA sections and processing instructions.
extension XMLScanner {
    /// Reads a comment, from its `<!--`; returns what is in it.
    mutating func comment(_ bytes: Span<UInt8>) throws(XMLStop) -> Range<Int> {
        let start = offset
        guard try has("<!--", at: offset, bytes) else {
            if try has("<!DOCTYPE", at: offset, bytes) { throw doctype(bytes) }
            throw fault(at: offset, bytes, "Markup that is not known begins with `<!`.")
        }
        offset += 4
        while true {
            skipPlain(bytes, UInt8(ascii: "-"))
            if try byte(bytes) == UInt8(ascii: "-"), try nextByte(bytes) == UInt8(ascii: "-") {
                guard try has("-->", at: offset, bytes) else {
                    throw fault(at: offset, bytes, "`--` stands in a comment.")
                }
                offset += 3
                return start + 4..<offset - 3
            }
            try passCharacter(bytes)
            try checkLength(from: start, bytes)
        }
    }

    /// Reads a CDATA section, from its `<![CDATA[`; returns what is in it.
    mutating func section(_ bytes: Span<UInt8>) throws(XMLStop) -> Range<Int> {
        let start = offset
        guard try has("<![CDATA[", at: offset, bytes) else {
            throw fault(at: offset, bytes, "Markup that is not known begins with `<![`.")
        }
        offset += 9
        while true {
            skipPlain(bytes, 0x5D)
            if try byte(bytes) == 0x5D, try nextByte(bytes) == 0x5D, try has("]]>", at: offset, bytes) {
                offset += 3
                return start + 9..<offset - 3
            }
            try passCharacter(bytes)
            try checkLength(from: start, bytes)
        }
    }

    /// Reads a processing instruction, from its `<?`; returns what is in it.
    ///
    /// An XML declaration is one too, which its user allows or refuses.
    mutating func instruction(_ bytes: Span<UInt8>) throws(XMLStop) -> (target: XMLName, content: Range<Int>) {
        let start = offset
        offset += 2
        let target = try name(bytes)
        guard target.prefixLength == 0 else {
            throw fault(at: target.start, bytes, "The target of a processing instruction has a colon.")
        }
        let next = try byte(bytes)
        guard next == UInt8(ascii: "?") || XMLCharacters.isBlank(next) else {
            throw fault(at: offset, bytes, "A blank was expected behind the target of a processing instruction.")
        }
        while true {
            skipPlain(bytes, UInt8(ascii: "?"))
            if try byte(bytes) == UInt8(ascii: "?"), try nextByte(bytes) == UInt8(ascii: ">") {
                offset += 2
                return (target, start + 2..<offset - 2)
            }
            guard next != UInt8(ascii: "?") else {
                throw fault(at: offset, bytes, "A processing instruction does not end behind its target.")
            }
            try passCharacter(bytes)
            try checkLength(from: start, bytes)
        }
    }

    /// Whether a target is `xml` in any case, which only the declaration at the beginning may be.
    func isReserved(_ target: XMLName, _ bytes: Span<UInt8>) -> Bool {
        target.length == 3 && bytes[target.start] | 0x20 == UInt8(ascii: "x")
            && bytes[target.start + 1] | 0x20 == UInt8(ascii: "m")
            && bytes[target.start + 2] | 0x20 == UInt8(ascii: "l")
    }

    /// Throws if what began at an offset is too long by now.
    mutating func checkLength(from start: Int, _ bytes: Span<UInt8>) throws(XMLStop) {
        guard offset - start <= limits.textBytesMax else {
            throw limit(at: start, bytes, "A text is longer than \(limits.textBytesMax) bytes.")
        }
    }
}
