/// The characters of one edition of GB 18030, or of GBK, both ways.
///
/// One byte is ASCII, two bytes are looked up, and four bytes are counted: the standard gives them in order to the scalars
/// of the basic plane that have no two-byte code, and from 0x90308130 on to the other planes.
final class GB18030Table: Sendable {
    /// For lead byte and trail byte the UTF-8 of the character in the lower three bytes and its length in the highest; 0
    /// where there is none.
    private let pairs: [UInt32]
    /// The scalars of the basic plane that have four bytes, in the order of their codes.
    private let counted: [UInt16]
    /// For each scalar of the basic plane its code: two bytes, or ``countedFlag`` and its number; 0 where it has none.
    private let codes: [UInt32]
    /// Whether there are four-byte codes.
    let hasFourBytes: Bool
    private let hasEuroAt80: Bool

    private static let countedFlag: UInt32 = 1 << 31
    private static let leads = 126
    /// The number of the code 0x90308130, that of U+10000.
    private static let otherPlanesStart = 189_000

    init(_ edition: GB18030Edition) {
        hasFourBytes = edition != .gbk && edition != .gbkWithEuro
        hasEuroAt80 = edition == .gbkWithEuro
        let units = Self.units(of: edition)
        var pairs = [UInt32](repeating: 0, count: Self.leads << 8)
        var codes = [UInt32](repeating: 0, count: 0x1_0000)
        for (number, unit) in units.enumerated() where unit != 0 {
            let code = Self.code(ofPair: number)
            let packed = PackedUTF8(UInt32(unit))
            pairs[Int(code) - 0x8100] = packed.bytes | UInt32(packed.length) << 24
            codes[Int(unit)] = code
        }
        counted = hasFourBytes ? Self.countedScalars(edition) : []
        for (number, unit) in counted.enumerated() { codes[Int(unit)] = Self.countedFlag | UInt32(number) }
        self.pairs = pairs
        self.codes = codes
    }

    // MARK: - Reading

    /// How many bytes of UTF-8 one byte can become, as the euro sign at 0x80 does.
    static let expansion = 3

    /// Appends the text of bytes; see ``TextEncoding/decode(_:into:)``.
    @inline(__always)
    func decode(_ bytes: Span<UInt8>, into utf8: inout [UInt8]) -> Int? {
        let capacity = bytes.count * Self.expansion + DecodingStep.slack
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { target in
            bytes.withUnsafeBufferPointer { source in
                var step = DecodingStep()
                decode(source, into: target, &step)
                utf8.append(contentsOf: UnsafeBufferPointer(rebasing: target[..<step.written]))
                return step.read < source.count ? step.read : nil
            }
        }
    }

    func decode(
        _ source: UnsafeBufferPointer<UInt8>,
        into target: UnsafeMutableBufferPointer<UInt8>,
        _ step: inout DecodingStep
    ) {
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        pairs.withUnsafeBufferPointer { pairs in
            while step.read < source.count {
                let lead = from[step.read]
                guard lead >= 0x80 else {
                    step.copyASCII(source, into: target)
                    continue
                }
                if lead > 0x80, lead < 0xFF, step.read + 1 < source.count {
                    let packed = pairs[Int(lead &- 0x81) << 8 | Int(from[step.read + 1])]
                    if packed != 0 {
                        UnsafeMutableRawPointer(to + step.written).storeBytes(of: packed.littleEndian, as: UInt32.self)
                        step.written &+= Int(packed >> 24)
                        step.read &+= 2
                        continue
                    }
                }
                guard decodeRare(source, into: target, &step) else { return }
            }
        }
    }

    /// Reads what is neither ASCII nor two bytes; false if it is not in the table.
    private func decodeRare(
        _ source: UnsafeBufferPointer<UInt8>,
        into target: UnsafeMutableBufferPointer<UInt8>,
        _ step: inout DecodingStep
    ) -> Bool {
        if hasEuroAt80, source[step.read] == 0x80 {
            step.write(0x20AC, into: target)
            step.read += 1
            return true
        }
        guard hasFourBytes, step.read + 4 <= source.count else { return false }
        let bytes = (source[step.read], source[step.read + 1], source[step.read + 2], source[step.read + 3])
        guard let scalar = scalar(ofCounted: bytes) else { return false }
        step.write(scalar, into: target)
        step.read += 4
        return true
    }

