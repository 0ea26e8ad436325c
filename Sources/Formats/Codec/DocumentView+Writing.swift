import Canonical

/// Values as writers take them: what is of another kind is a fault with its path, not left out.
extension DocumentView {
    /// The text.
    func requiredText(_ path: @autoclosure () -> String) throws(Fault) -> String {
        guard let text else { throw .unwritable(path(), "A text is expected.") }
        return text
    }

    /// The whole number, from 0 to a bound.
    func requiredCount(_ path: @autoclosure () -> String, max: Int) throws(Fault) -> Int {
        guard let number, number.exponent == 0, let count = Int(exactly: number.coefficient), (0...max).contains(count)
        else { throw .unwritable(path(), "A whole number from 0 to \(max) is expected.") }
        return count
    }

    /// The items, each with its path; none where the member is absent.
    func items(_ name: String, _ path: String) throws(Fault) -> [(path: String, item: DocumentView)] {
        guard let member = self[name] else { return [] }
        let path = "\(path)/\(name)"
        guard member.kind == .list else { throw .unwritable(path, "A list is expected.") }
        return member.children.enumerated().map { (path: "\(path)/\($0.offset)", item: $0.element) }
    }
}
