package import Canonical

/// For each field of the target, everything that is behind it: computed from the checked mapping itself.
///
/// It never says too little: taking a field out of an input changes only fields of the target that name it. Where it says
/// more than a message shows, a choice in the mapping may lead there with another message.
package struct MappingLineage: Sendable {
    /// A field of the target.
    package struct Entry: Sendable, Hashable {
        /// Its JSON Pointer, without the places in lists.
        package var path: String
        /// Whether it stands for all that is below it, which is copied as it is.
        package var isWhole: Bool
        /// What is behind it, sorted.
        package var sources: [LineageSource]
    }

    /// The fields in the order of their paths.
    package let entries: [Entry]

    /// Computes the lineage of a mapping.
    package init(_ mapping: CheckedMapping) {
        var walk = LineageWalk(mapping)
        walk.walk()
        entries = walk.targets
            .map { path, target in
                let sources = target.sources.union(walk.general)
                return Entry(
                    path: path,
                    isWhole: target.isWhole,
                    sources: sources.sorted { ($0.kind, $0.label) < ($1.kind, $1.label) }
                )
            }
            .sorted { $0.path < $1.path }
    }

    /// The entry that speaks of a field of the target; the path without the places in lists.
    package func entry(for path: String) -> Entry? {
        entries.first { $0.path == path } ?? entries.first { $0.isWhole && $0.path.isPathPrefix(of: path) }
    }

    /// The lineage for a catalogue.
    package var document: DocumentValue {
        .list(
            entries.map { entry in
                var object = DocumentObject()
                object["target"] = .text(entry.path)
                if entry.isWhole { object["whole"] = .boolean(true) }
                object["sources"] = .list(
                    entry.sources.map { source in
                        var object = DocumentObject()
                        object["kind"] = .text(source.kind)
                        object["name"] = .text(source.label)
                        return .object(object)
                    }
                )
                return .object(object)
            }
        )
    }
}
