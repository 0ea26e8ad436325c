/// Which members of an object a frame reads: found by the number of a name, so that one pass binds all of them.
struct MemberTable: Sendable {
    /// The least number of a name in it.
    var first: Int
    /// How many numbers there are from it on.
    var count: Int
    /// Where its numbers begin in ``MemberTables/slots``.
    var slots: Int
    /// Whether a value that is no object breaks the type of the source.
    var isStrict: Bool
}

/// What is bound of one value: itself, its members, its elements by place.
struct MemberEntry: Sendable {
    /// The register that gets the value; -1 for none.
    var register: Int32
    /// The table of its members; -1 for none.
    var table: Int32
    /// Its elements by place.
    var places: Range<Int32>
    /// Whether there is nothing but a register.
    var isSimple: Bool
}

/// An element of a list that is read by its place.
struct PlaceEntry: Sendable {
    /// The place, from 0; ``last`` for the last one.
    var position: Int32
    /// What is bound of it.
    var entry: Int32

    /// Stands for the last element.
    static let last: Int32 = -1
}

/// All tables of a program.
struct MemberTables: Sendable {
    /// The tables.
    var tables: [MemberTable] = []
    /// For each number of a name, within a table's part, the entry from 1 on; 0 where the member is not read.
    var slots: [Int16] = []
    /// What is bound.
    var entries: [MemberEntry] = []
    /// The elements by place.
    var places: [PlaceEntry] = []
    /// Registers that a bind inside a loop has to empty first.
    var cleared: [Int32] = []
    /// The part of ``cleared`` for each such bind.
    var clearings: [Range<Int>] = []
}
