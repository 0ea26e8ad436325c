import ArgumentParser
import Bus
import Canonical
import Mapping

/// The options with what a mapping wants from outside the message.
struct GivenOptions: ParsableArguments {
    @Option(name: .long, help: "A value that the mapping is given, as name=value. Repeatable.")
    var given: [String] = []
    @Option(name: .long, help: "A further input of the mapping, as name=FILE. Repeatable.")
    var input: [String] = []
    @Option(name: .long, help: "The key from which generated identifiers are derived; the same key, the same ids.")
    var identifierKey = ""

    func validate() throws {
        for entry in given where Self.split(entry) == nil {
            throw ValidationError("--given takes name=value, not \(entry).")
        }
        for entry in input where Self.split(entry) == nil {
            throw ValidationError("--input takes name=FILE, not \(entry).")
        }
    }

    /// The values by name, of the types that the mappings want.
    ///
    /// - Throws: `configuration.invalid` for a name that no mapping has, a value of another type, or one that is missing.
    func givens(for mappings: [CompiledMapping]) throws(Fault) -> [String: DocumentValue] {
        let wanted = mappings.flatMap(\.checked.givens)
        var values: [String: DocumentValue] = [:]
        for entry in given {
            guard let (name, text) = Self.split(entry) else { continue }
            guard let type = wanted.first(where: { $0.name == name })?.type else {
                throw Self.fault(
                    "No mapping on the way wants a value \(name).",
                    wanted.isEmpty ? nil : "They want \(wanted.map(\.name).joined(separator: ", "))."
                )
            }
            guard let value = type.value(of: text) else {
                throw Self.fault("The value given for \(name) is of another type.", "It is a \(type.shape.summary).")
            }
            values[name] = value
        }
        if let missing = wanted.first(where: { values[$0.name] == nil && !$0.type.mayBeAbsent }) {
            throw Self.fault("A mapping wants the value \(missing.name).", "Add --given \(missing.name)=VALUE.")
        }
        return values
    }

    /// The further inputs by name.
    func inputs(_ formats: DocumentFormats) throws(Fault) -> [String: Document] {
        var documents: [String: Document] = [:]
        for entry in input {
            guard let (name, path) = Self.split(entry) else { continue }
            documents[name] = try TypedMessage(path, formats, type: nil).document
        }
        return documents
    }

    /// What generated identifiers are derived from: the key and the content of the message.
    func identity(of document: Document) -> MessageIdentity {
        MessageIdentity(
            message: Identity.sha256(document.jsonBytes()),
            hash: Identity.keyedHash(key: Array(identifierKey.utf8))
        )
    }

    private static func split(_ entry: String) -> (name: String, value: String)? {
        guard let mark = entry.firstIndex(of: "="), mark != entry.startIndex else { return nil }
        return (String(entry[..<mark]), String(entry[entry.index(after: mark)...]))
    }

    private static func fault(_ reason: String, _ advice: String?) -> Fault {
        Fault(.programmer, .configurationInvalid, stage: .setup, reason: reason, advice: advice)
    }
}

extension ValueType {
    /// The value that a text stands for; nil if it is none of this type.
    fileprivate func value(of text: String) -> DocumentValue? {
        switch shape {
        case .boolean: return text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
        case .number: return Number(utf8: text.utf8.span).map { .number($0) }
        default: return .text(text)
        }
    }
}
