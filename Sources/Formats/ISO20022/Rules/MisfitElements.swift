import Canonical

/// The elements of a document that do not fit the schema: an element in the wrong place is still what its sender meant,
/// so rules see it where it stood.
///
/// They lie in the member `unexpected` in the general form: an object with `name`, then `attributes` and `content`.
struct MisfitElements {
    private let document: Document
    /// The nodes of the member `unexpected`.
    private let range: Range<Int>
    /// The misfit elements by the element in which they stood.
    private var byParent: [Int: [Int]] = [:]
    /// The paths of the misfit elements.
    private var paths: [(element: Int, path: String)] = []

    init(_ document: Document) {
        self.document = document
        guard document.nodes[0].kind == .object,
            let list = document.index(ofMember: Array("unexpected".utf8).span, in: 0)
        else {
            range = 0..<0
            return
        }
        range = list..<document.nodes[list].end(at: list)
        var search = PathSearch(document)
        for item in document.children(at: list) { enter(item, &search) }
    }

    private mutating func enter(_ item: Int, _ search: inout PathSearch) {
        guard document.nodes[item].kind == .object,
            let at = member("at", of: item), document.nodes[at].kind == .text,
            let element = member("element", of: item), document.nodes[element].kind == .object
        else { return }
        let path = String(decoding: document.bytes[document.nodes[at].textRange], as: UTF8.self)
        if let parent = search.node(at: path) { byParent[parent, default: []].append(element) }
        paths.append((element, path))
    }

    // MARK: - What rules ask

    /// Whether a node is one of a misfit element.
    func contains(_ node: Int) -> Bool { range.contains(node) }

    /// The misfit elements that stood in an element of the message.
    func elements(in element: Int, _ step: RulePath.Step) -> [Int] {
        guard !byParent.isEmpty, let elements = byParent[element] else { return [] }
        return elements.filter { fits($0, step) }
    }

    /// The elements and attributes within a misfit element.
    func children(of element: Int, _ step: RulePath.Step) -> [Int] {
        guard document.nodes[element].kind == .object else { return [] }
        var found: [Int] = []
        for list in ["attributes", "content"] {
            guard let list = member(list, of: element), document.nodes[list].kind == .list else { continue }
            found += document.children(at: list).filter { fits($0, step) }
        }
        return found
    }

    /// Whether a node is an element or attribute of that local name.
    func hasName(_ name: [UInt8], _ node: Int) -> Bool {
        localName(node).map { $0.elementsEqual(name) } ?? false
    }

    /// The text within an element, if it has no elements.
    func text(of element: Int) -> ArraySlice<UInt8>? {
        guard let content = member("content", of: element), document.nodes[content].kind == .list else { return [] }
        var text: [UInt8] = []
        for piece in document.children(at: content) where document.nodes[piece].kind == .object {
            if member("name", of: piece) != nil { return nil }
            guard let part = member("text", of: piece) ?? member("cdata", of: piece),
                document.nodes[part].kind == .text
            else { continue }
            text += document.bytes[document.nodes[part].textRange]
        }
        return text[...]
    }

    /// The path of a misfit element, or of the one that a node within it belongs to.
    func path(of node: Int) -> String {
        // The elements lie in the document in the order in which they were entered.
        var (low, high) = (0, paths.count)
        while low < high {
            let middle = (low + high) / 2
            if paths[middle].element <= node { low = middle + 1 } else { high = middle }
        }
        guard low > 0, let name = localName(paths[low - 1].element) else { return "/" }
        return paths[low - 1].path + "/" + String(decoding: name, as: UTF8.self)
    }

    private func fits(_ node: Int, _ step: RulePath.Step) -> Bool {
        switch step {
        case .any: localName(node) != nil
        case .name(let name): hasName(name, node)
        }
    }

    /// The name without its prefix; nil if the node is no element or attribute.
    private func localName(_ node: Int) -> ArraySlice<UInt8>? {
        guard document.nodes[node].kind == .object, let name = member("name", of: node),
            document.nodes[name].kind == .text
        else { return nil }
        let text = document.bytes[document.nodes[name].textRange]
        guard let colon = text.lastIndex(of: UInt8(ascii: ":")) else { return text }
        return text[(colon + 1)...]
    }

    private func member(_ name: String, of node: Int) -> Int? {
        document.index(ofMember: name.utf8.span, in: node)
    }
}
