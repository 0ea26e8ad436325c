import Canonical

/// An object of the target while it is put together from the lines that lead into it.
final class TargetNode {
    /// What a member gets on one of the ways through the file.
    struct Entry {
        var ways: [Way]
        var guardVariable: Int?
        var content: CheckedContent
        var absence: Absence
        var constant: Literal?
        var position: SourcePosition
        /// How the value is called in messages; nil for what has no path.
        var source: String?
        /// What the line of both directions says about absence; nil if it says nothing.
        var refusal: FitPolicy?
        /// Whether something about it was refused already.
        var isRefused = false
    }

    /// The shapes that it can have: one object, or the alternatives of a choice.
    let forms: [DocumentShape]
    let parts: ShapeParts
    /// Its path in the target, in the notation of files; empty for the target itself.
    let path: String
    private(set) var entries: [String: [Entry]] = [:]
    private(set) var children: [String: TargetNode] = [:]

    /// Makes a node; nil if no value of the type has members.
    init?(_ type: ValueType, path: String) {
        forms = type.parts.alternatives(of: type.shape).filter { $0.isObject || $0 == .any }
        guard !forms.isEmpty else { return nil }
        parts = type.parts
        self.path = path
    }

    private init(copying node: TargetNode) {
        forms = node.forms
        parts = node.parts
        path = node.path
        entries = node.entries
        children = node.children.mapValues { TargetNode(copying: $0) }
    }

    /// The same lines, to which others are added without changing these.
    var copy: TargetNode { TargetNode(copying: self) }

    /// The type of a member; nil if the target has none of that name.
    func memberType(_ name: String) -> ValueType? {
        var shapes: [DocumentShape] = []
        for form in forms {
            guard let member = form.member(name) else { continue }
            if !shapes.contains(member.shape) { shapes.append(member.shape) }
        }
        guard !shapes.isEmpty else { return nil }
        return ValueType(shapes.count == 1 ? shapes[0] : .choice(shapes), parts: parts)
    }

    /// The names that it can have, for suggestions.
    var memberNames: [String] {
        var names: [String] = []
        for form in forms {
            for member in form.members where member.role == .content && !names.contains(member.name) {
                names.append(member.name)
            }
        }
        return names
    }

    func path(of name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// The node of a member that has members; nil if it has none.
    func child(_ name: String, _ type: ValueType) -> TargetNode? {
        if let child = children[name] { return child }
        guard let child = TargetNode(type, path: path(of: name)) else { return nil }
        children[name] = child
        return child
    }

    func add(_ entry: Entry, to name: String) { entries[name, default: []].append(entry) }

    /// All entries of a member, also of what lies below it.
    func items(of name: String) -> [Entry] { (entries[name] ?? []) + (children[name]?.items ?? []) }

    /// All entries of the object and of what lies below it.
    var items: [Entry] { names.flatMap { items(of: $0) } }

    /// The members that are assigned, in the description's order, the others behind them.
    var names: [String] {
        let assigned = Set(entries.keys).union(children.keys)
        var names: [String] = []
        for form in forms {
            for member in form.members where assigned.contains(member.name) && !names.contains(member.name) {
                names.append(member.name)
            }
        }
        return names + assigned.subtracting(names).sorted()
    }
}
