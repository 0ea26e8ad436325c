import ReferenceData

/// Amounts as the formats write them; where only the mark of the decimals changes, the digits stay as they were written.
package enum Amounts {
    /// The greatest number of digits of an amount, as of a number.
    package static let digitsMax = 38
    private static let comma = UInt8(ascii: ",")
    private static let point = UInt8(ascii: ".")

    /// `1234,5` of MT as `1234.5`; `1000,` becomes `1000`.
    ///
    /// - Throws: `amount` where there is no digit in front of the comma, or no comma (T40, T43).
    package static func fromComma(_ text: Span<UInt8>, into output: inout [UInt8]) throws(ValueRefusal) {
        guard let parts = AmountParts(text, mark: comma), parts.hasMark else { throw ValueRefusal(.amount) }
        parts.append(mark: point, always: false, from: text, to: &output)
    }

    /// `1234.5` as `1234,5` of MT; `1000` becomes `1000,`.
    ///
    /// - Parameters:
    ///   - text: the amount without a sign: MT has none.
    ///   - lengthMax: the greatest length, comma included; 15 in most fields (15d).
    ///   - output: where to append.
    /// - Throws: `amount` where it is none, `length` where it is too long.
    package static func toComma(
        _ text: Span<UInt8>,
        lengthMax: Int = 15,
        into output: inout [UInt8]
    ) throws(ValueRefusal) {
        guard let parts = AmountParts(text, mark: point) else { throw ValueRefusal(.amount) }
        guard text.count + (parts.hasMark ? 0 : 1) <= lengthMax else { throw ValueRefusal(.length) }
        parts.append(mark: comma, always: true, from: text, to: &output)
    }

    /// `123456` with 2 minor units as `1234.56`; zeros in front go, zeros behind stay.
    ///
    /// - Throws: `amount` where it is not digits alone.
    package static func fromMinorUnits(
        _ text: Span<UInt8>,
        decimals: Int,
        into output: inout [UInt8]
    ) throws(ValueRefusal) {
        guard (0...digitsMax).contains(decimals), let parts = AmountParts(text, mark: point), !parts.hasMark else {
            throw ValueRefusal(.amount)
        }
        let whole = text.count - decimals
        var start = 0
        while start < whole - 1, text[start] == UInt8(ascii: "0") { start += 1 }
        if whole <= 0 {
            output.append(UInt8(ascii: "0"))
        } else {
            output.append(bytes: text.extracting(start..<whole))
        }
        guard decimals > 0 else { return }
        output.append(point)
        output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, -whole)))
        output.append(bytes: text.extracting(max(0, whole)..<text.count))
    }

    /// `1234.56` with 2 minor units as `123456`, filled with zeros to a width.
    ///
    /// - Throws: `decimals` where it has more decimals than that, zeros aside; `length` where it is wider; `amount`
    ///   where it is none.
    package static func toMinorUnits(
        _ text: Span<UInt8>,
        decimals: Int,
        width: Int = 0,
        into output: inout [UInt8]
    ) throws(ValueRefusal) {
        guard (0...digitsMax).contains(decimals), (0...digitsMax).contains(width),
            let parts = AmountParts(text, mark: point)
        else { throw ValueRefusal(.amount) }
        guard parts.significantDecimals(text) <= decimals else { throw ValueRefusal(.decimals) }
        var digits: [UInt8] = []
        digits.append(bytes: text.extracting(0..<parts.wholeEnd))
        for index in 0..<decimals {
            let offset = parts.wholeEnd + 1 + index
            digits.append(offset < text.count ? text[offset] : UInt8(ascii: "0"))
        }
        let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(min(leading, digits.count - 1))
        guard digits.count <= (width == 0 ? digitsMax : width) else { throw ValueRefusal(.length) }
        output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, width - digits.count)))
        output.append(contentsOf: digits)
    }

    /// Whether an amount has no more decimals than its currency, zeros at the end aside (C03, CH20).
    ///
    /// - Returns: nil where the amount is none or the currency has no minor unit (metals) or does not exist.
    package static func fitsCurrency(_ text: Span<UInt8>, _ currency: Span<UInt8>) -> Bool? {
        guard let parts = AmountParts(text, mark: point), let units = Currency.minorUnits(ofCode: currency) else {
            return nil
        }
        return parts.significantDecimals(text) <= units
    }
}

/// Where the digits of an amount are: digits, and perhaps a mark and more digits.
private struct AmountParts {
    let wholeEnd: Int
    let hasMark: Bool

