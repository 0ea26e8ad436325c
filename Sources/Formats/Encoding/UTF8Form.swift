/// UTF-8 as it comes in files: checked, and without the scalars of ``ByteEscape``.
enum UTF8Form {
    /// Copies bytes as long as they are well-formed (Unicode, table 3-7).
    static func decode(
        _ source: UnsafeBufferPointer<UInt8>,
        into target: UnsafeMutableBufferPointer<UInt8>,
        _ step: inout DecodingStep
    ) {
        step.copyASCII(source, into: target)
        while step.read < source.count {
            guard let length = characterLength(at: step.read, count: source.count, byte: { source[$0] }) else { return }
            for offset in 0..<length { target[step.written + offset] = source[step.read + offset] }
            step.read += length
            step.written += length
            step.copyASCII(source, into: target)
        }
    }

    /// The length of the character at an offset; nil if there is none.
    static func characterLength(in bytes: Span<UInt8>, at offset: Int) -> Int? {
        characterLength(at: offset, count: bytes.count) { bytes[$0] }
    }

    @inline(__always)
    private static func characterLength(at offset: Int, count: Int, byte: (Int) -> UInt8) -> Int? {
        let first = byte(offset)
        var range: ClosedRange<UInt8> = 0x80...0xBF
        let length: Int
        switch first {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if first == 0xE0 { range = 0xA0...0xBF }
            if first == 0xED { range = 0x80...0x9F }
        case 0xF0...0xF4:
            length = 4
            if first == 0xF0 { range = 0x90...0xBF }
            if first == 0xF4 { range = 0x80...0x8F }
        default: return nil
        }
        guard offset + length <= count, range.contains(byte(offset + 1)) else { return nil }
        for next in 2..<max(2, length) where byte(offset + next) & 0xC0 != 0x80 { return nil }
        if first == 0xF4, byte(offset + 1) == 0x8F, 0xB8...0xBB ~= byte(offset + 2) { return nil }
        return length
    }
}

extension Span<UInt8> {
    /// The scalar at an offset of well-formed UTF-8 and its length in bytes; beyond the end of cut text U+FFFD.
    @inline(__always)
    func scalar(at offset: Int) -> (scalar: UInt32, length: Int) {
        let first = UInt32(self[offset])
        if first < 0x80 { return (first, 1) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard offset + length <= count else { return (0xFFFD, count - offset) }
        let second = UInt32(self[offset + 1]) & 0x3F
        if length == 2 { return ((first & 0x1F) << 6 | second, 2) }
        let third = UInt32(self[offset + 2]) & 0x3F
        if length == 3 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
        return ((first & 0x07) << 18 | second << 12 | third << 6 | UInt32(self[offset + 3]) & 0x3F, 4)
    }

    /// Appends the ASCII characters from an offset as they are, if the encoding has them so; returns where they end.
    @inline(__always)
    func appendASCIIRun(from start: Int, into bytes: inout [UInt8], isASCII: Bool) -> Int {
        guard isASCII else { return start }
        var end = start
        while end < count, self[end] < 0x80 { end += 1 }
        if end > start { extracting(start..<end).withUnsafeBufferPointer { bytes.append(contentsOf: $0) } }
        return end
    }
}

extension [UInt8] {
    /// Appends the UTF-8 of a scalar that is not a surrogate.
    mutating func appendScalar(_ scalar: UInt32) {
        let packed = PackedUTF8(scalar)
        for shift in 0..<packed.length { append(UInt8(truncatingIfNeeded: packed.bytes >> UInt32(shift * 8))) }
    }
}
