/// A BER tag: up to four bytes as one number, the first one highest (ISO 8825-1, 8.1.2).
struct ISO8583Tag: Sendable, Hashable {
    /// How many bytes a tag may have; EMV uses up to three.
    static let bytesMax = 4

    let number: UInt32

    init(number: UInt32) {
        self.number = number
    }

    /// Reads a tag as upper-case hexadecimal digits; nil if it is none.
    init?(name: String) {
        guard let bytes = ISO8583Digits.bytes(hex: name.utf8), name == name.uppercased(),
            let tag = Self.read(bytes.span, at: 0), tag.size == bytes.count
        else { return nil }
        number = tag.tag.number
    }

    /// Reads the tag that begins at an offset; nil if it is longer than the bytes or than ``bytesMax``.
    static func read(_ bytes: Span<UInt8>, at offset: Int) -> (tag: ISO8583Tag, size: Int)? {
        guard offset < bytes.count else { return nil }
        var number = UInt32(bytes[offset])
        var size = 1
        guard bytes[offset] & 0x1F == 0x1F else { return (ISO8583Tag(number: number), 1) }
        repeat {
            guard size < bytesMax, offset + size < bytes.count else { return nil }
            number = number << 8 | UInt32(bytes[offset + size])
            size += 1
        } while bytes[offset + size - 1] & 0x80 != 0
        return (ISO8583Tag(number: number), size)
    }

    /// The tag's bytes.
    var bytes: [UInt8] {
        let all = (0..<4).map { UInt8(truncatingIfNeeded: number >> UInt32(24 - 8 * $0)) }
        let first = all.firstIndex { $0 != 0 } ?? 3
        return Array(all[first...])
    }

    /// The tag in upper-case hexadecimal digits.
    var name: String { ISO8583Digits.hex(bytes.span) }

    /// Whether what it stands for consists of data objects itself (bit 6 of the first byte).
    var isConstructed: Bool { (bytes.first ?? 0) & 0x20 != 0 }
}
