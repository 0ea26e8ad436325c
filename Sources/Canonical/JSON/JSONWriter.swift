/// Writes JSON into bytes; recurses once per level of the document, which readers bound.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private let isCanonical: Bool

    /// What a usual message takes, so that the bytes are not moved again and again while they grow.
    private static let bytesUsual = 1_024

    init(isCanonical: Bool) {
        self.isCanonical = isCanonical
        bytes.reserveCapacity(Self.bytesUsual)
    }

    mutating func write(_ document: DocumentValue) {
        switch document {
        case .object(let object): write(object)
        case .list(let items): write(items)
        case .text(let text): write(text)
        case .number(let number): write(number)
        case .boolean(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .null: bytes.append(contentsOf: "null".utf8)
        }
    }

    private mutating func write(_ object: DocumentObject) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        let members = isCanonical ? sorted(object.members) : object.members
        for index in members.indices {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            write(members[index].name)
            bytes.append(UInt8(ascii: ":"))
            write(members[index].value)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private func sorted(_ members: [DocumentObject.Member]) -> [DocumentObject.Member] {
        // Most objects of messages are small and in order already.
        let isSorted = members.indices.dropFirst()
            .allSatisfy { MemberOrder.precedes(members[$0 - 1].name, members[$0].name) }
        return isSorted ? members : members.sorted { MemberOrder.precedes($0.name, $1.name) }
    }

    private mutating func write(_ items: [DocumentValue]) {
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for item in items {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            write(item)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ number: Number) {
        bytes.append(contentsOf: (isCanonical ? number.normalised : number).description.utf8)
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if needsEscape(text.utf8.span) {
            for byte in text.utf8 { writeEscaped(byte) }
        } else {
            bytes += text.utf8
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func needsEscape(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where isEscaped(text[index]) { return true }
        return false
    }

    private func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func writeEscaped(_ byte: UInt8) {
        guard isEscaped(byte) else {
            bytes.append(byte)
            return
        }
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0..<0x20: bytes.append(contentsOf: "u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8)
        default: bytes.append(byte)
        }
    }
}

/// The order of member names in RFC 8785: by UTF-16 code units.
enum MemberOrder {
    /// Compares UTF-8 and corrects for the one difference: UTF-16 sorts U+10000 and above before U+E000 to U+FFFF.
    static func precedes(_ left: String, _ right: String) -> Bool {
        let leftBytes = left.utf8.span
        let rightBytes = right.utf8.span
        for index in 0..<min(leftBytes.count, rightBytes.count) where leftBytes[index] != rightBytes[index] {
            return rank(leftBytes[index]) < rank(rightBytes[index])
        }
        return leftBytes.count < rightBytes.count
    }

    /// First bytes F0 to F4 begin the supplementary characters, EE and EF those from U+E000 to U+FFFF.
    private static func rank(_ byte: UInt8) -> Int {
        byte == 0xEE || byte == 0xEF ? Int(byte) + 0x10 : Int(byte)
    }
}
