/// How bytes that are not in an encoding are kept among the text: the byte `b` as the scalar U+10FE00 + `b`.
///
/// The 256 scalars U+10FE00 to U+10FEFF lie in the last private-use plane, where no text of a bank has characters. Should
/// a file hold one, each of its bytes is kept by an escape too, so that reading stays exact. Faithful writing gives the
/// bytes back; strict writing refuses them.
enum ByteEscape {
    static let first: UInt32 = 0x10_FE00

    @inline(__always)
    static func contains(_ scalar: UInt32) -> Bool {
        scalar & ~0xFF == first
    }
}

extension TextEncoding {
    /// Appends the text of bytes, with an escape for each byte that is not in the encoding.
    ///
    /// - Returns: the offset of the first such byte; nil if there is none.
    package func decodeKeeping(_ bytes: Span<UInt8>, into utf8: inout [UInt8]) -> Int? {
        guard let problem = decode(bytes, into: &utf8) else { return nil }
        var start = problem
        while start < bytes.count {
            for _ in 0..<max(1, characterLength(in: bytes, at: start)) {
                utf8.appendScalar(ByteEscape.first + UInt32(bytes[start]))
                start += 1
            }
            guard let next = decode(bytes.extracting(start..<bytes.count), into: &utf8) else { break }
            start += next
        }
        return problem
    }

    /// Appends the bytes of a text in which bytes that are not in the encoding stand as escapes.
    ///
    /// - Returns: nil, or the offset in the text of the first character that the encoding does not have.
    package func encodeKeeping(_ utf8: Span<UInt8>, into bytes: inout [UInt8]) -> Int? {
        var start = 0
        while let problem = encode(utf8.extracting(start..<utf8.count), into: &bytes) {
            let (scalar, length) = utf8.scalar(at: start + problem)
            guard ByteEscape.contains(scalar) else { return start + problem }
            bytes.append(UInt8(scalar & 0xFF))
            start += problem + length
        }
        return nil
    }

    /// Appends the bytes of a text that is in a buffer of its own; see ``encode(_:into:)``.
    func encode(_ utf8: [UInt8], into bytes: inout [UInt8]) -> Int? {
        encode(utf8.span, into: &bytes)
    }

    /// Appends the bytes of a text that is in a buffer of its own; see ``encodeKeeping(_:into:)``.
    func encodeKeeping(_ utf8: [UInt8], into bytes: inout [UInt8]) -> Int? {
        encodeKeeping(utf8.span, into: &bytes)
    }
}
