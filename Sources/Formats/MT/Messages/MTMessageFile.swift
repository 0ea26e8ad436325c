import Canonical

/// Reads a table of `messages/`.
struct MTMessageFile {
    private static let depthMax = 8

    private let file: MTTableFile
    private var message: MTMessageDefinition
    /// The sequences that are open, the message itself first.
    private var open: [MTSequenceDefinition] = [MTSequenceDefinition()]

    /// The message type that the file describes.
    static func read(_ definition: DefinitionFile, type: String) throws(Fault) -> MTMessageDefinition {
        var reader = MTMessageFile(definition, type: type)
        for line in reader.lines { try reader.read(line) }
        guard reader.open.count == 1, let root = reader.open.last else {
            throw reader.file.fault(reader.open[reader.open.count - 1].word, "The sequence has no end.")
        }
        reader.message.root = root
        return reader.message
    }

    private init(_ definition: DefinitionFile, type: String) {
        file = MTTableFile(definition)
        message = MTMessageDefinition(type: type)
    }

    /// Lines with their continuations; within sequences indentation means nothing.
    private var lines: [[MTWord]] {
        var lines: [[MTWord]] = []
        var depth = 0
        for line in file.lines {
            let first = line.words[0].text
            if line.isIndented, depth == 0, !lines.isEmpty {
                lines[lines.count - 1] += line.words
            } else {
                lines.append(line.words)
            }
            if first == "sequence" { depth += 1 }
            if first == "end" { depth -= 1 }
        }
        return lines
    }

    private mutating func read(_ words: [MTWord]) throws(Fault) {
        switch words[0].text {
        case "title": message.title = words.dropFirst().map(\.text).joined(separator: " ")
        case "length":
            guard words.count == 2, let length = Int(words[1].text), length > 0 else {
                throw file.fault(words[0], "The length is a number of characters.")
            }
            message.charactersMax = length
        case "variant": try readVariant(words)
        case "copy": message.takesCopy = true
        case "misplaced":
            guard words.count == 3, let tag = MTTag(words[1].text) else {
                throw file.fault(words[0], "The code of a misplaced field is written: misplaced TAG CODE.")
            }
            message.misplacedCodes.append((tag, words[2].text))
        case "sequence": open.append(try sequence(words))
        case "end":
            guard open.count > 1, let sequence = open.popLast() else {
                throw file.fault(words[0], "No sequence is open here.")
            }
            guard !sequence.items.isEmpty || sequence.block != nil else {
                throw file.fault(sequence.word, "The sequence has no entries.")
            }
            open[open.count - 1].items.append(.sequence(sequence))
        default: open[open.count - 1].items.append(.field(try entry(words)))
        }
    }

    /// Reads `variant STP when 119 = STP`.
    private mutating func readVariant(_ words: [MTWord]) throws(Fault) {
        guard words.count == 6, words[2].text == "when", words[4].text == "=" else {
            throw file.fault(words[0], "A variant is written: variant NAME when TAG = VALUE.")
        }
        message.variants.append(.init(name: words[1].text, tag: words[3].text, value: words[5].text))
    }

    /// Reads `sequence B M * block CODE only STP`.
    private func sequence(_ words: [MTWord]) throws(Fault) -> MTSequenceDefinition {
        guard open.count <= Self.depthMax, words.count >= 3 else {
            throw file.fault(words[0], "A sequence is written: sequence NAME M or O.")
        }
        var sequence = MTSequenceDefinition(name: words[1].text, word: words[1])
        guard let first = sequence.name.first, first.isLetter else {
            throw file.fault(words[1], "The name of a sequence begins with a letter.")
        }
        sequence.isMandatory = try isMandatory(words[2])
        var index = 3
        if let max = try repetition(words, &index) { sequence.max = max.value }
        if index + 1 < words.count, words[index].text == "block" {
            sequence.block = words[index + 1].text
            index += 2
        }
        sequence.variants = try variants(words, &index)
        guard index == words.count else { throw file.fault(words[index], "This word does not belong here.") }
        return sequence
    }

