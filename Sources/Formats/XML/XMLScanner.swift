import Canonical

/// Reads the pieces of XML 1.0 (fifth edition) from a window of UTF-8, without building anything.
///
/// It checks what well-formedness asks of each piece; the order of the pieces is its user's matter. It knows no DOCTYPE:
/// its user refuses one.
struct XMLScanner: Sendable {
    /// Where it is in the window.
    var offset = 0
    /// Whether the input ends with the window.
    var isLast = true
    /// Where the window is in the input.
    var position = InputPosition()
    /// The bounds.
    var limits = XMLLimits()
    /// Whether ``text(_:)`` stops at line feeds too: where lines end with CR and LF, one without CR is worth a note.
    var stopsAtLineFeeds = false

    // MARK: - Single bytes

    /// The byte at the present offset.
    @inline(__always)
    mutating func byte(_ bytes: Span<UInt8>) throws(XMLStop) -> UInt8 {
        guard offset < bytes.count else { throw ended(bytes) }
        return bytes[offset]
    }

    /// The byte behind the present one.
    @inline(__always)
    mutating func nextByte(_ bytes: Span<UInt8>) throws(XMLStop) -> UInt8 {
        guard offset &+ 1 < bytes.count else { throw ended(bytes) }
        return bytes[offset &+ 1]
    }

    /// Moves over white space.
    @inline(__always)
    mutating func skipBlanks(_ bytes: Span<UInt8>) {
        var offset = offset
        while offset < bytes.count, XMLCharacters.isBlank(bytes[offset]) { offset &+= 1 }
        self.offset = offset
    }

    /// Moves over one byte that must be there.
    @inline(__always)
    mutating func expect(_ expected: UInt8, _ bytes: Span<UInt8>, _ reason: String) throws(XMLStop) {
        guard try byte(bytes) == expected else { throw fault(at: offset, bytes, reason) }
        offset &+= 1
    }

    /// Whether a text stands at the offset.
    mutating func has(_ text: StaticString, at offset: Int, _ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        for index in 0..<text.utf8CodeUnitCount {
            guard offset + index < bytes.count else { throw ended(bytes) }
            guard bytes[offset + index] == text.utf8Start[index] else { return false }
        }
        return true
    }

    // MARK: - Names

    /// Reads a qualified name (Namespaces in XML, production [7]).
    @inline(__always)
    mutating func name(_ bytes: Span<UInt8>) throws(XMLStop) -> XMLName {
        let start = offset
        var index = start
        var colon = -1
        var isPlain = true
        while index < bytes.count {
            let byte = bytes[index]
            guard XMLCharacters.isNameByte(byte) else { break }
            if byte == 0x3A {
                if colon >= 0 { throw fault(at: index, bytes, "A name has more than one colon.") }
                colon = index
            } else if byte >= 0x80 {
                isPlain = false
            }
            index &+= 1
        }
        guard index < bytes.count else { throw ended(bytes) }
        offset = index
        let name = XMLName(start: start, length: index &- start, prefixLength: colon < 0 ? 0 : colon &- start)
        guard name.length > 0, colon != start, colon != index &- 1, name.length <= limits.nameBytesMax else {
            throw badName(name, bytes)
        }
        let first = bytes[start]
        let localFirst = bytes[name.localStart]
        guard isPlain, first >= 0x41, localFirst >= 0x41 else {
            try check(name, bytes)
            return name
        }
        return name
    }

    @inline(never)
    private mutating func badName(_ name: XMLName, _ bytes: Span<UInt8>) -> XMLStop {
        guard name.length <= limits.nameBytesMax else {
            return limit(at: name.start, bytes, "A name is longer than \(limits.nameBytesMax) bytes.")
        }
        return fault(at: name.start, bytes, "A name was expected.")
    }

