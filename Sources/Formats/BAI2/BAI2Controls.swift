/// The sums and counts of a file as its records go by.
///
/// A control total of an account is the sum of all amounts of its records 03 and 16; that of a group the sum of its
/// accounts' totals, that of a file the sum of its groups'. Counts of records are of lines, the control record's own
/// included.
struct BAI2Controls {
    /// nil where an amount could not be added.
    private(set) var accountTotal: Int128? = 0
    private(set) var accountRecords = 0
    private(set) var groupTotal: Int128? = 0
    private(set) var groupAccounts = 0
    private(set) var groupRecords = 0
    private(set) var fileTotal: Int128? = 0
    private(set) var fileGroups = 0
    private(set) var fileRecords = 0

    mutating func beginFile(lines: Int) {
        countRecord(lines: lines)
    }

    mutating func beginGroup(lines: Int) {
        (groupTotal, groupAccounts, groupRecords) = (0, 0, 0)
        fileGroups += 1
        countRecord(lines: lines)
    }

    mutating func beginAccount(lines: Int) {
        (accountTotal, accountRecords) = (0, 0)
        groupAccounts += 1
        countRecord(lines: lines)
    }

    mutating func countRecord(lines: Int = 1) {
        accountRecords += lines
        groupRecords += lines
        fileRecords += lines
    }

    mutating func add(_ amount: Int128?) {
        accountTotal = Self.sum(accountTotal, amount)
    }

    /// Ends an account with the total that it tells; without one its own sum counts.
    mutating func endAccount(total: Int128?) {
        groupTotal = Self.sum(groupTotal, total ?? accountTotal)
    }

    /// Ends a group with the total that it tells; without one its own sum counts.
    mutating func endGroup(total: Int128?) {
        fileTotal = Self.sum(fileTotal, total ?? groupTotal)
    }

    private static func sum(_ left: Int128?, _ right: Int128?) -> Int128? {
        guard let left, let right else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : sum
    }
}
