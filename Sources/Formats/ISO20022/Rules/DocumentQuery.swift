import Canonical

/// Finds elements of a decoded message by path, and their values.
///
/// An element is the index of a node. What occurs more than once is a list, which stands for its items; a text with
/// attributes is an object with the text under `value`. Elements that do not fit the schema, which lie beside the
/// message in the general form, are found where they stood.
struct DocumentQuery {
    /// The document.
    let document: Document
    /// The elements that do not fit the schema.
    private let misfits: MisfitElements

    private static let value = Array("value".utf8)

    init(_ document: Document) {
        self.document = document
        misfits = MisfitElements(document)
    }

    // MARK: - Elements

    /// The elements that a path leads to from an element.
    func elements(_ path: RulePath, from element: Int) -> [Int] {
        var found: [Int]
        var steps = path.steps[...]
        switch path.start {
        case .element: found = [element]
        case .message: found = [0]
        case .anywhere:
            guard case .name(let name)? = steps.popFirst() else { return [] }
            found = elements(named: name)
        }
        for step in steps {
            var next: [Int] = []
            for element in found where next.count < UsageRuleLimits.elementsMax { append(step, of: element, to: &next) }
            found = next
            if found.isEmpty { break }
        }
        return found
    }

    /// Whether a path leads to any element.
    func exists(_ path: RulePath, from element: Int) -> Bool {
        !elements(path, from: element).isEmpty
    }

    /// The elements and attributes within an element that have another name.
    func elements(in element: Int, except name: [UInt8]) -> [Int] {
        var all: [Int] = []
        var named: [Int] = []
        append(.any, of: element, to: &all)
        append(.name(name), of: element, to: &named)
        let others = Set(named)
        return all.filter { !others.contains($0) }
    }

    private func append(_ step: RulePath.Step, of element: Int, to found: inout [Int]) {
        if misfits.contains(element) {
            found += misfits.children(of: element, step)
            return
        }
        let nodes = document.nodes
        guard nodes[element].kind == .object else { return }
        switch step {
        case .name(let name):
            if let member = document.index(ofMember: name.span, in: element) { appendItems(of: member, to: &found) }
        case .any:
            var member = element + 1
            let end = nodes[element].end(at: element)
            while member < end {
                appendItems(of: member, to: &found)
                member = nodes[member].end(at: member)
            }
        }
        found += misfits.elements(in: element, step)
    }

    /// Appends a node, or the items of a list in its place.
    private func appendItems(of node: Int, to found: inout [Int]) {
        let nodes = document.nodes
        guard nodes[node].kind == .list else {
            found.append(node)
            return
        }
        var item = node + 1
        let end = nodes[node].end(at: node)
        while item < end, found.count < UsageRuleLimits.elementsMax {
            found.append(item)
            item = nodes[item].end(at: item)
        }
    }

    private func elements(named name: [UInt8]) -> [Int] {
        var found: [Int] = []
        for index in document.nodes.indices where found.count < UsageRuleLimits.elementsMax {
            if misfits.contains(index) {
                if misfits.hasName(name, index) { found.append(index) }
            } else if document.hasName(name.span, at: index) {
                appendItems(of: index, to: &found)
            }
        }
        return found
    }

    // MARK: - Values

    /// The text of an element; nil if it has none, or elements.
    func value(of element: Int) -> ArraySlice<UInt8>? {
        let node = document.nodes[element]
        switch node.kind {
        case .text, .number: return document.bytes[node.textRange]
        case .object:
            if let member = document.index(ofMember: Self.value.span, in: element), document.nodes[member].kind == .text
            {
                return document.bytes[document.nodes[member].textRange]
            }
            return misfits.contains(element) ? misfits.text(of: element) : nil
        default: return nil
        }
    }

    /// The texts of the elements that a path leads to, with the elements.
    func values(_ path: RulePath, from element: Int) -> [(element: Int, text: ArraySlice<UInt8>)] {
        elements(path, from: element).compactMap { element in value(of: element).map { (element, $0) } }
    }

    /// How many characters the texts within an element have together, without attributes.
    func characters(in element: Int) -> Int {
        let nodes = document.nodes
        if let text = value(of: element) { return Self.characters(text) }
        var count = 0
        var index = element + 1
        let end = nodes[element].end(at: element)
        while index < end {
            if let text = value(of: index) {
                count += Self.characters(text)
                index = nodes[index].end(at: index)
            } else {
                index += 1
            }
        }
        return count
    }

    /// How many characters a text has.
    static func characters(_ text: ArraySlice<UInt8>) -> Int {
        var count = 0
        for byte in text where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    // MARK: - Paths

    /// The path of an element for people; the paths are made once for many elements.
    func path(of element: Int, _ paths: inout NodePaths?) -> String {
        if misfits.contains(element) { return misfits.path(of: element) }
        let known = paths ?? NodePaths(document)
        paths = known
        return known.path(of: element)
    }
}
