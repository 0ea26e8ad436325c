import Canonical

/// The members that a writer understands of an object, and what each of them has to be.
///
/// A writer must not leave out in silence what it does not understand: a member of another name or kind is a fault with
/// its path.
struct KnownMembers: Sendable {
    /// What a member has to be.
    enum Kind: String, Sendable {
        case text
        case number
        case boolean
        case list
        case object

        fileprivate func fits(_ kind: DocumentNode.Kind) -> Bool {
            switch self {
            case .text: kind == .text
            case .number: kind == .number
            case .boolean: kind == .yes || kind == .no
            case .list: kind == .list
            case .object: kind == .object
            }
        }
    }

    private let kinds: [String: Kind]

    init(_ kinds: [String: Kind]) {
        self.kinds = kinds
    }

    /// Members that are texts, and others.
    init(texts: [String], _ others: [String: Kind] = [:]) {
        var kinds = others
        for name in texts { kinds[name] = .text }
        self.kinds = kinds
    }

    /// These members and more.
    func adding(_ more: [String: Kind]) -> KnownMembers {
        KnownMembers(kinds.merging(more) { _, new in new })
    }

    /// Refuses what is no object, or has a member that is not understood.
    func check(_ object: DocumentView, path: String) throws(Fault) {
        guard object.kind == .object else { throw .unwritable(path, "An object is expected.") }
        for member in object.children {
            let name = member.name
            guard let kind = kinds[name] else {
                throw .unwritable("\(path)/\(name)", "There is no member of this name here.")
            }
            guard kind.fits(member.kind) else {
                throw .unwritable("\(path)/\(name)", "The member has to be: \(kind.rawValue).")
            }
        }
    }
}
