/// A character set with one byte for each character.
final class SingleByteTable: Sendable {
    /// For each byte its scalar; ``unassigned`` where there is none.
    private let scalars: [UInt16]
    private let bytes: [UInt16: UInt8]
    /// Whether the bytes below 0x80 are ASCII.
    let isASCIICompatible: Bool

    static let unassigned: UInt16 = 0xFFFF

    /// Makes a table from its 256 scalars.
    init(_ scalars: [UInt16]) {
        precondition(scalars.count == 0x100, "a single-byte character set has 256 bytes")
        self.scalars = scalars
        var bytes: [UInt16: UInt8] = [:]
        for (byte, scalar) in scalars.enumerated() where scalar != Self.unassigned { bytes[scalar] = UInt8(byte) }
        self.bytes = bytes
        isASCIICompatible = (0..<0x80).allSatisfy { scalars[$0] == UInt16($0) }
    }

    /// ISO/IEC 8859-1 with other characters in the place of some.
    private convenience init(latin1Except exceptions: [UInt8: UInt16]) {
        self.init((0...0xFF).map { exceptions[UInt8($0)] ?? UInt16($0) })
    }

    /// ISO/IEC 8859-1; the bytes 0x80 to 0x9F are the C1 controls.
    static let latin1 = SingleByteTable(latin1Except: [:])

    /// ISO/IEC 8859-15: eight characters differ from 8859-1, the euro sign among them.
    static let latin9 = SingleByteTable(latin1Except: [
        0xA4: 0x20AC, 0xA6: 0x0160, 0xA8: 0x0161, 0xB4: 0x017D, 0xB8: 0x017E, 0xBC: 0x0152, 0xBD: 0x0153, 0xBE: 0x0178,
    ])

    /// Windows code page 1252; five bytes are not assigned.
    static let windows1252 = SingleByteTable(latin1Except: [
        0x80: 0x20AC, 0x81: unassigned, 0x82: 0x201A, 0x83: 0x0192, 0x84: 0x201E, 0x85: 0x2026, 0x86: 0x2020,
        0x87: 0x2021, 0x88: 0x02C6, 0x89: 0x2030, 0x8A: 0x0160, 0x8B: 0x2039, 0x8C: 0x0152, 0x8D: unassigned,
        0x8E: 0x017D, 0x8F: unassigned, 0x90: unassigned, 0x91: 0x2018, 0x92: 0x2019, 0x93: 0x201C, 0x94: 0x201D,
        0x95: 0x2022, 0x96: 0x2013, 0x97: 0x2014, 0x98: 0x02DC, 0x99: 0x2122, 0x9A: 0x0161, 0x9B: 0x203A, 0x9C: 0x0153,
        0x9D: unassigned, 0x9E: 0x017E, 0x9F: 0x0178,
    ])

    func decode(
        _ source: UnsafeBufferPointer<UInt8>,
        into target: UnsafeMutableBufferPointer<UInt8>,
        _ step: inout DecodingStep
    ) {
        while step.read < source.count {
            if isASCIICompatible { step.copyASCII(source, into: target) }
            guard step.read < source.count else { return }
            let scalar = scalars[Int(source[step.read])]
            guard scalar != Self.unassigned else { return }
            step.write(UInt32(scalar), into: target)
            step.read += 1
        }
    }

    func append(_ scalar: UInt32, into output: inout [UInt8]) -> Bool {
        guard scalar < 0xFFFF, let byte = bytes[UInt16(scalar)] else { return false }
        output.append(byte)
        return true
    }
}
