/// What the bytes of a number hold, besides its digits.
struct NumberReading {
    enum Status: UInt8 {
        /// A number.
        case value
        /// Only blanks or only LOW-VALUES: nothing was put there.
        case empty
        /// Bytes that are no digits or no sign.
        case invalid
        /// A number with more digits than the picture has.
        case tooLarge
    }

    var status = Status.value
    var isZero = false
    var isNegative = false
    /// The sign as it was found, where it is not the one that is written for the number.
    var otherSign: UInt8?

    /// Bytes that hold no number.
    static func none(_ status: Status) -> NumberReading { NumberReading(status: status) }
}
