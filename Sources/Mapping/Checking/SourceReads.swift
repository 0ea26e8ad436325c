/// The fields of the source that an expression or block reads, without those of elements and names of its own.
struct SourceReads {
    /// A field that is read.
    struct Read {
        /// The path to it.
        var path: Expression
        /// The name with which the path begins.
        var root: String
        /// Whether its value goes into the target; what conditions look at does not.
        var isValue: Bool
    }

    /// The fields, in the order in which they are written.
    private(set) var paths: [Read] = []
    /// Names that mean something else within the block.
    private var own: Set<String> = []

    init(_ expression: Expression) { read(expression) }

    init(_ statements: [Statement]) { for statement in statements { read(statement) } }

    // The parser bounds how deep expressions and statements stand in each other.

    private mutating func read(_ expression: Expression, isValue: Bool = true) {
        if let root = Self.root(of: expression) {
            if !own.contains(root) { paths.append(Read(path: expression, root: root, isValue: isValue)) }
            return
        }
        switch expression.kind {
        case .literal, .name, .element: break
        case .member(let base, _), .position(let base, _), .last(let base), .only(let base), .mandatory(let base, _),
            .fitted(let base, _):
            read(base, isValue: isValue)
        case .lookup(let base, _, let policy):
            read(base, isValue: isValue)
            if case .default(let value) = policy { read(value, isValue: isValue) }
        case .membership(let base, _), .presence(_, let base), .not(let base): read(base, isValue: false)
        case .comparison(_, let left, let right), .and(let left, let right), .or(let left, let right):
            read(left, isValue: false)
            read(right, isValue: false)
        case .alternative(let left, let right), .defaulted(let left, let right), .arithmetic(_, let left, let right):
            read(left, isValue: isValue)
            read(right, isValue: isValue)
        case .list(let items), .table(_, let items): for item in items { read(item, isValue: isValue) }
        case .call(_, let arguments): for argument in arguments { read(argument.value, isValue: isValue) }
        case .object(let statements): for statement in statements { read(statement) }
        case .conditional, .match, .filtered, .each, .fold: readParts(of: expression, isValue: isValue)
        }
    }

    private mutating func readParts(of expression: Expression, isValue: Bool) {
        switch expression.kind {
        case .conditional(let condition, let then, let otherwise):
            read(condition, isValue: false)
            read(then, isValue: isValue)
            if let otherwise { read(otherwise, isValue: isValue) }
        case .match(let subject, let arms):
            read(subject, isValue: false)
            for arm in arms { read(arm.result, isValue: isValue) }
        case .filtered(let list, let condition):
            read(list, isValue: isValue)
            read(condition, isValue: false)
        case .each(let name, let list, let condition, let result):
            read(list, isValue: isValue)
            within([name]) { reads in
                if let condition { reads.read(condition, isValue: false) }
                reads.read(result, isValue: isValue)
            }
        case .fold(let name, let list, _, let total, let start, let next):
            read(list, isValue: isValue)
            read(start, isValue: isValue)
            within([name, total]) { $0.read(next, isValue: isValue) }
        default: break
        }
    }

    private mutating func read(_ statement: Statement) {
        switch statement.kind {
        case .assign(_, let value): read(value)
        case .block(_, let body): for statement in body { read(statement) }
        case .define(let name, let value):
            read(value)
            own.insert(name.text)
        case .when(let condition, let then, let otherwise):
            read(condition, isValue: false)
            for statement in then + otherwise { read(statement) }
        case .match(let subject, let arms):
            read(subject, isValue: false)
            for statement in arms.flatMap(\.body) { read(statement) }
        case .drop(let paths, _): for path in paths { read(path, isValue: false) }
        case .carry(let fields): for field in fields { read(field.path) }
        case .check(let condition, _), .filter(let condition, _): read(condition, isValue: false)
        case .yield, .twoWay: break
        case .oneDirection(_, let inner): read(inner)
        }
    }

    private mutating func within(_ names: [Name], _ work: (inout SourceReads) -> Void) {
        let outer = own
        own.formUnion(names.map(\.text))
        work(&self)
        own = outer
    }

    /// The name with which a path begins; nil of what is no path.
    private static func root(of expression: Expression) -> String? {
        switch expression.kind {
        case .name(let name): name
        case .member(let base, _), .position(let base, _), .last(let base), .only(let base): root(of: base)
        default: nil
        }
    }
}
