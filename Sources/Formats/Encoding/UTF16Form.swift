/// UTF-16 in one of its byte orders.
enum UTF16Form: Sendable, Hashable {
    case bigEndian
    case littleEndian

    func decode(
        _ source: UnsafeBufferPointer<UInt8>,
        into target: UnsafeMutableBufferPointer<UInt8>,
        _ step: inout DecodingStep
    ) {
        while step.read + 2 <= source.count {
            let unit = unit(source[step.read], source[step.read + 1])
            guard unit & 0xF800 == 0xD800 else {
                step.write(unit, into: target)
                step.read += 2
                continue
            }
            guard unit < 0xDC00, step.read + 4 <= source.count else { return }
            let low = self.unit(source[step.read + 2], source[step.read + 3])
            guard low & 0xFC00 == 0xDC00 else { return }
            let scalar = 0x1_0000 + (unit & 0x3FF) << 10 + low & 0x3FF
            guard !ByteEscape.contains(scalar) else { return }
            step.write(scalar, into: target)
            step.read += 4
        }
    }

    func characterLength(in bytes: Span<UInt8>, at offset: Int) -> Int {
        guard offset + 2 <= bytes.count else { return 1 }
        let first = unit(bytes[offset], bytes[offset + 1])
        guard first & 0xF800 == 0xD800 else { return 2 }
        guard first < 0xDC00, offset + 4 <= bytes.count else { return 2 }
        return unit(bytes[offset + 2], bytes[offset + 3]) & 0xFC00 == 0xDC00 ? 4 : 2
    }

    func append(_ scalar: UInt32, into bytes: inout [UInt8]) {
        guard scalar >= 0x1_0000 else { return append(unit: scalar, into: &bytes) }
        append(unit: 0xD800 + (scalar - 0x1_0000) >> 10, into: &bytes)
        append(unit: 0xDC00 + scalar & 0x3FF, into: &bytes)
    }

    /// The unit that two bytes in order of the file make.
    @inline(__always)
    func unit(_ first: UInt8, _ second: UInt8) -> UInt32 {
        self == .bigEndian ? UInt32(first) << 8 | UInt32(second) : UInt32(second) << 8 | UInt32(first)
    }

    private func append(unit: UInt32, into bytes: inout [UInt8]) {
        let high = UInt8(truncatingIfNeeded: unit >> 8)
        let low = UInt8(truncatingIfNeeded: unit)
        bytes.append(self == .bigEndian ? high : low)
        bytes.append(self == .bigEndian ? low : high)
    }
}
