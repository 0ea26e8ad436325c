/// A value that is reached from a variable by members: what conditions say something about.
struct AccessPath: Hashable {
    /// The variable.
    var root: Int
    /// The members.
    var members: [String] = []

    /// The path of a member.
    func appending(_ member: String) -> AccessPath { AccessPath(root: root, members: members + [member]) }

    /// The path without its last member; nil for the variable itself.
    var parent: AccessPath? {
        members.isEmpty ? nil : AccessPath(root: root, members: Array(members.dropLast()))
    }
}

/// When a value is absent.
enum Absence: Hashable {
    /// Never.
    case never
    /// Where one of these is absent, and only then.
    case with(Set<AccessPath>)
    /// It cannot be said.
    case unknown

    /// The absence of what needs both.
    func and(_ other: Absence) -> Absence {
        switch (self, other) {
        case (.never, let absence), (let absence, .never): absence
        case (.with(let paths), .with(let others)): .with(paths.union(others))
        case (.unknown, _), (_, .unknown): .unknown
        }
    }

    /// The absence of what needs one of the two.
    func or(_ other: Absence) -> Absence {
        switch (self, other) {
        case (.never, _), (_, .never): .never
        case (.with(let paths), .with(let others)) where paths == others: self
        default: .unknown
        }
    }

    /// Whether a value with this absence is there whenever one with the other is.
    func isImplied(by other: Absence) -> Bool {
        switch (self, other) {
        case (.never, _): true
        case (.with(let paths), .with(let others)): paths.isSubset(of: others)
        default: false
        }
    }
}
