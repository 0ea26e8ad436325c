import Canonical

/// Reads the members of a group, which are indented below it.
struct CompactGroupParser {
    /// Blanks per level.
    static let indent = 4

    private let lines: [CompactLine]
    private var index = 0
    /// The elements read so far, at all levels.
    private(set) var elements: [SchemaParticle] = []

    init(lines: ArraySlice<CompactLine>) {
        self.lines = Array(lines)
    }

    /// Reads the members at a level, up to a line that is indented less.
    mutating func parts(indent: Int, depth: Int) throws(Fault) -> [SchemaParticle] {
        var parts: [SchemaParticle] = []
        while index < lines.count, lines[index].indent >= indent {
            let line = lines[index]
            guard line.indent == indent, depth < SchemaLimits.depthMax else {
                throw SchemaFault.unusable("has a line that is indented too far", at: line.origin)
            }
            index += 1
            parts.append(try part(line, indent: indent, depth: depth))
        }
        return parts
    }

    private mutating func part(_ line: CompactLine, indent: Int, depth: Int) throws(Fault) -> SchemaParticle {
        let (name, occurrence) = try Self.occurrence(line.words[0], at: line.origin)
        switch line.words.count {
        case 1:
            guard let group = SchemaGroup(rawValue: name) else { break }
            return .group(group, try parts(indent: indent + Self.indent, depth: depth + 1), occurrence)
        case 2:
            let element = SchemaParticle.element(SchemaElement(name: name, type: line.words[1]), occurrence)
            elements.append(element)
            return element
        case 3 where name == "any":
            guard
                let wildcard = Wildcard(namespaces: line.words[1].split(separator: ",").map(String.init), line.words[2])
            else { break }
            return .any(wildcard, occurrence)
        default: break
        }
        throw SchemaFault.unusable("has a line that is neither an element nor a group", at: line.origin)
    }

    /// A group's kind and how often it occurs; nil if the word is none.
    static func group(_ word: String, at origin: SchemaOrigin) throws(Fault) -> (SchemaGroup, Occurrence)? {
        let (name, occurrence) = try occurrence(word, at: origin)
        return SchemaGroup(rawValue: name).map { ($0, occurrence) }
    }

    /// Takes `?`, `*`, `+` or `[1..2]` off a name.
    private static func occurrence(_ word: String, at origin: SchemaOrigin) throws(Fault) -> (String, Occurrence) {
        switch word.utf8.last {
        case UInt8(ascii: "?"): return (String(word.dropLast()), Occurrence(min: 0, max: 1))
        case UInt8(ascii: "*"): return (String(word.dropLast()), Occurrence(min: 0, max: nil))
        case UInt8(ascii: "+"): return (String(word.dropLast()), Occurrence(min: 1, max: nil))
        case UInt8(ascii: "]"):
            let parts = word.dropLast().split(separator: "[", maxSplits: 1)
            guard parts.count == 2, let range = CountRange(parts[1]), let min = range.min else {
                throw SchemaFault.unusable("has a count that is none", at: origin)
            }
            return (String(parts[0]), Occurrence(min: min, max: range.max))
        default: return (word, .once)
        }
    }
}
