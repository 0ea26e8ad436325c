/// A value while a mapping runs: what a node of a document has, under the program's own number for its name.
///
/// Whatever a value comes from (an input, a constant, something worked out), it is a cell of one ``CellStore``, so that
/// a register holds no more than a cell's index.
struct Cell {
    /// What a value is.
    enum Kind: UInt8 {
        /// Not there.
        case absent
        /// False.
        case no
        /// True.
        case yes
        /// There, without a value.
        case null
        /// A text.
        case text
        /// A number, as digits.
        case number
        /// Values that follow in the store.
        case list
        /// Members that follow in the store.
        case object
        /// Values that lie anywhere in the store: what `where`, `each` and `[a, b]` make.
        case selection
    }

    /// What it is.
    var kind: Kind
    /// The program's number of its name; -1 for names that the program does not know and where there is none.
    var name: Int16
    /// Where the text begins in the store's bytes; of a container, how many values it has; of a selection, where its
    /// values stand among the store's selections.
    var start: UInt32
    /// How many bytes the text has; of a container, the index of the cell behind it; of a selection, how many values.
    var extent: UInt32

    init(_ kind: Kind, name: Int16 = -1, start: UInt32 = 0, extent: UInt32 = 0) {
        self.kind = kind
        self.name = name
        self.start = start
        self.extent = extent
    }

    /// The index of the cell that is nowhere.
    static let absent: Int32 = 0
    /// The index of false.
    static let no: Int32 = 1
    /// The index of true.
    static let yes: Int32 = 2
    /// The index of null.
    static let null: Int32 = 3
    /// The cells that are always there, by their indices.
    static let fixed = [Cell(.absent), Cell(.no), Cell(.yes), Cell(.null)]

    /// Of a text or number, where its bytes lie.
    @inline(__always) var range: Range<Int> { Int(start)..<Int(start) &+ Int(extent) }
    /// Whether it is a text or a number.
    @inline(__always) var isLeaf: Bool { kind == .text || kind == .number }
    /// Whether it is neither absent nor null.
    @inline(__always) var isValue: Bool { kind != .absent && kind != .null }

    /// The index of the cell behind this one and all that it contains.
    @inline(__always)
    func end(at index: Int) -> Int {
        kind == .list || kind == .object ? Int(extent) : index &+ 1
    }
}
