/// A type as a file writes it.
package indirect enum TypeName: Sendable {
    /// A document type: `mt.103`.
    case document(Name)
    /// Several versions of a document type: `pacs.008.001.08..13`, with the last version's digits.
    case versions(Name, last: String)
    /// A type inside the documents of a system: `iso:PostalAddress`, `mt:50a`, `canonical:party`.
    case component(system: Name, name: Name)
    /// `text`, `text 35`, `text 1..35`, `text in x`.
    case text(lengthMin: Int, lengthMax: Int?, characters: String?, position: SourcePosition)
    /// `decimal`, `integer`, `boolean`, `date`, `time`, `dateTime`.
    case simple(Simple, SourcePosition)
    /// `"none" | "own"`: one of these constants.
    case constants([String], SourcePosition)
    /// `list of TYPE`.
    case list(TypeName, SourcePosition)
    /// `TYPE?`: may be absent.
    case optional(TypeName)
    /// `TYPE | TYPE`.
    case oneOf([TypeName])

    /// The simple types besides text.
    package enum Simple: String, Sendable, CaseIterable {
        /// An exact decimal.
        case decimal
        /// A whole number.
        case integer
        /// True or false.
        case boolean
        /// A date of ISO 8601.
        case date
        /// A time of day.
        case time
        /// A date and time.
        case dateTime
    }

    /// Where it begins.
    package var position: SourcePosition? {
        switch self {
        case .document(let name), .versions(let name, _): name.position
        case .component(let system, _): system.position
        case .text(_, _, _, let position), .simple(_, let position), .constants(_, let position),
            .list(_, let position):
            position
        case .optional(let type): type.position
        case .oneOf(let types): types.first?.position
        }
    }

    /// The types that it stands for: the alternatives, with each version of a range.
    package var alternatives: [TypeName] {
        switch self {
        case .oneOf(let types): types.flatMap(\.alternatives)
        case .versions(let first, let last): Self.range(first, last)
        default: [self]
        }
    }

    /// The document types from one version to the last; the parser has checked that there are some.
    private static func range(_ first: Name, _ last: String) -> [TypeName] {
        let digits = first.text.utf8.reversed().prefix { $0.isDigitByte }.count
        let stem = first.text.dropLast(digits)
        guard let from = Int(first.text.suffix(digits)), let to = Int(last), from <= to else {
            return [.document(first)]
        }
        return (from...min(to, from + versionsMax))
            .map { version in
                let number = String(version)
                let zeros = String(repeating: "0", count: max(0, digits - number.utf8.count))
                return .document(Name(stem + zeros + number, at: first.position))
            }
    }

    /// How many versions a range may have beyond its first.
    package static let versionsMax = 98
}
