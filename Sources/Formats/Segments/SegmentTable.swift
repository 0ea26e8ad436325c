import Canonical

/// The segments of a message in their order, as the directory has them: what is mandatory, and how often each may come.
///
/// A table is a text: `BGM M 1` is a segment, `( C 9` to `)` a group that its first segment opens, `any TAG TAG` any
/// segments in any order, of which the named ones must occur. `#` begins a comment.
struct SegmentTable: Sendable {
    indirect enum Node: Sendable {
        case segment(tag: String, isMandatory: Bool, max: Int)
        case group([Node], isMandatory: Bool, max: Int)
        case any(required: [String])

        /// The tag that opens it.
        var opening: String? {
            switch self {
            case .segment(let tag, _, _): tag
            case .group(let nodes, _, _): nodes.first?.opening
            case .any: nil
            }
        }
    }

    let nodes: [Node]
    /// Every tag in the table.
    let tags: Set<String>
    /// Whether some of its segments may be any.
    let isOpen: Bool
    static let depthMax = 8

    init(_ file: DefinitionFile) throws(Fault) {
        var stack: [(nodes: [Node], isMandatory: Bool, max: Int)] = [([], true, 1)]
        var tags: Set<String> = []
        let text = String(decoding: file.bytes, as: UTF8.self)
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
            guard let first = words.first else { continue }
            if first == "any" {
                stack[stack.count - 1].nodes.append(.any(required: Array(words.dropFirst())))
                tags.formUnion(words.dropFirst())
                continue
            }
            if first == ")" {
                guard words.count == 1, stack.count > 1, let group = stack.popLast(), group.nodes.first?.opening != nil
                else {
                    throw Self.fault(file, number)
                }
                stack[stack.count - 1].nodes.append(.group(group.nodes, isMandatory: group.isMandatory, max: group.max))
                continue
            }
            guard words.count == 3, ["M", "C"].contains(words[1]), let max = Int(words[2]), max > 0 else {
                throw Self.fault(file, number)
            }
            if first == "(" {
                guard stack.count < Self.depthMax else { throw Self.fault(file, number) }
                stack.append(([], words[1] == "M", max))
            } else {
                stack[stack.count - 1].nodes.append(.segment(tag: first, isMandatory: words[1] == "M", max: max))
                tags.insert(first)
            }
        }
        guard stack.count == 1 else { throw Self.fault(file, 0) }
        nodes = stack[0].nodes
        self.tags = tags
        isOpen = nodes.contains { node in
            if case .any = node { return true }
            return false
        }
    }

    private static func fault(_ file: DefinitionFile, _ line: Int) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            place: Place(line: line + 1),
            reason: "The segment table \(file.name) cannot be read: a line is `TAG M|C MAX`, `( M|C MAX`, `)` or `any`."
        )
    }

    /// Compares a message's segments, without its header and trailer, with the table; each difference is a finding.
    func check(_ segments: [(tag: String, place: Place)], end: Place, code: String, findings: inout Findings) {
        var checker = Checker(segments: segments, end: end, tags: tags, isOpen: isOpen, code: code)
        checker.match(nodes, &findings)
        checker.finish(&findings)
    }

    /// One comparison.
    private struct Checker {
        let segments: [(tag: String, place: Place)]
        let end: Place
        let tags: Set<String>
        let code: String
        /// Whether the table leaves segments open, so that one which it does not name is in order.
        let isOpen: Bool
        private var index = 0

        init(segments: [(tag: String, place: Place)], end: Place, tags: Set<String>, isOpen: Bool, code: String) {
            self.isOpen = isOpen
            self.segments = segments
            self.end = end
            self.tags = tags
            self.code = code
        }

        private var place: Place { index < segments.count ? segments[index].place : end }

        mutating func match(_ nodes: [Node], _ findings: inout Findings) {
            for node in nodes {
                var count = 0
                switch node {
                case .segment(let tag, let isMandatory, let max):
                    while count < max, isAt(tag, &findings) {
                        index += 1
                        count += 1
                    }
                    noteMissing(tag, isMandatory && count == 0, &findings)
                case .group(let children, let isMandatory, let max):
                    guard let opening = node.opening else { continue }
                    while count < max, isAt(opening, &findings) {
                        match(children, &findings)
                        count += 1
                    }
                    noteMissing(opening, isMandatory && count == 0, &findings)
                case .any(let required):
                    let rest = Set(segments[index...].map(\.tag))
                    for tag in required { noteMissing(tag, !rest.contains(tag), &findings) }
                    index = segments.count
                }
            }
        }

        /// Whether the next segment is the one; segments that no table has are noted and passed over.
        private mutating func isAt(_ tag: String, _ findings: inout Findings) -> Bool {
            while !isOpen, index < segments.count, !tags.contains(segments[index].tag) {
                findings.add(.warning, "\(code).segment-unknown", at: place, "The message's table has no such segment.")
                index += 1
            }
            return index < segments.count && segments[index].tag == tag
        }

        private func noteMissing(_ tag: String, _ isMissing: Bool, _ findings: inout Findings) {
            guard isMissing else { return }
            findings.add(.error, "\(code).segment-missing", at: place, "The mandatory segment \(tag) is missing here.")
        }

        mutating func finish(_ findings: inout Findings) {
            _ = isAt("", &findings)
            guard index < segments.count else { return }
            let text = "The segment does not stand where the message's table has it, or occurs too often."
            findings.add(.error, "\(code).segment-order", at: place, text)
        }
    }
}
