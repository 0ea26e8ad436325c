extension TextEncoding {
    /// The encoding of that name among those that other folders define, such as mainframe code pages; nil if there is
    /// none.
    static func plugged(named name: String) -> TextEncoding? {
        nil
    }
}
