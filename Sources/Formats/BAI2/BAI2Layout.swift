import Canonical

/// The layout facts of one record, as its document has them.
struct BAI2Layout {
    /// How many fields each line has; none if all stand on one.
    private let lines: [Int]
    /// What ends each line.
    let ends: [String]
    /// The lines of text without a comma, by their number in the record.
    let bareTextLines: Set<Int>

    init(_ view: DocumentView?, _ path: String, valuesMax: Int) throws(Fault) {
        if let view { try BAI2Members.layout.check(view, path: path) }
        lines = try Self.counts(view, "lines", path, max: valuesMax)
        bareTextLines = Set(try Self.counts(view, "bareTextLines", path, max: valuesMax))
        var ends: [String] = []
        for (path, item) in try view?.items("ends", path) ?? [] {
            let end = try item.requiredText(path)
            guard end.utf8.allSatisfy({ "/ \r\n".utf8.contains($0) }) else {
                throw .unwritable(path, "A line ends with a slash, blanks and a line end.")
            }
            ends.append(end)
        }
        self.ends = ends
    }

    private static func counts(_ view: DocumentView?, _ name: String, _ path: String, max: Int) throws(Fault) -> [Int] {
        var counts: [Int] = []
        for (path, item) in try view?.items(name, path) ?? [] {
            counts.append(try item.requiredCount(path, max: max))
        }
        return counts
    }

    /// Which fields stand on which line.
    ///
    /// Fields that have been added stand on the last line; a line whose fields have all been taken out is not written.
    func ranges(_ count: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for (number, lineCount) in lines.enumerated() {
            let end = number == lines.count - 1 ? count : min(count, start + lineCount)
            if number == 0 || end > start || lineCount == 0 { ranges.append(start..<end) }
            start = end
        }
        return ranges.isEmpty ? [0..<count] : ranges
    }
}