    /// Reads `50a M * A F K only STP code=A,B!T48 as NAME`.
    private func entry(_ words: [MTWord]) throws(Fault) -> MTEntryDefinition {
        guard words.count >= 2 else { throw file.fault(words[0], "An entry is written: TAG M or O.") }
        let tag = words[0].text
        let hasOption = tag.hasSuffix("a")
        guard let parsed = MTTag(hasOption ? tag.dropLast() : tag[...]) else {
            throw file.fault(words[0], "A tag is two digits and a capital letter, or an a for several options.")
        }
        var entry = MTEntryDefinition(
            name: tag,
            tag: tag,
            number: parsed.number,
            letters: 1 << UInt32(parsed.letter),
            hasOption: hasOption,
            isMandatory: try isMandatory(words[1]),
            max: 1,
            word: words[0]
        )
        var index = 2
        if let max = try repetition(words, &index) { entry.max = max.value }
        if hasOption { entry.letters = try letters(words, &index) }
        entry.variants = try variants(words, &index)
        while index < words.count, let narrowing = try narrowing(words[index]) {
            entry.narrowings.append(narrowing)
            index += 1
        }
        if index + 1 < words.count, words[index].text == "as" {
            entry.name = words[index + 1].text
            index += 2
        }
        guard index == words.count else { throw file.fault(words[index], "This word does not belong here.") }
        return entry
    }

    private func isMandatory(_ word: MTWord) throws(Fault) -> Bool {
        guard word.text == "M" || word.text == "O" else { throw file.fault(word, "This is M or O.") }
        return word.text == "M"
    }

    /// `*` or `*3`; nil where there is none.
    private func repetition(_ words: [MTWord], _ index: inout Int) throws(Fault) -> (value: Int?, word: MTWord)? {
        guard index < words.count, words[index].text.first == "*" else { return nil }
        let word = words[index]
        index += 1
        if word.text == "*" { return (nil, word) }
        guard let max = Int(word.text.dropFirst()), max > 1 else {
            throw file.fault(word, "How often at most is a number from 2.")
        }
        return (max, word)
    }

    private func letters(_ words: [MTWord], _ index: inout Int) throws(Fault) -> UInt32 {
        var letters: UInt32 = 0
        while index < words.count, words[index].text.utf8.count == 1, let byte = words[index].text.utf8.first,
            byte == UInt8(ascii: "-") || (0x41...0x5A).contains(byte)
        {
            letters |= byte == UInt8(ascii: "-") ? 1 : 1 << UInt32(byte - 0x40)
            index += 1
        }
        guard letters != 0 else { throw file.fault(words[0], "The options of the tag are missing.") }
        return letters
    }

    private func variants(_ words: [MTWord], _ index: inout Int) throws(Fault) -> MTVariants {
        guard index < words.count, ["only", "not"].contains(words[index].text) else { return .all }
        guard index + 1 < words.count else { throw file.fault(words[index], "The names of variants are missing.") }
        let names = words[index + 1].text.split(separator: ",").map(String.init)
        for name in names where name != "-" && !message.variants.contains(where: { $0.name == name }) {
            throw file.fault(words[index + 1], "The table declares no variant of this name.")
        }
        index += 2
        return words[index - 2].text == "only" ? .only(names) : .not(names)
    }

    /// `code=CORT,INTC!T48`; nil for a word without an equals sign.
    private func narrowing(_ word: MTWord) throws(Fault) -> MTEntryDefinition.Narrowing? {
        guard let equals = word.text.firstIndex(of: "=") else { return nil }
        let rest = word.text[word.text.index(after: equals)...].split(separator: "!", maxSplits: 1)
        guard let codes = rest.first else { throw file.fault(word, "The codes are missing.") }
        return .init(
            component: String(word.text[..<equals]),
            codes: codes.split(separator: ",").map(String.init),
            errorCode: rest.count > 1 ? String(rest[1]) : "T08"
        )
    }
}
