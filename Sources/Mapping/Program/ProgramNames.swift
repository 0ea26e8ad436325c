import Canonical

/// The names of members that a program knows, each with a number.
struct ProgramNames: Sendable {
    /// Greatest number of names.
    static let namesMax = 30_000

    /// The names by number.
    let texts: [String]
    private let bytes: [UInt8]
    private let ranges: [Range<Int>]
    /// Numbers by hash, -1 where there is none; a power of two, at most half full.
    private let slots: [Int16]

    /// Numbers the names in their order, each of which occurs once.
    init(_ texts: [String]) {
        var bytes: [UInt8] = []
        var ranges: [Range<Int>] = []
        var size = 16
        while size < texts.count * 2 { size *= 2 }
        var slots = [Int16](repeating: -1, count: size)
        for (number, text) in texts.enumerated() {
            let start = bytes.count
            bytes += text.utf8
            ranges.append(start..<bytes.count)
            var slot = Self.hash(text.utf8.span) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int16(number)
        }
        self.texts = texts
        self.bytes = bytes
        self.ranges = ranges
        self.slots = slots
    }

    /// The number of a name; -1 if the program does not know it.
    func number(of name: Span<UInt8>) -> Int16 {
        let mask = slots.count - 1
        var slot = Self.hash(name) & mask
        while slots[slot] >= 0 {
            if bytes.span.extracting(ranges[Int(slots[slot])]).isSame(as: name) { return slots[slot] }
            slot = (slot + 1) & mask
        }
        return -1
    }

    /// The numbers of shared names, by where a name begins.
    func numbers(of shared: DocumentNames) -> [Int16] {
        let bytes = shared.bytes
        var numbers = [Int16](repeating: -1, count: bytes.count)
        for name in shared.names where name.length > 0 {
            let start = Int(name.start)
            numbers[start] = number(of: bytes.span.extracting(start..<start + Int(name.length)))
        }
        return numbers
    }

    private static func hash(_ name: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in name.indices { hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
    }
}

extension Span<UInt8> {
    /// Whether both are the same bytes.
    @inline(__always)
    func isSame(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    /// Below, at or above 0, as these bytes sort before, with or behind the others.
    func order(against other: Span<UInt8>) -> Int {
        for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
            return self[index] < other[index] ? -1 : 1
        }
        return count - other.count
    }
}
