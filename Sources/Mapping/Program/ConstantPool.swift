import Canonical

/// The cells that are always there: absent, false, true, null, room for what is given, and the constants.
struct ConstantPool {
    /// The cells.
    private(set) var cells: [Cell]
    /// Their bytes.
    private(set) var bytes: [UInt8] = []
    private var known: [Literal: Int32] = [:]

    /// Makes room for the given values, which follow the fixed cells.
    init(givens: Int) {
        cells = Cell.fixed + [Cell](repeating: Cell(.absent), count: givens)
    }

    /// The cell of a given value.
    static func given(_ number: Int) -> Int { Cell.fixed.count + number }

    /// The cell of a constant.
    mutating func cell(_ literal: Literal) -> Int32 {
        if let cell = known[literal] { return cell }
        let cell: Int32
        switch literal {
        case .boolean(let value): cell = value ? Cell.yes : Cell.no
        case .text(let text): cell = append(.text, text)
        case .number(let digits): cell = append(.number, digits)
        }
        known[literal] = cell
        return cell
    }

    private mutating func append(_ kind: Cell.Kind, _ text: String) -> Int32 {
        let start = UInt32(bytes.count)
        bytes += text.utf8
        cells.append(Cell(kind, start: start, extent: UInt32(text.utf8.count)))
        return Int32(cells.count - 1)
    }
}
