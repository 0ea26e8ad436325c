import Canonical

/// The faults of writing a message: where the document does not fit the format.
enum MTFault {
    static func document(_ reason: String, _ path: String) -> Fault {
        Fault(.message, .schemaViolation, stage: .encode, place: Place(path: path), reason: reason)
    }
}
