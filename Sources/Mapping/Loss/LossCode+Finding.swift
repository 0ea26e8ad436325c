package import Canonical

extension LossCode {
    /// The code of the findings: `loss.cut`.
    package var findingCode: String {
        switch self {
        case .cut: "loss.cut"
        case .dropped: "loss.dropped"
        case .defaulted: "loss.defaulted"
        case .transliterated: "loss.transliterated"
        case .generated: "loss.generated"
        case .split: "loss.split"
        }
    }

    /// How much it matters where a route says nothing else: content is gone or changed, or it is only worth knowing.
    package var severity: Finding.Severity {
        switch self {
        case .cut, .transliterated: .warning
        case .dropped, .defaulted, .generated, .split: .note
        }
    }

    /// Its place in counts and sets.
    var index: Int {
        switch self {
        case .cut: 0
        case .dropped: 1
        case .defaulted: 2
        case .transliterated: 3
        case .generated: 4
        case .split: 5
        }
    }
}
