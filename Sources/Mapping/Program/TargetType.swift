import Canonical

/// The type of the target at the place that is being compiled, as far as it is known: for the bounds of lists.
struct TargetType {
    private let type: ValueType?

    init(_ type: ValueType) {
        self.type = type
    }

    private init() {
        type = nil
    }

    /// Nothing is known.
    static let unknown = TargetType()

    /// The named shapes, as far as they are known.
    var parts: ShapeParts? { type?.parts }

    /// The type of a member.
    func member(_ name: String) -> TargetType {
        guard let type, case .object(let members, _) = type.resolved,
            let member = members.first(where: { $0.name == name })
        else { return .unknown }
        return TargetType(ValueType(member.shape, parts: type.parts))
    }

    /// The type of a list's elements.
    var element: TargetType {
        guard let type, case .list(let item, _, _) = type.resolved else { return .unknown }
        return TargetType(ValueType(item, parts: type.parts))
    }

    /// Most elements of a list; nil where there is no bound.
    var countMax: Int? {
        guard let type, case .list(_, _, let max) = type.resolved else { return nil }
        return max
    }
}
