/// A character encoding that is defined elsewhere, such as the code pages of mainframes; see ``TextEncoding`` for what
/// each function has to do.
package protocol TextCoding: Sendable {
    /// Appends the text of bytes as UTF-8; returns the offset of what is not in the encoding.
    func decode(_ bytes: Span<UInt8>, into utf8: inout [UInt8]) -> Int?

    /// Appends the bytes of a text; returns the offset of what the encoding does not have.
    func encode(_ utf8: Span<UInt8>, into bytes: inout [UInt8]) -> Int?

    /// The length in bytes of the character at an offset.
    func characterLength(in bytes: Span<UInt8>, at offset: Int) -> Int
}
