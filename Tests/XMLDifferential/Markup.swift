/// Where the elements of a well-formed document are; of what a mutation broke, as many as can be found.
enum Markup {
    struct Element {
        var whole: Range<Int>
        var name: Range<Int>
        var endName: Range<Int>?
        /// From the first attribute's name to the last one's end.
        var attributes: Range<Int>?
        var content: Range<Int>?
        var depth: Int
        var isLeaf: Bool
    }

    static func elements(_ bytes: [UInt8]) -> [Element] {
        var elements: [Element] = []
        var open: [Int] = []
        var index = 0
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")), let end = tagEnd(bytes, start) {
            index = end
            guard start + 1 < end else { continue }
            switch bytes[start + 1] {
            case UInt8(ascii: "!"), UInt8(ascii: "?"): continue
            case UInt8(ascii: "/"):
                guard let element = open.popLast() else { continue }
                elements[element].whole = elements[element].whole.lowerBound..<end
                elements[element].endName = start + 2..<end - 1
                elements[element].content = elements[element].content.map { $0.lowerBound..<start }
            default:
                let isEmpty = bytes[end - 2] == UInt8(ascii: "/")
                elements.append(startTag(bytes, start, end, depth: open.count, isEmpty: isEmpty))
                if let parent = open.last { elements[parent].isLeaf = false }
                if !isEmpty { open.append(elements.count - 1) }
            }
        }
        return elements
    }

    private static func tagEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
        let end: [UInt8] =
            bytes[start...].starts(with: "<!--".utf8)
            ? Array("-->".utf8) : bytes[start...].starts(with: "<![".utf8) ? Array("]]>".utf8) : [UInt8(ascii: ">")]
        var index = start
        while index + end.count <= bytes.count {
            if bytes[index...].starts(with: end) { return index + end.count }
            index += 1
        }
        return nil
    }

    private static func startTag(_ bytes: [UInt8], _ start: Int, _ end: Int, depth: Int, isEmpty: Bool) -> Element {
        let inner = start + 1..<end - (isEmpty ? 2 : 1)
        let nameEnd = bytes[inner].firstIndex { $0 <= 0x20 } ?? inner.upperBound
        let first = bytes[nameEnd..<max(nameEnd, inner.upperBound)].firstIndex { $0 > 0x20 }
        return Element(
            whole: start..<end,
            name: start + 1..<nameEnd,
            endName: nil,
            attributes: first.map { $0..<inner.upperBound },
            content: isEmpty ? nil : end..<end,
            depth: depth,
            isLeaf: true
        )
    }
}
