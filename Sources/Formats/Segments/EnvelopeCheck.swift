import Canonical

/// Checks one level of envelopes, such as UNH to UNT: that each is closed, and that its trailer counts and refers right.
struct EnvelopeCheck {
    /// The tags of header and trailer.
    let header: String
    let trailer: String
    /// Where the header has its reference, and the trailer has it again: element and component.
    let reference: (element: Int, component: Int)
    let code: String

    /// Goes over segments and hands each envelope, with its header and trailer, to `counts`, which says what the trailer's
    /// first element has to be.
    func check(
        _ segments: [SegmentStandardView],
        counts: (ArraySlice<SegmentStandardView>) -> Int,
        findings: inout Findings
    ) {
        var open: Int?
        for (index, segment) in segments.enumerated() {
            if segment.tag == header {
                if let open { noteOpen(segments[open], &findings) }
                open = index
            } else if segment.tag == trailer {
                guard let start = open else {
                    findings.add(
                        .error,
                        "\(code).envelope",
                        at: segment.place,
                        "\(trailer) has no \(header) before it."
                    )
                    continue
                }
                open = nil
                if Int(segment.text(1)) != counts(segments[start...index]) {
                    findings.add(.error, "\(code).count", at: segment.place, "\(trailer) does not count what is there.")
                }
                let wanted = segments[start].text(reference.element, reference.component)
                if segment.text(2) != wanted {
                    findings.add(
                        .error,
                        "\(code).reference",
                        at: segment.place,
                        "\(trailer) does not refer to its \(header)."
                    )
                }
            }
        }
        if let open { noteOpen(segments[open], &findings) }
    }

    private func noteOpen(_ segment: SegmentStandardView, _ findings: inout Findings) {
        findings.add(.error, "\(code).envelope", at: segment.place, "\(header) is not closed by \(trailer).")
    }
}