    private func scalar(ofCounted bytes: (UInt8, UInt8, UInt8, UInt8)) -> UInt32? {
        guard 0x81...0xFE ~= bytes.0, 0x30...0x39 ~= bytes.1, 0x81...0xFE ~= bytes.2, 0x30...0x39 ~= bytes.3 else {
            return nil
        }
        let upper = Int(bytes.0 - 0x81) * 10 + Int(bytes.1 - 0x30)
        let number = (upper * Self.leads + Int(bytes.2 - 0x81)) * 10 + Int(bytes.3 - 0x30)
        if number < counted.count { return UInt32(counted[number]) }
        let scalar = number - Self.otherPlanesStart + 0x1_0000
        guard 0x1_0000...0x10_FFFF ~= scalar, !ByteEscape.contains(UInt32(scalar)) else { return nil }
        return UInt32(scalar)
    }

    /// The length of the character at an offset by its form, whether or not it is assigned.
    static func characterLength(in bytes: Span<UInt8>, at offset: Int) -> Int {
        guard 0x81...0xFE ~= bytes[offset], offset + 1 < bytes.count else { return 1 }
        switch bytes[offset + 1] {
        case 0x40...0x7E, 0x80...0xFE: return 2
        case 0x30...0x39:
            guard offset + 4 <= bytes.count, 0x81...0xFE ~= bytes[offset + 2], 0x30...0x39 ~= bytes[offset + 3] else {
                return 1
            }
            return 4
        default: return 1
        }
    }

    // MARK: - Writing

    func append(_ scalar: UInt32, into bytes: inout [UInt8]) -> Bool {
        if scalar < 0x80 {
            bytes.append(UInt8(scalar))
            return true
        }
        guard scalar < 0x1_0000 else {
            guard hasFourBytes else { return false }
            append(counted: Int(scalar) - 0x1_0000 + Self.otherPlanesStart, into: &bytes)
            return true
        }
        let code = codes[Int(scalar)]
        if code & Self.countedFlag != 0 {
            append(counted: Int(code & ~Self.countedFlag), into: &bytes)
        } else if code != 0 {
            bytes.append(UInt8(code >> 8))
            bytes.append(UInt8(code & 0xFF))
        } else if hasEuroAt80, scalar == 0x20AC {
            bytes.append(0x80)
        } else {
            return false
        }
        return true
    }

    private func append(counted number: Int, into bytes: inout [UInt8]) {
        bytes.append(UInt8(0x81 + number / 12_600))
        bytes.append(UInt8(0x30 + number / 1_260 % 10))
        bytes.append(UInt8(0x81 + number / 10 % Self.leads))
        bytes.append(UInt8(0x30 + number % 10))
    }

    // MARK: - Tables

    /// The units of the two-byte codes in order; 0 where there is none.
    private static func units(of edition: GB18030Edition) -> [UInt16] {
        var units = exchanged(base, by: edition)
        guard edition == .gbk || edition == .gbkWithEuro else { return units }
        for number in units.indices {
            let code = Int(code(ofPair: number))
            if GB18030Edition.codesNotInGBK.contains(where: { $0.contains(code) }) { units[number] = 0 }
        }
        return units
    }

    private static func countedScalars(_ edition: GB18030Edition) -> [UInt16] {
        var isPair = [Bool](repeating: false, count: 0x1_0000)
        for unit in base { isPair[Int(unit)] = true }
        let free = (0x80..<0x1_0000).filter { !isPair[$0] && !(0xD800...0xDFFF ~= $0) }
        return exchanged(free.map { UInt16($0) }, by: edition)
    }

    private static func exchanged(_ units: [UInt16], by edition: GB18030Edition) -> [UInt16] {
        var exchanges: [UInt16: UInt16] = [:]
        for (one, other) in edition.exchanges {
            exchanges[UInt16(one)] = UInt16(other)
            exchanges[UInt16(other)] = UInt16(one)
        }
        return exchanges.isEmpty ? units : units.map { exchanges[$0] ?? $0 }
    }

    /// The code of a pair by its number in ``GB18030TableData``: 190 trail bytes for each lead byte.
    private static func code(ofPair number: Int) -> UInt32 {
        let trail = number % 190
        return UInt32(0x81 + number / 190) << 8 | UInt32(trail < 63 ? 0x40 + trail : 0x41 + trail)
    }

    private static let base = Base64Units.values(GB18030TableData.twoByteUnits)
}
