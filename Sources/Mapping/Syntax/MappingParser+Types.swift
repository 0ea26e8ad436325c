/// Names and types.
extension MappingParser {
    /// The name that a declaration gives: a word that the language does not need itself.
    mutating func declaredName(_ of: String) throws(SyntaxStop) -> Name {
        guard let word = current.word else { throw unexpected("A name is expected for \(of)") }
        if MappingWords.reserved.contains(word) {
            note("\(word) is a word of the language and cannot be the name of \(of).", "Choose another name.")
        }
        defer { advance() }
        return Name(word, at: current.position)
    }

    /// The name of something that is declared elsewhere.
    mutating func referredName(_ of: String) throws(SyntaxStop) -> Name {
        guard let word = current.word, !MappingWords.reserved.contains(word) else {
            throw unexpected("The name of \(of) is expected")
        }
        defer { advance() }
        return Name(word, at: current.position)
    }

    /// A text in quotation marks.
    mutating func quoted(_ what: String) throws(SyntaxStop) -> Name {
        guard case .text(let text) = current.kind else {
            throw unexpected("\(what) is expected in quotation marks", "Write it in \" \".")
        }
        defer { advance() }
        return Name(text, at: current.position)
    }

    /// A whole number of at least a least one.
    mutating func integer(_ what: String, min: Int = 1, max: Int = 1_000_000_000) throws(SyntaxStop) -> Int {
        guard case .number(let digits) = current.kind else { throw unexpected("\(what) is expected as a number") }
        guard let number = Int(digits), number >= min, number <= max else {
            throw stop("\(what) is a whole number from \(min) to \(max).")
        }
        advance()
        return number
    }

    /// A type with its alternatives; `?` at the end is about all of it.
    mutating func type() throws(SyntaxStop) -> TypeName {
        try enter()
        defer { leave() }
        let start = current
        var types = [try oneType()]
        while take(.bar) { types.append(try oneType()) }
        let constants = types.compactMap { type -> [String]? in
            if case .constants(let constants, _) = type { constants } else { nil }
        }
        var type = types[0]
        if constants.count == types.count {
            type = .constants(constants.flatMap { $0 }, start.position)
        } else if !constants.isEmpty {
            throw stop("A type is either one of some texts or one of some types.", at: start)
        } else if types.count > 1 {
            type = .oneOf(types)
        }
        return take(.optional) ? .optional(type) : type
    }

    private mutating func oneType() throws(SyntaxStop) -> TypeName {
        let start = current
        switch start.kind {
        case .text(let text):
            advance()
            return .constants([text], start.position)
        case .word("list") where token(after: 1).word == "of":
            advance()
            advance()
            try enter()
            defer { leave() }
            return .list(try oneType(), start.position)
        case .word("text") where !isDotted: return try textType()
        case .word(let word) where isComponent: return try component(of: Name(word, at: start.position))
        case .word(let word):
            if !isDotted, let simple = TypeName.Simple(rawValue: word) {
                advance()
                return .simple(simple, start.position)
            }
            return try documentType()
        default: throw unexpected("A type is expected")
        }
    }

    private var isDotted: Bool { token(after: 1).sign == .dot && !token(after: 1).isApart }

    private var isComponent: Bool {
        token(after: 1).sign == .colon && !token(after: 1).isApart && !token(after: 2).isApart
    }

    private mutating func textType() throws(SyntaxStop) -> TypeName {
        let start = current.position
        advance()
        var (lengthMin, lengthMax): (Int, Int?) = (0, nil)
        if case .number = current.kind, !current.beginsLine {
            lengthMax = try integer("The length of a text", min: 0)
            if take(.range) {
                lengthMin = lengthMax ?? 0
                lengthMax = try integer("The greatest length of a text", min: max(1, lengthMin))
            }
        }
        var characters: String?
        if take("in") {
            guard let word = current.word else { throw unexpected("The name of a character set is expected") }
            characters = word
            advance()
        }
        return .text(lengthMin: lengthMin, lengthMax: lengthMax, characters: characters, position: start)
    }

    private mutating func component(of system: Name) throws(SyntaxStop) -> TypeName {
        advance()
        advance()
        let position = current.position
        switch current.kind {
        case .word(let name), .number(let name):
            advance()
            return .component(system: system, name: Name(name, at: position))
        default: throw unexpected("The name of a type is expected after \(system.text):")
        }
    }

    /// `pacs.008.001.08`, and `pacs.008.001.08..13`.
    private mutating func documentType() throws(SyntaxStop) -> TypeName {
        var name = try referredName("a document type")
        while current.sign == .dot, !current.isApart {
            advance()
            guard let member = current.word, !current.isApart else {
                throw unexpected("A part of the type's name is expected after the dot")
            }
            name.text += "." + member
            advance()
        }
        let last = token(after: 1)
        guard current.sign == .range, case .number(let digits) = last.kind else { return .document(name) }
        let version = name.text.utf8.reversed().prefix { $0.isDigitByte }.count
        guard version > 0, version <= 9, digits.utf8.count == version, let to = Int(digits),
            let from = Int(name.text.suffix(version)), from <= to, to - from <= TypeName.versionsMax
        else {
            throw stop(
                "A range of versions goes from a lower to a higher version with as many digits.",
                "Write it as in pacs.008.001.08..13.",
                at: last
            )
        }
        advance()
        advance()
        return .versions(name, last: digits)
    }
}
