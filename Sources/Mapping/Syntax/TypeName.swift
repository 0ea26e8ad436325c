/// A type as a file writes it.
package indirect enum TypeName: Sendable {
    /// A document type: `mt.103`.
    case document(Name)
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
}
