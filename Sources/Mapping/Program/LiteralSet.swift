import Canonical

/// The constants of an `in [a, b]`, or of a cell of a decision table.
struct LiteralSet: Sendable {
    /// The texts.
    let texts: CodeSet
    /// The numbers.
    let numbers: [Number]
    /// Whether false is one of them.
    let hasNo: Bool
    /// Whether true is one of them.
    let hasYes: Bool

    init(_ literals: Set<Literal>) {
        var texts: [String] = []
        var numbers: [Number] = []
        for literal in literals {
            switch literal {
            case .text(let text): texts.append(text)
            // The parser admits only digits that are a number.
            case .number(let digits): if let number = Number(digits) { numbers.append(number) }
            case .boolean: break
            }
        }
        self.texts = CodeSet(texts)
        self.numbers = numbers
        hasNo = literals.contains(.boolean(false))
        hasYes = literals.contains(.boolean(true))
    }
}
