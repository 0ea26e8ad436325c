/// A pattern as it was written.
indirect enum ECMAPatternTree {
    case empty
    case set(CharacterSet)
    case sequence([ECMAPatternTree])
    case alternatives([ECMAPatternTree])
    case repeated(ECMAPatternTree, min: Int, max: Int?)
    case start
    case end
    case wordBoundary(Bool)
}
