/// Why a pattern cannot be used.
struct PatternDefect: Error, Hashable {
    /// Where in the pattern, in characters from 0.
    let offset: Int
    /// What is wrong or not implemented there, as the end of a sentence.
    let reason: String
}
