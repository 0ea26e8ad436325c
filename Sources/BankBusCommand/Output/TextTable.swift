/// Rows of text in aligned columns; the first row is the heading.
///
/// Numbers are aligned to the right.
struct TextTable {
    private var rows: [[String]]

    init(heading: [String]) {
        rows = [heading]
    }

    mutating func add(_ row: [String]) {
        rows.append(row)
    }

    /// The table, one line per row, without a line end after the last.
    var text: String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        let isNumber = (0..<count)
            .map { column in
                rows.count > 1 && rows.dropFirst().allSatisfy { column < $0.count && Self.isNumeric($0[column]) }
            }
        return
            rows.map { row in
                let cells = row.enumerated()
                    .map { column, cell in
                        let padding = String(repeating: " ", count: widths[column] - cell.count)
                        return isNumber[column] ? padding + cell : cell + padding
                    }
                return cells.joined(separator: "  ").trimmingTrailingSpaces()
            }
            .joined(separator: "\n")
    }

    private static func isNumeric(_ cell: String) -> Bool {
        cell.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ",") }
    }
}

extension String {
    fileprivate func trimmingTrailingSpaces() -> String {
        var view = self[...]
        while view.last == " " { view = view.dropLast() }
        return String(view)
    }
}
