import Canonical

/// Layout facts as text in documents: `pad 00`, `lead 3`, `sign 0F`, `raw C1C2`.
enum LayoutText {
    /// Appends a fact; `bytes` are those of the field.
    static func append(_ fact: LayoutFact, _ bytes: Span<UInt8>, into text: inout [UInt8]) {
        switch fact {
        case .none: break
        case .pad(let byte):
            text.append(contentsOf: "pad ".utf8)
            appendHex(byte, into: &text)
        case .lead(let count): text.append(contentsOf: "lead \(count)".utf8)
        case .sign(let byte):
            text.append(contentsOf: "sign ".utf8)
            appendHex(byte, into: &text)
        case .raw:
            text.append(contentsOf: "raw ".utf8)
            Hexadecimal.append(bytes, into: &text)
        }
    }

    private static func appendHex(_ byte: UInt8, into text: inout [UInt8]) {
        let bytes: InlineArray<1, UInt8> = [byte]
        Hexadecimal.append(bytes.span, into: &text)
    }

    /// A fact read from a document, with the bytes of `raw`.
    struct Parsed {
        var fact: LayoutFact
        var raw: [UInt8] = []
    }

    /// Reads a fact; nil where the text is none.
    static func parse(_ text: Span<UInt8>) -> Parsed? {
        var space = 0
        while space < text.count, text[space] != 0x20 { space += 1 }
        guard space < text.count else { return nil }
        let word = String(decoding: Array(span: text.extracting(0..<space)), as: UTF8.self)
        let rest = text.extracting((space + 1)..<text.count)
        switch word {
        case "lead": return Int(String(decoding: Array(span: rest), as: UTF8.self)).map { Parsed(fact: .lead($0)) }
        case "raw": return Hexadecimal.bytes(rest).map { Parsed(fact: .raw, raw: $0) }
        case "pad", "sign":
            guard let bytes = Hexadecimal.bytes(rest), bytes.count == 1 else { return nil }
            return Parsed(fact: word == "pad" ? .pad(bytes[0]) : .sign(bytes[0]))
        default: return nil
        }
    }
}

extension [UInt8] {
    /// The bytes of a span.
    init(span: Span<UInt8>) {
        self = span.withUnsafeBufferPointer { Array($0) }
    }
}
