/// Routing numbers of the American Bankers Association: eight digits and a check digit.
enum RoutingNumber {
    /// The check digit of the eight digits at an offset, as a byte; nil if they are no digits.
    ///
    /// Weights 3, 7, 1; the sum with the check digit is a multiple of ten (Nacha Operating Rules, Appendix Three).
    static func checkDigit(_ bytes: Span<UInt8>, at offset: Int) -> UInt8? {
        guard bytes.count >= offset + 8 else { return nil }
        let weights = [3, 7, 1, 3, 7, 1, 3, 7]
        var sum = 0
        for index in 0..<8 {
            let byte = bytes[offset + index]
            guard (0x30...0x39).contains(byte) else { return nil }
            sum += Int(byte - 0x30) * weights[index]
        }
        return UInt8(0x30 + (10 - sum % 10) % 10)
    }
}
