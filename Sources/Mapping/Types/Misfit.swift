/// One reason why a value may not fit its target.
struct Misfit: Hashable {
    /// The reasons.
    enum Kind: Hashable {
        /// It may be longer; of a text without a bound, the first is nil.
        case longer(than: Int, upTo: Int?)
        /// It may be shorter.
        case shorter(than: Int)
        /// It may be one of these, which are not among the target's codes; of a text without a list, none are named.
        case codes([String])
        /// It may not have the target's form.
        case pattern(String)
        /// It may have characters that the target's set does not hold.
        case characters(String)
        /// It is any text where a date belongs: whether it is one is seen when it is written.
        case notWrittenAsDate
        /// It is of another kind, such as a text where a date belongs.
        case kind(String, target: String)
        /// It is a list, the target a single value.
        case list
        /// It is a single value, the target a list.
        case single
        /// The list may have more elements.
        case tooMany(Int)
        /// It may be of any kind.
        case unknown
        /// It has a member that the target does not have.
        case member(String)
        /// The target needs a member that it may not have.
        case missing(String)
    }

    /// The reason.
    var kind: Kind
    /// The members that lead to it within the value; empty for the value itself.
    var path: [String] = []
}

extension Misfit {
    /// What may be wrong, to stand behind "it".
    var text: String {
        let what =
            switch kind {
            case .longer(let max, let source):
                source.map { "may have \($0) characters, and \(max) fit" }
                    ?? "may have any number of characters, and \(max) fit"
            case .shorter(let min): "may have less than \(min) characters"
            case .codes(let codes) where codes.isEmpty: "may be another text than the codes of the target"
            case .codes(let codes): "may be \(codes.quoted), which the target does not admit"
            case .pattern(let pattern): "may not have the form \(pattern)"
            case .characters(let set): "may have characters that are not in the set \(set)"
            case .notWrittenAsDate: "is a text, and a date is needed"
            case .kind(let source, let target): "is \(source), and \(target) is needed"
            case .list: "is a list, and a single value is needed"
            case .single: "is a single value, and a list is needed"
            case .tooMany(let max): "may have more than \(max) elements"
            case .unknown: "may be of any kind"
            case .member(let name): "has \(name), which the target does not have"
            case .missing(let name): "may be without \(name), which the target must have"
            }
        return path.isEmpty ? what : "holds \(path.joined(separator: ".")), which \(what)"
    }

    /// The words that would say what happens; none where no policy helps.
    var policies: [String] {
        guard path.isEmpty else { return [] }
        return switch kind {
        case .longer: ["cut", "refuse", "overflow to PATH"]
        case .characters: ["transliterate", "replace \".\"", "refuse"]
        case .shorter, .codes, .pattern, .unknown: ["refuse"]
        case .tooMany: ["cut", "refuse"]
        case .notWrittenAsDate, .kind, .list, .single, .member, .missing: []
        }
    }
}

extension [String] {
    /// Each in quotation marks, of many only the first.
    var quoted: String {
        let shown = prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
        return count > 5 ? "\(shown) and \(count - 5) more" : shown
    }
}
