import Canonical
import Yams

/// A YAML mapping that is read key by key; every complaint names the file, the line and what is allowed.
struct YAMLMapping {
    let file: String
    let path: String
    let node: Node
    private let members: Node.Mapping

    /// Takes a node that must be a mapping with no other keys than these.
    init(_ node: Node, file: String, path: String, keys: [String]) throws(Fault) {
        self.file = file
        self.path = path
        self.node = node
        guard case .mapping(let members) = node else {
            throw Self.fault(file, node, "\(Self.subject(path)) must be a mapping with the keys \(Self.listed(keys)).")
        }
        self.members = members
        var seen = Set<String>()
        for (key, _) in members {
            guard let name = key.string, keys.contains(name) else {
                let unknown = key.string ?? "?"
                throw Self.fault(
                    file,
                    key,
                    "\(Self.subject(path)) has no key `\(unknown)`.",
                    advice: "Allowed: \(Self.listed(keys))."
                )
            }
            guard seen.insert(name).inserted else {
                throw Self.fault(file, key, "The key `\(name)` stands here twice.")
            }
        }
    }

    /// The value of a key, if it is there.
    func optional(_ key: String) -> YAMLValue? {
        members[Node(key)].map { YAMLValue(file: file, path: path.isEmpty ? key : "\(path).\(key)", node: $0) }
    }

    /// The value of a key that must be there.
    func required(_ key: String) throws(Fault) -> YAMLValue {
        guard let value = optional(key) else {
            throw Self.fault(file, node, "\(Self.subject(path)) lacks the key `\(key)`.")
        }
        return value
    }

    static func fault(_ file: String, _ node: Node, _ reason: String, advice: String? = nil) -> Fault {
        Fault(
            .message,
            .configurationInvalid,
            stage: .setup,
            place: Place(line: node.mark?.line, path: file),
            reason: reason,
            advice: advice
        )
    }

    static func listed(_ names: some Sequence<String>) -> String {
        names.sorted().map { "`\($0)`" }.joined(separator: ", ")
    }

    private static func subject(_ path: String) -> String {
        path.isEmpty ? "The configuration" : "`\(path)`"
    }
}
