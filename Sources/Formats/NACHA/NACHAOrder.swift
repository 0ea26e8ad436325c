import Canonical

/// Whether the records come in the order of a file: header, batches of header, entries and control, control.
struct NACHAOrder {
    private enum State {
        case outside
        case inFile
        case inBatch
    }

    private var state = State.outside

    /// Takes the next record by its type.
    mutating func take(_ type: UInt8, at place: Place, _ findings: inout Findings) {
        switch (state, type) {
        case (.outside, UInt8(ascii: "1")): state = .inFile
        case (.inFile, UInt8(ascii: "5")): state = .inBatch
        case (.inBatch, UInt8(ascii: "6")): break
        case (.inBatch, UInt8(ascii: "8")): state = .inFile
        case (.inFile, UInt8(ascii: "9")): state = .outside
        case (_, 0): break
        default:
            findings.add(.error, "nacha.order", at: place, "A record of this type is not expected here.")
            resume(after: type)
        }
    }

    /// The input ends; inside a file something is missing.
    func end(at place: Place, _ findings: inout Findings) {
        if state != .outside {
            findings.add(.error, "nacha.truncated", at: place, "The file ends before its control record.")
        }
    }

    /// Goes on as if what is missing had been there.
    private mutating func resume(after type: UInt8) {
        switch type {
        case UInt8(ascii: "1"), UInt8(ascii: "8"): state = .inFile
        case UInt8(ascii: "5"), UInt8(ascii: "6"), UInt8(ascii: "7"): state = .inBatch
        case UInt8(ascii: "9"): state = .outside
        default: break
        }
    }
}
