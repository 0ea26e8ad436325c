/// What the member `layout` of a document tells of a field that was written in another way than expected.
enum ISO8583Fact: String, Sendable, CaseIterable {
    /// The half byte that fills up an odd number of digits.
    case padNibble
    /// How many characters a value had whose padding was taken away, or how many digits the length of subfields told.
    case length
    /// How the letters of hexadecimal digits were written: `lower`, or `l` and `u` for each digit.
    case letterCase
    /// How the letters of a field's own bitmap were written.
    case bitmapCase
    /// How the letters of a hexadecimal length were written.
    case lengthCase
    /// The separator of a track where it is not `=`.
    case separator
    /// What fills up a track and is counted in its length.
    case trailingPad
    /// How many bytes the length of a data object takes where fewer would do.
    case lengthBytes
    /// How many bytes of zero stand before a data object.
    case padding
    /// How many bytes of zero stand behind the last data object.
    case paddingAfter
    /// The tags in the order in which they came, where tags that repeat do not come one after the other.
    case order
}
