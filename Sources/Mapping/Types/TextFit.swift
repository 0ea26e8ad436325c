import Canonical
import Formats

/// Whether each text of one shape is a text of another one.
struct TextFit {
    private let patterns: PatternLibrary

    init(_ patterns: PatternLibrary) {
        self.patterns = patterns
    }

    /// Why a text may not fit; empty if it does.
    func misfits(_ source: TextShape, into target: TextShape) -> [Misfit.Kind] {
        if source == target { return [] }
        if let codes = source.codes { return misfits(codes, into: target) }
        if let misfit = meaning(source, target) { return [misfit] }
        if target.codes != nil { return [.codes([])] }
        var misfits: [Misfit.Kind] = []
        let form = source.pattern.flatMap { patterns[$0] }
        if let max = target.lengthMax {
            let sourceMax = [source.lengthMax, form?.lengthMax].compactMap(\.self).min()
            if sourceMax.map({ $0 > max }) ?? true { misfits.append(.longer(than: max, upTo: sourceMax)) }
        }
        // That a text is empty is no content lost: it is refused when it is written.
        if target.lengthMin > 1, max(source.lengthMin, form?.lengthMin ?? 0) < target.lengthMin {
            misfits.append(.shorter(than: target.lengthMin))
        }
        if let pattern = target.pattern, !hasForm(source, pattern) { misfits.append(.pattern(pattern)) }
        if let set = target.characters, !isWithin(source, form, set) { misfits.append(.characters(set)) }
        return misfits
    }

    /// Why one text does not fit; empty if it does.
    func misfits(_ text: String, into target: TextShape) -> [Misfit.Kind] {
        if let codes = target.codes { return codes.contains(text) ? [] : [.codes([text])] }
        var misfits: [Misfit.Kind] = []
        let length = text.unicodeScalars.count
        if let max = target.lengthMax, length > max { misfits.append(.longer(than: max, upTo: length)) }
        if length < target.lengthMin { misfits.append(.shorter(than: target.lengthMin)) }
        if let pattern = target.pattern, patterns[pattern].map({ !$0.matches(text) }) ?? true {
            misfits.append(.pattern(pattern))
        }
        if let name = target.characters, let set = CharacterRange.named(name),
            !text.unicodeScalars.allSatisfy({ set.contains($0.value) })
        {
            misfits.append(.characters(name))
        }
        if !target.meaning.accepts(text) { misfits.append(.kind("the text \"\(text)\"", target: target.meaning.text)) }
        return misfits
    }

    private func misfits(_ codes: [String], into target: TextShape) -> [Misfit.Kind] {
        if let admitted = target.codes {
            let admitted = Set(admitted)
            let others = codes.filter { !admitted.contains($0) }
            return others.isEmpty ? [] : [.codes(others)]
        }
        var misfits: [Misfit.Kind] = []
        for code in codes {
            for misfit in self.misfits(code, into: target) where !misfits.contains(misfit) { misfits.append(misfit) }
        }
        return misfits
    }

    /// A date, a time or a decimal can be written where any text may stand, but not the other way round.
    private func meaning(_ source: TextShape, _ target: TextShape) -> Misfit.Kind? {
        switch target.meaning {
        case .plain, .code: nil
        case .date where source.meaning == .plain: .notWrittenAsDate
        default:
            source.meaning == target.meaning ? nil : .kind(source.meaning.text, target: target.meaning.text)
        }
    }

    private func hasForm(_ source: TextShape, _ pattern: String) -> Bool {
        guard let own = source.pattern else { return false }
        return patterns.includes(own, in: pattern)
    }

    private func isWithin(_ source: TextShape, _ form: ComparablePattern?, _ name: String) -> Bool {
        if source.characters == name { return true }
        guard let target = CharacterRange.named(name) else { return false }
        if let own = source.characters.flatMap({ CharacterRange.named($0) }), own.isSubset(of: target) { return true }
        return form?.uses(only: target.contains) ?? false
    }
}

extension TextShape.Meaning {
    /// What it is, for people.
    var text: String {
        switch self {
        case .plain: "a text"
        case .decimal: "a decimal"
        case .date: "a date"
        case .time: "a time"
        case .dateTime: "a date and time"
        case .code: "a code"
        }
    }

    /// Whether a constant can be read as one: by its characters; whether the day exists is seen when it is written.
    func accepts(_ text: String) -> Bool {
        let digits = text.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }.count
        switch self {
        case .plain, .code: return true
        case .decimal:
            let rest = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
            return digits > 0 && text.utf8.count - rest.count <= 1
                && rest.count - digits == (rest.contains(UInt8(ascii: ".")) ? 1 : 0)
        case .date: return digits >= 8 && text.utf8.filter { $0 == UInt8(ascii: "-") }.count >= 2
        case .time: return digits >= 6 && text.contains(":")
        case .dateTime: return digits >= 14 && text.contains("T") && text.contains(":")
        }
    }
}
