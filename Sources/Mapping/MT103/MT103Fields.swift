import Canonical

/// The fields of an MT103 as the mapping needs them; the format has checked them.
struct MT103Fields {
    let message: MTMessage

    /// - Throws: `format.unrecognised` for another message type, `schema.violation` where a mandatory field is missing or
    ///   does not have its format.
    init(_ message: MTMessage) throws(Fault) {
        guard message.messageType == "103" else {
            throw Fault(
                .message,
                .formatUnrecognised,
                stage: .map,
                place: Place(path: "/block2/messageType"),
                reason: "The message is no MT103.",
                advice: "Send it to a route for its type."
            )
        }
        self.message = message
        for (name, component) in [
            ("20", "reference"), ("23B", "code"), ("32A", "date"), ("32A", "currency"), ("32A", "amount"),
            ("71A", "code"),
        ] where message.component(name, component) == nil {
            throw Self.fault("The mandatory field is missing or does not have its format.", message.place(name))
        }
        for name in ["50a", "59a"] where message.field(name)?.object == nil {
            throw Self.fault("The mandatory field is missing.", message.place(name))
        }
    }

    private static func fault(_ reason: String, _ place: Place) -> Fault {
        Fault(.message, .schemaViolation, stage: .map, place: place, reason: reason)
    }

    /// Amount and currency of a field, with a decimal point only if decimals follow.
    func amount(_ field: DocumentValue?) -> DocumentValue? {
        guard let field, let amount = field["amount"]?.text, let currency = field["currency"]?.text else { return nil }
        return ["value": .text(Self.decimal(amount)), "currency": .text(currency)]
    }

    /// The decimal comma of SWIFT as a point: `1000,` is `1000`.
    static func decimal(_ amount: String) -> String {
        var digits = String(
            decoding: amount.utf8.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 },
            as: UTF8.self
        )
        if digits.utf8.last == UInt8(ascii: ".") { digits.removeLast() }
        return digits
    }

    /// Field 32A's date, `2026-03-02`.
    ///
    /// - Throws: `schema.violation` where there is no such day.
    func valueDate() throws(Fault) -> String {
        let digits = (message.component("32A", "date") ?? "").utf8.map { Int($0) - 0x30 }
        guard digits.count == 6, digits.allSatisfy({ (0...9).contains($0) }) else { throw noDate() }
        // Years 80 to 99 are of the 20th century (SWIFT Standards MT, General Information).
        let year = digits[0] * 10 + digits[1] + (digits[0] >= 8 ? 1_900 : 2_000)
        let (month, day) = (digits[2] * 10 + digits[3], digits[4] * 10 + digits[5])
        guard CivilDate(year: year, month: month, day: day) != nil else { throw noDate() }
        return "\(year)-\(digits[2])\(digits[3])-\(digits[4])\(digits[5])"
    }

    private func noDate() -> Fault {
        Self.fault("There is no such day.", message.place("32A"))
    }

    /// The lines of a narrative, code words in front of their text.
    func lines(_ name: String, _ component: String) -> [String] {
        var lines: [String] = []
        for item in message.field(name)?[component]?.items ?? [] {
            if let text = item.text {
                lines.append(text)
                continue
            }
            let code = item["code"]?.text
            let texts = (item["lines"]?.items ?? []).compactMap(\.text)
            for (number, text) in texts.enumerated() {
                lines.append(code.map { number == 0 ? "/\($0)/\(text)" : "//\(text)" } ?? text)
            }
        }
        return lines
    }
}
