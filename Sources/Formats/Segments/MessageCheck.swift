import Canonical

/// Checks the messages of an interchange by their tables, and that nothing stands outside of them.
struct MessageCheck {
    /// The tags of a message's first and last segment.
    let header: String
    let trailer: String
    /// The segments that stand outside of messages.
    let outside: Set<String>
    /// What the codes of findings begin with.
    let code: String

    /// Goes over the segments; `table` gives the table of the message whose header has that index.
    func check(
        _ segments: [SegmentStandardView],
        table: (Int) -> SegmentTable?,
        findings: inout Findings
    ) {
        var start: Int?
        for (index, segment) in segments.enumerated() {
            if segment.tag == header {
                start = index
            } else if segment.tag == trailer, let header = start {
                start = nil
                check(segments, from: header, to: index, table(header), &findings)
            } else if start == nil, segment.tag != trailer, !outside.contains(segment.tag) {
                let message = "The segment stands outside of a message."
                findings.add(.error, "\(code).envelope", at: segment.place, message)
            }
        }
    }

    private func check(
        _ segments: [SegmentStandardView],
        from header: Int,
        to trailer: Int,
        _ table: SegmentTable?,
        _ findings: inout Findings
    ) {
        guard let table else {
            let message = "There is no segment table for the message in its release; only its envelope is checked."
            return findings.add(.warning, Finding.unknownDefinitionCode, at: segments[header].place, message)
        }
        SegmentTableCheck.check(
            segments[(header + 1)..<trailer],
            end: segments[trailer].place,
            against: table,
            code: code,
            findings: &findings
        )
    }
}
