/// The codes of findings, which operators set severities by.
enum ISO8583Code {
    /// The message ends inside of something.
    static let truncated = "iso8583.truncated"
    /// There is more after the last field.
    static let trailing = "iso8583.trailing"
    /// The message type is not four digits, or of another version than the specification.
    static let type = "iso8583.mti"
    /// A bitmap cannot be read, or has no use.
    static let bitmap = "iso8583.bitmap"
    /// A bit stands for a field that the specification does not have.
    static let field = "iso8583.field-unknown"
    /// The length in front of a field cannot be read.
    static let prefix = "iso8583.length-prefix"
    /// A field is longer or shorter than it may be.
    static let length = "iso8583.length"
    /// Something else than digits stands in a number.
    static let digits = "iso8583.digits"
    /// A character that the field may not have.
    static let characters = "iso8583.characters"
    /// The sign of an amount is neither C nor D.
    static let sign = "iso8583.sign"
    /// The digits are no date or time.
    static let date = "iso8583.date"
    /// A field is filled up with something else than expected.
    static let padding = "iso8583.padding"
    /// Something else than hexadecimal digits stands for bytes.
    static let hex = "iso8583.hex"
    /// The data objects or subfields of a field cannot be read.
    static let tags = "iso8583.tags"
    /// A tag that may occur once occurs again.
    static let tagRepeated = "iso8583.tag-repeated"
    /// The length of a frame is not that of its message, or a frame is empty.
    static let frame = "iso8583.frame"
}
