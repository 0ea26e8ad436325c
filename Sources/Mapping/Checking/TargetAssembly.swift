import Canonical

/// Turns a node with all its lines into an object, and says what the target lacks.
struct TargetAssembly {
    let session: CheckSession
    let ways: TargetWays
    /// Where the target or part is named, for what no line assigns.
    let owner: Name
    /// What the target is called.
    let label: String
    /// Whether lines of both directions lead here, which cannot say what stands in for what is absent.
    let isTwoWay: Bool
    /// Notes that a policy is needed.
    let noteNeeded: (FitPolicy) -> Void

    /// The object for the ways that lead to it; problems are noted.
    ///
    /// That it is certain says that it is made in any case, so that what it must have cannot be missing.
    func object(_ node: TargetNode, at place: [Way], isCertain: Bool) -> CheckedObject {
        let needs = check(node, at: place, isCertain: isCertain)
        var members: [CheckedMember] = []
        for name in node.names {
            requireOneEach(node, name)
            for entry in node.entries[name] ?? [] {
                members.append(member(name, node, entry.guardVariable, entry.content, entry.position))
            }
            if let child = node.children[name], let first = child.items.first {
                let object = object(child, at: place, isCertain: needs[name] == .empty)
                members.append(member(name, node, nil, .object(object), first.position))
            }
            if let need = needs[name], let last = members.indices.last { members[last].need = need }
        }
        return CheckedObject(steps: [], members: members)
    }

    private func member(
        _ name: String,
        _ node: TargetNode,
        _ guardVariable: Int?,
        _ content: CheckedContent,
        _ position: SourcePosition
    ) -> CheckedMember {
        let path = "/" + node.path(of: name).split(separator: ".").joined(separator: "/")
        return CheckedMember(
            name: name,
            guardVariable: guardVariable,
            content: content,
            path: path,
            position: position
        )
    }

    // MARK: - Once on each way

    private func requireOneEach(_ node: TargetNode, _ name: String) {
        let whole = node.entries[name] ?? []
        for (number, entry) in whole.enumerated() {
            let others = whole[..<number] + (node.children[name]?.items ?? [])
            guard let other = others.first(where: { !TargetWays.excludeEachOther($0.ways, entry.ways) }) else {
                continue
            }
            let later = max(entry.position, other.position)
            let earlier = min(entry.position, other.position)
            session.report(
                "\(node.path(of: name)) has a value from line \(earlier.line) already.",
                at: later,
                length: name.unicodeScalars.count,
                "Leave one of the lines out, or put both under conditions that exclude each other."
            )
        }
    }

    // MARK: - What has to be there

    /// Says what is missing; gives back what is done at run time about members of two-way frames that may be missing.
    private func check(_ node: TargetNode, at place: [Way], isCertain: Bool) -> [String: CheckedMember.Need] {
        if node.forms.count == 1 { return check(node, as: node.forms[0], at: place, isCertain: isCertain) }
        for ways in distinctWays(node, at: place) { checkForm(node, at: ways) }
        return [:]
    }

    private func check(
        _ node: TargetNode,
        as form: DocumentShape,
        at place: [Way],
        isCertain: Bool
    ) -> [String: CheckedMember.Need] {
        var needs: [String: CheckedMember.Need] = [:]
        let all = node.names.map { (name: $0, entries: node.items(of: $0)) }
        for member in form.members where member.isNeeded {
            let entries = node.items(of: member.name)
            let path = node.path(of: member.name)
            if entries.isEmpty {
                guard let first = isCertain ? nil : node.items.first else {
                    if isCertain { reportUnmapped(path, node, member) }
                    continue
                }
                session.report(
                    "\(node.path) needs \(member.name), and no line gives it.",
                    at: first.position,
                    "Add \(path) = …"
                )
                continue
            }
            if entries.contains(where: \.isRefused) { continue }
            let others = all.filter { $0.name != member.name }.flatMap(\.entries)
            var isMissing = isCertain && !ways.isCertain(entries, at: place, given: .never)
            for other in others where !isMissing && !other.isRefused {
                isMissing = !ways.isCertain(entries, at: other.ways, given: other.absence)
            }
            guard isMissing else { continue }
            if let need = need(of: member, in: node) {
                needs[member.name] = need
            } else {
                reportUncertain(path, entries)
            }
        }
        return needs
    }

    // MARK: - What two-way lines say of it

