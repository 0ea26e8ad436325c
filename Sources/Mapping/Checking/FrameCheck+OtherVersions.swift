import Canonical

/// Lines for fields that only some versions of the target have: `PATH? = …` and `PATH? { … }`.
extension FrameCheck {
    /// Whether a line is for this version of the target; for one that lacks the field, what the line reads is used and
    /// reported as dropped.
    func isForThisVersion(
        _ path: MemberPath,
        reading reads: SourceReads,
        from node: TargetNode,
        in scope: Scope
    ) -> Bool {
        guard path.isOptionalByVersion, let last = path.members.last else { return true }
        let isThere = has(path, node)
        let problem = MappingProblem(
            at: last.position,
            length: last.text.unicodeScalars.count,
            "\(path.text) is in every version.",
            suggestion: "Leave ? out."
        )
        session.expect(problem, isMet: !isThere)
        // What no version has is a mistake; a library is also for mappings whose targets all lack the field.
        let unknown = MappingProblem(
            at: last.position,
            length: last.text.unicodeScalars.count,
            "\(path.text) is in no version of the target.",
            suggestion: "Write a field that some version has."
        )
        if home === whole.declarations { session.expect(unknown, isMet: isThere) }
        if !isThere { leaveOut(reads, because: "\(targetLabel) has no \(node.path(of: path.text)).", in: scope) }
        return isThere
    }

    /// Whether this version of the target has a field.
    private func has(_ path: MemberPath, _ node: TargetNode) -> Bool {
        var node: TargetNode? = node.copy
        for name in path.members {
            guard let type = node?.memberType(name.text) else { return false }
            node = node?.child(name.text, type)
        }
        return true
    }

    /// Each field that would have had a place is reported where it is there.
    private func leaveOut(_ reads: SourceReads, because reason: String, in scope: Scope) {
        var reported: Set<String> = []
        for read in reads.paths where scope.names[read.root] != nil {
            let value = quietly { infer(read.path, in: scope) }
            value.use()
            noteLeftOut(read, value, because: reason, &reported, in: scope)
        }
    }

    private func noteLeftOut(
        _ read: SourceReads.Read,
        _ value: TypedValue,
        because reason: String,
        _ reported: inout Set<String>,
        in scope: Scope
    ) {
        guard read.isValue, !value.isRefused, let path = value.path, reported.insert(path).inserted else { return }
        let members = (value.access?.members ?? []).filter { !$0.hasPrefix("[") }
        addStep(
            .drop(value.expression, path: "/" + members.joined(separator: "/"), reason: reason),
            in: scope,
            at: read.path.position
        )
    }
}
