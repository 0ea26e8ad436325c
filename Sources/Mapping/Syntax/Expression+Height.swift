/// How high the tree of an expression or statement is.
///
/// It is counted when the tree is made, from the parts up, so that it costs nothing to know and the parser can refuse
/// what would be too high for the stack of whoever walks it.
extension Expression.Kind {
    /// The height of the highest expression or statement in it.
    var height: Int {
        switch self {
        case .literal, .name, .element: 0
        case .member(let base, _), .position(let base, _), .last(let base), .only(let base), .presence(_, let base),
            .membership(let base, _), .not(let base), .mandatory(let base, _), .fitted(let base, _):
            base.height
        case .filtered(let left, let right), .alternative(let left, let right), .defaulted(let left, let right),
            .comparison(_, let left, let right), .and(let left, let right), .or(let left, let right),
            .arithmetic(_, let left, let right):
            max(left.height, right.height)
        case .each(_, let list, let condition, let result):
            max(list.height, condition?.height ?? 0, result.height)
        case .fold(_, let list, _, _, let start, let next): max(list.height, start.height, next.height)
        case .object(let statements): statements.height
        case .list(let elements), .table(_, let elements): elements.height
        case .conditional(let condition, let then, let otherwise):
            max(condition.height, then.height, otherwise?.height ?? 0)
        case .match(let subject, let arms): max(subject.height, arms.map(\.result).height)
        case .call(_, let arguments): arguments.map(\.value).height
        case .lookup(let base, _, .default(let value)): max(base.height, value.height)
        case .lookup(let base, _, _): base.height
        }
    }
}

extension [Expression] {
    /// The height of the highest.
    var height: Int { reduce(0) { Swift.max($0, $1.height) } }
}

extension [Statement] {
    /// The height of the highest.
    var height: Int { reduce(0) { Swift.max($0, $1.height) } }
}

extension Statement.Kind {
    /// The height of the highest expression or statement in it.
    var height: Int {
        switch self {
        case .twoWay: 0
        case .assign(_, let value), .define(_, let value), .check(let value, _), .filter(let value, _): value.height
        case .block(_, let body): body.height
        case .when(let condition, let then, let otherwise): max(condition.height, then.height, otherwise.height)
        case .match(let subject, let arms): arms.reduce(subject.height) { max($0, $1.body.height) }
        case .drop(let paths, _): paths.height
        case .carry(let fields): fields.map(\.path).height
        case .yield(_, let list, let condition, let body): max(list.height, condition?.height ?? 0, body.height)
        case .oneDirection(_, let statement): statement.height
        }
    }
}
