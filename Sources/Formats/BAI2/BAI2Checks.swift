import Canonical

/// The rules of fields.
enum BAI2Checks {
    /// How many digits an amount may have: as many as are added without an overflow.
    static let amountDigitsMax = 36

    /// The whole number that a text is, with a sign or without; nil if it is none.
    static func number(_ text: String?) -> Int128? {
        guard let text else { return nil }
        var digits = Array(text.utf8)[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
        guard (1...amountDigitsMax).contains(digits.count) else { return nil }
        var value: Int128 = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int128(digit - 0x30)
        }
        return isNegative ? -value : value
    }

    /// The amount in a field, 0 where there is none; nil and a finding where it is not a number.
    static func amount(
        _ text: String?,
        _ record: BAI2Record,
        _ reader: BAI2FileReader,
        _ findings: inout Findings
    ) -> Int128? {
        guard let text, !text.isEmpty else { return 0 }
        if let number = number(text) { return number }
        let message = "An amount is a whole number, with a sign or without."
        reader.report(.error, BAI2Code.amount, record, message, field: "amount", &findings)
        return nil
    }

    static func total(
        _ record: BAI2Record,
        _ expected: Int128?,
        _ reader: BAI2FileReader,
        _ findings: inout Findings
    ) {
        guard let told = number(record.fields.first) else {
            let message = "The control total is not a whole number."
            return reader.report(.error, BAI2Code.total, record, message, field: "controlTotal", &findings)
        }
        guard let expected, told != expected else { return }
        let message = "The control total is not the sum of the amounts."
        reader.report(.error, BAI2Code.total, record, message, field: "controlTotal", &findings)
    }

    static func count(
        _ record: BAI2Record,
        _ index: Int,
        _ expected: Int,
        _ name: String,
        _ reader: BAI2FileReader,
        _ findings: inout Findings
    ) {
        let told = record.fields.indices.contains(index) ? record.fields[index] : ""
        guard number(told) != Int128(expected) else { return }
        reader.report(.error, BAI2Code.count, record, "The count should be \(expected).", field: name, &findings)
    }

    static func count(
        _ record: BAI2Record,
        atLeast least: Int,
        _ reader: BAI2FileReader,
        _ findings: inout Findings
    ) {
        guard record.fields.count < least else { return }
        reader.report(.error, BAI2Code.fields, record, "The record has fewer than \(least) fields.", &findings)
    }

    /// A type code has three digits.
    static func type(
        _ text: String?,
        _ record: BAI2Record,
        _ reader: BAI2FileReader,
        _ findings: inout Findings
    ) {
        guard let text, text.utf8.count == 3, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            let message = "A type code is three digits."
            return reader.report(.error, BAI2Code.code, record, message, field: "type", &findings)
        }
    }

    static func code(
        _ fields: [String],
        _ index: Int,
        _ codes: Set<String>,
        _ name: String,
        _ record: BAI2Record,
        _ reader: BAI2FileReader,
        _ findings: inout Findings
    ) {
        guard fields.indices.contains(index), !codes.contains(fields[index]) else { return }
        let list = codes.filter { !$0.isEmpty }.sorted().joined(separator: ", ")
        reader.report(.error, BAI2Code.code, record, "The field is one of \(list).", field: name, &findings)
    }

    static func currency(
        _ fields: [String],
        _ index: Int,
        _ record: BAI2Record,
        _ reader: BAI2FileReader,
        _ findings: inout Findings
    ) {
        guard fields.indices.contains(index), !fields[index].isEmpty else { return }
        guard fields[index].utf8.count != 3 || !fields[index].utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            return
        }
        let message = "A currency is three letters."
        reader.report(.error, BAI2Code.code, record, message, field: "currency", &findings)
    }

    /// A date is YYMMDD; the year does not tell its century.
    static func date(
        _ fields: [String],
        _ index: Int,
        _ name: String,
        _ record: BAI2Record,
        _ reader: BAI2FileReader,
        _ findings: inout Findings
    ) {
        guard fields.indices.contains(index), !fields[index].isEmpty else { return }
        let digits = Array(fields[index].utf8)
        guard digits.count == 6, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            CivilDate(year: 2000 + pair(digits, 0), month: pair(digits, 2), day: pair(digits, 4)) != nil
        else { return reader.report(.error, BAI2Code.date, record, "A date is YYMMDD.", field: name, &findings) }
    }

    /// A time is hhmm; 2400 is the end of a day, 9999 too.
    static func time(
        _ fields: [String],
        _ index: Int,
        _ name: String,
        _ record: BAI2Record,
        _ reader: BAI2FileReader,
        _ findings: inout Findings
    ) {
        guard fields.indices.contains(index), !fields[index].isEmpty else { return }
        let text = fields[index]
        let digits = Array(text.utf8)
        guard digits.count == 4, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            text == "2400" || text == "9999" || pair(digits, 0) <= 23 && pair(digits, 2) <= 59
        else { return reader.report(.error, BAI2Code.date, record, "A time is hhmm.", field: name, &findings) }
    }

    private static func pair(_ digits: [UInt8], _ index: Int) -> Int {
        Int(digits[index] - 0x30) * 10 + Int(digits[index + 1] - 0x30)
    }
}
