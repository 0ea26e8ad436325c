import Canonical

/// Finds the nodes that paths such as `/Document/Fn/Tx[2]` lead to, each container being looked through once.
struct PathSearch {
    private let document: Document
    /// The items of the lists that paths have led through.
    private var items: [Int: [Int]] = [:]
    /// The members of the objects that paths have led through; of two with one name the first.
    private var members: [Int: [String: Int]] = [:]

    init(_ document: Document) {
        self.document = document
    }

    /// The node that a path leads to; nil if there is none.
    mutating func node(at path: String) -> Int? {
        var node = 0
        for step in path.split(separator: "/") {
            let pieces = step.split(separator: "[")
            guard document.nodes[node].kind == .object, let name = pieces.first,
                let child = member(String(name), of: node)
            else { return nil }
            node = child
            guard document.nodes[child].kind == .list else { continue }
            let number = pieces.count > 1 ? Int(pieces[1].dropLast()) : 1
            guard let number, let item = item(number, of: child) else { return nil }
            node = item
        }
        return node
    }

    private mutating func item(_ number: Int, of list: Int) -> Int? {
        let known = items[list] ?? document.children(at: list)
        items[list] = known
        return known.indices.contains(number - 1) ? known[number - 1] : nil
    }

    private mutating func member(_ name: String, of object: Int) -> Int? {
        if let known = members[object] { return known[name] }
        let named = document.children(at: object)
            .map { (String(decoding: document.nameBytes(at: $0), as: UTF8.self), $0) }
        let known = Dictionary(named) { first, _ in first }
        members[object] = known
        return known[name]
    }
}
