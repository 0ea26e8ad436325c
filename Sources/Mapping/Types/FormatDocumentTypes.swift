package import Canonical
package import Formats
import Synchronization

/// Where the descriptions of canonical types come from: their JSON Schemas.
package protocol CanonicalDescriptions: Sendable {
    /// The names of the types, such as `payment.credit-transfer.v2`.
    var names: [String] { get }

    /// The description of a type.
    ///
    /// - Throws: `reference.unknown`.
    func description(ofType type: String) throws(Fault) -> DocumentDescription
}

extension CanonicalTypes: CanonicalDescriptions {}

/// The document types that mappings can name: those of FIN, of ISO 20022, the canonical ones, and events in JSON.
///
/// Descriptions are made when they are first asked for, and kept.
package final class FormatDocumentTypes: DocumentTypes {
    private let fin: any Format
    private let iso: any Format
    private let canonical: (any CanonicalDescriptions)?
    private let isoNames: Set<String>
    private let canonicalNames: Set<String>
    private let events: (any CanonicalDescriptions)?
    private let kept = Mutex<[String: DocumentDescription]>([:])
    private let fields = Mutex<[String: MTFieldForms]?>(nil)
    private let components = Mutex<[String: [String: [DocumentDescription]]]>([:])

    /// All names, sorted by format.
    package let names: [String]

    /// Makes the types.
    ///
    /// - Parameters:
    ///   - library: the definitions that come with the bus.
    ///   - canonical: the canonical types; nil where mappings have none.
    ///   - events: the types of events in JSON; nil where mappings have none.
    /// - Throws: what reading the definitions throws.
    package init(
        library: any DefinitionLibrary,
        canonical: (any CanonicalDescriptions)? = nil,
        events: (any CanonicalDescriptions)? = nil
    ) throws(Fault) {
        fin = try FormatKind.mt.format(FormatSettings(library: library))
        iso = try FormatKind.iso20022.format(FormatSettings(library: library))
        self.canonical = canonical
        self.events = events
        let messages = iso.documentTypes
        isoNames = Set(messages)
        canonicalNames = Set(canonical?.names ?? [])
        names = fin.documentTypes + messages + (canonical?.names ?? []) + (events?.names ?? [])
    }

    /// The types of a library with everything that it defines.
    ///
    /// - Throws: what reading the definitions throws.
    package convenience init(all library: any DefinitionLibrary) throws(Fault) {
        try self.init(
            library: library,
            canonical: try CanonicalTypes(library),
            events: try CanonicalTypes(library, folder: CanonicalTypes.eventFolder)
        )
    }

    package func description(of type: String) throws(Fault) -> DocumentDescription {
        if let known = kept.withLock({ $0[type] }) { return known }
        let description = try make(type)
        kept.withLock { $0[type] = description }
        return description
    }

    package func format(of type: String) -> String? {
        if type.hasPrefix("mt.") || type.hasPrefix("mt:") { return "mt" }
        if type.hasPrefix("iso:") { return "iso20022" }
        if type.hasPrefix("canonical:") || canonicalNames.contains(type) { return "canonical" }
        if isoNames.contains(type) { return "iso20022" }
        return events?.names.contains(type) ?? false ? "json" : nil
    }

    private func make(_ type: String) throws(Fault) -> DocumentDescription {
        if type.hasPrefix("mt.") { return try fin.description(ofType: type) }
        if let canonical, canonicalNames.contains(type) { return try canonical.description(ofType: type) }
        if let events, events.names.contains(type) { return try events.description(ofType: type) }
        return try iso.description(ofType: type).asWholeMessage(header: header)
    }

    /// The business application header as banks write it today.
    private var header: DocumentDescription? {
        // Without its definition the header stays a value of any kind.
        try? iso.description(ofType: "head.001.001.02")
    }

    // MARK: - Components

    package func components(system: String, name: String) throws(Fault) -> [DocumentDescription] {
        let found: [DocumentDescription]
        switch system {
        case "mt": found = allFields()[name]?.descriptions(name) ?? []
        case "iso":
            let name = Self.unversioned(name)
            if let known = try parts(in: newest(iso.documentTypes), system)[name] {
                found = known
            } else {
                // What only older versions have is looked for in all of them.
                found = try parts(in: iso.documentTypes, system)[name] ?? []
            }
        case "canonical": found = try parts(in: canonical?.names ?? [], system)[name] ?? []
        default:
            throw unknown(
                system,
                name,
                advice: "Components are mt:FIELD, mt:block1 and other blocks, iso:TYPE and canonical:PART."
            )
        }
        guard !found.isEmpty else { throw unknown(system, name, advice: nil) }
        return found
    }

    package func isComponent(_ shape: DocumentShape, _ parts: ShapeParts, system: String, name: String) -> Bool {
        switch (system, shape) {
        case ("mt", _): allFields()[name]?.includes(shape, parts) ?? false
        case ("iso", .part(let part)): Self.letters(of: part).elementsEqual(Self.letters(of: name))
        case ("canonical", .part(let part)): Self.unnumbered(part) == name
        default: false
        }
    }

    /// ISO 20022 names each choice so (`PersonIdentification13Choice`), and nothing else.
    package func admitsEmpty(_ shape: DocumentShape) -> Bool {
        guard case .part(let name) = shape else { return true }
        return !name.contains("Choice")
    }

    private func unknown(_ system: String, _ name: String, advice: String?) -> Fault {
        Fault(
            .programmer,
            .referenceUnknown,
            stage: .setup,
            reason: "There is no component \(system):\(name).",
            advice: advice
        )
    }

    private func allFields() -> [String: MTFieldForms] {
        if let known = fields.withLock({ $0 }) { return known }
        var made: [String: MTFieldForms] = [:]
        for type in fin.documentTypes {
            // A type that cannot be described has no fields to name.
            guard let description = try? description(of: type) else { continue }
            let parts = ShapeParts(description.parts)
            MTFieldForms.collect(description.parts["block4"] ?? .any, parts, into: &made, depth: 0)
            MTFieldForms.collectBlocks(description.root, parts, into: &made)
        }
        fields.withLock { $0 = made }
        return made
    }

    /// The last version of each message.
    private func newest(_ types: [String]) -> [String] {
        var last: [Substring: String] = [:]
        for type in types.sorted() { last[type.prefix { $0 != "." } + type.dropFirst(4).prefix(4)] = type }
        return last.values.sorted()
    }

    /// The parts of some types by the names that files call them, each part once.
    ///
    /// Canonical types have parts of one name that are not alike, such as the group of a return and of a status.
    private func parts(in types: [String], _ system: String) throws(Fault) -> [String: [DocumentDescription]] {
        // How many there are tells all versions from the newest.
        let key = "\(system) \(types.count)"
        if let known = components.withLock({ $0[key] }) { return known }
        var found: [String: [DocumentDescription]] = [:]
        var shapes: [String: [DocumentShape]] = [:]
        for type in types {
            let description = try description(of: type)
            for (part, shape) in description.parts.sorted(by: { $0.key < $1.key }) {
                if let known = shapes[part], system == "iso" || known.contains(shape) { continue }
                shapes[part, default: []].append(shape)
                let component = DocumentDescription(
                    name: "\(system):\(part)",
                    summary: description.summary,
                    root: .part(part),
                    parts: description.parts
                )
                let name = system == "iso" ? Self.unversioned(part) : Self.unnumbered(part)
                found[name, default: []].append(component)
            }
        }
        components.withLock { $0[key] = found }
        return found
    }

    /// The name of an ISO 20022 type without its version: `PostalAddress24` is one of `PostalAddress`.
    private static func unversioned(_ name: String) -> String {
        String(decoding: letters(of: name), as: UTF8.self)
    }

    private static func letters(of name: String) -> LazyFilterSequence<String.UTF8View> {
        name.utf8.lazy.filter { !(0x30...0x39).contains($0) }
    }

    /// The name of a canonical component, without what tells those of one name apart.
    private static func unnumbered(_ name: String) -> String {
        name.utf8.firstIndex(of: UInt8(ascii: "~")).map { String(name[..<$0]) } ?? name
    }
}

