/// What is left out of a value that is copied: how the message was written, where the target has no place for it.
struct LayoutOmission {
    /// Whether layout may be left out.
    var isAllowed = false
    /// The cells that are left out with all that they contain, in the order in which they were met.
    var cells: [Int] = []
}

/// How an ``Instruction/Operation/copy`` says what it does.
enum CopyFlag {
    /// Of a list, its elements one by one.
    static let elements: UInt8 = 1
    /// Without layout for which the target has no place.
    static let omitsLayout: UInt8 = 2
}
