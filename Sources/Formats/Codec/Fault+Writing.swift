import Canonical

extension Fault {
    /// A document that cannot be written as it is: where, and what is wrong and was expected, without any value of it.
    static func unwritable(_ path: String, _ reason: String) -> Fault {
        Fault(.message, .schemaViolation, stage: .encode, place: Place(path: path), reason: reason)
    }
}

extension [UInt8] {
    /// Appends what `body` writes; where it throws, everything is as before.
    mutating func appendWhole(_ body: (inout [UInt8]) throws(Fault) -> Void) throws(Fault) {
        let mark = count
        do throws(Fault) {
            try body(&self)
        } catch {
            removeLast(count - mark)
            throw error
        }
    }
}
