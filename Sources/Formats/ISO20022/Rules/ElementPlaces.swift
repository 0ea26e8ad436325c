import Canonical

/// Finds where elements stand in the bytes of a message, by their paths.
///
/// Documents do not hold places; findings of rules need them. So a message that breaks a rule is scanned once more, along
/// a tree of the paths that are wanted: the time grows with the bytes and the paths, not with their product.
struct ElementPlaces {
    /// An element on the way to wanted ones.
    private struct Wanted {
        /// Those within it, by name and number, such as `Tx[2]`; without the number if it is 1.
        var children: [String: Int] = [:]
        /// Where it was found.
        var offset: Int?
    }

    /// An element that is open: what is wanted within it, if anything, and how many of each name it has had.
    private struct Open {
        var wanted: Int?
        var counts: [String: Int] = [:]
    }

    /// The tree, with the parts of messages in its root.
    private var tree = [Wanted()]
    private var scanner = XMLScanner()
    private var attributes: [XMLAttribute] = []
    private var open: [Open] = []

    private init() {}

    /// The places of elements and attributes.
    ///
    /// - Parameters:
    ///   - paths: such as `/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[2]/Dbtr`; a number may be left out if it is 1.
    ///   - bytes: the message, which has been read already.
    ///   - position: where the bytes are in the input.
    /// - Returns: the places by path, without those that are not found.
    static func find(_ paths: Set<String>, in bytes: Span<UInt8>, _ position: InputPosition) -> [String: Place] {
        var search = ElementPlaces()
        let numbers = paths.map { ($0, search.want($0)) }
        do throws(XMLStop) {
            try search.scan(bytes)
        } catch {
            // The end of the message, or an encoding that is not UTF-8: what was found stands.
        }
        var places: [String: Place] = [:]
        var position = position
        var start = 0
        let found = numbers.compactMap { path, number in search.tree[number].offset.map { (path, $0) } }
        for (path, offset) in found.sorted(by: { $0.1 < $1.1 }) {
            let rest = bytes.extracting(start..<bytes.count)
            places[path] = position.place(of: offset - start, in: rest)
            position.advance(over: offset - start, of: rest)
            start = offset
        }
        return places
    }

    /// Enters a path into the tree; its number there.
    private mutating func want(_ path: String) -> Int {
        var number = 0
        for step in path.split(separator: "/") {
            // Documents show the number 1 only where an element may repeat.
            let name = step.hasSuffix("[1]") ? String(step.dropLast(3)) : String(step)
            if let known = tree[number].children[name] {
                number = known
            } else {
                tree.append(Wanted())
                tree[number].children[name] = tree.count - 1
                number = tree.count - 1
            }
        }
        return number
    }

    private mutating func scan(_ bytes: Span<UInt8>) throws(XMLStop) {
        while scanner.offset < bytes.count {
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
        let number = wanted(text(name.local, bytes))
        if let number {
            enter(number, start)
            for attribute in attributes where !tree[number].children.isEmpty {
                if let wanted = tree[number].children[text(attribute.name.local, bytes)] {
                    enter(wanted, attribute.name.start)
                }
            }
        }
        if !isEmpty { open.append(Open(wanted: number)) }
    }

    private mutating func enter(_ number: Int, _ offset: Int) {
        if tree[number].offset == nil { tree[number].offset = offset }
    }

    /// The number in the tree of an element that begins here, if it is in it; the parts of a message begin paths.
    private mutating func wanted(_ name: String) -> Int? {
        guard name != "Document", name != "AppHdr", !open.isEmpty else { return tree[0].children[name] }
        let last = open.count - 1
        guard let parent = open[last].wanted, !tree[parent].children.isEmpty else { return nil }
        let number = open[last].counts[name, default: 0] + 1
        open[last].counts[name] = number
        return tree[parent].children[number > 1 ? "\(name)[\(number)]" : name]
    }

    private func text(_ range: Range<Int>, _ bytes: Span<UInt8>) -> String {
        String(decoding: bytes.extracting(range).withUnsafeBufferPointer { Array($0) }, as: UTF8.self)
    }
}
