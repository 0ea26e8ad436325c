import Canonical

/// What a document holds of single elements beside their values: layout facts, and what the definition does not know.
struct ElementFacts {
    /// Something unexpected at a place among the children of an element.
    struct Unexpected {
        var position: Int
        /// The element in the general form, or the text.
        var value: DocumentView
        var isText: Bool
        /// What stands before it, if that is not the usual gap.
        var before: String?
    }

    private var layout: [String: [String: DocumentView]] = [:]
    private var content: [String: [Unexpected]] = [:]
    /// What the start tag of a part's root holds beside declared attributes.
    private(set) var root: (namespace: (name: String, value: String), tag: String)?
    private var attributes: [String: [(name: String, value: String)]] = [:]

    init() {}

    init(layout: DocumentView?, unexpected: DocumentView?) {
        for exception in layout?["exceptions"]?.children.map(\.self) ?? [] {
            guard let path = exception["at"]?.text else { continue }
            for fact in exception.children where fact.name != "at" { self.layout[path, default: [:]][fact.name] = fact }
        }
        for item in unexpected?.children.map(\.self) ?? [] {
            guard let path = item["at"]?.text else { continue }
            if let attribute = item["attribute"], let name = attribute["name"]?.text,
                let value = attribute["value"]?.text
            {
                attributes[path, default: []].append((name, value))
            } else if let value = item["element"] ?? item["text"] {
                let position = item["position"]?.number.map { Int(clamping: $0.coefficient) } ?? 0
                content[path, default: []]
                    .append(
                        Unexpected(
                            position: position,
                            value: value,
                            isText: item["text"] != nil,
                            before: item["before"]?.text
                        )
                    )
            }
        }
    }

    /// Sets what the next start tag, that of a part's root, holds.
    mutating func setRoot(prefix: String, namespace: String, tag: String?) {
        let name = prefix.isEmpty ? "xmlns" : "xmlns:" + prefix
        root = ((name, namespace), tag ?? " \(name)=\"\"")
    }

    /// Takes what the start tag of the part's root holds; nil for other elements.
    mutating func takeRoot() -> (namespace: (name: String, value: String), tag: String)? {
        defer { root = nil }
        return root
    }

    /// Whether there are none, so that no paths need to be made.
    var isEmpty: Bool { layout.isEmpty && content.isEmpty && attributes.isEmpty }

    /// The layout facts of an element.
    func facts(at path: String) -> [String: DocumentView] {
        layout.isEmpty ? [:] : layout[path] ?? [:]
    }

    /// What stands among its children and is not expected, in order.
    func unexpected(at path: String) -> [Unexpected] {
        content.isEmpty ? [] : content[path] ?? []
    }

    /// The attributes that its type does not know.
    func attributes(at path: String) -> [(name: String, value: String)] {
        attributes.isEmpty ? [] : attributes[path] ?? []
    }
}
