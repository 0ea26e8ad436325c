import Canonical

/// Finds where values begin in a JSON text that has been read: documents do not keep it, and only findings ask for it.
struct JSONValuePlaces {
    /// Where a value begins; a member does with its name.
    struct Beginning {
        var offset: Int
        /// How many line ends come before it.
        var lines: Int
    }

    private let wanted: Set<Int>
    private var found: [Int: Beginning] = [:]
    /// The number of the next value, which is that of its node in the document.
    private var number = 0
    private var index = 0
    private var lines = 0
    private var name: Beginning?

    private init(_ nodes: [Int]) {
        wanted = Set(nodes)
    }

    /// The beginnings of the values of those nodes, by node, in one pass over a text that is well-formed.
    static func find(_ nodes: [Int], in text: Span<UInt8>) -> [Int: Beginning] {
        var places = JSONValuePlaces(nodes)
        while places.index < text.count, places.found.count < places.wanted.count { places.step(text) }
        return places.found
    }

    private mutating func step(_ text: Span<UInt8>) {
        let start = index
        index += 1
        switch text[start] {
        case 0x0A: lines += 1
        case 0x20, 0x09, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"): break
        case UInt8(ascii: "{"), UInt8(ascii: "["): enter(start)
        case UInt8(ascii: "\""):
            skipText(text)
            let end = JSONReader.skipSpace(text, index)
            if end < text.count, text[end] == UInt8(ascii: ":") {
                name = Beginning(offset: start, lines: lines)
            } else {
                enter(start)
            }
        default:
            skipWord(text)
            enter(start)
        }
    }

    private mutating func enter(_ start: Int) {
        if wanted.contains(number) { found[number] = name ?? Beginning(offset: start, lines: lines) }
        name = nil
        number += 1
    }

    private mutating func skipText(_ text: Span<UInt8>) {
        while index < text.count, text[index] != UInt8(ascii: "\"") {
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index += 1
    }

    /// Skips a number, true, false or null.
    private mutating func skipWord(_ text: Span<UInt8>) {
        while index < text.count {
            switch text[index] {
            case 0...0x20, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return
            default: index += 1
            }
        }
    }
}
