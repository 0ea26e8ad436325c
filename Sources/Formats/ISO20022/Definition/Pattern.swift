/// A pattern facet, compiled to a deterministic automaton over the bytes of UTF-8.
package struct Pattern: Sendable, Hashable {
    /// The facet as in the schema, for descriptions; alternatives of one step joined by `|`.
    package var source: String
    /// The class of each of the 256 bytes: bytes that no pattern position tells apart share one.
    package var classes: [UInt8]
    /// How many classes there are; the length of a row in ``transitions``.
    package var classCount: Int
    /// The next state by `state * classCount + class`; state 0 is the dead one, whose row leads to 0.
    package var transitions: [UInt16]
    /// Whether a text may end in a state, by state.
    package var accepting: [Bool]
    /// The state before the first byte.
    package var start: Int

    package init(
        source: String,
        classes: [UInt8],
        classCount: Int,
        transitions: [UInt16],
        accepting: [Bool],
        start: Int
    ) {
        self.source = source
        self.classes = classes
        self.classCount = classCount
        self.transitions = transitions
        self.accepting = accepting
        self.start = start
    }

    /// Whether the whole text, well-formed UTF-8, matches.
    package func matches(_ text: Span<UInt8>) -> Bool {
        var state = start
        for index in text.indices {
            state = Int(transitions[state &* classCount &+ Int(classes[Int(text[index])])])
            if state == 0 { return false }
        }
        return accepting[state]
    }
}
