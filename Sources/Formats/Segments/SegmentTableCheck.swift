import Canonical

/// Compares the segments of one message, without its header and trailer, with a table; each difference is a finding.
///
/// A segment that cannot stand where it does is reported and passed over, and the comparison goes on behind it.
struct SegmentTableCheck {
    private let segments: ArraySlice<SegmentStandardView>
    /// Where the message ends.
    private let end: Place
    private let tags: Set<String>
    /// What the codes of findings begin with.
    private let code: String
    private var index: Int
    /// The segments that may come behind the groups that are open, from the outermost to the innermost.
    private var following: [Set<String>] = []

    static func check(
        _ segments: ArraySlice<SegmentStandardView>,
        end: Place,
        against table: SegmentTable,
        code: String,
        findings: inout Findings
    ) {
        var check = SegmentTableCheck(segments, end, table.tags, code)
        check.match(table.root, &findings)
        while check.index < segments.endIndex { check.passOver(&findings) }
    }

    private init(_ segments: ArraySlice<SegmentStandardView>, _ end: Place, _ tags: Set<String>, _ code: String) {
        self.segments = segments
        self.end = end
        self.tags = tags
        self.code = code
        index = segments.startIndex
    }

    /// Goes over the places of a level; the depth is that of the table.
    private mutating func match(_ level: SegmentTable.Level, _ findings: inout Findings) {
        for (number, node) in level.nodes.enumerated() {
            var count = 0
            while count < node.max, isAt(node.opening, level.openings[number], &findings) {
                count += 1
                if let group = node.group {
                    following.append(level.openings[number])
                    match(group, &findings)
                    following.removeLast()
                } else {
                    index += 1
                }
            }
            if node.isMandatory, count == 0 {
                let place = index < segments.endIndex ? segments[index].place : end
                let message = "The mandatory segment \(node.opening) is missing here."
                findings.add(.error, "\(code).segment-missing", at: place, message)
            }
        }
    }

    /// Whether the next segment is the one, after those that are expected neither here nor anywhere behind.
    private mutating func isAt(_ tag: String, _ expected: Set<String>, _ findings: inout Findings) -> Bool {
        while index < segments.endIndex {
            let next = segments[index].tag
            if expected.contains(next) || following.contains(where: { $0.contains(next) }) { return next == tag }
            passOver(&findings)
        }
        return false
    }

    private mutating func passOver(_ findings: inout Findings) {
        let segment = segments[index]
        index += 1
        guard tags.contains(segment.tag) else {
            let message = "The message's table has no such segment."
            return findings.add(.warning, "\(code).segment-unknown", at: segment.place, message)
        }
        let message = "The segment does not stand where the message's table has it, or occurs too often."
        findings.add(.error, "\(code).segment-order", at: segment.place, message)
    }
}
