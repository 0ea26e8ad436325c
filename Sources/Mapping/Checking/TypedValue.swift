import Canonical

/// A checked expression with all that the check knows of its value.
struct TypedValue {
    /// The expression; its type is set when it is used.
    var kind: CheckedExpression.Kind
    /// Where it is said.
    var position: SourcePosition
    /// The shape as the description names it.
    var shape: DocumentShape
    /// Where the shape's parts are found.
    var parts: ShapeParts = .none
    /// The forms that it can have here; none for a value that was refused, about which nothing more is said.
    var forms: [SourceForm]
    /// When it is absent.
    var absence: Absence = .never
    /// What conditions can say something about; nil for what is worked out.
    var access: AccessPath?
    /// Its path as people write it; nil for what is worked out.
    var path: String?
    /// What it is, if the file writes it.
    var constant: Literal?

    /// A value that was refused.
    static func refused(at position: SourcePosition) -> TypedValue {
        TypedValue(kind: .constant(.boolean(false)), position: position, shape: .any, forms: [])
    }

    /// A value that is worked out.
    init(_ kind: CheckedExpression.Kind, _ type: ValueType, absence: Absence? = nil, at position: SourcePosition) {
        self.init(
            kind: kind,
            position: position,
            shape: type.shape,
            parts: type.parts,
            forms: SourceForm.forms(of: type.shape, type.parts, SourceUse()),
            absence: absence ?? (type.mayBeAbsent ? .unknown : .never)
        )
    }

    init(
        kind: CheckedExpression.Kind,
        position: SourcePosition,
        shape: DocumentShape,
        parts: ShapeParts = .none,
        forms: [SourceForm],
        absence: Absence = .never,
        access: AccessPath? = nil,
        path: String? = nil
    ) {
        self.kind = kind
        self.position = position
        self.shape = shape
        self.parts = parts
        self.forms = forms
        self.absence = absence
        self.access = access
        self.path = path
    }

    /// Whether it was refused.
    var isRefused: Bool { forms.isEmpty }

    /// Its type.
    var type: ValueType { ValueType(shape, parts: parts, mayBeAbsent: absence != .never) }

    /// The expression with its type.
    var expression: CheckedExpression { CheckedExpression(kind, type: type, at: position) }

    /// How people call it: by its path, or as what it is.
    var name: String { path ?? "the value" }

    /// The texts that it can be; nil if it can be any.
    var codes: [String]? {
        var codes: [String] = []
        for form in forms where form.shape != .null {
            guard case .text(let text) = form.shape, let own = text.codes else { return nil }
            for code in own where !codes.contains(code) { codes.append(code) }
        }
        return codes
    }

    /// It is used as it is.
    func use() {
        for form in forms { form.use.use(at: position) }
    }

    /// A condition asks whether it is there.
    func test() {
        for form in forms { form.use.test() }
    }
}
