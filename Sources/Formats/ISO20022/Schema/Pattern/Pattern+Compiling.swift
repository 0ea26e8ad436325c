extension Pattern {
    /// Compiles a pattern.
    ///
    /// - Throws: what is wrong with it, or which bound it passes.
    init(_ pattern: String) throws(PatternDefect) {
        let syntax = try PatternParser.parse(pattern)
        var positions = PatternPositions()
        let whole = try positions.add(syntax)
        let alphabet = PatternAlphabet(positions.sets)
        var builder = PatternAutomatonBuilder(positions: positions, alphabet: alphabet, lasts: whole.last)
        try builder.build(first: whole.first, acceptsEmpty: whole.isNullable)
        self.init(
            source: pattern,
            asciiClasses: alphabet.asciiClasses,
            rangeStarts: alphabet.rangeStarts,
            rangeClasses: alphabet.rangeClasses,
            classCount: alphabet.classCount,
            transitions: builder.transitions,
            isAccepting: builder.isAccepting
        )
    }
}