    init?(_ text: Span<UInt8>, mark: UInt8) {
        guard text.count <= Amounts.digitsMax + 1 else { return nil }
        var index = 0
        while index < text.count, text[index].isDigit { index += 1 }
        wholeEnd = index
        hasMark = index < text.count
        guard wholeEnd > 0, !hasMark || text[index] == mark else { return nil }
        guard (min(index + 1, text.count)..<text.count).allSatisfy({ text[$0].isDigit }) else { return nil }
        guard hasMark || text.count <= Amounts.digitsMax else { return nil }
    }

    func append(mark: UInt8, always: Bool, from text: Span<UInt8>, to output: inout [UInt8]) {
        output.append(bytes: text.extracting(0..<wholeEnd))
        let hasDecimals = wholeEnd + 1 < text.count
        if always || hasDecimals { output.append(mark) }
        if hasDecimals { output.append(bytes: text.extracting(wholeEnd + 1..<text.count)) }
    }

    /// How many decimals there are without zeros at the end.
    func significantDecimals(_ text: Span<UInt8>) -> Int {
        var end = text.count
        while end > wholeEnd + 1, text[end - 1] == UInt8(ascii: "0") { end -= 1 }
        return max(0, end - wholeEnd - 1)
    }
}

extension Amounts {
    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "amountFromComma",
            "Writes an amount of MT with a decimal point; the digits stay as written.",
            parameters: ["text": "digits with a comma"],
            examples: [
                .init("1234,5", gives: "1234.5"), .init("1234,50", gives: "1234.50"), .init("1000,", gives: "1000"),
                .init(",5", refuses: .amount), .init("1000", refuses: .amount),
            ]
        ) { arguments, output throws(ValueRefusal) in
            try fromComma(arguments.text(0).utf8.span, into: &output)
            return .none
        },
        FunctionDescription(
            "amountToComma",
            "Writes an amount as MT has it, with a comma and at most 15 characters.",
            parameters: ["text": "an amount without a sign"],
            examples: [
                .init("1234.50", gives: "1234,50"), .init("1000", gives: "1000,"), .init("-1", refuses: .amount),
                .init("1234567890123.45", refuses: .length),
            ]
        ) { arguments, output throws(ValueRefusal) in
            try toComma(arguments.text(0).utf8.span, into: &output)
            return .none
        },
        FunctionDescription(
            "fromMinorUnits",
            "Writes a number of minor units as an amount with decimals.",
            parameters: ["text": "digits", "decimals": "the currency's minor units"],
            examples: [
                .init("123456", "2", gives: "1234.56"), .init("000000000005", "2", gives: "0.05"),
                .init("1234", "0", gives: "1234"), .init("12.5", "2", refuses: .amount),
            ]
        ) { arguments, output throws(ValueRefusal) in
            try fromMinorUnits(arguments.text(0).utf8.span, decimals: try arguments.number(1), into: &output)
            return .none
        },
        FunctionDescription(
            "toMinorUnits",
            "Writes an amount as a number of minor units, filled with zeros to a width.",
            parameters: ["text": "an amount", "decimals": "the currency's minor units", "width": "digits; 0 for any"],
            examples: [
                .init("1234.56", "2", "12", gives: "000000123456"), .init("1234.5", "2", "0", gives: "123450"),
                .init("1234.500", "2", "0", gives: "123450"), .init("1234.567", "2", "0", refuses: .decimals),
                .init("1234.56", "2", "4", refuses: .length),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let (decimals, width) = (try arguments.number(1), try arguments.number(2))
            try toMinorUnits(arguments.text(0).utf8.span, decimals: decimals, width: width, into: &output)
            return .none
        },
        FunctionDescription(
            "minorUnits",
            "Gives the number of decimals of a currency; nothing where it has no minor unit.",
            parameters: ["currency": "its code"],
            examples: [
                .init("EUR", gives: "2"), .init("JPY", gives: "0"), .init("KWD", gives: "3"), .init("XAU", gives: ""),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let code = arguments.text(0)
            if let units = Currency.minorUnits(ofCode: code.utf8.span) { output.append(contentsOf: "\(units)".utf8) }
            return .none
        },
        FunctionDescription(
            "fitsCurrency",
            "Says whether an amount has no more decimals than its currency; nothing where the currency has no minor unit.",
            parameters: ["text": "an amount", "currency": "its code"],
            examples: [
                .init("12.50", "EUR", gives: "true"), .init("12.505", "EUR", gives: "false"),
                .init("12.50", "JPY", gives: "false"), .init("12.00", "JPY", gives: "true"),
                .init("12", "XAU", gives: ""),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let (text, currency) = (arguments.text(0), arguments.text(1))
            guard let fits = fitsCurrency(text.utf8.span, currency.utf8.span) else { return .none }
            output.append(contentsOf: "\(fits)".utf8)
            return .none
        },
    ]
}
