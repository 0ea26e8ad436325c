import Canonical

/// Whether components are what their kinds say: dates, times, currencies, amounts, codes.
extension MTMessageParser {
    @inline(__always)
    mutating func check(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ capture: MTCapture,
        _ component: MTComponent
    ) {
        let (start, end) = (capture.start, capture.end)
        let isRight: Bool
        switch component.kind {
        case .monthday where isInDialect && bytes[start] == UInt8(ascii: " "): isRight = true
        case .date, .date8, .monthday, .yearmonth: isRight = Self.isDate(bytes, start, end, component.kind)
        case .time, .time6: isRight = Self.isTime(bytes, start, end)
        case .offset: isRight = end - start == 4 && Self.isTime(bytes, start, end, hoursMax: 13)
        case .currency: isRight = table.minorUnits(bytes, start, end) > -2
        case .amount: return checkAmount(bytes, field, capture, component)
        case .rate: return checkDecimal(bytes, field, capture)
        case .reference: isRight = Self.isReference(bytes, start, end)
        case .bic: return checkBIC(bytes, field, capture, component)
        case .country: isRight = table.isCountry(bytes, start, end)
        case .uetr: isRight = Self.isUETR(bytes, start, end)
        case .code: isRight = table.isListed(bytes, start, end, component.codes)
        case .partyIdentifier: return checkPartyIdentifier(bytes, field, capture, component)
        default: return
        }
        if !isRight { noteComponent(bytes, field, capture, table.texts[Int(component.errorCode)], component.kind) }
    }

    @inline(never)
    mutating func noteComponent(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ capture: MTCapture,
        _ code: String,
        _ kind: MTComponentKind
    ) {
        let message = "A component is not right: a valid \(kind.rawValue) is expected."
        note(.error, code, bytes, capture.start, field: MTTag(key: field.key).text, message)
    }

    // MARK: - Dates and times

    /// Two digits as a number; -1 if there are others.
    @inline(__always)
    static func twoDigits(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        let digits = bytes.extracting(start..<start + 2)
        let (tens, ones) = (digits[0] &- 0x30, digits[1] &- 0x30)
        return tens <= 9 && ones <= 9 ? Int(tens) &* 10 &+ Int(ones) : -1
    }

    static func isDate(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ kind: MTComponentKind) -> Bool {
        switch (kind, end - start) {
        case (.date, 6):
            let year = Self.twoDigits(bytes, start)
            // Years 80 to 99 are of the last century (SWIFT Standards MT, General Information).
            return Self.isDay(year >= 80 ? 1_900 + year : 2_000 + year, bytes, start + 2)
        case (.date8, 8):
            let (century, year) = (Self.twoDigits(bytes, start), Self.twoDigits(bytes, start + 2))
            return century >= 0 && year >= 0 && Self.isDay(century * 100 + year, bytes, start + 4)
        // The 29th of February exists in some year.
        case (.monthday, 4): return Self.isDay(2_000, bytes, start)
        case (.yearmonth, 4), (.yearmonth, 6): return (1...12).contains(Self.twoDigits(bytes, end - 2))
        default: return false
        }
    }

    static func isDay(_ year: Int, _ bytes: Span<UInt8>, _ start: Int) -> Bool {
        let month = Self.twoDigits(bytes, start)
        let day = Self.twoDigits(bytes, start + 2)
        if day >= 1, day <= 28, month >= 1, month <= 12, year > 0 { return true }
        return CivilDate(year: year, month: month, day: day) != nil
    }

    static func isTime(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, hoursMax: Int = 23) -> Bool {
        guard end - start == 4 || end - start == 6 else { return false }
        guard (0...hoursMax).contains(Self.twoDigits(bytes, start)) else { return false }
        var index = start + 2
        while index < end {
            guard (0...59).contains(Self.twoDigits(bytes, index)) else { return false }
            index += 2
        }
        return true
    }

    // MARK: - Amounts

    private mutating func checkAmount(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ capture: MTCapture,
        _ component: MTComponent
    ) {
        checkDecimal(bytes, field, capture)
        guard component.currency >= 0 else { return }
        for index in 0..<matcher.captures.count where matcher.captures[index].component == Int(component.currency) {
            let currency = matcher.captures[index]
            let units = table.minorUnits(bytes, currency.start, currency.end)
            guard units >= 0, decimals(bytes, capture) > units else { return }
            let message = "The amount has more decimals than its currency."
            note(.error, "C03", bytes, capture.start, field: MTTag(key: field.key).text, message)
        }
    }

    /// Digits, and one comma behind the first of them.
    private mutating func checkDecimal(_ bytes: Span<UInt8>, _ field: MTScan.Field, _ capture: MTCapture) {
        guard capture.end > capture.start else { return }
        var commas = 0
        var index = capture.start
        while index < capture.end {
            if bytes[index] == UInt8(ascii: ",") { commas += 1 }
            index += 1
        }
        if commas == 1, bytes[capture.start] != UInt8(ascii: ",") { return }
        if commas == 0, isInDialect { return }
        let code = commas == 1 ? "T40" : "T43"
        note(
            .error,
            code,
            bytes,
            capture.start,
            field: MTTag(key: field.key).text,
            "An amount has digits, and one comma behind the first of them."
        )
    }

    private func decimals(_ bytes: Span<UInt8>, _ capture: MTCapture) -> Int {
        var index = capture.end
        while index > capture.start {
            index -= 1
            if bytes[index] == UInt8(ascii: ",") { return capture.end - index - 1 }
        }
        return 0
    }

    // MARK: - Codes

    private static func isReference(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let slash = UInt8(ascii: "/")
        guard end > start, bytes[start] != slash, bytes[end - 1] != slash else { return false }
        var index = start + 1
        while index < end {
            if bytes[index] == slash, bytes[index - 1] == slash { return false }
            index += 1
        }
        return true
    }

    /// Eight or eleven characters (T28), letters and digits with letters for the country (T27), a country (T45).
    private mutating func checkBIC(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ capture: MTCapture,
        _ component: MTComponent
    ) {
        let (start, length) = (capture.start, capture.end - capture.start)
        guard length == 8 || length == 11 else { return noteComponent(bytes, field, capture, "T28", .bic) }
        let bic = bytes.extracting(start..<start + length)
        var isRight = sets[Int(bic[4])] & sets[Int(bic[5])] & MTCharacterSet.a != 0
        if MTCharacterSet.end(of: MTCharacterSet.c, in: bic, from: 0, sets) < length { isRight = false }
        guard isRight else {
            return noteComponent(bytes, field, capture, table.texts[Int(component.errorCode)], .bic)
        }
        if !table.isCountry(bytes, start + 4, start + 6) { noteComponent(bytes, field, capture, "T45", .bic) }
    }
}
