import Canonical
import ReferenceData

/// What a text has to be; each rule is checked by hand and has a pattern that says the same to users of JSON Schema.
package enum TextRule: Sendable, Hashable {
    /// One to that many characters, none of them a control character.
    case free(max: Int)
    /// One of these words.
    case oneOf([String])
    /// A decimal number that is not negative, with at most five decimals.
    case amount
    /// A decimal number greater than zero, with at most five decimals.
    case positiveAmount
    /// A rate greater than zero.
    case rate
    /// A currency of ISO 4217.
    case currency
    /// A country of ISO 3166-1.
    case country
    /// A day, `YYYY-MM-DD`.
    case date
    /// An instant of RFC 3339.
    case timestamp
    /// A unique end-to-end transaction reference: a UUID of version 4 in lower case.
    case uetr
    /// An IBAN with the right check digits.
    case iban
    /// A BIC of a country that exists.
    case bic

    /// The pattern of the JSON Schema; nil where other keywords say it.
    package var pattern: String? {
        switch self {
        case .free: #"^[^\u0000-\u001F\u007F]+$"#
        case .oneOf: nil
        case .amount: #"^[0-9]{1,18}(\.[0-9]{1,5})?$"#
        case .positiveAmount: #"^(?=.*[1-9])[0-9]{1,18}(\.[0-9]{1,5})?$"#
        case .rate: #"^(?=.*[1-9])[0-9]{1,12}(\.[0-9]{1,11})?$"#
        case .currency: "^[A-Z]{3}$"
        case .country: "^[A-Z]{2}$"
        case .date: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
        case .timestamp: #"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"#
        case .uetr: "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
        case .iban: "^[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}$"
        case .bic: "^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$"
        }
    }

    /// What is expected, for fault texts.
    var expectation: String {
        switch self {
        case .free(let max): "a text of 1 to \(max) characters without control characters"
        case .oneOf(let words): "one of \(words.joined(separator: ", "))"
        case .amount: "an amount in digits with a decimal point"
        case .positiveAmount: "an amount in digits with a decimal point, greater than zero"
        case .rate: "a rate in digits with a decimal point, greater than zero"
        case .currency: "a currency of ISO 4217 with a minor unit"
        case .country: "a country of ISO 3166-1"
        case .date: "a day that exists, YYYY-MM-DD"
        case .timestamp: "a time of RFC 3339"
        case .uetr: "a UUID of version 4 in lower case"
        case .iban: "an IBAN with the right length and check digits"
        case .bic: "a BIC of 8 or 11 characters with a country that exists"
        }
    }

    /// Whether the text follows the rule.
    package func accepts(_ text: String) -> Bool {
        switch self {
        case .free(let max): Self.isFree(text, max: max)
        case .oneOf(let words): words.contains(text)
        case .amount: DecimalText(text, integersMax: 18, decimalsMax: 5) != nil
        case .positiveAmount: DecimalText(text, integersMax: 18, decimalsMax: 5)?.isZero == false
        case .rate: DecimalText(text, integersMax: 12, decimalsMax: 11)?.isZero == false
        case .currency: Currency(code: text)?.minorUnits != nil
        case .country: Country(code: text) != nil
        case .date: Self.isDate(text.utf8.span)
        case .timestamp: Self.isTimestamp(text)
        case .uetr: Self.isUETR(text.utf8.span)
        case .iban: IBAN.check(text) == nil
        case .bic: BIC.check(text) == nil
        }
    }

    private static func isFree(_ text: String, max: Int) -> Bool {
        let bytes = text.utf8.span
        for index in bytes.indices where bytes[index] < 0x20 || bytes[index] == 0x7F { return false }
        guard !bytes.isEmpty else { return false }
        return bytes.count <= max || text.unicodeScalars.count <= max
    }

    private static func isDate(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count == 10 else { return false }
        var parts = [0, 0, 0]
        var part = 0
        for index in bytes.indices {
            if index == 4 || index == 7 {
                guard bytes[index] == UInt8(ascii: "-") else { return false }
                part += 1
            } else {
                guard (0x30...0x39).contains(bytes[index]) else { return false }
                parts[part] = parts[part] * 10 + Int(bytes[index] - 0x30)
            }
        }
        return CivilDate(year: parts[0], month: parts[1], day: parts[2]) != nil
    }

    /// RFC 3339 as most read it: with capital letters, and a `T` between date and time.
    private static func isTimestamp(_ text: String) -> Bool {
        let bytes = text.utf8.span
        guard bytes.count > 19, bytes[10] == UInt8(ascii: "T"), bytes[bytes.count - 1] != UInt8(ascii: "z") else {
            return false
        }
        return Timestamp(rfc3339: text) != nil
    }

    private static func isUETR(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count == 36, bytes[14] == UInt8(ascii: "4") else { return false }
        for index in bytes.indices {
            let byte = bytes[index]
            let isHyphen = index == 8 || index == 13 || index == 18 || index == 23
            guard isHyphen ? byte == UInt8(ascii: "-") : isHexadecimal(byte) else { return false }
        }
        return "89ab".utf8.contains(bytes[19])
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
}

/// An amount as text: digits, and a decimal point only if decimals follow.
struct DecimalText {
    let decimals: Int
    let isZero: Bool

    init?(_ text: String, integersMax: Int, decimalsMax: Int) {
        let bytes = text.utf8.span
        var point: Int?
        var isZero = true
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "."), point == nil {
                point = index
                continue
            }
            guard (0x30...0x39).contains(bytes[index]) else { return nil }
            if bytes[index] != 0x30 { isZero = false }
        }
        let integers = point ?? bytes.count
        decimals = bytes.count - integers - (point == nil ? 0 : 1)
        self.isZero = isZero
        guard (1...integersMax).contains(integers), decimals <= decimalsMax, point == nil || decimals > 0 else {
            return nil
        }
    }
}
