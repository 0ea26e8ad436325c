/// How values shorter than their field are filled up.
struct ISO8583Padding: Sendable, Hashable {
    enum Side: UInt8, Sendable {
        case none
        case left
        case right
    }

    var side: Side
    /// The character, in ASCII; for binary values the byte.
    var character: UInt8
    /// Whether reading takes it away from text and digits.
    var isStripped: Bool
}
