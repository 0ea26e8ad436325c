import Canonical
import Formats

/// The rules of a described text, made ready to be checked for each message.
///
/// A class, so that nothing is copied where one of many is looked at.
final class TextCheck: Sendable {
    /// Least length in characters.
    let lengthMin: Int
    /// Greatest length in characters.
    let lengthMax: Int
    /// The characters it may have; nil for any.
    let characters: TextCharacters?
    private let codes: CodeSet?
    private let pattern: TextPattern?
    private let meaning: TextShape.Meaning

    /// Makes the rules ready.
    ///
    /// - Throws: `configuration.invalid` for a pattern or character set that there is not.
    init(_ shape: TextShape) throws(Fault) {
        lengthMin = shape.lengthMin
        lengthMax = min(shape.lengthMax ?? Int(Int32.max), Int(Int32.max))
        codes = shape.codes.map { CodeSet($0) }
        meaning = shape.meaning
        if let name = shape.characters {
            characters = try TextCharacters(named: name)
        } else {
            characters = nil
        }
        if let source = shape.pattern {
            guard let compiled = TextPattern(source) else {
                throw CompileFault.because("A pattern of the target's type cannot be used.")
            }
            pattern = compiled
        } else {
            pattern = nil
        }
    }

    /// Whether there is no rule but the length, and the least length is 0 or 1: then bytes can be counted instead.
    var isLengthOnly: Bool {
        let isFree = codes == nil && pattern == nil && characters == nil
        return isFree && lengthMin <= 1 && (meaning == .plain || meaning == .code || meaning == .time)
    }

    /// Whether a text, which is well-formed UTF-8, follows all rules.
    func isFollowed(by text: Span<UInt8>) -> Bool {
        hasLength(text) && (characters?.admits(text) ?? true) && hasForm(text)
    }

    /// Whether the length is within the bounds; characters are only counted where bytes do not decide.
    func hasLength(_ text: Span<UInt8>) -> Bool {
        if text.count <= lengthMax && (lengthMin == 0 || text.count >= lengthMin * 4) { return true }
        let length = text.scalarCount
        return length >= lengthMin && length <= lengthMax
    }

    /// Whether codes, pattern and meaning hold.
    func hasForm(_ text: Span<UInt8>) -> Bool {
        if let codes, !codes.contains(text) { return false }
        if let pattern, !pattern.matches(text) { return false }
        switch meaning {
        case .decimal: return Number.isDecimal(text)
        case .date: return CivilDate.isWritten(text)
        case .plain, .code, .time, .dateTime: return true
        }
    }
}

extension Span<UInt8> {
    /// How many Unicode scalars the bytes, which are well-formed UTF-8, are.
    var scalarCount: Int {
        var count = 0
        for index in indices where self[index] & 0xC0 != 0x80 { count &+= 1 }
        return count
    }
}

extension CivilDate {
    /// Whether a text is a day as ISO 8601 writes it, with or without a zone.
    fileprivate static func isWritten(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 10, CivilDate(extended: text.extracting(0..<10)) != nil else { return false }
        if text.count == 10 || (text.count == 11 && text[10] == UInt8(ascii: "Z")) { return true }
        return text.count == 16 && (text[10] == UInt8(ascii: "+") || text[10] == UInt8(ascii: "-"))
    }
}
