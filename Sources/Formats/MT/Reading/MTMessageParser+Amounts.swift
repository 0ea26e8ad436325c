import Canonical

/// Values that do not have their format because of an amount or a rate alone.
extension MTMessageParser {
    /// An amount that is wrong by itself.
    struct AmountDefect {
        /// SWIFT's code: T43 without a decimal comma, or with several; T40 without a digit before it.
        ///
        /// The field definitions of SWIFT Standards MT name both codes for both rules, in this order: the integer part
        /// has at least one digit, and the comma is mandatory.
        let code: String
        let start: Int
    }

    /// What is wrong with the first wrong amount of a value; nil where the value would not fit with a right one either.
    mutating func amountDefect(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ definition: MTField,
        _ captures: [MTCapture]
    ) -> AmountDefect? {
        for capture in captures {
            let kind = table.components[capture.component].kind
            guard kind == .amount || kind == .rate,
                let right = rightAmount(bytes.extracting(capture.start..<capture.end))
            else { continue }
            var value: [UInt8] = []
            for index in field.start..<capture.start { value.append(bytes[index]) }
            value += right
            for index in capture.end..<field.end { value.append(bytes[index]) }
            let program = table.starts[definition.programs.lowerBound]
            guard matcher.match(program, value.span, from: 0, to: value.count) else { return nil }
            let hasInteger = bytes[capture.start] != UInt8(ascii: ",")
            return AmountDefect(code: hasInteger ? "T43" : "T40", start: capture.start)
        }
        return nil
    }

    /// The digits with one comma, behind the first of them; nil where they have it, or where there is more than digits.
    private func rightAmount(_ amount: Span<UInt8>) -> [UInt8]? {
        let comma = UInt8(ascii: ",")
        var right: [UInt8] = []
        var commas = 0
        for index in amount.indices {
            guard amount[index] == comma || sets[Int(amount[index])] & MTCharacterSet.n != 0 else { return nil }
            if amount[index] == comma { commas += 1 }
            if amount[index] != comma || commas == 1 { right.append(amount[index]) }
        }
        guard let first = right.first, commas != 1 || first == comma else { return nil }
        if commas == 0 { right.append(comma) }
        return first == comma ? [UInt8(ascii: "0")] + right : right
    }
}
