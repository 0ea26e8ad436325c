package import Canonical

/// The lineage of one message: each field of the target with its values, and the values of the fields behind it.
package struct MappingExplanation: Sendable {
    /// A source with its values.
    package struct Source: Sendable {
        /// The source.
        package var source: LineageSource
        /// The values of a field of an input, in their order; nil for other sources.
        package var values: [String]?
    }

    /// A field of the target that the message led to.
    package struct Entry: Sendable {
        /// Its path.
        package var path: String
        /// Its values in all targets, in their order.
        package var values: [String]
        /// What is behind it.
        package var sources: [Source]
    }

    /// The fields in the order of their paths.
    package let entries: [Entry]

    /// Explains what a mapping made.
    ///
    /// - Parameters:
    ///   - lineage: the lineage of the mapping.
    ///   - inputs: the inputs by name.
    ///   - targets: what was made of them.
    ///   - shown: what is shown of a value, given the path and the value: where values are masked by their class.
    package init(
        _ lineage: MappingLineage,
        inputs: [(name: String, document: Document)],
        targets: [Document],
        shown: (_ path: String, _ value: String) -> String
    ) {
        entries = lineage.entries.compactMap { entry in
            let values = targets.flatMap { $0.values(at: entry.path) }.map { shown(entry.path, $0) }
            guard !values.isEmpty else { return nil }
            let sources = entry.sources.map { source in
                guard case .field(let name, let path) = source else { return Source(source: source, values: nil) }
                let documents = inputs.filter { $0.name == name }.map(\.document)
                return Source(
                    source: source,
                    values: documents.flatMap { $0.values(at: path) }.map { shown(path, $0) }
                )
            }
            return Entry(path: entry.path, values: values, sources: sources)
        }
    }
}

extension Document {
    /// The texts, numbers and words at a path without places, and below it.
    fileprivate func values(at path: String) -> [String] {
        var steps: [String] = []
        for step in path.split(separator: "/", omittingEmptySubsequences: true) { steps.append(String(step)) }
        var values: [String] = []
        // A stack of its own, for documents may be deeper than a thread's stack.
        var open: [(node: Int, step: Int)] = [(0, 0)]
        while let (index, step) = open.popLast() {
            let node = nodes[index]
            switch node.kind {
            case .text, .number:
                if step == steps.count { values.append(String(decoding: bytes[node.textRange], as: UTF8.self)) }
            case .yes: if step == steps.count { values.append("true") }
            case .no: if step == steps.count { values.append("false") }
            case .null: if step == steps.count { values.append("null") }
            case .list: for child in children(at: index).reversed() { open.append((child, step)) }
            case .object:
                for child in children(at: index).reversed() {
                    if step == steps.count {
                        open.append((child, step))
                    } else if MappingRun.escaped(String(decoding: nameBytes(at: child), as: UTF8.self)) == steps[step] {
                        open.append((child, step + 1))
                    }
                }
            }
        }
        return values
    }
}
