import Canonical

extension Times {
    /// The functions for people.
    package static let functions: [FunctionDescription] = [
        FunctionDescription(
            "time",
            "Writes a time of one form in another; an offset behind it goes along where ISO 8601 has a place for it.",
            parameters: [
                "text": "a time", "from": Form.allCases.map(\.rawValue).joined(separator: ", "), "to": "the same",
                "offset": "what to write behind it: +hhmm, +hh:mm, Z or nothing",
            ],
            examples: [
                .init("0930", "hhmm", "hh:mm:ss", gives: "09:30:00"),
                .init("09:30:15", "hh:mm:ss", "hhmm", gives: "0930", "2 dropped, from 6"),
                .init("09:30:00.250", "hh:mm:ss", "hhmmss", gives: "093000", "4 dropped, from 8"),
                .init("0915", "hhmm", "hh:mm:ss", "+0100", gives: "09:15:00+01:00"),
                .init("0915", "hhmm", "hh:mm:ss", "Z", gives: "09:15:00Z"),
                .init("09:15:00+01:00", "hh:mm:ss", "hhmm", gives: "0915"),
                .init("09:15:00.5Z", "hh:mm:ss", "hh:mm", gives: "09:15Z", "2 dropped, from 8"),
                .init("09:15:00Z", "hh:mm:ss", "hh:mm:ss", "+0100", refuses: .time),
                .init("0915", "hhmm", "hh:mm:ss", "+1500", refuses: .time),
                .init("0915", "hhmm", "hhmmss", "+0100", refuses: .argument),
                .init("2400", "hhmm", "hh:mm:ss", refuses: .time),
            ]
        ) { arguments, output throws(ValueRefusal) in
            let source = try arguments.option(1, Form.self)
            let target = try arguments.option(2, Form.self)
            let (text, offset) = (arguments.text(0), arguments.text(3))
            return try convert(text.utf8.span, from: source, to: target, offset: offset.utf8.span, into: &output)
        },
        FunctionDescription(
            "timeOffset",
            "Takes the offset from UTC of a time.",
            parameters: ["text": "a time of ISO 8601"],
            examples: [
                .init("09:15:00+01:00", gives: "+01:00"), .init("09:15:00.250Z", gives: "Z"),
                .init("09:15:00", gives: ""), .init("0915+0100", refuses: .time),
            ]
        ) { arguments, output throws(ValueRefusal) in
            try offset(of: arguments.text(0).utf8.span, into: &output)
            return .none
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
        FunctionDescription(
            "dateTimeInUtc",
            "Writes a date-time as UTC has it; one without an offset stays as it is.",
            parameters: ["text": "a date-time of ISO 8601"],
            examples: [
                .init("2026-01-31T00:30:00+01:00", gives: "2026-01-30T23:30:00Z"),
                .init("2026-01-31T09:30:00", gives: "2026-01-31T09:30:00"),
                .init("2026-02-30T09:30:00Z", refuses: .date),
            ]
        ) { arguments, output throws(ValueRefusal) in
            try inUTC(arguments.text(0), into: &output)
            return .none
        },
    ]
}
