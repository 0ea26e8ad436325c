import Canonical

/// Names, members and elements.
extension FrameCheck {
    func name(_ text: String, at position: SourcePosition, in scope: Scope) -> TypedValue {
        if var value = scope.names[text] {
            if case .variable(let variable) = value.kind { noteUse(ofVariable: variable) }
            value.position = position
            return scope.narrowed(value)
        }
        if let given = whole.givenNumber(text) {
            whole.noteUse(ofGiven: given)
            return TypedValue(.given(given), whole.givens[given].type, at: position)
        }
        let name = Name(text, at: position)
        // In a two-way part the fields of the source have no name in front.
        if direction != nil, sideNames == nil, let element = scope.element {
            return member(name, of: element, in: scope)
        }
        session.report("There is no name \(text) here.", at: name, nameSuggestion(text, scope))
        return .refused(at: position)
    }

    private func nameSuggestion(_ text: String, _ scope: Scope) -> String? {
        let names = scope.names.keys.sorted() + whole.givens.map(\.name)
        if let nearest = NearestName.nearest(to: text, in: names) { return "Did you mean \(nearest)?" }
        for (name, value) in scope.names.sorted(by: { $0.key < $1.key }) {
            let shapes = value.forms.map(\.shape)
            if shapes.contains(where: { shape in shape.members.contains { $0.name == text } }) {
                return "Did you mean \(name).\(text)?"
            }
            if let path = Suggestion.deeper(text, in: shapes, value.parts) { return "Did you mean \(name).\(path)?" }
        }
        return Suggestion.among(text, names, what: "The names here are")
    }

    func member(_ name: Name, of base: TypedValue, in scope: Scope) -> TypedValue {
        if base.isRefused { return .refused(at: base.position) }
        let forms = base.forms.filter { $0.shape != .null }
        if forms.contains(where: \.shape.isList) {
            base.use()
            let path = base.path ?? "the list"
            session.report(
                "\(path) is a list, and \(name.text) is a member of its elements.",
                at: name,
                "Write \(path)[1].\(name.text), (only \(path)).\(name.text), or each c in \(path) => c.\(name.text)."
            )
            return .refused(at: base.position)
        }
        let found = forms.compactMap { form in form.shape.member(name.text).map { (form, $0) } }
        guard !found.isEmpty else { return missing(name, of: base, in: scope) }
        let access = base.access?.appending(name.text)
        var shapes: [DocumentShape] = []
        for (_, member) in found where !shapes.contains(member.shape) { shapes.append(member.shape) }
        let isCertain = found.count == base.forms.count && found.allSatisfy { $0.1.isRequired }
        var value = TypedValue(
            kind: .member(base.expression, name.text),
            position: base.position,
            shape: shapes.count == 1 ? shapes[0] : .choice(shapes),
            parts: found[0].0.parts,
            forms: found.flatMap { form, member in
                SourceForm.forms(of: member.shape, form.parts, form.use.member(name.text))
            },
            absence: base.absence,
            access: access,
            path: base.path.map { $0.isEmpty ? name.text : "\($0).\(name.text)" }
        )
        if !isCertain { value.absence = base.absence.and(access.map { .with([$0]) } ?? .unknown) }
        if value.forms.contains(where: { $0.shape == .null }) { value.absence = .unknown }
        return scope.narrowed(value)
    }

    /// A member that the type does not have: absent if another version of the type has it, else a mistake.
    private func missing(_ name: Name, of base: TypedValue, in scope: Scope) -> TypedValue {
        if let access = base.access, let type = siblingTypes(access.appending(name.text)).first {
            let never = CheckedExpression(.constant(.boolean(false)), type: ValueType(.boolean), at: base.position)
            let kind = CheckedExpression.Kind.conditional(never, then: never, otherwise: nil)
            return TypedValue(kind, type, absence: .unknown, at: base.position)
        }
        let what = base.path.map { $0.isEmpty ? "The source" : $0 } ?? "The value"
        let owner = base.access.flatMap { $0.members.isEmpty ? roots[$0.root]?.label : nil } ?? what
        session.report("\(owner) has no member \(name.text).", at: name, memberSuggestion(name.text, base))
        return .refused(at: base.position)
    }

    private func memberSuggestion(_ name: String, _ base: TypedValue) -> String? {
        var names: [String] = []
        for form in base.forms { names += form.shape.members.filter { $0.role == .content }.map(\.name) }
        if let nearest = NearestName.nearest(to: name, in: names) { return "Did you mean \(nearest)?" }
        if let path = Suggestion.deeper(name, in: base.forms.map(\.shape), base.parts) {
            return "Did you mean \(path)?"
        }
        // What the conditions around leave out may have it.
        let all = base.parts.alternatives(of: base.access.flatMap { declaredShape($0) } ?? base.shape)
        if let other = all.first(where: { $0.member(name) != nil }) { return "It has one \(other.distinction)." }
        if let version = otherVersion(name, base.access) { return "It is a member in \(version)." }
        return Suggestion.among(name, names, what: "It has")
    }

    /// The shape of a value without what conditions say of it.
    private func declaredShape(_ access: AccessPath) -> DocumentShape? {
        guard let root = rootTypes[access.root] else { return nil }
        return Self.follow(access.members, from: root).first?.shape
    }

