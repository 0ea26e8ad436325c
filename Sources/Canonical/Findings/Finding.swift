/// Something that a reader or a check noticed in a message: what, where, and how much it matters.
///
/// A finding never holds a value of the message: it names the rule and the place.
public struct Finding: Sendable, Hashable {
    /// How much a finding matters.
    public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
        /// Worth knowing: something was read leniently, nothing is wrong with the content.
        case note
        /// Breaks a rule that many senders break; the content is still what was meant.
        case warning
        /// Breaks the format or a rule: the message is invalid.
        case error

        /// Note before warning before error.
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .note: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// How much it matters.
    public var severity: Severity
    /// The stable name of the rule: dotted and lower-case, or a standard's own code such as `D75` or `R13`.
    public var code: String
    /// Where it is.
    public var place: Place
    /// One sentence: what is wrong and what was expected, without any value of the message.
    public var message: String

    /// Makes a finding; the message must not contain values of the input.
    public init(_ severity: Severity, _ code: String, at place: Place, _ message: String) {
        self.severity = severity
        self.code = code
        self.place = place
        self.message = message
    }
}

extension Finding {
    /// The code by which every format says that no definition describes a message: it was read, but not checked.
    public static let unknownDefinitionCode = "definition.unknown"

    /// Whether it says that no definition describes the message.
    public var isUnknownDefinition: Bool { code == Self.unknownDefinitionCode }
}
