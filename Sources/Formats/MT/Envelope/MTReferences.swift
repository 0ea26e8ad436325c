import Canonical

/// The references of XML, such as `&amp;` and `&#13;`, in a message that stands as text in an envelope.
struct MTReferences {
    /// A character and one way in which it is written.
    struct Form: Equatable {
        var character: Unicode.Scalar
        var text: [UInt8]
    }

    /// Which of a character's occurrences are written in one way, by their number; all of them where that is nil.
    struct Use {
        var form: Form
        var numbers: [Int]?
    }

    /// Greatest number of different ways of writing.
    static let formsMax = 32
    /// Greatest length of a reference.
    private static let lengthMax = 12
    private static let names: [(name: [UInt8], character: Unicode.Scalar)] = [
        ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"),
    ]
    .map { (Array($0.0.utf8), $0.1) }

    /// How characters are written that the envelope would not hold as they are, or did not.
    var uses: [Use] = []

    // MARK: - Reading

    /// Takes the references out of a text; those of further forms than the limit are left as they are.
    static func resolve(_ text: [UInt8]) -> (message: [UInt8], references: MTReferences) {
        guard text.contains(where: isMarkup) else { return (text, MTReferences()) }
        var message: [UInt8] = []
        message.reserveCapacity(text.count)
        var found: [(form: Form, offsets: [Int])] = []
        var index = 0
        while index < text.count {
            guard isMarkup(text[index]) else {
                message.append(text[index])
                index += 1
                continue
            }
            let itself = Form(character: Unicode.Scalar(text[index]), text: [text[index]])
            var form = reference(text, at: index) ?? itself
            let isKnown = found.contains { $0.form == form }
            if !isKnown, found.count >= formsMax - 2 { form = itself }
            if let known = found.firstIndex(where: { $0.form == form }) {
                found[known].offsets.append(message.count)
            } else {
                found.append((form, [message.count]))
            }
            message += String(form.character).utf8
            index += form.text.count
        }
        return (message, MTReferences(uses: found.map { use($0.form, $0.offsets, message) }))
    }

    /// Whether XML takes the byte only for markup; in text that is not well-formed it may stand for itself.
    private static func isMarkup(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") }

    /// The reference that begins at an ampersand.
    private static func reference(_ text: [UInt8], at start: Int) -> Form? {
        guard text.indices.contains(start), text[start] == UInt8(ascii: "&"),
            let end = text[start...].prefix(lengthMax).firstIndex(of: UInt8(ascii: ";"))
        else { return nil }
        let name = text[(start + 1)..<end]
        let written = Array(text[start...end])
        if let known = names.first(where: { name.elementsEqual($0.name) }) {
            return Form(character: known.character, text: written)
        }
        guard name.first == UInt8(ascii: "#") else { return nil }
        let isHexadecimal = name.dropFirst().first == UInt8(ascii: "x")
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-"),
            let number = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
            let character = Unicode.Scalar(number), isAllowed(character)
        else { return nil }
        return Form(character: character, text: written)
    }

    /// Whether XML takes the character (XML 1.0, section 2.2).
    private static func isAllowed(_ character: Unicode.Scalar) -> Bool {
        switch character.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xFFFD, 0x1_0000...0x10_FFFF: true
        default: false
        }
    }

    private static func use(_ form: Form, _ offsets: [Int], _ message: [UInt8]) -> Use {
        let character = Array(String(form.character).utf8)
        var numbers: [Int] = []
        var count = 0
        var next = 0
        forEachOccurrence(of: character, in: message) { offset in
            if next < offsets.count, offsets[next] == offset {
                numbers.append(count)
                next += 1
            }
            count += 1
        }
        return Use(form: form, numbers: numbers.count == count ? nil : numbers)
    }

    private static func forEachOccurrence(of character: [UInt8], in message: [UInt8], _ body: (Int) -> Void) {
        var index = 0
        while index + character.count <= message.count {
            guard message[index] == character[0], message[index...].starts(with: character) else {
                index += 1
                continue
            }
            body(index)
            index += character.count
        }
    }

    // MARK: - Writing

    /// The message as text of XML: as it was written, and `&amp;` and `&lt;` where the text must have them.
    func written(_ message: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(message.count + message.count / 8)
        let numbers = uses.map { $0.numbers.map(Set.init) }
        let characters = uses.map { Array(String($0.form.character).utf8) }
        var counts = [Int](repeating: 0, count: uses.count)
        var index = 0
        scan: while index < message.count {
            var length = 1
            var text: [UInt8]?
            for use in uses.indices where message[index] == characters[use][0] {
                guard message[index...].starts(with: characters[use]) else { continue }
                length = characters[use].count
                if text == nil, numbers[use]?.contains(counts[use]) ?? true { text = uses[use].form.text }
                counts[use] += 1
            }
            output += text.map { $0[...] } ?? Self.required(message[index..<(index + length)])
            index += length
        }
        return output
    }

    private static func required(_ character: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        switch character.first {
        case UInt8(ascii: "&"): Array("&amp;".utf8)[...]
        case UInt8(ascii: "<"): Array("&lt;".utf8)[...]
        default: character
        }
    }
}

// MARK: - In documents

extension MTReferences {
    /// The member `references` of an envelope, absent where there are none.
    func append(to builder: inout DocumentBuilder, _ names: MTNames) {
        guard !uses.isEmpty else { return }
        builder.begin(.list, names.references)
        for use in uses {
            builder.begin(.object)
            builder.text(names.character, String(use.form.character))
            builder.text(names.text, String(decoding: use.form.text, as: UTF8.self))
            if let numbers = use.numbers {
                builder.begin(.list, names.numbers)
                for number in numbers { builder.number(.none, number) }
                builder.end()
            }
            builder.end()
        }
        builder.end()
    }

    /// Reads the member `references`.
    ///
    /// - Throws: `schema.violation` where a way of writing does not stand for its character.
    init(_ document: Document, _ envelope: Int) throws(Fault) {
        guard let list = document.member("references", of: envelope) else { return }
        guard document.nodes[list].kind == .list, document.nodes[list].count <= Self.formsMax else {
            throw MTFault.document("The references are a list of at most \(Self.formsMax).", "/envelope/references")
        }
        for item in document.children(at: list) {
            let text = document.textBytes("text", of: item).map(Array.init) ?? []
            let character = document.textBytes("character", of: item)
                .map { String(decoding: $0, as: UTF8.self).unicodeScalars }
            guard let character, character.count == 1, let scalar = character.first,
                Self.reference(text, at: 0) == Form(character: scalar, text: text)
                    || (text.count == 1 && Self.isMarkup(text[0]) && scalar == Unicode.Scalar(text[0]))
            else {
                throw MTFault.document("A reference does not stand for its character.", "/envelope/references")
            }
            let numbers = document.member("numbers", of: item).map { document.integers(in: $0) }
            uses.append(Use(form: Form(character: scalar, text: text), numbers: numbers))
        }
    }
}
