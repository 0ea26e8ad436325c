import Canonical

/// A component as `fields.txt` names it: `name:type(arguments)!code`.
struct MTComponentSpecification: Sendable {
    var name: String
    var kind: MTComponentKind
    /// The names in parentheses of `party`, `beneficiary` and `list`.
    var inner: [MTComponentSpecification] = []
    /// The codes of `code` and `codewords`; nil means any.
    var codes: [String]?
    /// Of an amount, the name of the component that holds its currency.
    var currency: String?
    /// The error code in place of the kind's own.
    var errorCode: String?
    var word: MTWord

    /// Whether the document keeps it.
    var isKept: Bool { name != "-" }
}

/// What a component holds, and with it how it is checked and what it becomes in the document.
enum MTComponentKind: String, Sendable, CaseIterable {
    case text, date, date8, monthday, yearmonth, time, time6, offset, currency, amount, rate, reference, bic, country
    case uetr, account, code, partyIdentifier, party, beneficiary, list, codewords, subtags
    /// Lines without a further type.
    case lines

    /// SWIFT's code for a value that is not of the kind.
    var errorCode: String {
        switch self {
        case .date, .date8, .monthday, .yearmonth: "T50"
        case .time, .time6: "T38"
        case .offset: "T15"
        case .currency: "T52"
        case .amount, .rate: "T43"
        case .reference: "T26"
        case .bic: "T27"
        case .country: "T73"
        case .code: "T08"
        case .partyIdentifier: "T54"
        case .party, .beneficiary: "T56"
        case .uetr: "mt.user-header"
        default: "mt.format"
        }
    }
}

extension MTComponentSpecification {
    private static let depthMax = 3

    /// Reads one component of a table.
    init(_ word: MTWord, in file: MTTableFile, depth: Int = 0) throws(Fault) {
        guard depth < Self.depthMax else { throw file.fault(word, "Components are nested too deep.") }
        self.word = word
        var text = Substring(word.text)
        if let mark = text.lastIndex(of: "!"), !text[mark...].contains(")") {
            errorCode = String(text[text.index(after: mark)...])
            text = text[..<mark]
        }
        let colon = text.firstIndex(of: ":") ?? text.endIndex
        name = String(text[..<colon])
        kind = .text
        guard !name.isEmpty else { throw file.fault(word, "A component has no name.") }
        guard colon < text.endIndex else { return }
        let type = text[text.index(after: colon)...]
        let parenthesis = type.firstIndex(of: "(") ?? type.endIndex
        guard let kind = MTComponentKind(rawValue: String(type[..<parenthesis])) else {
            throw file.fault(word, "There is no type of component with this name.")
        }
        self.kind = kind
        guard parenthesis < type.endIndex else { return }
        guard type.last == ")" else { throw file.fault(word, "A parenthesis is not closed.") }
        let arguments = Self.arguments(type[type.index(after: parenthesis)...].dropLast())
        switch kind {
        case .code, .codewords, .partyIdentifier: codes = arguments
        case .amount: currency = arguments.first
        case .party, .beneficiary, .list:
            for argument in arguments {
                let place = MTWord(text: argument, line: word.line, column: word.column)
                inner.append(try MTComponentSpecification(place, in: file, depth: depth + 1))
            }
        default: throw file.fault(word, "This type of component takes nothing in parentheses.")
        }
    }

    /// Splits at commas outside of inner parentheses.
    private static func arguments(_ text: Substring) -> [String] {
        var arguments: [String] = [""]
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 {
                arguments.append("")
            } else {
                arguments[arguments.count - 1].append(character)
            }
        }
        return arguments
    }
}
