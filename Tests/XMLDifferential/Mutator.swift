/// Makes one to three changes to a document, mostly such that it stays well-formed.
struct Mutator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int(next() % UInt64(values.count))]
    }

    private mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(max(1, bound)))
    }

    mutating func mutate(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<1 + below(3) { bytes = change(bytes) }
        return bytes
    }

    private mutating func change(_ bytes: [UInt8]) -> [UInt8] {
        let tags = Markup.elements(bytes)
        guard tags.count > 1 else { return bytes }
        let element = tags[1 + below(tags.count - 1)]
        switch below(12) {
        case 0: return replace(element.whole, with: [], bytes)
        case 1: return replace(element.whole, with: Array(bytes[element.whole] + bytes[element.whole]), bytes)
        case 2: return move(element, tags, bytes)
        case 3: return rename(element, tags, bytes)
        case 4, 5, 6: return changeValue(leaf(tags), bytes)
        case 7, 8: return changeAttributes(element, bytes)
        case 9: return changeNamespace(element, tags[0], bytes)
        case 10: return insert(element, bytes)
        default: return changeByte(bytes)
        }
    }

    private func replace(_ range: Range<Int>, with new: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
        Array(bytes[..<range.lowerBound]) + new + Array(bytes[range.upperBound...])
    }

    private mutating func leaf(_ elements: [Markup.Element]) -> Markup.Element {
        let leaves = elements.filter { $0.isLeaf }
        return leaves.isEmpty ? elements[0] : pick(leaves)
    }

    /// Moves an element before another one.
    private mutating func move(_ element: Markup.Element, _ elements: [Markup.Element], _ bytes: [UInt8]) -> [UInt8] {
        let near = elements.filter { $0.depth == element.depth && !$0.whole.overlaps(element.whole) }
        guard !near.isEmpty else { return bytes }
        let target = pick(near).whole.lowerBound
        let piece = Array(bytes[element.whole])
        let without = replace(element.whole, with: [], bytes)
        let place = target > element.whole.lowerBound ? target - piece.count : target
        return replace(place..<place, with: piece, without)
    }

    /// Gives an element the name of another one, or one that there is not.
    private mutating func rename(_ element: Markup.Element, _ elements: [Markup.Element], _ bytes: [UInt8]) -> [UInt8] {
        let other = Array(bytes[pick(elements).name])
        let name = below(4) == 0 ? Array(bytes[element.name]) + [UInt8(ascii: "x")] : other
        var bytes = bytes
        if let end = element.endName { bytes = replace(end, with: name, bytes) }
        return replace(element.name, with: name, bytes)
    }

    private mutating func changeValue(_ element: Markup.Element, _ bytes: [UInt8]) -> [UInt8] {
        guard let content = element.content else { return bytes }
        let old = Array(bytes[content])
        let new: [UInt8]
        switch below(8) {
        case 0: new = old + old
        case 1: new = Array(old.dropLast(1 + below(3)))
        case 2: new = Array(pick(Values.all).utf8)
        case 3: new = Array((pick([" ", "\n", "\t", "&#32;", "&#10;"])).utf8) + old
        case 4: new = old + Array((pick([" ", "\n", "\t ", "0", ".0", "Z", "é", "&amp;", "<!-- -->", "<?p?>"])).utf8)
        case 5: new = Array("<![CDATA[".utf8) + old + Array("]]>".utf8)
        case 6:
            let index = below(old.count)
            new = Array(old.prefix(index)) + Array(pick(Values.pieces).utf8) + Array(old.dropFirst(index + 1))
        default: new = Array(pick(Values.all).utf8)
        }
        return replace(content, with: new, bytes)
    }

    private mutating func changeAttributes(_ element: Markup.Element, _ bytes: [UInt8]) -> [UInt8] {
        if let attributes = element.attributes, below(2) == 0 {
            let old = Array(bytes[attributes])
            switch below(3) {
            case 0: return replace(attributes, with: [], bytes)
            case 1: return replace(attributes, with: old + old, bytes)
            default:
                let text = String(decoding: old, as: UTF8.self)
                let new = text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                    .map {
                        $0 % 2 == 1
                            ? pick(["", "EUR", "eur", "EURO", " USD", "X&amp;Y", "&#69;UR", "US D"]) : String($1)
                    }
                return replace(attributes, with: Array(new.joined(separator: "\"").utf8), bytes)
            }
        }
        let new = pick(Values.attributes)
        return replace(element.name.upperBound..<element.name.upperBound, with: Array(" \(new)".utf8), bytes)
    }

    private mutating func changeNamespace(
        _ element: Markup.Element,
        _ root: Markup.Element,
        _ bytes: [UInt8]
    ) -> [UInt8] {
        let uri = root.attributes.map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
        let own = uri.split(separator: "\"").first { $0.hasPrefix("urn:") }.map(String.init) ?? "urn:x"
        let declaration = pick([
            "xmlns=\"\"", "xmlns=\"urn:x\"", "xmlns=\"\(own)\"", "xmlns:q=\"\(own)\"", "xmlns:q=\"\"",
            "xmlns:xml=\"urn:x\"",
            "xmlns:xmlns=\"urn:x\"", "xmlns:q=\"http://www.w3.org/XML/1998/namespace\"",
            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"",
            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"Max35Text\"",
            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"false\"",
            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:foo=\"1\"",
        ])
        var bytes = bytes
        if below(2) == 0, let end = element.endName {
            // The same element under another prefix.
            let local = bytes[element.name].split(separator: UInt8(ascii: ":")).last ?? []
            let name = Array("q:".utf8) + Array(local)
            bytes = replace(end, with: name, bytes)
            return replace(element.name, with: name + Array(" \(declaration)".utf8), bytes)
        }
        return replace(element.name.upperBound..<element.name.upperBound, with: Array(" \(declaration)".utf8), bytes)
    }

    private mutating func insert(_ element: Markup.Element, _ bytes: [UInt8]) -> [UInt8] {
        let place = pick([element.whole.lowerBound, element.whole.upperBound, element.name.upperBound])
        return replace(place..<place, with: Array(pick(Values.insertions).utf8), bytes)
    }

    private mutating func changeByte(_ bytes: [UInt8]) -> [UInt8] {
        let index = below(bytes.count)
        var bytes = bytes
        switch below(4) {
        case 0: bytes.remove(at: index)
        case 1: bytes[index] = UInt8(truncatingIfNeeded: next())
        case 2: bytes.insert(pick(Array("<>&\"'/=:;! ?-[]aA0\u{7F}".utf8)), at: index)
        default: bytes[index] = pick(Array("<>&\"'/=:;! ?-[]aA0\t\n".utf8))
        }
        return bytes
    }
}
