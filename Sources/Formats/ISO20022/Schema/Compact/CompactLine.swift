/// A line of the compact form.
struct CompactLine {
    /// How many blanks it begins with.
    let indent: Int
    /// What stands between blanks.
    let words: [String]
    /// The line without the blanks it begins with.
    let text: String
    /// Where it stands.
    let origin: SchemaOrigin
}