    /// The name of another version of the document type that has the member.
    private func otherVersion(_ name: String, _ access: AccessPath?) -> String? {
        guard let access, let label = roots[access.root]?.label, let point = label.lastIndex(of: ".") else {
            return nil
        }
        for candidate in session.types.names where candidate != label && candidate.hasPrefix(label[...point]) {
            // A version that cannot be described cannot be suggested either.
            guard let description = try? session.types.description(of: candidate) else { continue }
            let root = ValueType(description.root, parts: session.parts(of: description))
            if !Self.follow(access.members + [name], from: root).isEmpty { return candidate }
        }
        return nil
    }

    // MARK: - Other versions

    /// The types that a path has in the other alternatives of its input or parameter.
    func siblingTypes(_ access: AccessPath) -> [ValueType] {
        guard let root = roots[access.root] else { return [] }
        return root.siblings().flatMap { Self.follow(access.members, from: $0) }
    }

    /// The types at the end of a path; steps in brackets lead to elements.
    static func follow(_ members: [String], from type: ValueType) -> [ValueType] {
        var types = [type]
        for member in members {
            types = types.flatMap { type -> [ValueType] in
                type.parts.alternatives(of: type.shape)
                    .compactMap { shape -> ValueType? in
                        if member.hasPrefix("["), case .list(let element, _, _) = shape {
                            return ValueType(element, parts: type.parts, mayBeAbsent: true)
                        }
                        return shape.member(member).map { ValueType($0.shape, parts: type.parts, mayBeAbsent: true) }
                    }
            }
        }
        return types
    }

    // MARK: - Elements

    /// The element of a list as `step` takes it; nil after saying that the value is no list.
    func element(of list: TypedValue, _ step: String, at position: SourcePosition) -> TypedValue? {
        if list.isRefused { return nil }
        var forms: [SourceForm] = []
        var shapes: [DocumentShape] = []
        for form in list.forms where form.shape != .null {
            guard case .list(let element, _, _) = form.shape else {
                session.report(
                    "\(list.path ?? "This") is no list.",
                    at: list.position,
                    list.path.map { "Write \($0) alone." }
                )
                return nil
            }
            forms += SourceForm.forms(of: element, form.parts, form.use)
            if !shapes.contains(element) { shapes.append(element) }
        }
        guard !shapes.isEmpty else { return nil }
        return TypedValue(
            kind: list.kind,
            position: position,
            shape: shapes.count == 1 ? shapes[0] : .choice(shapes),
            parts: list.parts,
            forms: forms,
            absence: list.absence,
            access: list.access?.appending("[\(step)]"),
            path: list.path.map { step == "each" ? $0 : "\($0)[\(step)]" }
        )
    }

    /// The variable that stands for each element of a list in turn; nil after saying that the value is no list.
    func elementVariable(_ name: String?, of list: TypedValue, at position: SourcePosition) -> (Int, TypedValue)? {
        guard var element = element(of: list, "each", at: position) else { return nil }
        let variable = newVariable()
        if let access = list.access, let root = roots[access.root] {
            let path = AccessPath(root: access.root, members: access.members + ["[each]"])
            roots[variable] = Root(label: "an element of \(list.path ?? root.label)") { [unowned self] in
                siblingTypes(path)
            }
        }
        element.kind = .variable(variable)
        element.absence = .never
        element.access = AccessPath(root: variable)
        element.path = name ?? ""
        rootTypes[variable] = element.type
        return (variable, element)
    }

    /// Least and greatest number of elements.
    static func bounds(of list: TypedValue) -> (min: Int, max: Int?) {
        var least = Int.max
        var greatest: Int? = 0
        for form in list.forms {
            guard case .list(_, let min, let max) = form.shape else { continue }
            least = Swift.min(least, min)
            if let max, let bound = greatest { greatest = Swift.max(bound, max) } else { greatest = nil }
        }
        return (least == .max ? 0 : least, greatest)
    }

    func position(_ list: TypedValue, _ number: Int, at position: SourcePosition, in scope: Scope) -> TypedValue {
        guard var value = element(of: list, "\(number)", at: position) else { return .refused(at: position) }
        let bounds = Self.bounds(of: list)
        if number < 1 || bounds.max.map({ number > $0 }) ?? false {
            session.report(
                "\(list.path ?? "The list") has no element \(number).",
                at: position,
                bounds.max.map { "Elements are counted from 1 to \($0)." } ?? "Elements are counted from 1."
            )
        }
        value.kind = .position(list.expression, max(0, number - 1))
        if bounds.min < number { value.absence = value.absence.and(value.access.map { .with([$0]) } ?? .unknown) }
        return scope.narrowed(value)
    }

    func last(_ list: TypedValue, at position: SourcePosition, in scope: Scope) -> TypedValue {
        guard var value = element(of: list, "last", at: position) else { return .refused(at: position) }
        value.kind = .last(list.expression)
        if Self.bounds(of: list).min < 1 {
            value.absence = value.absence.and(value.access.map { .with([$0]) } ?? .unknown)
        }
        return scope.narrowed(value)
    }

    func only(_ list: TypedValue, at position: SourcePosition, in scope: Scope) -> TypedValue {
        guard var value = element(of: list, "only", at: position) else { return .refused(at: position) }
        value.kind = .only(list.expression)
        if Self.bounds(of: list).min < 1 {
            value.absence = value.absence.and(value.access.map { .with([$0]) } ?? .unknown)
        }
        return scope.narrowed(value)
    }
}