    /// What is done where a member that must be there gets nothing; nil if no line says it.
    private func need(of member: DocumentMember, in node: TargetNode) -> CheckedMember.Need? {
        guard isTwoWay else { return nil }
        let lines = node.entries[member.name] ?? []
        for line in lines { if let refusal = line.refusal { noteNeeded(refusal) } }
        if !lines.isEmpty { return lines.contains { $0.refusal != nil } ? .fault(.absent) : nil }
        guard let child = node.children[member.name] else { return nil }
        return emptiness(of: child, as: member.shape)
    }

    /// Whether an object in between can stand without anything in it; nil if it cannot, and no line says what then.
    private func emptiness(of node: TargetNode, as shape: DocumentShape) -> CheckedMember.Need? {
        guard node.forms.count == 1 else { return nil }
        guard session.types.admitsEmpty(shape) else { return .fault(.empty) }
        var result = CheckedMember.Need.empty
        for member in node.forms[0].members where member.isNeeded {
            guard let need = need(of: member, in: node) else { return nil }
            if case .fault = need { result = need }
        }
        return result
    }

    private func reportUnmapped(_ path: String, _ node: TargetNode, _ member: DocumentMember) {
        session.report(
            "\(label) needs \(path), and no line gives it.",
            at: owner,
            node.parts.resolve(member.shape).isObject ? "Add \(path) { … } or \(path) = …" : "Add \(path) = …"
        )
    }

    private func reportUncertain(_ path: String, _ entries: [TargetNode.Entry]) {
        let uncertain = entries.first { $0.absence != .never } ?? entries[0]
        if uncertain.absence == .never {
            session.report(
                "\(path) has to be there, and gets a value only under conditions.",
                at: uncertain.position,
                "Say what it is otherwise, with `else { … }`."
            )
        } else {
            session.report(
                "\(path) has to be there, and \(uncertain.source ?? "its value") may be absent.",
                at: uncertain.position,
                "Add `else fault \"CODE\" \"SENTENCE\"` or `default \"…\"`, or assign it only where it is present."
            )
        }
    }

    // MARK: - Choices

    /// The places that differ in what is assigned: none that leads to another one.
    private func distinctWays(_ node: TargetNode, at place: [Way]) -> [[Way]] {
        var all: [[Way]] = []
        for entry in node.items where !all.contains(entry.ways) { all.append(entry.ways) }
        return all.filter { ways in !all.contains { other in other != ways && ways.allSatisfy { other.contains($0) } } }
    }

    /// One of the alternatives has to have all that is assigned on a way, and to need nothing else.
    private func checkForm(_ node: TargetNode, at place: [Way]) {
        let active = node.names.filter { name in
            node.items(of: name).contains { !TargetWays.excludeEachOther($0.ways, place) }
        }
        let having = node.forms.filter { form in active.allSatisfy { form.member($0) != nil } }
        if node.items.contains(where: \.isRefused) { return }
        guard let first = node.items.first(where: { !TargetWays.excludeEachOther($0.ways, place) }) else { return }
        guard !having.isEmpty else {
            session.report(
                "No form of \(node.path) has \(active.joined(separator: ", ")) together.",
                at: first.position,
                "Assign the fields of one form, under conditions where there are several."
            )
            return
        }
        let fitting = having.filter { form in
            form.members.allSatisfy { member in
                let entries = node.items(of: member.name).filter { !TargetWays.excludeEachOther($0.ways, place) }
                guard admits(member, entries, node.parts) else { return false }
                return !member.isRequired || ways.isCertain(entries, at: place, given: .never)
            }
        }
        guard fitting.isEmpty, let nearest = having.first else { return }
        let missing = nearest.members.first { member in
            member.isRequired && !ways.isCertain(node.items(of: member.name), at: place, given: .never)
        }
        session.report(
            "\(node.path) has none of its forms here" + (missing.map { ": \($0.name) has to be given" } ?? "") + ".",
            at: first.position,
            missing.map { "Add \(node.path(of: $0.name)) = …" }
        )
    }

    /// Whether a form's member can be the constant that is assigned to it.
    private func admits(_ member: DocumentMember, _ entries: [TargetNode.Entry], _ parts: ShapeParts) -> Bool {
        guard case .text(let text) = parts.resolve(member.shape), let codes = text.codes else { return true }
        return entries.allSatisfy { entry in entry.constant.map { codes.contains($0.text) } ?? true }
    }
}

extension DocumentMember {
    /// Whether the target must have it from the lines of a mapping.
    fileprivate var isNeeded: Bool { (isRequired || isMandatory) && role != .typeName && role != .irregular }
}

extension SourcePosition: Comparable {
    /// By line and column.
    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
