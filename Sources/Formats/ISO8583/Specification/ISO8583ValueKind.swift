/// What the characters of a value are (ISO 8583:1987, clause 4.2).
enum ISO8583ValueKind: UInt8, Sendable {
    /// `n`: digits.
    case digits
    /// `x+n`: `C` or `D`, then digits.
    case signedDigits
    /// `a`: letters and blanks.
    case letters
    /// `an`: letters, digits and blanks.
    case lettersAndDigits
    /// `ans`, `as`, `ns`, `s`: any characters.
    case text
    /// `z`: track 2 and 3 of a card (ISO 7811), separator `=`.
    case track
    /// `b`: bytes, in documents as upper-case hexadecimal digits.
    case bytes
}
