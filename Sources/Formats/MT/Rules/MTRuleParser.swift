import Canonical

/// Reads one rule: `CODE NAME [variants] EXPRESSION -- text`.
struct MTRuleParser {
    private static let depthMax = 32

    private let words: [MTWord]
    private let text: [MTWord]
    private let lists: [String: [String]]
    private let file: MTTableFile
    private var position = 0
    private var depth = 0

    init(_ words: [MTWord], lists: [String: [String]], file: MTTableFile) {
        let dashes = words.firstIndex { $0.text == "--" } ?? words.endIndex
        self.words = Array(words[..<dashes])
        text = Array(words[dashes...].dropFirst())
        self.lists = lists
        self.file = file
    }

    mutating func rule() throws(Fault) -> MTRule {
        let code = try next("the error code")
        let name = try next("the rule's number")
        let variants = try variants()
        let expression = try expression()
        guard position == words.count else { throw fault("This word does not belong here.") }
        guard !text.isEmpty else { throw fault("The text of the finding is missing.") }
        return MTRule(code: code, name: name, variants: variants, expression: expression, text: joined(text))
    }

    /// The words as they stand in the table, since brackets and commas are words of their own.
    private func joined(_ words: [MTWord]) -> String {
        var text = ""
        for (index, word) in words.enumerated() {
            let before = index > 0 ? words[index - 1] : nil
            let touches = before.map { $0.line == word.line && $0.column + $0.text.utf8.count == word.column } ?? true
            text += touches ? word.text : " \(word.text)"
        }
        return text
    }

    private mutating func variants() throws(Fault) -> MTVariants {
        guard take("[") else { return .all }
        let isExcluding = take("not")
        var names: [String] = []
        repeat { names.append(try next("the name of a variant")) } while take(",")
        try expect("]")
        return isExcluding ? .not(names) : .only(names)
    }

    // MARK: - Expressions

    private mutating func expression() throws(Fault) -> MTExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else { throw fault("The expression is nested too deep.") }
        if take("if") {
            let test = try expression()
            try expect("then")
            let then = try expression()
            return .condition(test, then: then, otherwise: take("else") ? try expression() : nil)
        }
        var parts = [try conjunction()]
        while take("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .some(parts)
    }

