package import Canonical

/// The losses of one run: counted, and kept so that findings can be made of them.
///
/// Counting is all that a message costs; findings are only made where somebody reads them.
package struct MappingLosses: Sendable {
    /// Most losses that are kept for findings; further ones are counted.
    package static let keptMax = 10_000

    /// One loss.
    package struct Loss: Sendable {
        /// What happened.
        package var code: LossCode
        /// The path of the target; of the source, for `dropped`.
        package var path: String
        /// One sentence, without a value.
        package var sentence: String
    }

    /// How often each occurred.
    package private(set) var counts = LossCounts()
    /// The losses in their order.
    package private(set) var all: [Loss] = []

    /// Nothing was lost.
    package init() {}

    /// Adds a loss.
    mutating func add(_ code: LossCode, path: @autoclosure () -> String, _ sentence: String) {
        counts[code] += 1
        if all.count < Self.keptMax { all.append(Loss(code: code, path: path(), sentence: sentence)) }
    }

    /// Forgets them, with the room that there is.
    mutating func removeAll() {
        counts = LossCounts()
        all.removeAll(keepingCapacity: true)
    }

    /// Adds a finding for each.
    package func add(to findings: inout Findings) {
        for loss in all {
            findings.add(loss.code.severity, loss.code.findingCode, at: Place(path: loss.path), loss.sentence)
        }
    }
}
