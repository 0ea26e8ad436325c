/// Collects findings, with the severities that an operator has set and a bound on how many are kept.
public struct Findings: Sendable {
    /// Which severity each rule has instead of its own; a rule set to nil is switched off.
    public struct Policy: Sendable {
        /// The severities by code; a value of nil switches the rule off.
        public var severities: [String: Finding.Severity?] = [:]
        /// Greatest number of findings that are kept; further ones are counted.
        public var findingsMax = 10_000

        /// Makes the policy under which every rule has its own severity.
        public init() {}
    }

    /// The findings kept, in the order in which they were made.
    public private(set) var all: [Finding] = []
    /// How many more there were than are kept.
    public private(set) var dropped = 0
    /// How many findings of each severity there were, kept or not.
    public private(set) var counts: [Finding.Severity: Int] = [:]
    private let policy: Policy

    /// Begins without findings.
    public init(policy: Policy = Policy()) {
        self.policy = policy
    }

    /// Whether one of them is an error, so that the message is invalid.
    public var hasErrors: Bool { counts[.error, default: 0] > 0 }
    /// Whether there is none.
    public var isEmpty: Bool { counts.isEmpty }

    /// Adds a finding, with the severity that the policy gives its rule.
    public mutating func add(_ finding: Finding) {
        var finding = finding
        if let severity = policy.severities[finding.code] {
            guard let severity else { return }
            finding.severity = severity
        }
        counts[finding.severity, default: 0] += 1
        // However many lesser ones came before it: verdicts look for an error among what is kept.
        let isFirstError = finding.severity == .error && counts[.error] == 1
        guard all.count < policy.findingsMax || isFirstError else {
            dropped += 1
            return
        }
        all.append(finding)
    }

    /// Adds a finding; see ``Finding/init(_:_:at:_:)``.
    public mutating func add(
        _ severity: Finding.Severity,
        _ code: String,
        at place: Place,
        _ message: String
    ) {
        add(Finding(severity, code, at: place, message))
    }

    /// A point to which the findings can be taken back.
    public struct Mark: Sendable {
        fileprivate let kept: Int
        fileprivate let dropped: Int
        fileprivate let counts: [Finding.Severity: Int]
    }

    /// The present point.
    public var mark: Mark { Mark(kept: all.count, dropped: dropped, counts: counts) }

    /// Drops the findings made since the mark: for readers that try one reading and then another.
    public mutating func rewind(to mark: Mark) {
        all.removeLast(all.count - mark.kept)
        dropped = mark.dropped
        counts = mark.counts
    }
}
