import Canonical

/// The shape of a field's components.
struct MTFieldShape {
    private(set) var members: [DocumentMember] = []
    private var components: ArraySlice<MTComponentSpecification>

    /// The shape of what matches one of a field's forms, the standard's or a dialect's.
    init(_ forms: [MTFieldDefinition.Form]) {
        self.init(forms[0].components, forms[0].notation)
        for form in forms.dropFirst() {
            for member in MTFieldShape(form.components, form.notation).members { widen(member) }
        }
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
        case .decimal(let max, _): addText(0, 1, max, codes: nil)
        case .codes(let codes): addText(MTCharacterSet.x, 1, codes.map(\.utf8.count).max() ?? 1, codes: codes)
        case .lines(let set, let max, let width): addLines(set, count: max, width: width)
        case .group(let items, let max):
            guard let group = components.popFirst() else { return }
            let inner = MTFieldShape(group.inner, items)
            append(group.name, .list(.object(inner.members, isOpen: false), min: 1, max: max))
        }
    }

    private mutating func addText(_ set: UInt8, _ min: Int, _ max: Int, codes: [String]?) {
        guard let component = components.popFirst(), component.isKept else { return }
        var text = TextShape(Self.meaning(component.kind), lengthMin: min, lengthMax: max)
        text.codes = codes ?? (component.kind == .code ? component.codes : nil)
        text.characters = Self.name(of: set)
        append(component.name, .text(text))
    }

    private mutating func addLines(_ set: UInt8, count: Int, width: Int) {
        guard let component = components.popFirst(), component.isKept else { return }
        let line = DocumentShape.text(TextShape(lengthMax: width, characters: Self.name(of: set)))
        let lines = DocumentShape.list(line, min: 0, max: count)
        switch component.kind {
        case .codewords:
            let item = [DocumentMember("code", line), DocumentMember("lines", lines, isRequired: true)]
            append(component.name, .list(.object(item, isOpen: false), min: 1, max: count))
        case .subtags: append(component.name, Self.subtags)
        default: append(component.name, lines)
        }
    }

    /// Field 86 by its parts, which may go on from line to line; banks write longer lines than the standard has.
    private static var subtags: DocumentShape {
        let lines = DocumentShape.list(.text, min: 0, max: nil)
        let part = [
            DocumentMember("code", .text, isRequired: true), DocumentMember("text", .text, isRequired: true),
        ]
        let members = [
            DocumentMember("lines", lines, "The text, if no parts are marked in it."),
            DocumentMember("before", .text, "Blanks before the first part."),
            DocumentMember("style", .text, "The mark: ? or another separator, / or +."),
            DocumentMember("transactionCode", .text),
            DocumentMember("parts", .list(.object(part, isOpen: false), min: 0, max: nil)),
            DocumentMember("lineLengths", .list(.number(isInteger: true), min: 0, max: nil)),
        ]
        return .object(members, isOpen: false)
    }

    private mutating func append(_ name: String, _ shape: DocumentShape) {
        widen(DocumentMember(name, shape))
    }

    /// A name that stands in several forms has what any of them allows.
    private mutating func widen(_ member: DocumentMember) {
        if let index = members.firstIndex(where: { $0.name == member.name }) {
            members[index].shape = members[index].shape.widened(by: member.shape)
        } else {
            members.append(member)
        }
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

extension DocumentShape {
    /// The shape that has both, which are of one kind: forms of a field that share a name share what it holds.
    fileprivate func widened(by other: DocumentShape) -> DocumentShape {
        switch (self, other) {
        case (.text(let one), .text(let two)): .text(one.widened(by: two))
        case (.list(let one, let min, let max), .list(let two, let otherMin, let otherMax)):
            .list(one.widened(by: two), min: Swift.min(min, otherMin), max: greatest(max, otherMax))
        default: self
        }
    }
}

extension TextShape {
    fileprivate func widened(by other: TextShape) -> TextShape {
        var text = TextShape(meaning == other.meaning ? meaning : .plain)
        text.lengthMin = min(lengthMin, other.lengthMin)
        text.lengthMax = greatest(lengthMax, other.lengthMax)
        text.codes = codes.flatMap { codes in other.codes.map { codes + $0.filter { !codes.contains($0) } } }
        text.characters = characters == other.characters ? characters : nil
        return text
    }
}

/// The greater of two bounds; nil is none.
private func greatest(_ one: Int?, _ two: Int?) -> Int? {
    one.flatMap { one in two.map { max(one, $0) } }
}
