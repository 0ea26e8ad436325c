import Canonical
import Mapping

/// Shows a value of a mapping's documents as its data class allows.
struct FieldMasking {
    private let descriptions: [DocumentDescription]
    private let isRevealed: Bool

    /// Makes it for the inputs and the target of a mapping; revealed, all values are shown.
    init(_ mapping: CheckedMapping, isRevealed: Bool) {
        descriptions = mapping.inputs.map(\.description) + [mapping.target]
        self.isRevealed = isRevealed
    }

    /// The value as it may be shown; what has no class is taken for personal.
    func shown(_ path: String, _ value: String) -> String {
        guard !isRevealed else { return value }
        let steps = path.split(separator: "/").map(String.init)
        let classes = descriptions.compactMap { $0.dataClass(at: steps) }
        var masked: [UInt8] = []
        Masking.mask(value.utf8.span, of: classes.max() ?? .personal, into: &masked)
        return String(decoding: masked, as: UTF8.self)
    }
}
