import Canonical

/// A field and letter option as `fields.txt` defines it.
struct MTFieldDefinition: Sendable {
    /// A notation and the names of its components: the standard's, or a dialect's.
    struct Form: Sendable {
        var notation: [MTNotation]
        var components: [MTComponentSpecification]
    }

    var tag: MTTag
    /// The message types that it holds for, `x` for any digit; empty for all.
    var scopes: [String]
    /// The standard's form, and behind it those of dialects.
    var forms: [Form]
    /// The code for a value that matches no form.
    var errorCode: String

    /// How exactly it names a message type: 0 not at all, 1 for all, then more digits before fewer.
    func precision(for type: String) -> Int {
        guard !scopes.isEmpty else { return 1 }
        var best = 0
        for scope in scopes where scope.utf8.count == type.utf8.count {
            let pairs = zip(scope.utf8, type.utf8)
            guard pairs.allSatisfy({ $0 == $1 || $0 == UInt8(ascii: "x") }) else { continue }
            best = max(best, 2 + scope.utf8.count { $0 != UInt8(ascii: "x") })
        }
        return best
    }
}

/// Reads `fields.txt`.
struct MTFieldFile {
    private(set) var fields: [MTFieldDefinition] = []
    private let file: MTTableFile

    init(_ definition: DefinitionFile) throws(Fault) {
        file = MTTableFile(definition)
        for words in file.entries { try read(words) }
    }

    private mutating func read(_ words: [MTWord]) throws(Fault) {
        guard words.count >= 2 else { throw file.fault(words[0], "A field has a tag and a notation.") }
        let isDialect = words[0].text.first == "~"
        let tagText = isDialect ? words[0].text.dropFirst() : words[0].text[...]
        let parts = tagText.split(separator: "@", maxSplits: 1)
        guard let first = parts.first, let tag = MTTag(first) ?? MTTag(trailer: first) else {
            throw file.fault(
                words[0],
                "A tag is two digits and a letter for the option, three digits, or three letters."
            )
        }
        let scopes = parts.count == 2 ? parts[1].split(separator: ",").map(String.init) : []
        var parser = MTNotationParser(words[1], in: file)
        var form = MTFieldDefinition.Form(notation: try parser.parse(), components: [])
        var errorCode = "mt.format"
        for word in words.dropFirst(2) {
            if word.text.hasPrefix("error=") {
                errorCode = String(word.text.dropFirst(6))
            } else {
                form.components.append(try MTComponentSpecification(word, in: file))
            }
        }
        if isDialect {
            try addDialect(form, tag, scopes, words)
        } else {
            try check(form, words, names: nil)
            fields.append(MTFieldDefinition(tag: tag, scopes: scopes, forms: [form], errorCode: errorCode))
        }
    }

    private mutating func addDialect(
        _ form: MTFieldDefinition.Form,
        _ tag: MTTag,
        _ scopes: [String],
        _ words: [MTWord]
    ) throws(Fault) {
        guard let last = fields.indices.last, fields[last].tag == tag, scopes.isEmpty || scopes == fields[last].scopes
        else { throw file.fault(words[0], "A dialect stands below the field that it belongs to.") }
        let standard = fields[last].forms[0].components
        try check(form, words, names: Set(standard.map(\.name)))
        var form = form
        form.notation = form.notation.map(\.inAnyCase)
        for index in form.components.indices where form.components[index].kind == .text {
            let name = form.components[index].name
            guard let same = standard.first(where: { $0.name == name }) else { continue }
            let word = form.components[index].word
            form.components[index] = same
            form.components[index].word = word
        }
        fields[last].forms.append(form)
    }

    /// One name for each component, and each name once unless forms of a choice share it.
    private func check(_ form: MTFieldDefinition.Form, _ words: [MTWord], names: Set<String>?) throws(Fault) {
        let count = form.notation.reduce(0) { $0 + $1.componentCount }
        guard count == form.components.count else {
            throw file.fault(
                words[1],
                "The notation has \(count) components and \(form.components.count) are named."
            )
        }
        let groups = form.notation.compactMap { if case .group(let items, _) = $0 { items } else { nil } }
        let inner = groups.map { $0.reduce(0) { $0 + $1.componentCount } }
        let named = form.components.map(\.inner.count).filter { $0 > 0 }
        guard inner == named else { throw file.fault(words[1], "The components of a line are not all named.") }
        let hasChoice = form.notation.contains { if case .choice(let forms) = $0 { forms.count > 1 } else { false } }
        var seen: Set<String> = []
        for component in form.components where component.isKept {
            if let names, !names.contains(component.name) {
                throw file.fault(component.word, "The standard's notation has no component of this name.")
            }
            guard seen.insert(component.name).inserted || hasChoice else {
                throw file.fault(component.word, "The name stands twice in the field.")
            }
        }
    }
}

extension MTNotation {
    /// The same with letters of either case, as dialects take them.
    fileprivate var inAnyCase: MTNotation {
        switch self {
        case .run(MTCharacterSet.a, let min, let max): .run(set: MTCharacterSet.letters, min: min, max: max)
        case .run(MTCharacterSet.c, let min, let max): .run(set: MTCharacterSet.anyCase, min: min, max: max)
        case .run: self
        case .decimal(let max, _): .decimal(max: max, needsComma: false)
        case .optional(let items): .optional(items.map(\.inAnyCase))
        case .choice(let forms): .choice(forms.map { $0.map(\.inAnyCase) })
        case .group(let items, let max): .group(items.map(\.inAnyCase), max: max)
        case .lines, .codes, .lineEnd, .literal: self
        }
    }
}
