import Canonical

/// Times of day, offsets from UTC, and date-times of ISO 8601 and their pieces.
package enum Times {
    /// How a time is written: `h` hour, `m` minute, `s` second.
    package enum Form: String, CaseIterable, Sendable {
        /// ISO 8601; may have decimals of the second when it is read.
        case iso = "hh:mm:ss"
        /// ISO 8601 without seconds.
        case isoMinutes = "hh:mm"
        /// 6!n, as in ISO 8583.
        case compact = "hhmmss"
        /// 4!n, as in 13C and 13D of MT.
        case minutes = "hhmm"

        fileprivate var hasSeconds: Bool { self == .iso || self == .compact }
        /// Whether it is one of ISO 8601, behind which an offset may stand.
        fileprivate var hasColons: Bool { self == .iso || self == .isoMinutes }
    }

    /// The pieces of a date-time.
    package enum Piece: String, CaseIterable, Sendable {
        /// The date: ten characters.
        case date
        /// The time with its decimals.
        case time
        /// `Z`, `+hh:mm` or `-hh:mm`; empty where there is none.
        case offset
    }

    /// Writes a time of one form in another.
    ///
    /// Seconds that the target has no place for are dropped if they are not zero, decimals always; missing ones are `00`.
    /// An offset behind a time of ISO 8601 stays in a form of ISO 8601; the other forms have no place for it, so that a
    /// mapping takes it with ``offset(of:into:)``.
    ///
    /// `offset` is written behind the time: `+0100`, `+01:00`, `Z` or nothing.
    ///
    /// - Throws: `time` where it is none, or has an offset of its own beside the one given; `argument` where one is given
    ///   for a form that has no place for it.
    package static func convert(
        _ text: Span<UInt8>,
        from source: Form,
        to target: Form,
        offset: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(ValueRefusal) -> TextChange {
        let end = source.hasColons ? offsetStart(text) : text.count
        guard let time = ClockTime(text.extracting(0..<end), source) else { throw ValueRefusal(.time) }
        let own = text.extracting(end..<text.count)
        guard own.count == 0 || isOffset(own) && offset.count == 0 else { throw ValueRefusal(.time) }
        guard offset.count == 0 || target.hasColons else { throw ValueRefusal(.argument, at: 3) }
        var change = TextChange.none
        let digits = source == .iso ? 6 : 4
        if !target.hasSeconds, time.second != 0 { change.note(.dropped, at: digits, count: 2) }
        change.note(.dropped, at: time.fractionStart, count: end - time.fractionStart)
        write(time, target, into: &output)
        guard target.hasColons else { return change }
        output.append(bytes: own)
        if isOffset(offset) {
            output.append(bytes: offset)
        } else if offset.count > 0 {
            try isoOffset(offset, into: &output)
        }
        return change
    }

    private static func write(_ time: ClockTime, _ form: Form, into output: inout [UInt8]) {
        let separator: [UInt8] = form.hasColons ? [UInt8(ascii: ":")] : []
        output.append(twoDigits: time.hour)
        output.append(contentsOf: separator)
        output.append(twoDigits: time.minute)
        guard form.hasSeconds else { return }
        output.append(contentsOf: separator)
        output.append(twoDigits: time.second)
    }

    /// Takes the offset of a time of ISO 8601, `09:30:00+01:00`; nothing where it has none.
    ///
    /// - Throws: `time` where it is none.
    package static func offset(of text: Span<UInt8>, into output: inout [UInt8]) throws(ValueRefusal) {
        let end = offsetStart(text)
        let (time, offset) = (text.extracting(0..<end), text.extracting(end..<text.count))
        guard ClockTime(time, .iso) != nil || ClockTime(time, .isoMinutes) != nil,
            offset.count == 0 || isOffset(offset)
        else { throw ValueRefusal(.time) }
        output.append(bytes: offset)
    }

    /// Where the offset of a time begins; the length of the text where there is none.
    private static func offsetStart(_ text: Span<UInt8>) -> Int {
        if text.count > 0, text[text.count - 1] == UInt8(ascii: "Z") { return text.count - 1 }
        guard text.count >= 6 else { return text.count }
        let sign = text[text.count - 6]
        return sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? text.count - 6 : text.count
    }

    /// Writes an offset as ISO 8601 has it, `+01:00`; reads that, `+0100` of MT, and `Z`.
    package static func isoOffset(_ text: Span<UInt8>, into output: inout [UInt8]) throws(ValueRefusal) {
        try writeOffset(text, separator: [UInt8(ascii: ":")], into: &output)
    }

    /// Writes an offset as MT has it, `+0100`; reads that, `+01:00`, and `Z`.
    package static func compactOffset(_ text: Span<UInt8>, into output: inout [UInt8]) throws(ValueRefusal) {
        try writeOffset(text, separator: [], into: &output)
    }

    /// Puts a date-time together of a date, a time and an offset, which may be empty, all as ISO 8601 has them.
    package static func dateTime(
        date: Span<UInt8>,
        time: Span<UInt8>,
        offset: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(ValueRefusal) {
        guard DateForm.iso.read(date) != nil else { throw ValueRefusal(.date) }
        guard ClockTime(time, .iso) != nil, offset.count == 0 || isOffset(offset) else { throw ValueRefusal(.time) }
        output.append(bytes: date)
        output.append(UInt8(ascii: "T"))
        output.append(bytes: time)
        output.append(bytes: offset)
    }

    /// Takes a piece of a date-time, `2026-01-31T09:30:00.5+01:00`.
    package static func piece(
        _ piece: Piece,
        of text: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(ValueRefusal) {
        guard text.count >= 19, DateForm.iso.read(text.extracting(0..<10)) != nil else { throw ValueRefusal(.date) }
        let end = timeEnd(text)
        let offset = text.extracting(end..<text.count)
        guard text[10] == UInt8(ascii: "T"), ClockTime(text.extracting(11..<end), .iso) != nil,
            offset.count == 0 || isOffset(offset)
        else { throw ValueRefusal(.time) }
        switch piece {
        case .date: output.append(bytes: text.extracting(0..<10))
        case .time: output.append(bytes: text.extracting(11..<end))
        case .offset: output.append(bytes: offset)
        }
    }

    /// Writes a date-time as UTC has it; one without an offset stays as it is, because nobody knows its zone.
    ///
    /// - Throws: `date` or `time` where it is none.
    static func inUTC(_ text: String, into output: inout [UInt8]) throws(ValueRefusal) {
        var offset: [UInt8] = []
        try piece(.offset, of: text.utf8.span, into: &offset)
        guard !offset.isEmpty else {
            output += text.utf8
            return
        }
        guard let instant = Timestamp(rfc3339: text) else { throw ValueRefusal(.time) }
        output += instant.description.utf8
    }

    private static func timeEnd(_ text: Span<UInt8>) -> Int {
        var end = 19
        while end < text.count, text[end].isDigit || text[end] == UInt8(ascii: ".") { end += 1 }
        return end
    }

    private static func isOffset(_ text: Span<UInt8>) -> Bool {
        if text.count == 1 { return text[0] == UInt8(ascii: "Z") }
        return text.count == 6 && ClockOffset(text) != nil
    }

    private static func writeOffset(
        _ text: Span<UInt8>,
        separator: [UInt8],
        into output: inout [UInt8]
    ) throws(ValueRefusal) {
        guard let offset = ClockOffset(text) else { throw ValueRefusal(.time) }
        output.append(UInt8(ascii: offset.isNegative ? "-" : "+"))
        output.append(twoDigits: offset.hours)
        output.append(contentsOf: separator)
        output.append(twoDigits: offset.minutes)
    }
}

extension [UInt8] {
    /// Appends a number from 0 to 99 with two digits.
    fileprivate mutating func append(twoDigits number: Int) {
        append(UInt8(ascii: "0") + UInt8(number / 10 % 10))
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
