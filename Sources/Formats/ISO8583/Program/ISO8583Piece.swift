/// Gathers characters so that they are appended to a text as one piece: appending each of them costs much more.
struct ISO8583Piece {
    private static let capacity = 64
    private var characters: InlineArray<64, UInt8> = .init(repeating: 0)
    private var count = 0

    /// Adds a character; the piece goes to the text when it is full.
    @inline(__always)
    mutating func append(_ character: UInt8, to text: inout [UInt8]) {
        if count == Self.capacity { flush(to: &text) }
        characters[count] = character
        count += 1
    }

    /// Adds bytes as upper-case hexadecimal digits, four of them at once; the last ones are filled up by zeros that do not
    /// count.
    @inline(__always)
    mutating func append(hex bytes: Span<UInt8>, _ range: Range<Int>, to text: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            let size = min(4, range.upperBound - index)
            var word: UInt32 = 0
            if size == 4 {
                word = UInt32(bigEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self))
            } else {
                for offset in 0..<size { word |= UInt32(bytes[index + offset]) << UInt32(24 - 8 * offset) }
            }
            append(eight: ISO8583Digits.hexDigits(word), counting: size * 2, to: &text)
            index += size
        }
    }

    /// Adds the first ones of eight characters, of which the first one is the highest.
    @inline(__always)
    private mutating func append(eight word: UInt64, counting size: Int, to text: inout [UInt8]) {
        if count > Self.capacity - 8 { flush(to: &text) }
        var span = characters.mutableSpan
        var room = span.mutableBytes
        room.storeBytes(of: word.bigEndian, toByteOffset: count, as: UInt64.self)
        count += size
    }

    /// Appends what was gathered to the text.
    @inline(__always)
    mutating func flush(to text: inout [UInt8]) {
        characters.span.extracting(0..<count).withUnsafeBufferPointer { text.append(contentsOf: $0) }
        count = 0
    }
}
