import Canonical

/// Looks ahead of a part for the next one, to find where the message ends that the part belongs to.
struct EnvelopeScan {
    /// Where the message ends: behind the tags that close what is around the part, or at the end of the input.
    private(set) var end: Int
    private var scanner: XMLScanner
    private var depth = 0
    private var depthLeast = 0
    private var isInSection: Bool
    private var attributes: [XMLAttribute] = []

    init(_ scanner: XMLScanner, isInSection: Bool) {
        self.scanner = scanner
        self.isInSection = isInSection
        self.scanner.stopsAtLineFeeds = false
        end = scanner.offset
    }

    /// The part that comes next; nil if there is none.
    mutating func next(_ bytes: Span<UInt8>) throws(XMLStop) -> MessagePart? {
        while true {
            scanner.skipBlanks(bytes)
            if scanner.offset >= bytes.count {
                guard scanner.isLast else { throw .incomplete }
                end = bytes.count
                return nil
            }
            if bytes[scanner.offset] != UInt8(ascii: "<") {
                if try passText(bytes) { continue }
                // What is no XML any more is reported when it is read.
                return nil
            }
            switch try scanner.nextByte(bytes) {
            case UInt8(ascii: "?"): _ = try scanner.instruction(bytes)
            case UInt8(ascii: "!"): try passDeclaration(bytes)
            case UInt8(ascii: "/"): try passEnd(bytes)
            default:
                if let part = try passStart(bytes) { return part }
            }
        }
    }

    private mutating func passText(_ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        if isInSection, try scanner.has("]]>", at: scanner.offset, bytes) {
            scanner.offset += 3
            isInSection = false
            closed()
            return true
        }
        // Looked for once: the loop ends where it is.
        let hasTag = !scanner.isLast || bytes.span(has: UInt8(ascii: "<"), from: scanner.offset)
        while try scanner.byte(bytes) != UInt8(ascii: "<") {
            if bytes[scanner.offset] == UInt8(ascii: "&") {
                _ = try scanner.reference(bytes)
            } else if bytes[scanner.offset] == 0x0D {
                scanner.offset += 1
            } else if hasTag {
                try scanner.text(bytes)
            } else {
                return false
            }
        }
        return true
    }

    private mutating func passDeclaration(_ bytes: Span<UInt8>) throws(XMLStop) {
        guard scanner.offset + 2 < bytes.count else { throw scanner.ended(bytes) }
        if bytes[scanner.offset + 2] != UInt8(ascii: "[") {
            _ = try scanner.comment(bytes)
        } else if try Self.holdsTags(scanner, bytes) {
            scanner.offset += 9
            isInSection = true
            depth += 1
        } else {
            _ = try scanner.section(bytes)
        }
    }

    private mutating func passEnd(_ bytes: Span<UInt8>) throws(XMLStop) {
        scanner.offset += 2
        _ = try scanner.name(bytes)
        scanner.skipBlanks(bytes)
        try scanner.expect(UInt8(ascii: ">"), bytes, "A `>` was expected at the end of a tag.")
        closed()
    }

    private mutating func closed() {
        depth -= 1
        guard depth <= depthLeast else { return }
        depthLeast = depth
        end = scanner.offset
    }

    private mutating func passStart(_ bytes: Span<UInt8>) throws(XMLStop) -> MessagePart? {
        scanner.offset += 1
        let name = try scanner.name(bytes)
        let local = bytes.extracting(name.local)
        if XMLScanner.equal(local, "Document") { return .document }
        if XMLScanner.equal(local, "AppHdr") { return .header }
        if try !scanner.attributes(bytes, into: &attributes) { depth += 1 }
        return nil
    }

    /// Whether the CDATA section at the offset holds tags, so that it is read as a part of the envelope.
    static func holdsTags(_ scanner: XMLScanner, _ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        var inner = scanner
        guard try inner.has("<![CDATA[", at: inner.offset, bytes) else { return false }
        inner.offset += 9
        inner.skipBlanks(bytes)
        guard try inner.byte(bytes) == UInt8(ascii: "<") else { return false }
        return XMLCharacters.isNameByte(try inner.nextByte(bytes)) || bytes[inner.offset + 1] == UInt8(ascii: "?")
    }
}

extension Span where Element == UInt8 {
    /// Whether a byte occurs from an offset on.
    func span(has byte: UInt8, from start: Int) -> Bool {
        for index in start..<count where self[index] == byte { return true }
        return false
    }
}
