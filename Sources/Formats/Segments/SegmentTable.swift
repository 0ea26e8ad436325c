import Canonical

/// The segments of a message in their order, as the directory has them: what is mandatory, and how often each may come.
///
/// A table is a text: `BGM M 1` is a segment that is mandatory (`C`: conditional) and comes once (`*`: any number of
/// times); `( C 9` to `)` is a group, which its first segment opens; `releases D.96A …` names the releases of the
/// directory that it describes, all if there is no such line. `#` begins a comment.
struct SegmentTable: Sendable {
    /// One place in the order.
    struct Node: Sendable {
        /// The segment that stands here, or opens the group that does.
        let opening: String
        let isMandatory: Bool
        let max: Int
        /// What a group is made of; nil for a segment.
        let group: Level?
    }

    /// The places of a message or group, in order.
    struct Level: Sendable {
        let nodes: [Node]
        /// For each node the segments that open it or one behind it.
        let openings: [Set<String>]

        init(_ nodes: [Node]) {
            self.nodes = nodes
            var rest: Set<String> = []
            var openings: [Set<String>] = []
            for node in nodes.reversed() {
                rest.insert(node.opening)
                openings.append(rest)
            }
            self.openings = openings.reversed()
        }
    }

    /// The releases that it describes; none if all.
    let releases: Set<String>
    let root: Level
    /// Every tag in the table.
    let tags: Set<String>
    /// The greatest number of groups within one another.
    static let depthMax = 16

    /// Reads a table.
    ///
    /// - Throws: `configuration.invalid` with the line that is wrong.
    init(_ file: DefinitionFile) throws(Fault) {
        var releases: Set<String> = []
        var tags: Set<String> = []
        var stack: [(nodes: [Node], isMandatory: Bool, max: Int, line: DefinitionLine?)] = [([], true, 1, nil)]
        for line in DefinitionLine.lines(of: file) {
            let words = line.words
            switch words[0] {
            case "releases": releases.formUnion(words.dropFirst())
            case "(":
                guard stack.count <= Self.depthMax else { throw line.fault("Groups are nested too deeply.") }
                let (isMandatory, max) = try Self.usage(line)
                stack.append(([], isMandatory, max, line))
            case ")":
                guard stack.count > 1, let group = stack.popLast(), let first = group.nodes.first, first.group == nil
                else { throw line.fault("A group begins with a segment.") }
                stack[stack.count - 1].nodes
                    .append(
                        Node(
                            opening: first.opening,
                            isMandatory: group.isMandatory,
                            max: group.max,
                            group: Level(group.nodes)
                        )
                    )
            default:
                let (isMandatory, max) = try Self.usage(line)
                stack[stack.count - 1].nodes
                    .append(
                        Node(opening: words[0], isMandatory: isMandatory, max: max, group: nil)
                    )
                tags.insert(words[0])
            }
        }
        if let open = stack[stack.count - 1].line { throw open.fault("The group is not closed.") }
        self.releases = releases
        self.tags = tags
        root = Level(stack[0].nodes)
    }

    private static func usage(_ line: DefinitionLine) throws(Fault) -> (isMandatory: Bool, max: Int) {
        let words = line.words
        guard words.count == 3, ["M", "C"].contains(words[1]), let max = words[2] == "*" ? Int.max : Int(words[2]),
            max > 0
        else { throw line.fault("A line is `TAG M|C MAX`, `( M|C MAX`, `)` or `releases NAME …`.") }
        return (words[1] == "M", max)
    }
}
