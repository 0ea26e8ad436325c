/// Walks over the characters (Unicode scalars) of a text in UTF-8.
///
/// Whatever the bytes are, it comes to an end: each byte that belongs to no character counts as one U+FFFD, so that a
/// text with broken encoding is changed visibly and never stops the bus.
struct UTF8Cursor {
    /// What stands for a byte that is no UTF-8.
    static let replacement: UInt32 = 0xFFFD

    /// The offset of the next character.
    private(set) var offset: Int
    /// How many characters have been read.
    private(set) var count = 0
    /// How many of them were bytes that are no UTF-8.
    private(set) var malformedCount = 0
    /// The index of the first of those.
    private(set) var malformedIndex = 0

    init(at offset: Int = 0) {
        self.offset = offset
    }

    /// The next character; nil at the end.
    @inline(__always)
    mutating func next(_ text: Span<UInt8>) -> UInt32? {
        guard offset < text.count else { return nil }
        let byte = text[offset]
        count &+= 1
        if byte < 0x80 {
            offset &+= 1
            return UInt32(byte)
        }
        return multibyte(text, byte)
    }

    private mutating func multibyte(_ text: Span<UInt8>, _ lead: UInt8) -> UInt32 {
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard (0xC2...0xF4).contains(lead), offset + length <= text.count else { return malformed() }
        var scalar = UInt32(lead) & (0xFF >> UInt32(length + 1))
        for index in offset + 1..<offset + length {
            guard text[index] & 0xC0 == 0x80 else { return malformed() }
            scalar = scalar << 6 | UInt32(text[index] & 0x3F)
        }
        let isShortest = length == 2 || scalar >= (length == 3 ? 0x800 : 0x10000)
        guard isShortest, Unicode.Scalar(scalar) != nil else { return malformed() }
        offset += length
        return scalar
    }

    private mutating func malformed() -> UInt32 {
        if malformedCount == 0 { malformedIndex = count - 1 }
        malformedCount += 1
        offset += 1
        return Self.replacement
    }

    /// Says of a change that the bytes which are no UTF-8 were replaced.
    func noteMalformed(_ change: inout TextChange) {
        change.note(.transliterated, at: malformedIndex, count: malformedCount)
    }
}

extension [UInt8] {
    /// The text; bytes that are no UTF-8 become U+FFFD.
    var string: String { String(decoding: self, as: UTF8.self) }

    /// Appends a character in UTF-8.
    @inline(__always)
    mutating func append(scalar: UInt32) {
        if scalar < 0x80 {
            append(UInt8(truncatingIfNeeded: scalar))
        } else {
            appendMultibyte(scalar)
        }
    }

    private mutating func appendMultibyte(_ scalar: UInt32) {
        guard let valid = Unicode.Scalar(scalar) else { return appendMultibyte(UTF8Cursor.replacement) }
        append(contentsOf: UTF8.encode(valid) ?? UTF8.encodedReplacementCharacter)
    }

    /// Appends bytes as they are.
    mutating func append(bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
    }

    /// Appends a text; bytes that are no UTF-8 become U+FFFD.
    ///
    /// - Returns: what was replaced.
    @discardableResult
    mutating func append(text: Span<UInt8>) -> TextChange {
        if text.isASCII {
            append(bytes: text)
            return .none
        }
        var cursor = UTF8Cursor()
        while let scalar = cursor.next(text) { append(scalar: scalar) }
        var change = TextChange.none
        cursor.noteMalformed(&change)
        return change
    }
}

extension Span<UInt8> {
    /// Whether there is no byte above 0x7F.
    var isASCII: Bool {
        var all: UInt8 = 0
        for index in indices { all |= self[index] }
        return all < 0x80
    }

    /// Whether it is ASCII that can be seen, with single blanks inside: what most fields are, and nothing to tidy.
    var isTidyASCII: Bool {
        var wasSpace = true
        for index in indices {
            let byte = self[index]
            guard (0x20...0x7E).contains(byte), byte != 0x20 || !wasSpace else { return false }
            wasSpace = byte == 0x20
        }
        return count == 0 || !wasSpace
    }

    /// How many characters (Unicode scalars) there are.
    var characterCount: Int {
        if isASCII { return count }
        var cursor = UTF8Cursor()
        while cursor.next(self) != nil {}
        return cursor.count
    }

    /// The text; bytes that are no UTF-8 become U+FFFD.
    var string: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
}
