import Canonical
import ReferenceData

/// Evaluates rules on a message's document.
struct MTRuleEvaluator {
    let document: Document
    let root: Int
    /// The node of block 4; the message itself where it has none.
    let block4: Int

    init(_ document: Document, root: Int) {
        self.document = document
        self.root = root
        block4 = document.member("block4", of: root) ?? root
    }

    /// The nodes at which a rule is broken: the first field that it names, in each sequence for which it fails.
    func broken(_ expression: MTExpression) -> [Int] {
        failures(expression, block4)
            .map { node, inner in
                for path in inner.paths {
                    if let first = nodes(path.toField, node).first { return first }
                }
                return node
            }
    }

    /// The innermost `each` items for which an expression fails, with what fails for them.
    private func failures(_ expression: MTExpression, _ node: Int) -> [(node: Int, expression: MTExpression)] {
        if case .each(let path, let inner) = expression {
            return nodes(path, node).flatMap { failures(inner, $0) }
        }
        return holds(expression, node) ? [] : [(node, expression)]
    }

    func holds(_ expression: MTExpression, _ node: Int) -> Bool {
        switch expression {
        case .condition(let test, let then, let otherwise):
            if holds(test, node) { return holds(then, node) }
            return otherwise.map { holds($0, node) } ?? true
        case .all(let parts): return parts.allSatisfy { holds($0, node) }
        case .some(let parts): return parts.contains { holds($0, node) }
        case .not(let part): return !holds(part, node)
        case .each(let path, let inner): return nodes(path, node).allSatisfy { holds(inner, $0) }
        case .any(let path, let inner): return nodes(path, node).contains { holds(inner, $0) }
        case .exists(let path): return !nodes(path, node).isEmpty
        case .equal(let operands):
            let values = operands.flatMap { self.values($0, node) }
            return values.allSatisfy { order(values[0], $0) == 0 }
        case .unique(let path, let except):
            let texts = values(.path(path), node).map(\.bytes)
                .filter { text in !except.contains { Array($0.utf8) == text } }
            return Set(texts).count == texts.count
        case .ordered(let path, let list): return isOrdered(values(.path(path), node), list)
        case .comparison(let left, let comparison, let right):
            return compare(values(left, node), comparison, values(right, node))
        case .isIn(let operand, let list):
            let values = values(operand, node)
            return !values.isEmpty && values.allSatisfy { value in list.contains { Array($0.utf8) == value.bytes } }
        case .isBIC(let operand):
            let values = values(operand, node)
            return !values.isEmpty && values.allSatisfy { BIC.check(String(decoding: $0.bytes, as: UTF8.self)) == nil }
        }
    }

    // MARK: - Paths

    /// The nodes at a path, in the order of the document.
    func nodes(_ path: MTPath, _ node: Int) -> [Int] {
        var nodes: [Int]
        switch path.start {
        case .here: nodes = [node]
        case .block4: nodes = [block4]
        case .block3: nodes = document.member("block3", of: root).map { [$0] } ?? []
        }
        for step in path.steps { nodes = nodes.flatMap { self.step(step, from: $0) } }
        return nodes
    }

    private func step(_ step: MTPath.Step, from node: Int) -> [Int] {
        guard document.nodes[node].kind == .object else { return [] }
        var found: [Int] = []
        let end = document.nodes[node].end(at: node)
        var child = node + 1
        while child < end {
            if isMember(child, step) { appendItems(of: child, to: &found, step) }
            child = document.nodes[child].end(at: child)
        }
        return found
    }

    /// The node, or the items of a list; of those only fields with the option that is asked for.
    private func appendItems(of node: Int, to found: inout [Int], _ step: MTPath.Step) {
        guard document.nodes[node].kind == .list else {
            if hasOption(node, step) { found.append(node) }
            return
        }
        let end = document.nodes[node].end(at: node)
        var item = node + 1
        while item < end {
            if hasOption(item, step) { found.append(item) }
            item = document.nodes[item].end(at: item)
        }
    }

    /// Whether a member may be what a step asks for: `53D`, `53a` and `53a-name` may all be field 53D.
    private func isMember(_ node: Int, _ step: MTPath.Step) -> Bool {
        let name = document.nameBytes(at: node)
        switch step {
        case .name(let wanted): return name.elementsEqual(wanted)
        case .tag(let number, let letter):
            guard name.starts(with: number) else { return false }
            let rest = name.dropFirst(number.count)
            guard let first = rest.first else { return letter == nil || letter == [] }
            if first == UInt8(ascii: "a") { return rest.count == 1 || rest.dropFirst().first == UInt8(ascii: "-") }
            return rest.count == 1 && (letter == nil || letter == [first])
        }
    }

    private func hasOption(_ node: Int, _ step: MTPath.Step) -> Bool {
        guard case .tag(_, let letter?) = step else { return true }
        let name = document.nameBytes(at: node)
        // Items of lists have no name; a name of digits and a capital letter has been compared already.
        if name.count == 2 || (name.count == 3 && name.last != UInt8(ascii: "a")) { return true }
        guard document.nodes[node].kind == .object else { return true }
        let option = document.textBytes("option", of: node)
        if name.isEmpty, option == nil { return true }
        return (option ?? []).elementsEqual(letter)
    }
}
