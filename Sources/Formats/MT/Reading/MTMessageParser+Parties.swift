import Canonical

/// Whether 50F and 59F are what SWIFT's specification of these fields says (Standards MT, fields 50a and 59a, option F).
extension MTMessageParser {
    /// The lines of a party.
    ///
    /// The first has number 1, numbers ascend, 2 does not stand without 3 (T56); the first 3 begins with a country
    /// (T73), and has the town where 2 stands. 50F only: 4 is a date (T50), 4 and 5 stand together (T56), 5 to 7 begin
    /// with a country (T73).
    mutating func checkParty(_ bytes: Span<UInt8>, _ field: MTScan.Field, from first: Int, _ group: MTComponent) {
        let groupNumber = matcher.captures[first].component
        let highest = group.kind == .party ? 8 : 3
        var last = 0
        var numbers = 0
        var isRight = true
        var hasTown = false
        for index in first..<matcher.captures.count where matcher.captures[index].component == groupNumber {
            guard index + 2 < matcher.captures.count else { continue }
            let details = matcher.captures[index + 2]
            let value = Int(bytes[matcher.captures[index + 1].start]) - 0x30
            guard (1...highest).contains(value) else {
                isRight = false
                continue
            }
            if value < last || (last == 0 && value != 1) { isRight = false }
            if numbers & 1 << value == 0 { checkDetails(bytes, field, details, number: value) }
            if value == 3, details.end - details.start > 3 { hasTown = true }
            numbers |= 1 << value
            last = value
        }
        let has = { (number: Int) in numbers & 1 << number != 0 }
        if has(2), !hasTown { isRight = false }
        if has(4) != has(5) { isRight = false }
        guard !isRight else { return }
        let together = group.kind == .party ? ", 4 and 5 stand together" : ""
        note(
            .error,
            table.texts[Int(group.errorCode)],
            bytes,
            field.start,
            field: MTTag(key: field.key).text,
            "Lines begin with number 1, numbers ascend to \(highest), 2 needs 3 with country and town\(together)."
        )
    }

    /// What the first line of a number has to hold.
    private mutating func checkDetails(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ details: MTCapture,
        number: Int
    ) {
        switch number {
        case 3, 5, 6, 7:
            if !isPlace(bytes, details) { noteComponent(bytes, field, details, "T73", .country) }
        case 4:
            if !Self.isDate(bytes, details.start, details.end, .date8) {
                noteComponent(bytes, field, details, "T50", .date8)
            }
        default: break
        }
    }

    /// The first line of 50F: an account behind a slash, or a code, a country and an identifier.
    ///
    /// T54 for what is neither, T55 for a code that is none of SWIFT's, T73 for no country.
    mutating func checkPartyIdentifier(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ capture: MTCapture,
        _ component: MTComponent
    ) {
        let slash = UInt8(ascii: "/")
        let (start, end) = (capture.start, capture.end)
        if end - start > 1, bytes[start] == slash { return }
        guard end - start > 8, bytes[start + 4] == slash, bytes[start + 7] == slash else {
            return noteComponent(bytes, field, capture, table.texts[Int(component.errorCode)], .partyIdentifier)
        }
        if !table.isListed(bytes, start, start + 4, component.codes) {
            noteComponent(bytes, field, capture, "T55", .partyIdentifier)
        }
        if !table.isCountry(bytes, start + 5, start + 7) { noteComponent(bytes, field, capture, "T73", .country) }
    }

    /// A country alone, or one with a slash and more behind it.
    private func isPlace(_ bytes: Span<UInt8>, _ details: MTCapture) -> Bool {
        guard details.end - details.start >= 2 else { return false }
        let hasEnd = details.end - details.start == 2 || bytes[details.start + 2] == UInt8(ascii: "/")
        return hasEnd && table.isCountry(bytes, details.start, details.start + 2)
    }
}