extension DocumentDescription {
    /// The description of a message that is there as a whole and follows its schema, as mappings get it.
    ///
    /// Pieces of large messages, and what was read in the general form because it follows no schema, are not mapped.
    fileprivate func asWholeMessage(header: DocumentDescription?) -> DocumentDescription {
        guard case .object(let members, let isOpen) = root else { return self }
        var whole = self
        whole.root = .object(
            members.map { member in
                var member = member
                if member.name == "Document", case .choice(let shapes) = member.shape, let first = shapes.first {
                    member.shape = first
                    member.isRequired = true
                }
                if member.name == "namespaces" { member.shape = Self.namespaces(of: name) }
                if member.name == "AppHdr", member.shape == .any, let shape = header?.headerShape {
                    member.shape = shape
                }
                return member
            },
            isOpen: isOpen
        )
        for (name, shape) in header?.parts ?? [:] where whole.parts[name] == nil { whole.parts[name] = shape }
        return whole
    }

    /// The namespace of the message is its type; that of the header is how it is written.
    private static func namespaces(of type: String) -> DocumentShape {
        let namespace = TextShape(.code, codes: ["\(NamespaceAlias.standardPrefix)\(type)"])
        return .object(
            [
                DocumentMember("AppHdr", .text, "The namespace of the header.").with(.layout),
                DocumentMember("Document", .text(namespace), "The namespace of the message.").with(.typeName),
            ],
            isOpen: false
        )
    }

    private var headerShape: DocumentShape? { root.members.first { $0.name == "AppHdr" }?.shape }
}
