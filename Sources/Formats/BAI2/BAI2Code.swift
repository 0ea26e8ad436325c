/// The codes of findings, which operators set severities by.
enum BAI2Code {
    /// A record is missing, or stands where it may not.
    static let order = "bai2.order"
    /// A record's code is not known, or a line is empty.
    static let record = "bai2.record"
    /// A record does not end with a slash.
    static let terminator = "bai2.terminator"
    /// A record has too many or too few fields.
    static let fields = "bai2.fields"
    /// An amount is not a whole number.
    static let amount = "bai2.amount"
    /// A date or a time is none.
    static let date = "bai2.date"
    /// A code is not one of those that the standard has.
    static let code = "bai2.code"
    /// A control total is not the sum of what it controls.
    static let total = "bai2.control-total"
    /// A count is not the number of what it counts.
    static let count = "bai2.count"
    /// The text is not UTF-8 and was taken as ISO 8859-1.
    static let encoding = "bai2.encoding"
}
