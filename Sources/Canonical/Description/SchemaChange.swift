/// A difference between two versions of a type, and who cannot read whose documents because of it.
public struct SchemaChange: Sendable, Hashable {
    /// Where the two differ, such as `/transactions/*/debtor/name`; `*` stands for each item of a list.
    public var path: String
    /// What has changed, in a few words.
    public var summary: String
    /// Whether documents of the old version may be invalid by the new one.
    public var breaksBackward: Bool
    /// Whether documents of the new version may be invalid by the old one.
    public var breaksForward: Bool

    /// Makes a change.
    public init(path: String, summary: String, breaksBackward: Bool = false, breaksForward: Bool = false) {
        self.path = path
        self.summary = summary
        self.breaksBackward = breaksBackward
        self.breaksForward = breaksForward
    }
}

/// Which readers of two versions of a type can read which documents.
public enum SchemaCompatibility: String, Sendable, Hashable {
    /// Both read what either has written.
    case full
    /// Who knows the new version reads documents of the old one.
    case backward
    /// Who knows the old version reads documents of the new one.
    case forward
    /// Neither.
    case none

    /// Whether a reader of the new version reads what was written by the old one.
    public var isBackward: Bool { self == .full || self == .backward }
    /// Whether a reader of the old version reads what is written by the new one.
    public var isForward: Bool { self == .full || self == .forward }
}
