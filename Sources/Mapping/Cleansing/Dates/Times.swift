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
    ///
    /// - Throws: `time` where it is none.
    package static func convert(
        _ text: Span<UInt8>,
        from source: Form,
        to target: Form,
        into output: inout [UInt8]
    ) throws(ValueRefusal) -> TextChange {
        guard let time = ClockTime(text, source) else { throw ValueRefusal(.time) }
        var change = TextChange.none
        let digits = source == .iso ? 6 : 4
        if !target.hasSeconds, time.second != 0 { change.note(.dropped, at: digits, count: 2) }
        change.note(.dropped, at: time.fractionStart, count: text.count - time.fractionStart)
        let separator: [UInt8] = target == .iso || target == .isoMinutes ? [UInt8(ascii: ":")] : []
        output.append(twoDigits: time.hour)
        output.append(contentsOf: separator)
        output.append(twoDigits: time.minute)
        guard target.hasSeconds else { return change }
        output.append(contentsOf: separator)
        output.append(twoDigits: time.second)
        return change
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

extension Times {
    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "time",
            "Writes a time of one form in another.",
            parameters: [
                "text": "a time", "from": Form.allCases.map(\.rawValue).joined(separator: ", "), "to": "the same",
            ],
            examples: [
                .init("0930", "hhmm", "hh:mm:ss", gives: "09:30:00"),
                .init("09:30:15", "hh:mm:ss", "hhmm", gives: "0930", "2 dropped, from 6"),
                .init("09:30:00.250", "hh:mm:ss", "hhmmss", gives: "093000", "4 dropped, from 8"),
                .init("2400", "hhmm", "hh:mm:ss", refuses: .time),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let source = try arguments.option(1, Form.self)
            let target = try arguments.option(2, Form.self)
            return try convert(arguments.text(0).utf8.span, from: source, to: target, into: &output)
        },
        FunctionDescription(
            "isoOffset",
            "Writes an offset from UTC as ISO 8601 has it.",
            parameters: ["text": "+hhmm, +hh:mm or Z"],
            examples: [
                .init("+0100", gives: "+01:00"), .init("Z", gives: "+00:00"), .init("+1500", refuses: .time),
            ]
        ) { arguments, output throws(ValueRefusal) in
            try isoOffset(arguments.text(0).utf8.span, into: &output)
            return .none
        },
        FunctionDescription(
            "compactOffset",
            "Writes an offset from UTC as 13C and 13D of MT have it.",
            parameters: ["text": "+hh:mm, +hhmm or Z"],
            examples: [.init("-05:30", gives: "-0530"), .init("Z", gives: "+0000")]
        ) { arguments, output throws(ValueRefusal) in
            try compactOffset(arguments.text(0).utf8.span, into: &output)
            return .none
        },
        FunctionDescription(
            "dateTime",
            "Puts a date-time together of a date, a time and an offset, which may be empty.",
            parameters: ["date": "YYYY-MM-DD", "time": "hh:mm:ss", "offset": "+hh:mm, Z or nothing"],
            examples: [
                .init("2026-01-31", "09:30:00", "+01:00", gives: "2026-01-31T09:30:00+01:00"),
                .init("2026-01-31", "09:30:00", gives: "2026-01-31T09:30:00"),
                .init("2026-02-30", "09:30:00", refuses: .date),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let (date, time, offset) = (arguments.text(0), arguments.text(1), arguments.text(2))
            try dateTime(date: date.utf8.span, time: time.utf8.span, offset: offset.utf8.span, into: &output)
            return .none
        },
        FunctionDescription(
            "dateTimePiece",
            "Takes the date, the time or the offset of a date-time.",
            parameters: ["text": "a date-time of ISO 8601", "piece": "date, time or offset"],
            examples: [
                .init("2026-01-31T09:30:00.5+01:00", "date", gives: "2026-01-31"),
                .init("2026-01-31T09:30:00.5+01:00", "time", gives: "09:30:00.5"),
                .init("2026-01-31T09:30:00.5+01:00", "offset", gives: "+01:00"),
                .init("2026-01-31T09:30:00", "offset", gives: ""),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let wanted = try arguments.option(1, Piece.self)
            try piece(wanted, of: arguments.text(0).utf8.span, into: &output)
            return .none
        },
    ]
}
