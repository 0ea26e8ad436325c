/// What a function did to a text: how many characters it changed in which way, and where the first one was.
///
/// Findings are made of this, so it never holds a value. Characters are Unicode scalars of the text as it was given.
package struct TextChange: Sendable, Hashable {
    /// A way in which characters are changed.
    package enum Kind: String, Sendable, CaseIterable {
        /// Written in another form with the same meaning: white space folded, full-width letters made narrow. No loss.
        case normalised
        /// Replaced by others, because the target cannot carry them, or because they were no UTF-8.
        case transliterated
        /// Left out, because the target cannot carry them.
        case dropped
        /// Left out at the end, because the target is too short.
        case cut
        /// Borders between lines that the function made.
        case split
        /// Those of the borders that are inside a word.
        case broken

        /// The code that a finding carries; nil where nothing is lost.
        package var loss: LossCode? {
            switch self {
            case .normalised, .broken: nil
            case .transliterated: .transliterated
            case .dropped: .dropped
            case .cut: .cut
            case .split: .split
            }
        }
    }

    /// Characters written in another form without loss.
    package private(set) var normalised = 0
    /// Characters replaced by others.
    package private(set) var transliterated = 0
    /// Characters left out.
    package private(set) var dropped = 0
    /// Characters left out at the end.
    package private(set) var cut = 0
    /// Borders made between lines.
    package private(set) var split = 0
    /// Borders made inside words.
    package private(set) var broken = 0
    /// The index of the first character changed; nil where none was.
    package private(set) var first: Int?

    /// Nothing was changed.
    package static let none = TextChange()

    /// Whether nothing was changed.
    package var isNone: Bool { first == nil }

    /// How many characters, or borders, were changed in a way.
    package func count(_ kind: Kind) -> Int {
        switch kind {
        case .normalised: normalised
        case .transliterated: transliterated
        case .dropped: dropped
        case .cut: cut
        case .split: split
        case .broken: broken
        }
    }

    /// Adds a change at a character; `count` may be 0 and then changes nothing.
    package mutating func note(_ kind: Kind, at index: Int, count: Int = 1) {
        guard count > 0 else { return }
        first = min(first ?? index, index)
        switch kind {
        case .normalised: normalised += count
        case .transliterated: transliterated += count
        case .dropped: dropped += count
        case .cut: cut += count
        case .split: split += count
        case .broken: broken += count
        }
    }

    /// Adds what another function did to the same text.
    package mutating func formUnion(_ other: TextChange) {
        guard let index = other.first else { return }
        for kind in Kind.allCases { note(kind, at: index, count: other.count(kind)) }
    }
}

extension TextChange: CustomStringConvertible {
    /// `2 transliterated, 1 cut, from 3`, or `none`.
    package var description: String {
        guard let first else { return "none" }
        let parts = Kind.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0.rawValue)" }
        return parts.joined(separator: ", ") + ", from \(first)"
    }
}
