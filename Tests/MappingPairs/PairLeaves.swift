import Canonical

/// The single values of a document, each with its path.
///
/// Lists are numbered from 0. How a message was written, its envelope and its namespaces are not content.
struct PairLeaves {
    /// A value and where it is.
    struct Leaf {
        var path: PairPath
        var value: String
    }

    private(set) var leaves: [Leaf] = []

    init(_ document: DocumentValue) {
        guard let root = document.object else { return }
        for member in root.members where !Self.notContent.contains(member.name) {
            collect(member.value, PairPath([member.name]))
        }
    }

    private static let notContent: Set<String> = ["layout", "envelope", "namespaces", "Envelope"]

    private mutating func collect(_ value: DocumentValue, _ path: PairPath) {
        switch value {
        case .object(let object):
            for member in object.members where member.name != "layout" {
                collect(member.value, path.appending(member.name))
            }
        case .list(let values):
            for (number, value) in values.enumerated() { collect(value, path.appending(String(number))) }
        case .text(let text): leaves.append(Leaf(path: path, value: text))
        case .number, .boolean, .null:
            leaves.append(Leaf(path: path, value: String(decoding: value.jsonBytes(), as: UTF8.self)))
        }
    }
}
