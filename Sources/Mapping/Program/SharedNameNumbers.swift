import Canonical

/// The program's numbers of the names that documents share, kept for each table of names that a run has met.
struct SharedNameNumbers {
    /// How many tables are kept; a run meets those of its input types, and forgets all when there are more.
    static let tablesMax = 64

    // The table of names is held, so that another one cannot come to lie at its place.
    private var tables: [(names: DocumentNames, numbers: [Int16])] = []

    /// The numbers of the names of a table.
    mutating func numbers(of shared: DocumentNames, _ names: ProgramNames) -> [Int16] {
        for table in tables where table.names === shared { return table.numbers }
        if tables.count >= Self.tablesMax { tables.removeAll() }
        let numbers = names.numbers(of: shared)
        tables.append((shared, numbers))
        return numbers
    }
}
