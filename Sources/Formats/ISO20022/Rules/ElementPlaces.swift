import Canonical

/// Finds where elements stand in the bytes of a message, by their paths.
///
/// Documents do not hold places; findings of rules need them. So a message that breaks a rule is scanned once more.
struct ElementPlaces {
    /// An element that is open: its path, and how many elements of each name it has had.
    private struct Open {
        var path: String
        var counts: [String: Int] = [:]
    }

    private let wanted: Set<String>
    private let position: InputPosition
    private var scanner = XMLScanner()
    private var attributes: [XMLAttribute] = []
    private var open: [Open] = []
    private var offsets: [String: Int] = [:]

    /// The places of elements and attributes.
    ///
    /// - Parameters:
    ///   - paths: such as `/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/Dbtr`; a number may be left out if it is 1.
    ///   - bytes: the message, which has been read already.
    ///   - position: where the bytes are in the input.
    /// - Returns: the places by path, without those that are not found.
    static func find(_ paths: Set<String>, in bytes: Span<UInt8>, _ position: InputPosition) -> [String: Place] {
        var search = ElementPlaces(wanted: Set(paths.map(plain)), position: position)
        do throws(XMLStop) {
            try search.scan(bytes)
        } catch {
            // The end of the message, or an encoding that is not UTF-8: what was found stands.
        }
        var places: [String: Place] = [:]
        for path in paths {
            if let offset = search.offsets[plain(path)] { places[path] = position.place(of: offset, in: bytes) }
        }
        return places
    }

    /// The path without the number 1, which documents show only where an element may repeat.
    private static func plain(_ path: String) -> String { path.replacing("[1]", with: "") }

    private init(wanted: Set<String>, position: InputPosition) {
        self.wanted = wanted
        self.position = position
    }

    private mutating func scan(_ bytes: Span<UInt8>) throws(XMLStop) {
        while scanner.offset < bytes.count, offsets.count < wanted.count {
            try skipText(bytes)
            switch try scanner.nextByte(bytes) {
            case UInt8(ascii: "?"): _ = try scanner.instruction(bytes)
            case UInt8(ascii: "!"):
                if try scanner.has("<![", at: scanner.offset, bytes) {
                    // Messages can stand within a section of their envelope: its content is scanned as such.
                    scanner.offset += "<![CDATA[".utf8.count
                } else {
                    _ = try scanner.comment(bytes)
                }
            case UInt8(ascii: "/"):
                scanner.offset += 2
                _ = try scanner.name(bytes)
                scanner.skipBlanks(bytes)
                try scanner.expect(UInt8(ascii: ">"), bytes, "A `>` was expected at the end of a tag.")
                _ = open.popLast()
            default: try startTag(bytes)
            }
        }
    }

    /// Moves up to the next tag, over anything else.
    private mutating func skipText(_ bytes: Span<UInt8>) throws(XMLStop) {
        while try scanner.byte(bytes) != UInt8(ascii: "<") { scanner.offset += 1 }
    }

    private mutating func startTag(_ bytes: Span<UInt8>) throws(XMLStop) {
        let start = scanner.offset
        scanner.offset += 1
        let name = try scanner.name(bytes)
        let isEmpty = try scanner.attributes(bytes, into: &attributes)
        let path = path(of: text(name.local, bytes))
        enter(path, start)
        for attribute in attributes { enter(path + "/" + text(attribute.name.local, bytes), attribute.name.start) }
        if !isEmpty { open.append(Open(path: path)) }
    }

    private mutating func enter(_ path: String, _ offset: Int) {
        if wanted.contains(path), offsets[path] == nil { offsets[path] = offset }
    }

    /// The path of an element that begins here; the parts of a message begin paths.
    private mutating func path(of name: String) -> String {
        guard name != "Document", name != "AppHdr", !open.isEmpty else { return "/" + name }
        let last = open.count - 1
        let number = open[last].counts[name, default: 0] + 1
        open[last].counts[name] = number
        return open[last].path + "/" + name + (number > 1 ? "[\(number)]" : "")
    }

    private func text(_ range: Range<Int>, _ bytes: Span<UInt8>) -> String {
        String(decoding: bytes.extracting(range).withUnsafeBufferPointer { Array($0) }, as: UTF8.self)
    }
}
