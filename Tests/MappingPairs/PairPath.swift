/// Where a value is in a document: names, and numbers of lists.
package struct PairPath: Hashable, Sendable, CustomStringConvertible {
    package var steps: [String]

    init(_ steps: [String]) {
        self.steps = steps
    }

    func appending(_ step: String) -> PairPath { PairPath(steps + [step]) }

    /// The names alone.
    var names: [String] { steps.filter { Int($0) == nil || $0.count == 3 } }

    /// The field of FIN that the value is in, without its option letter: the member of block 4.
    var field: String? {
        guard steps.count > 1, steps[0] == "block4" else { return nil }
        return steps.dropFirst().first { $0.first?.isNumber == true && ($0.count == 2 || $0.count == 3) }
    }

    package var description: String { "/" + steps.joined(separator: "/") }
}
