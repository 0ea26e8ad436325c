/// The bounds on patterns; each is far beyond what standards use.
enum PatternLimits {
    /// Greatest length of a pattern in characters.
    static let lengthMax = 4_096
    /// Greatest nesting of parentheses and of class subtractions.
    static let depthMax = 32
    /// Greatest count within braces.
    static let repetitionsMax = 10_000
    /// Greatest number of characters that a pattern matches when all repetitions are written out.
    static let positionsMax = 20_000
    /// Greatest number of parts and successions when all repetitions are written out.
    static let stepsMax = 1_000_000
    /// Greatest number of states of the automaton.
    static let statesMax = 8_192
    /// Greatest number of positions of the pattern in all states of the automaton together.
    static let statePositionsMax = 4_000_000
    /// Greatest number of positions that are looked at to make the automaton.
    static let lookedAtMax = 100_000_000
    /// Greatest number of entries of the automaton's table.
    static let transitionsMax = 1_000_000
}
