import Canonical

/// The shape of a field's components.
struct MTFieldShape {
    private(set) var members: [DocumentMember] = []
    private var components: ArraySlice<MTComponentSpecification>

    init(_ form: MTFieldDefinition.Form) {
        components = form.components[...]
        add(form.notation)
    }

    private init(_ components: [MTComponentSpecification], _ notation: [MTNotation]) {
        self.components = components[...]
        add(notation)
    }

    private mutating func add(_ items: [MTNotation]) {
        for item in items { add(item) }
    }

    private mutating func add(_ item: MTNotation) {
        switch item {
        case .literal, .lineEnd: break
        case .optional(let items): add(items)
        case .choice(let forms): for form in forms { add(form) }
        case .run(let set, let min, let max): addText(set, min, max, codes: nil)
        // A dialect's form of it may be without its comma.
        case .decimal(let max, _): addText(MTCharacterSet.n, 1, max, codes: nil)
        case .codes(let codes): addText(MTCharacterSet.x, 1, codes.map(\.utf8.count).max() ?? 1, codes: codes)
        case .lines: addLines()
        case .group(let items, _):
            guard let group = components.popFirst() else { return }
            let inner = MTFieldShape(group.inner, items)
            append(group.name, .list(.object(inner.members, isOpen: false), min: 1, max: nil))
        }
    }

    private mutating func addText(_ set: UInt8, _ min: Int, _ max: Int, codes: [String]?) {
        guard let component = components.popFirst(), component.isKept else { return }
        // Codes and lengths of fields that banks write otherwise are findings, not another shape.
        var text = TextShape(Self.meaning(component.kind), characters: Self.name(of: set))
        text.lengthMax = component.kind == .text ? nil : max
        append(component.name, .text(text))
    }

    private mutating func addLines() {
        guard let component = components.popFirst(), component.isKept else { return }
        let texts = DocumentShape.list(.text, min: 0, max: nil)
        switch component.kind {
        case .codewords:
            let item = [DocumentMember("code", .text), DocumentMember("lines", texts, isRequired: true)]
            append(component.name, .list(.object(item, isOpen: false), min: 1, max: nil))
        case .subtags:
            let part = [
                DocumentMember("code", .text, isRequired: true), DocumentMember("text", .text, isRequired: true),
            ]
            let members = [
                DocumentMember("lines", texts, "The text, if no parts are marked in it."),
                DocumentMember("before", .text, "Blanks before the first part."),
                DocumentMember("style", .text, "The mark: ? or another separator, / or +."),
                DocumentMember("transactionCode", .text),
                DocumentMember("parts", .list(.object(part, isOpen: false), min: 0, max: nil)),
                DocumentMember("lineLengths", .list(.number(isInteger: true), min: 0, max: nil)),
            ]
            append(component.name, .object(members, isOpen: false))
        default: append(component.name, texts)
        }
    }

    private mutating func append(_ name: String, _ shape: DocumentShape) {
        guard !members.contains(where: { $0.name == name }) else { return }
        members.append(DocumentMember(name, shape))
    }

    private static func meaning(_ kind: MTComponentKind) -> TextShape.Meaning {
        switch kind {
        case .code, .currency, .country: .code
        default: .plain
        }
    }

    private static func name(of set: UInt8) -> String? {
        switch set {
        case MTCharacterSet.n: "n"
        case MTCharacterSet.a: "a"
        case MTCharacterSet.c: "c"
        case MTCharacterSet.h: "h"
        case MTCharacterSet.x: "x"
        case MTCharacterSet.y: "y"
        case MTCharacterSet.z: "z"
        default: nil
        }
    }
}