    /// Checks the characters of a name that is not plain ASCII.
    @inline(never)
    private mutating func check(_ name: XMLName, _ bytes: Span<UInt8>) throws(XMLStop) {
        var isFirst = true
        var index = name.start
        let end = name.start + name.length
        while index < end {
            guard let scalar = UTF8Scalar(bytes, at: index) else { throw fault(at: index, bytes, Self.badUTF8) }
            if scalar.value == 0x3A {
                isFirst = true
            } else {
                let fits =
                    isFirst
                    ? XMLCharacters.beginsName(scalar.value) : XMLCharacters.continuesName(scalar.value)
                guard fits else { throw fault(at: index, bytes, "A character is not allowed in a name.") }
                isFirst = false
            }
            index += scalar.length
        }
    }

    // MARK: - Text

    /// Moves over character data up to `<`, `&` or a line end to be looked at, and checks the characters on the way.
    @inline(__always)
    mutating func text(_ bytes: Span<UInt8>) throws(XMLStop) {
        while true {
            skipPlain(bytes, 0x5D)
            guard offset < bytes.count else { throw ended(bytes) }
            let byte = bytes[offset]
            if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") || isLineEnd(byte) { return }
            try passSpecial(byte, bytes)
        }
    }

    /// Whether a byte begins a line end at which ``text(_:)`` stops.
    @inline(__always)
    func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0D || byte == 0x0A && stopsAtLineFeeds }

    /// Moves over ASCII that needs no thought, eight bytes at a time: up to a control character, `<`, `&` or a byte given.
    @inline(__always)
    mutating func skipPlain(_ bytes: Span<UInt8>, _ stop: UInt8) {
        let raw = bytes.bytes
        var offset = offset
        while offset &+ 8 <= bytes.count {
            let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let special = Self.special(word, stop)
            if special != 0 {
                self.offset = offset &+ special.trailingZeroBitCount / 8
                return
            }
            offset &+= 8
        }
        while offset < bytes.count, Self.isPlain(bytes[offset], stop) { offset &+= 1 }
        self.offset = offset
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8, _ stop: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&") && byte != stop
    }

    /// The high bit of each byte below 0x20, from 0x80 on, or equal to `<`, `&` or one given; exact up to the first of
    /// them.
    @inline(__always)
    private static func special(_ word: UInt64, _ stop: UInt8) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let high: UInt64 = 0x8080_8080_8080_8080
        let control = (word &- ones &* 0x20) & ~word
        let less = word ^ (ones &* 0x3C)
        let ampersand = word ^ (ones &* 0x26)
        let other = word ^ (ones &* UInt64(stop))
        let equal = ((less &- ones) & ~less) | ((ampersand &- ones) & ~ampersand) | ((other &- ones) & ~other)
        return (control | equal | word) & high
    }

    /// Moves over a byte of character data that is not plain.
    private mutating func passSpecial(_ byte: UInt8, _ bytes: Span<UInt8>) throws(XMLStop) {
        switch byte {
        case 0x5D:
            if try has("]]>", at: offset, bytes) { throw fault(at: offset, bytes, "`]]>` stands in a text.") }
            offset += 1
        case 0x09, 0x0A: offset += 1
        default: try passCharacter(bytes)
        }
    }

    /// Moves over one character, which must be allowed in XML.
    mutating func passCharacter(_ bytes: Span<UInt8>) throws(XMLStop) {
        if offset < bytes.count, bytes[offset] == 0x0A || bytes[offset] >= 0x20 && bytes[offset] < 0x80 {
            offset += 1
            return
        }
        guard let scalar = UTF8Scalar(bytes, at: offset) else {
            if !isLast, UTF8Scalar.isCut(bytes, at: offset) { throw .incomplete }
            if offset >= bytes.count { throw ended(bytes) }
            throw fault(at: offset, bytes, Self.badUTF8)
        }
        guard XMLCharacters.isAllowed(scalar.value) else {
            throw fault(at: offset, bytes, "A character is not allowed in XML.")
        }
        offset += scalar.length
    }

    /// Whether bytes are those of a text.
    static func equal(_ bytes: Span<UInt8>, _ text: StaticString) -> Bool {
        guard bytes.count == text.utf8CodeUnitCount else { return false }
        for index in bytes.indices where bytes[index] != text.utf8Start[index] { return false }
        return true
    }
}
