import Canonical

/// Adds up what the control records have to say, and compares (Nacha Operating Rules, Appendix Three).
///
/// Sums that do not fit into the fields of the control records stop growing at a bound, which is a difference anyway.
struct NACHATotals {
    /// What is counted for a batch, and for the file.
    struct Sums {
        var entriesAndAddenda = 0
        /// Sum of the receiving institutions' eight digits; the control record has the last ten digits.
        var hash = 0
        var debit = 0
        var credit = 0

        mutating func add(_ other: Sums) {
            entriesAndAddenda = NACHATotals.bounded(entriesAndAddenda, other.entriesAndAddenda)
            hash = NACHATotals.bounded(hash, other.hash)
            debit = NACHATotals.bounded(debit, other.debit)
            credit = NACHATotals.bounded(credit, other.credit)
        }
    }

    private(set) var batch = Sums()
    private(set) var file = Sums()
    private(set) var batches = 0
    /// All records but the fill records behind the file's control.
    var records = 0
    /// The greatest sum that is kept.
    static let sumMax = 1 << 60

    mutating func beginFile() {
        self = NACHATotals()
    }

    mutating func beginBatch() {
        batch = Sums()
    }

    mutating func endBatch() {
        file.add(batch)
        batch = Sums()
        batches += 1
    }

    /// Adds an entry by its bytes; what is no number counts as 0, since a finding has said so.
    mutating func add(entry bytes: Span<UInt8>, amount: Range<Int>) {
        batch.entriesAndAddenda += 1
        batch.hash = Self.bounded(batch.hash, Self.number(bytes, 3..<11))
        let cents = Self.number(bytes, amount)
        if Self.isDebit(bytes) {
            batch.debit = Self.bounded(batch.debit, cents)
        } else {
            batch.credit = Self.bounded(batch.credit, cents)
        }
    }

    mutating func addAddenda() {
        batch.entriesAndAddenda += 1
    }

    /// Whether the entry's transaction code is one of a debit: the second digit from 5 on; of ADV (81 to 88) an even one.
    static func isDebit(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count > 2 else { return false }
        let digit = bytes[2] &- 0x30
        return bytes[1] == UInt8(ascii: "8") ? digit % 2 == 0 : (5...9).contains(digit)
    }

    /// The number in a field; 0 where it is none.
    static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var value = 0
        for index in range {
            guard index < bytes.count, (0x30...0x39).contains(bytes[index]), value <= sumMax / 10 else { return 0 }
            value = value * 10 + Int(bytes[index] - 0x30)
        }
        return value
    }

    static func bounded(_ left: Int, _ right: Int) -> Int {
        min(sumMax, left + right)
    }
}
