import Canonical

/// What holds at a place of a mapping: names, and what the conditions around it say.
struct Scope {
    /// The values by name.
    var names: [String: TypedValue] = [:]
    /// The element that `where` looks at, or the source of a two-way part.
    var element: TypedValue?
    /// The forms that are left of a value by the conditions around.
    private var forms: [AccessPath: Set<ObjectIdentifier>] = [:]
    /// The values that are there by the conditions around.
    private var present: Set<AccessPath> = []
    /// The arms that lead here, from the outermost.
    var ways: [Way] = []
    /// The variable that is true here; nil where there is no condition.
    var guardVariable: Int?

    /// The value as the conditions around leave it.
    func narrowed(_ value: TypedValue) -> TypedValue {
        guard let access = value.access else { return value }
        var value = value
        if let allowed = forms[access] {
            let left = value.forms.filter { allowed.contains($0.identity) }
            if !left.isEmpty, left.count < value.forms.count {
                value.forms = left
                value.shape = left.count == 1 ? left[0].shape : .choice(left.map(\.shape))
            }
        }
        switch value.absence {
        case .with(let paths):
            let rest = paths.subtracting(present)
            value.absence = rest.isEmpty ? .never : .with(rest)
        case .unknown where present.contains(access): value.absence = .never
        default: break
        }
        return value
    }

    /// What a condition says holds from here on.
    mutating func assume(_ facts: [Fact]) {
        for fact in facts {
            switch fact {
            case .present(let path):
                var next: AccessPath? = path
                while let path = next {
                    present.insert(path)
                    next = path.parent
                }
            case .forms(let path, let identities):
                forms[path] = forms[path].map { $0.intersection(identities) } ?? identities
            }
        }
    }
}

/// What a condition says about a value.
enum Fact: Hashable {
    /// It is there.
    case present(AccessPath)
    /// It has one of these forms.
    case forms(AccessPath, Set<ObjectIdentifier>)
}

/// What holds where a condition is true, and where it is not.
struct Facts {
    var whenTrue: [Fact] = []
    var whenFalse: [Fact] = []
}

/// An arm of an `if` or `match` statement.
struct Way: Hashable {
    /// Which statement, by a number of the frame.
    var branch: Int
    /// Which of its arms.
    var arm: Int
}
