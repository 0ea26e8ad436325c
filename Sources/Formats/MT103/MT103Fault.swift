import Canonical

/// Makes the faults of reading MT103; out of line, because they are rare.
enum MT103Fault {
    @inline(never)
    static func otherType() -> Fault {
        Fault(
            .message,
            .formatUnrecognised,
            stage: .validate,
            place: Place(path: "/block2/messageType"),
            reason: "The message is no MT103.",
            advice: "Send it to a route for its type."
        )
    }

    @inline(never)
    static func syntax(_ reason: String, _ place: Place) -> Fault {
        Fault(
            .message,
            .formatSyntax,
            stage: .validate,
            place: place,
            reason: reason,
            advice: "The sender has to correct the message; see SWIFT Standards MT, Category 1, MT 103."
        )
    }

    @inline(never)
    static func format(_ notation: String, _ place: Place) -> Fault {
        syntax("The field does not have its format, \(notation).", place)
    }

    @inline(never)
    static func missing(_ tags: [String], _ place: Place) -> Fault {
        syntax("The mandatory field \(tags.joined(separator: " or ")) is missing.", place)
    }
}