    private mutating func conjunction() throws(Fault) -> MTExpression {
        var parts = [try negation()]
        while take("and") { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negation() throws(Fault) -> MTExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else { throw fault("The expression is nested too deep.") }
        return take("not") ? .not(try negation()) : try primary()
    }

    private mutating func primary() throws(Fault) -> MTExpression {
        if take("(") { return try closed(try expression()) }
        if peek == "each" || peek == "any", !isBehindNext("(") {
            let isEach = peek == "each"
            position += 1
            let path = try path()
            try expect("(")
            let inner = try closed(try expression())
            return isEach ? .each(path, inner) : .any(path, inner)
        }
        if takeCall("exists") { return try closed(.exists(try path())) }
        if takeCall("unique") {
            let path = try path()
            return try closed(.unique(path, except: take(",") ? try list() : []))
        }
        if takeCall("equal") {
            var operands: [MTOperand] = []
            repeat { operands.append(try operand()) } while take(",")
            return try closed(.equal(operands))
        }
        if takeCall("ordered") {
            let path = try path()
            try expect(",")
            return try closed(.ordered(path, try list()))
        }
        return try comparison()
    }

    private mutating func comparison() throws(Fault) -> MTExpression {
        let left = try operand()
        if take("in") { return .isIn(left, try list()) }
        if take("is") {
            try expect("bic")
            return .isBIC(left)
        }
        if take("not") {
            try expect("in")
            return .not(.isIn(left, try list()))
        }
        guard let comparison = MTComparison(rawValue: try next("a comparison")) else {
            position -= 1
            throw fault("A comparison (= <> < <= > >= in is) is expected.")
        }
        return .comparison(left, comparison, try operand())
    }

    private mutating func operand() throws(Fault) -> MTOperand {
        if takeCall("option") { return try closed(.option(try path())) }
        if takeCall("count") { return try closed(.count(try path())) }
        if takeCall("sum") { return try closed(.sum(try path())) }
        if takeCall("country") {
            let party = try next("sender or receiver")
            guard party == "sender" || party == "receiver" else { throw fault("This is sender or receiver.") }
            return try closed(.country(isSender: party == "sender"))
        }
        if takeCall("left") {
            let inner = try operand()
            try expect(",")
            guard let count = Int(try next("a number")), count > 0 else { throw fault("This is a number.") }
            return try closed(.left(inner, count))
        }
        if let quoted = takeQuoted() { return .text(Array(quoted.utf8)) }
        // A tag without a letter could be a number: numbers stand alone behind a comparison.
        if let word = peek, isBehindComparison, word.utf8.allSatisfy({ $0 &- 0x30 <= 9 }), let number = Int(word) {
            position += 1
            return .number(MTDecimal(number))
        }
        return .path(try path())
    }

    private mutating func list() throws(Fault) -> [String] {
        if let word = peek, word.hasPrefix("@") {
            position += 1
            guard let list = lists[String(word.dropFirst())] else {
                position -= 1
                throw fault("There is no list of this name in lists.txt.")
            }
            return list
        }
        try expect("(")
        var codes: [String] = []
        repeat {
            guard let code = takeQuoted() else { throw fault("A list has texts in quotes.") }
            codes.append(code)
        } while take(",")
        try expect(")")
        return codes
    }

    private mutating func path() throws(Fault) -> MTPath {
        let word = try next("a path")
        var parts = word.split(separator: "/").map(String.init)
        var start = word.hasPrefix("/") ? MTPath.Start.block4 : .here
        if parts.first == "block3" {
            start = .block3
            parts.removeFirst()
            return MTPath(start: start, steps: parts.map { .name(Array($0.utf8)) })
        }
        guard !parts.isEmpty else { throw fault("A path is missing.") }
        return MTPath(start: start, steps: parts.map(Self.step))
    }

    private static func step(_ text: String) -> MTPath.Step {
        let bytes = Array(text.utf8)
        guard bytes.count >= 2, bytes.count <= 3, bytes[0] &- 0x30 <= 9, bytes[1] &- 0x30 <= 9 else {
            return .name(bytes)
        }
        let letter = Array(bytes[2...])
        return .tag(number: Array(bytes[..<2]), letter: letter == [UInt8(ascii: "a")] ? nil : letter)
    }

    // MARK: - Words

    private var peek: String? { position < words.count ? words[position].text : nil }

    private var isBehindComparison: Bool { position > 0 && MTComparison(rawValue: words[position - 1].text) != nil }

    private func isBehindNext(_ text: String) -> Bool {
        position + 1 < words.count && words[position + 1].text == text
    }

    private mutating func take(_ text: String) -> Bool {
        guard peek == text else { return false }
        position += 1
        return true
    }

    /// A name with a bracket behind it.
    private mutating func takeCall(_ name: String) -> Bool {
        guard peek == name, isBehindNext("(") else { return false }
        position += 2
        return true
    }

    private mutating func takeQuoted() -> String? {
        guard let word = peek, word.utf8.count >= 2, word.hasPrefix("\""), word.hasSuffix("\"") else { return nil }
        position += 1
        return String(word.dropFirst().dropLast())
    }

    private mutating func next(_ what: String) throws(Fault) -> String {
        guard let word = peek else { throw fault("Here \(what) is missing.") }
        position += 1
        return word
    }

    private mutating func expect(_ text: String) throws(Fault) {
        guard take(text) else { throw fault("Here \(text) is expected.") }
    }

    private mutating func closed<Value>(_ value: Value) throws(Fault) -> Value {
        try expect(")")
        return value
    }

    private func fault(_ reason: String) -> Fault {
        let word = position < words.count ? words[position] : words[words.count - 1]
        return file.fault(word, reason)
    }
}
