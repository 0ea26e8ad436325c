/// Legal entity identifiers (ISO 17442): 18 letters and digits and two check digits (ISO 7064, MOD 97-10).
enum LegalEntityCode {
    /// Whether a text is one by its form and check digits; whether it is assigned is for the register to say.
    static func isValid(_ text: String) -> Bool {
        let bytes = text.utf8.span
        guard bytes.count == 20 else { return false }
        var remainder = 0
        for index in bytes.indices {
            switch bytes[index] {
            case 0x30...0x39: remainder = (remainder * 10 + Int(bytes[index] - 0x30)) % 97
            case 0x41...0x5A where index < 18: remainder = (remainder * 100 + Int(bytes[index] - 0x41) + 10) % 97
            default: return false
            }
        }
        return remainder == 1
    }
}
