import Canonical

/// Describes the documents of message types and fields by the tables that they are read with.
struct MTDescription {
    private let library: MTLibrary

    init(_ library: MTLibrary) {
        self.library = library
    }

    static func unknown(_ type: String) -> Fault {
        Fault(
            .programmer,
            .referenceUnknown,
            stage: .setup,
            reason: "There is no table for the message type \(type).",
            advice: "Types are written mt.103 or mt.103.stp."
        )
    }

    // MARK: - Fields

    /// The value of a field, as `mt-field` reads it.
    func field(_ tag: MTTag, _ fields: [Int16]) -> DocumentDescription {
        var members = self.members(tag, fields)
        members.append(DocumentMember("layout", .object([], isOpen: true)).with(.layout))
        return DocumentDescription(
            name: "mt-field.\(tag.text)",
            summary: "The components of field \(tag.text).",
            root: .object(members, isOpen: false)
        )
    }

    /// The components of a field that has one of its forms, and its text.
    private func members(_ tag: MTTag, _ fields: [Int16]) -> [DocumentMember] {
        guard tag.key < fields.count, fields[tag.key] >= 0 else { return [DocumentMember("text", .text)] }
        let forms = library.fields.fields[Int(fields[tag.key])].definition.forms
        var members = MTFieldShape(forms).members
        // Whatever a component must be, a field that does not have its format has none of them.
        for index in members.indices { members[index].isRequired = false }
        if forms.count > 1 {
            let summary = "The banks' form that it has, from 1."
            members.append(DocumentMember("dialect", .number(isInteger: true), summary).with(.layout))
        }
        members.append(DocumentMember("after", .text, "Blanks or line ends behind the value.").with(.layout))
        if !members.contains(where: { $0.name == "text" }) {
            let summary = "The value, if it has no form of the field."
            members.append(DocumentMember("text", .text, summary).with(.irregular))
        }
        return members
    }

    private func fieldShape(_ entry: MTEntryDefinition, _ program: MTMessageProgram) -> DocumentShape {
        guard entry.hasOption else {
            let letter = (0...26).first { entry.letters & (1 << UInt32($0)) != 0 } ?? Int(0)
            return .object(members(MTTag(number: entry.number, letter: letter), program.fields), isOpen: false)
        }
        var shapes: [DocumentShape] = []
        // Another option than those of the message is an error, and is read with its own components.
        for letter in 0...26 {
            let tag = MTTag(number: entry.number, letter: letter)
            let isListed = entry.letters & (1 << UInt32(letter)) != 0
            guard isListed || program.fields[tag.key] >= 0 else { continue }
            var members = self.members(tag, program.fields)
            if letter > 0 {
                let code = String(UnicodeScalar(UInt8(0x40 + letter)))
                members.insert(
                    DocumentMember("option", .text(TextShape(.code, codes: [code])), isRequired: true),
                    at: 0
                )
            }
            if !isListed { members = members.map { $0.with(.irregular) } }
            shapes.append(.object(members, isOpen: false))
        }
        let text = [
            DocumentMember("option", .text).with(.irregular),
            DocumentMember("text", .text, isRequired: true).with(.irregular),
        ]
        return .choice(shapes + [.object(text, isOpen: false)])
    }

    // MARK: - Messages

    /// A message type in one variant.
    func message(_ program: MTMessageProgram) -> DocumentDescription {
        var parts = MTDescription.commonParts
        parts["block4"] = sequence(0, program)
        return DocumentDescription(
            name: program.typeName,
            summary: program.definition.title,
            root: .object(members(block4: .part("block4")), isOpen: false),
            parts: parts
        )
    }

    /// What all messages have in common; block 4 is a list of fields, or of tags in system messages.
    var any: DocumentDescription {
        DocumentDescription(
            name: "mt",
            summary: "A SWIFT MT message of any type.",
            root: .object(members(block4: .object([], isOpen: true)), isOpen: false),
            parts: MTDescription.commonParts
        )
    }

    /// An acknowledgement or a system message: tags in braces, and the message that is acknowledged.
    func service(_ type: String) -> DocumentDescription {
        generic(type, "An acknowledgement or a message of the network itself.")
    }

    /// A message without a table: its fields in their order.
    func generic(
        _ type: String,
        _ summary: String = "A SWIFT MT message without a table of its own."
    ) -> DocumentDescription {
        let fields = DocumentMember("fields", .list(.part("fieldOrBlock"), min: 0, max: nil), isRequired: true)
        let field = DocumentShape.object([DocumentMember("tag", .text, isRequired: true)], isOpen: true)
        let code = DocumentMember("block", .text(TextShape(lengthMin: 1, lengthMax: 16)), isRequired: true, "Of 16R.")
        var parts = MTDescription.commonParts
        parts["fieldOrBlock"] = .choice([field, .object([code, fields], isOpen: false)])
        return DocumentDescription(
            name: type,
            summary: summary,
            root: .object(
                members(block4: .choice([.object([fields], isOpen: false), .part("tagList")])),
                isOpen: false
            ),
            parts: parts
        )
    }

    private func sequence(_ number: Int, _ program: MTMessageProgram) -> DocumentShape {
        let sequence = program.tree.sequences[number]
        var members: [DocumentMember] = []
        for item in sequence.items {
            switch item {
            case .entry(let number):
                guard let entry = program.tree.entries[number].definition else { continue }
                var shape = fieldShape(entry, program)
                if entry.isList { shape = .list(shape, min: 1, max: nil) }
                members.append(
                    DocumentMember(entry.name, shape, entry.isMandatory ? "Mandatory." : "")
                        .mandatory(entry.isMandatory)
                )
            case .sequence(let number):
                let inner = program.tree.sequences[number]
                var shape = self.sequence(number, program)
                if inner.isList { shape = .list(shape, min: 1, max: nil) }
                members.append(
                    DocumentMember(inner.definition.name, shape, inner.definition.isMandatory ? "Mandatory." : "")
                        .mandatory(inner.definition.isMandatory)
                )
            }
        }
        if number == 0 {
            members.append(MTDescription.unplaced)
            members.append(MTDescription.copy.with(program.definition.takesCopy ? .content : .irregular))
        }
        return .object(members, isOpen: false)
    }

    private func members(block4: DocumentShape) -> [DocumentMember] {
        MTDescription.headers + [DocumentMember("block4", block4)] + MTDescription.trailers
            + [DocumentMember("acknowledged", .object([], isOpen: true), "The message that is acknowledged.")]
    }
}
