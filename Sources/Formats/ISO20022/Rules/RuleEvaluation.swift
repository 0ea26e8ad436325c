import Canonical

/// Decides whether expressions of usage rules are true of a document.
struct RuleEvaluation {
    /// The document.
    let query: DocumentQuery
    /// The message's name, such as `pacs.008.001.08`.
    let messageName: String

    /// Whether an expression is true at an element.
    func isTrue(_ expression: RuleExpression, at element: Int) -> Bool {
        switch expression {
        case .all(let parts): parts.allSatisfy { isTrue($0, at: element) }
        case .any(let parts): parts.contains { isTrue($0, at: element) }
        case .not(let part): !isTrue(part, at: element)
        case .implies(let condition, let consequence):
            !isTrue(condition, at: element) || isTrue(consequence, at: element)
        case .exists(let paths): paths.allSatisfy { query.exists($0, from: element) }
        case .together(let paths): Set(paths.map { query.exists($0, from: element) }).count <= 1
        case .atMostOne(let paths): paths.count { query.exists($0, from: element) } <= 1
        case .hasOtherThan(let name): hasOtherThan(name, element)
        case .compare(let left, let comparison, let right): compare(left, comparison, right, at: element)
        default: isTrueOfValues(expression, at: element)
        }
    }

    private func isTrueOfValues(_ expression: RuleExpression, at element: Int) -> Bool {
        switch expression {
        case .equal(let left, let right):
            let values = texts(left, element)
            return !values.isEmpty && values == texts(right, element)
        case .same(let left, let right):
            let (values, others) = (texts(left, element), texts(right, element))
            return values.isEmpty || others.isEmpty || values == others
        case .contains(let whole, let part):
            guard let whole = query.values(whole, from: element).first?.text,
                let part = query.values(part, from: element).first?.text
            else { return true }
            return ByteSearch.contains(whole, part)
        case .has(let path, let words):
            return query.values(path, from: element).contains { words.contains(Array($0.text)) }
        case .each(let path, let test):
            return query.values(path, from: element).allSatisfy { RuleTestRun.passes($0.text, test) }
        case .distinct(let path): return texts(path, element).count == query.values(path, from: element).count
        case .uniform(let path): return texts(path, element).count <= 1
        case .sums(let total, let parts): return sums(total, parts, at: element)
        case .isNotRepeated(let path): return isNotRepeated(path, at: element)
        case .isMessageName(let path):
            return query.values(path, from: element).allSatisfy { $0.text.elementsEqual(messageName.utf8) }
        default: return true
        }
    }

    private func texts(_ path: RulePath, _ element: Int) -> Set<ArraySlice<UInt8>> {
        Set(query.values(path, from: element).map(\.text))
    }

    private func hasOtherThan(_ name: [UInt8], _ element: Int) -> Bool {
        !query.elements(in: element, except: name).isEmpty
    }

    /// Whether no text of another member stands in the values of a path, as a word or several; texts of one or two
    /// characters, which stand in many lines by chance, are passed over.
    private func isNotRepeated(_ path: RulePath, at element: Int) -> Bool {
        let lengthMin = 3
        guard case .name(let name)? = path.steps.last else { return true }
        let lines = query.values(path, from: element).prefix(UsageRuleLimits.comparedMax)
        guard !lines.isEmpty else { return true }
        for member in query.elements(in: element, except: name).prefix(UsageRuleLimits.comparedMax) {
            guard let text = query.value(of: member), DocumentQuery.characters(text) >= lengthMin else { continue }
            if lines.contains(where: { ByteSearch.containsWord($0.text, text) }) { return false }
        }
        return true
    }

    // MARK: - Numbers

    private func compare(
        _ left: RuleOperand,
        _ comparison: RuleComparison,
        _ right: RuleOperand,
        at element: Int
    ) -> Bool {
        guard let left = number(left, at: element), let right = number(right, at: element),
            let order = DecimalOrder.compare(left, right)
        else { return false }
        switch comparison {
        case .less: return order < 0
        case .lessOrEqual: return order <= 0
        case .greater: return order > 0
        case .greaterOrEqual: return order >= 0
        case .equal: return order == 0
        case .different: return order != 0
        }
    }

    private func number(_ operand: RuleOperand, at element: Int) -> Number? {
        switch operand {
        case .number(let number): return Number(Int64(number))
        case .count(let path): return Number(Int64(query.elements(path, from: element).count))
        case .characters(let path):
            let total = query.elements(path, from: element).reduce(0) { $0 + query.characters(in: $1) }
            return Number(Int64(total))
        case .value(let path): return query.values(path, from: element).first.flatMap { DecimalOrder.number($0.text) }
        }
    }

    private func sums(_ total: RulePath, _ parts: RulePath, at element: Int) -> Bool {
        guard let total = query.values(total, from: element).first.flatMap({ DecimalOrder.number($0.text) }) else {
            return true
        }
        let parts = query.values(parts, from: element)
        guard !parts.isEmpty else { return true }
        var sum = Number(0)
        for part in parts {
            guard let number = DecimalOrder.number(part.text), let next = DecimalOrder.sum(sum, number) else {
                return true
            }
            sum = next
        }
        return DecimalOrder.compare(sum, total) == 0
    }
}
