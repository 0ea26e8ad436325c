/// Which rules of a simple type a text breaks.
struct SimpleViolations: OptionSet, Sendable {
    let rawValue: UInt16

    /// The text is not in the lexical space of the built-in type.
    static let form = SimpleViolations(rawValue: 1)
    /// The text is shorter or longer than allowed.
    static let length = SimpleViolations(rawValue: 2)
    /// The text does not match the pattern.
    static let pattern = SimpleViolations(rawValue: 4)
    /// The text is none of the codes.
    static let enumeration = SimpleViolations(rawValue: 8)
    /// A decimal has too many digits.
    static let totalDigits = SimpleViolations(rawValue: 16)
    /// A decimal has too many digits behind the point.
    static let fractionDigits = SimpleViolations(rawValue: 32)
    /// A decimal is below or above a bound.
    static let range = SimpleViolations(rawValue: 64)
}

extension CompiledSimpleType {
    /// The rules broken, each as a code and a sentence.
    func explain(_ violations: SimpleViolations) -> [(code: String, message: String)] {
        var list: [(code: String, message: String)] = []
        if violations.contains(.form) {
            list.append(("xsd.\(base.ruleName)", "The text is not a valid \(base) of XML Schema."))
        }
        if violations.contains(.length) {
            let most = lengthMax == .max ? "any number of" : "\(lengthMax)"
            list.append(("xsd.length", "\(source.name) takes \(lengthMin) to \(most) characters."))
        }
        if violations.contains(.pattern) {
            let pattern = patterns.map(\.source).joined(separator: " and ")
            list.append(("xsd.pattern", "\(source.name) takes what matches \(pattern)."))
        }
        if violations.contains(.enumeration) {
            list.append(("xsd.enumeration", "\(source.name) takes one of its codes only."))
        }
        if violations.contains(.totalDigits) {
            list.append(("xsd.total-digits", "\(source.name) takes at most \(totalDigits) digits."))
        }
        if violations.contains(.fractionDigits) {
            list.append(
                ("xsd.fraction-digits", "\(source.name) takes at most \(fractionDigits) digits behind the point.")
            )
        }
        if violations.contains(.range) {
            list.append(("xsd.range", "The value is outside the range of \(source.name)."))
        }
        return list
    }
}

extension SimpleType.Base {
    /// The last part of the rule's code.
    fileprivate var ruleName: String {
        switch self {
        case .string, .anyURI: "string"
        case .boolean: "boolean"
        case .decimal: "decimal"
        case .integer: "integer"
        case .date: "date"
        case .dateTime: "date-time"
        case .time: "time"
        case .gYear, .gYearMonth, .gMonth, .gMonthDay, .gDay: "date-part"
        case .base64Binary, .hexBinary: "binary"
        }
    }
}
