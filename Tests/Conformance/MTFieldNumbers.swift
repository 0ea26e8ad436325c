import Canonical

/// The components of MT fields by number, in the order of SWIFT's format string, as other libraries count them.
///
/// Every line of a party or a description has a number; a field that is nothing but narrative is one component.
struct MTFieldNumbers: Sendable {
    /// What stands at a component's name in the document.
    private enum Kind {
        case text
        case lines(max: Int)
        case group(names: [String], max: Int)
    }

    private struct Component {
        var name: String
        var kind: Kind
    }

    private var components: [String: [Component]] = [:]

    /// Reads the names from the table of fields.
    init(table: [UInt8]) {
        for line in table.split(separator: 0x0A) {
            let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            guard let tag = words.first, words.count > 2, !tag.contains("@"), let first = tag.utf8.first,
                (0x30...0x39).contains(first)
            else { continue }
            components[tag] = Self.components(notation: words[1], words.dropFirst(2))
        }
    }

    private static func components(notation: String, _ words: ArraySlice<String>) -> [Component] {
        let max = linesMax(in: notation)
        var components: [Component] = []
        for word in words where !word.hasPrefix("error=") {
            let name = String(word.prefix { $0 != ":" && $0 != "!" })
            components.append(Component(name: name, kind: .text))
            if let open = word.firstIndex(of: "("),
                [":party(", ":beneficiary(", ":list("].contains(where: word.contains)
            {
                let inner = word[word.index(after: open)...].prefix { $0 != ")" }.split(separator: ",").map(String.init)
                components[components.count - 1].kind = .group(names: inner, max: max ?? 1)
            }
        }
        if let max, let last = components.last, case .text = last.kind {
            // 41D is the one field with something behind its lines.
            let index = notation.hasSuffix("$14x") ? components.count - 2 : components.count - 1
            components[index].kind = .lines(max: max)
        }
        return components
    }

    /// How many lines a notation such as `[/34x]$4*35x` has at most.
    private static func linesMax(in notation: String) -> Int? {
        guard let star = notation.firstIndex(of: "*") else { return nil }
        let digits = notation[..<star].reversed().prefix { $0.isNumber }.reversed()
        return Int(String(digits))
    }

    /// Whether the table has the field.
    func hasField(_ tag: String) -> Bool { components[tag] != nil }

    /// The values of a field's components, the first at 0; nil where one is absent.
    func values(of field: DocumentValue, tag: String) -> [String?] {
        guard let components = components[tag] else { return [] }
        var values: [String?] = []
        for component in components {
            let value = field[component.name]
            switch component.kind {
            case .text: values.append(Self.filled(value?.text))
            case .lines(let max):
                let lines = value?.items ?? []
                if components.count == 1 {
                    values.append(Self.filled(Self.joined(lines)))
                } else {
                    values += Self.filled(lines.map(\.text), upTo: max)
                }
            case .group(let names, let max):
                let items = value?.items ?? []
                let parts = items.flatMap { item in names.map { Self.filled(item[$0]?.text) } }
                values += Self.filled(parts, upTo: max * names.count)
            }
        }
        return values
    }

    /// The value of a component that is named as in `VALUE_DATE`.
    func value(of field: DocumentValue, named name: String) -> String? {
        let wanted = name.filter { $0 != "_" }.lowercased()
        guard let member = field.object?.members.first(where: { $0.name.lowercased() == wanted }) else { return nil }
        return member.value.text
    }

    private static func joined(_ lines: [DocumentValue]) -> String {
        lines.map { $0.text ?? $0["text"]?.text ?? "" }.joined(separator: "\n")
    }

    /// Empty text counts as absent.
    private static func filled(_ text: String?) -> String? {
        text.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func filled(_ values: [String?], upTo count: Int) -> [String?] {
        values.count >= count ? values : values + Array(repeating: nil, count: count - values.count)
    }
}
