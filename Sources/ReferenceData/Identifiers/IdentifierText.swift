/// The characters of an identifier: capital letters, digits and punctuation, without what people write between groups.
struct IdentifierText {
    /// Greatest length of a value that is looked at.
    static let charactersMax = 128

    /// The characters without spaces and hyphens.
    let bytes: [UInt8]
    /// The characters between hyphens, or between spaces where there are no hyphens.
    let groups: [String]

    /// Takes spaces and hyphens out and makes letters capital.
    init(_ value: String) throws(IdentifierReason) {
        guard value.utf8.count <= Self.charactersMax else { throw .length("A value has at most 128 characters.") }
        var bytes: [UInt8] = []
        var atHyphens = [""]
        var atSpaces = [""]
        for scalar in value.unicodeScalars {
            switch Self.meaning(of: scalar) {
            case .hyphen: atHyphens.append("")
            case .space: atSpaces.append("")
            case .character(let byte):
                bytes.append(byte)
                atHyphens[atHyphens.count - 1].unicodeScalars.append(Unicode.Scalar(byte))
                atSpaces[atSpaces.count - 1].unicodeScalars.append(Unicode.Scalar(byte))
            case .other: throw .characters("Only letters and digits of ASCII are expected.")
            }
        }
        guard !bytes.isEmpty else { throw .length("There is no value.") }
        self.bytes = bytes
        groups = atHyphens.count > 1 ? atHyphens : atSpaces.filter { !$0.isEmpty }
    }

    private enum Meaning {
        case hyphen
        case space
        case character(UInt8)
        case other
    }

    private static func meaning(of scalar: Unicode.Scalar) -> Meaning {
        switch scalar {
        case "a"..."z": .character(UInt8(scalar.value) - 0x20)
        case "-": .hyphen
        case " ", "\t": .space
        case "!"..."~": .character(UInt8(scalar.value))
        default:
            switch scalar.properties.generalCategory {
            case .dashPunctuation: .hyphen
            case .spaceSeparator: .space
            default: .other
            }
        }
    }

    var count: Int { bytes.count }
    var text: String { text(0..<count) }

    /// The characters of a range, cut to those there are.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<count)], as: UTF8.self)
    }

    func isDigit(_ index: Int) -> Bool { (0x30...0x39).contains(bytes[index]) }
    func isLetter(_ index: Int) -> Bool { (0x41...0x5A).contains(bytes[index]) }

    /// The value of a digit, or 10 to 35 for a letter.
    func value(_ index: Int) -> Int { CheckDigits.value(bytes[index]) }

    // MARK: - Expectations

    func expectLength(_ lengths: Int...) throws(IdentifierReason) {
        guard lengths.contains(count) else {
            let list = lengths.map(String.init).joined(separator: " or ")
            throw .length("There are \(count) characters; \(list) are expected.")
        }
    }

    func expectLength(_ range: ClosedRange<Int>) throws(IdentifierReason) {
        guard range.contains(count) else {
            throw .length("There are \(count) characters; \(range.lowerBound) to \(range.upperBound) are expected.")
        }
    }

    func expectDigits(_ range: Range<Int>? = nil) throws(IdentifierReason) {
        for index in range ?? 0..<count where !isDigit(index) {
            throw .characters("Character \(index + 1) is no digit.")
        }
    }

    func expectLetters(_ range: Range<Int>) throws(IdentifierReason) {
        for index in range where !isLetter(index) { throw .characters("Character \(index + 1) is no letter.") }
    }

    func expectAlphanumeric(_ range: Range<Int>? = nil) throws(IdentifierReason) {
        for index in range ?? 0..<count where !isDigit(index) && !isLetter(index) {
            throw .characters("Character \(index + 1) is neither a letter nor a digit.")
        }
    }
}
