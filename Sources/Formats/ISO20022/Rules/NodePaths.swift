import Canonical

/// The paths of a document's nodes for people: names, and the numbers of items from 1.
struct NodePaths {
    /// The container of each node, and which of its values the node is, from 1.
    private var outer: [(container: Int, number: Int)]
    private let document: Document

    init(_ document: Document) {
        self.document = document
        outer = Array(repeating: (0, 0), count: document.nodes.count)
        for container in document.nodes.indices where document.nodes[container].isContainer {
            for (index, child) in document.children(at: container).enumerated() {
                outer[child] = (container, index + 1)
            }
        }
    }

    /// The path of a node, such as `/Document/Fn/Tx[2]`.
    func path(of node: Int) -> String {
        var steps: [String] = []
        var node = node
        while node > 0 {
            let (container, number) = outer[node]
            let isItem = document.nodes[container].kind == .list
            steps.append(isItem ? "[\(number)]" : "/" + String(decoding: document.nameBytes(at: node), as: UTF8.self))
            node = container
        }
        return steps.isEmpty ? "/" : steps.reversed().joined()
    }
}
