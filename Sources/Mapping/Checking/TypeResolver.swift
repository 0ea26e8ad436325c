import Canonical

/// A type of a file with one of its alternatives chosen.
struct ResolvedType {
    /// What it is called.
    let label: String
    /// The type.
    let type: ValueType
    /// The description that it comes from; nil for simple types.
    var description: DocumentDescription?
    /// The format that its documents belong to; nil for simple types.
    var format: String?
}

/// Finds the types that a file names.
struct TypeResolver {
    private let session: CheckSession

    init(_ session: CheckSession) {
        self.session = session
    }

    /// The alternatives of a type; empty after saying what does not exist.
    func alternatives(of name: TypeName) -> [ResolvedType] {
        switch name {
        case .document(let name): document(name)
        case .versions(let first, let last): documents(first, last)
        case .component(let system, let name):
            session.components(system: system, name: name)
                .map { description in
                    resolved(description, format: session.types.format(of: description.name))
                }
        case .oneOf(let names): names.flatMap { alternatives(of: $0) }
        case .optional(let name):
            alternatives(of: name)
                .map { resolved in
                    var type = resolved.type
                    type.mayBeAbsent = true
                    return ResolvedType(
                        label: resolved.label,
                        type: type,
                        description: resolved.description,
                        format: resolved.format
                    )
                }
        case .list(let name, _):
            alternatives(of: name)
                .map { resolved in
                    let type = ValueType(.list(resolved.type.shape, min: 0, max: nil), parts: resolved.type.parts)
                    return ResolvedType(label: "list of \(resolved.label)", type: type, format: resolved.format)
                }
        case .text, .simple, .constants:
            simple(name).map { [ResolvedType(label: $0.summary, type: ValueType($0))] } ?? []
        }
    }

    /// The shape of a simple type; nil for others.
    func simple(_ name: TypeName) -> DocumentShape? {
        switch name {
        case .text(let min, let max, let characters, let position):
            if let characters, CharacterRange.named(characters) == nil {
                session.report(
                    "There is no character set \(characters).",
                    at: position,
                    Suggestion.among(characters, CharacterRange.names)
                )
            }
            return .text(TextShape(lengthMin: min, lengthMax: max, characters: characters))
        case .simple(let simple, _): return simple.shape
        case .constants(let codes, let position):
            if Set(codes).count < codes.count {
                session.report("A constant is named twice.", at: position, "Leave one of them out.")
            }
            return .text(TextShape(.code, codes: codes))
        default: return nil
        }
    }

    private func resolved(_ description: DocumentDescription, format: String?) -> ResolvedType {
        ResolvedType(
            label: description.name,
            type: ValueType(description.root, parts: session.parts(of: description)),
            description: description,
            format: format
        )
    }

    private func document(_ name: Name) -> [ResolvedType] {
        guard let description = session.description(of: name) else { return [] }
        return [resolved(description, format: session.types.format(of: name.text))]
    }

    /// `pacs.008.001.08..13`: the versions that there are from one to another.
    private func documents(_ first: Name, _ last: String) -> [ResolvedType] {
        guard let point = first.text.lastIndex(of: "."), let min = Int(first.text[first.text.index(after: point)...]),
            let max = Int(last)
        else { return document(first) }
        let stem = first.text[...point]
        let names = session.types.names.filter { candidate in
            guard candidate.hasPrefix(stem), let version = Int(candidate.dropFirst(stem.count)) else { return false }
            return version >= min && version <= max
        }
        guard names.contains(first.text) else { return document(first) }
        return names.sorted().flatMap { document(Name($0, at: first.position)) }
    }
}

extension TypeName.Simple {
    /// The shape of its values.
    var shape: DocumentShape {
        switch self {
        case .decimal: .text(TextShape(.decimal))
        case .integer: .number(isInteger: true)
        case .boolean: .boolean
        case .date: .text(TextShape(.date))
        case .time: .text(TextShape(.time))
        case .dateTime: .text(TextShape(.dateTime))
        }
    }
}
