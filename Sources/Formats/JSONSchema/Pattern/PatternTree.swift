/// A pattern as it was written.
indirect enum PatternTree {
    case empty
    case set(CharacterSet)
    case sequence([PatternTree])
    case alternatives([PatternTree])
    case repeated(PatternTree, min: Int, max: Int?)
    case start
    case end
    case wordBoundary(Bool)
}
