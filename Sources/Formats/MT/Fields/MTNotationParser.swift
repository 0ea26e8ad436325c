import Canonical

/// Reads a notation such as `:4!c//8!n6!n[,3n]`.
struct MTNotationParser {
    private static let depthMax = 8
    private static let lengthMax = 9_999

    private let file: MTTableFile
    private let word: MTWord
    private let bytes: [UInt8]
    private var position = 0

    init(_ word: MTWord, in file: MTTableFile) {
        self.word = word
        self.file = file
        bytes = Array(word.text.utf8)
    }

    /// The items of the whole notation.
    mutating func parse() throws(Fault) -> [MTNotation] {
        let items = try items(depth: 0)
        guard position == bytes.count else { throw fault("this closes nothing") }
        return items
    }

    private mutating func items(depth: Int) throws(Fault) -> [MTNotation] {
        guard depth <= Self.depthMax else { throw fault("brackets are nested too deep") }
        var items: [MTNotation] = []
        while position < bytes.count, !"])|".utf8.contains(bytes[position]) {
            items.append(try item(depth: depth))
        }
        return items
    }

    private mutating func item(depth: Int) throws(Fault) -> MTNotation {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "["): return try optional(depth: depth)
        case UInt8(ascii: "("): return .choice(try forms(depth: depth))
        case UInt8(ascii: "{"): return .codes(try codes())
        case UInt8(ascii: "$"):
            position += 1
            return .lineEnd
        case UInt8(ascii: "\""): return .literal(try quoted())
        case 0x30...0x39: return try subfield(depth: depth)
        default: return .literal(try literal())
        }
    }

    private mutating func optional(depth: Int) throws(Fault) -> MTNotation {
        let start = position
        position += 1
        let items = try items(depth: depth + 1)
        guard take("]") else { throw fault("the bracket opened at \(start + 1) is not closed") }
        if items.count == 1, case .literal(let text) = items[0], text.utf8.allSatisfy(Self.isCodeCharacter) {
            return .optional([.codes([text])])
        }
        guard items.contains(where: { $0.componentCount > 0 }) else {
            throw fault("what may be absent needs a component, or it could not be written again")
        }
        return .optional(items)
    }

    private mutating func forms(depth: Int) throws(Fault) -> [[MTNotation]] {
        position += 1
        var forms = [try items(depth: depth + 1)]
        while take("|") { forms.append(try items(depth: depth + 1)) }
        guard take(")") else { throw fault("a parenthesis is not closed") }
        return forms
    }

    private mutating func codes() throws(Fault) -> [String] {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "}") { position += 1 }
        guard position < bytes.count else { throw fault("a brace is not closed") }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        position += 1
        return text.split(separator: "|").map(String.init)
    }

    private mutating func quoted() throws(Fault) -> String {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") { position += 1 }
        guard position < bytes.count else { throw fault("a quotation mark is missing") }
        defer { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func literal() throws(Fault) -> String {
        let start = position
        while position < bytes.count, Self.isLiteral(bytes[position]) { position += 1 }
        guard position > start else { throw fault("this character has no meaning here; quote it if it is text") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// `35x`, `4!c`, `2-4n`, `4*35x`, `4*(1!n/33x)`.
    private mutating func subfield(depth: Int) throws(Fault) -> MTNotation {
        var length = try number()
        if take("*") {
            let count = length
            if position < bytes.count, bytes[position] == UInt8(ascii: "(") {
                let forms = try forms(depth: depth)
                guard forms.count == 1 else { throw fault("lines have one form") }
                return .group(forms[0], max: count)
            }
            length = try number()
            return .lines(set: try set().set, max: count, width: length)
        }
        var min = 1
        if take("!") {
            min = length
        } else if take("-") {
            min = length
            length = try number()
        }
        let (set, isDecimal) = try set()
        return isDecimal ? .decimal(max: length, needsComma: true) : .run(set: set, min: min, max: length)
    }

    private mutating func set() throws(Fault) -> (set: UInt8, isDecimal: Bool) {
        guard position < bytes.count, let set = MTCharacterSet.named(bytes[position]) else {
            throw fault("a character set (n a c h d x y z e) is missing")
        }
        position += 1
        return (set, bytes[position - 1] == UInt8(ascii: "d"))
    }

    private mutating func number() throws(Fault) -> Int {
        var number = 0
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]), number <= Self.lengthMax {
            number = number * 10 + Int(bytes[position] - 0x30)
            position += 1
        }
        guard position > start, number <= Self.lengthMax else { throw fault("a length is missing or too large") }
        return number
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private static func isCodeCharacter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
    }

    private static func isLiteral(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || ":/,-+.?>=<_@".utf8.contains(byte)
    }

    private func fault(_ reason: String) -> Fault {
        file.fault(word, "In the notation \(reason).", column: position)
    }
}
