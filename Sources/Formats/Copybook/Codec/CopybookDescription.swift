import Canonical

/// Describes the documents of a copybook's records.
///
/// No member is required: a shorter record lacks its last fields, and an alternative that no rule chooses is absent.
struct CopybookDescription {
    private let program: CopybookProgram
    private let options: CopybookOptions

    init(_ program: CopybookProgram) {
        self.program = program
        options = program.options
    }

    func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        guard let type else {
            return description("copybook", "Any record of the copybook.", roots: program.roots)
        }
        guard let root = program.roots.first(where: { program.items[$0].memberName == type.uppercased() }) else {
            throw Fault(
                .programmer,
                .referenceUnknown,
                stage: .setup,
                reason: "The copybook has no record of that name.",
                advice: "It has: \(program.roots.map { program.items[$0].memberName }.joined(separator: ", "))."
            )
        }
        return description(program.items[root].memberName, "A record of the copybook.", roots: [root])
    }

    private func description(_ name: String, _ summary: String, roots: [Int]) -> DocumentDescription {
        var members = roots.map { DocumentMember(program.items[$0].memberName, shape($0)) }
        members.append(DocumentMember("layout", layout, "What the values do not tell of the record's bytes."))
        var parts: [String: DocumentShape] = [:]
        if !options.segmentChildren.isEmpty {
            let all = program.roots.map { DocumentMember(program.items[$0].memberName, shape($0)) }
            parts["record"] = .object(
                all + [DocumentMember("layout", layout), DocumentMember("children", children)],
                isOpen: false
            )
            members.append(DocumentMember("children", children, "The records below it."))
        }
        if options.fileHeader > 0 { members.append(DocumentMember("fileHeader", Self.hexadecimal)) }
        if options.fileTrailer > 0 { members.append(DocumentMember("fileTrailer", Self.hexadecimal)) }
        return DocumentDescription(
            name: name,
            summary: summary,
            root: .object(members, isOpen: false),
            parts: parts
        )
    }

    private var children: DocumentShape { .list(.part("record"), min: 0, max: nil) }

    private static let hexadecimal = DocumentShape.text(TextShape(pattern: "^([0-9A-F]{2})*$"))

    private var layout: DocumentShape {
        .object(
            [
                DocumentMember("fields", .map(.text), "By path: pad, lead, sign or raw, and bytes in hexadecimal."),
                DocumentMember("recordLength", .number(isInteger: true), "The length, where the fields give another."),
                DocumentMember("rest", Self.hexadecimal, "The bytes behind the last field."),
                DocumentMember("head", Self.hexadecimal, "The bytes before the record."),
                DocumentMember("tail", Self.hexadecimal, "The bytes behind the record."),
                DocumentMember("descriptor", Self.hexadecimal, "The bytes of the descriptor word that should be zero."),
                DocumentMember("blockDescriptor", Self.hexadecimal, "The block's descriptor word, if not as usual."),
                DocumentMember("block", .text(TextShape(.code, codes: ["new"])), "Whether a block begins here."),
                DocumentMember("lineEnding", Self.hexadecimal, "The bytes that end the line, if not the usual one."),
            ],
            isOpen: false
        )
    }

    // MARK: - Items

    private func shape(_ index: Int) -> DocumentShape {
        let item = program.items[index]
        let element = item.isGroup ? group(item) : field(index)
        guard let occurs = item.occurs else { return element }
        return .list(element, min: 0, max: occurs.max)
    }

    private func group(_ item: CopybookItem) -> DocumentShape {
        let members = item.children.compactMap { child -> DocumentMember? in
            let below = program.items[child]
            guard below.isGroup || below.name != nil || options.showsFillers else { return nil }
            return DocumentMember(below.memberName, shape(child), summary(below))
        }
        return .object(members, isOpen: false)
    }

    private func summary(_ item: CopybookItem) -> String {
        var parts: [String] = []
        if let base = item.redefines { parts.append("Redefines \(base).") }
        if let counter = item.occurs?.counter { parts.append("As many as \(counter) says.") }
        if !item.conditions.isEmpty {
            parts.append("Conditions: \(item.conditions.map(\.name).joined(separator: ", ")).")
        }
        return parts.joined(separator: " ")
    }

    private func field(_ index: Int) -> DocumentShape {
        guard let step = program.steps.first(where: { $0.action == .field && $0.item == index }) else { return .any }
        switch step.kind {
        case .text, .doubleByte, .national:
            let length = step.kind == .text ? step.length : step.length / 2
            let text = DocumentShape.text(TextShape(lengthMax: length))
            // Other values are read too, with a note.
            guard step.domain >= 0, let codes = program.domains[step.domain].codes else {
                return .choice([text, .null])
            }
            return .choice([.text(TextShape(.code, codes: codes)), text, .null])
        case .opaque: return Self.hexadecimal
        case .float: return .choice([.text(TextShape(.decimal)), .null])
        case .zoned, .packed, .packedUnsigned, .binary, .edited:
            return .choice([.text(TextShape(.decimal, pattern: pattern(step))), .null])
        }
    }

    private func pattern(_ step: CopybookStep) -> String {
        let sign = step.isSigned ? "-?" : ""
        let whole = step.isNative ? 20 : max(1, step.digits - step.scale)
        let decimals = step.scale > 0 ? "\\.[0-9]{\(step.scale)}" : ""
        return "^\(sign)[0-9]{1,\(whole)}\(decimals)$"
    }
}
