/// Field 70 as one text.
enum Remittance {
    private static let lineWidth = 35

    /// The lines joined: a full line runs on into the next, others are parted by a space.
    static func joined(_ lines: [String]) -> String {
        var text = ""
        var isFull = true
        for line in lines {
            if !isFull { text += " " }
            text += line
            isFull = line.utf8.count == lineWidth
        }
        return text
    }

    /// What follows the code word `/ROC/`, the reference of the ordering customer, up to `//` or the end of the line.
    static func endToEndID(in lines: [String]) -> String? {
        for line in lines where line.utf8.starts(with: "/ROC/".utf8) {
            let rest = line.utf8.dropFirst(5)
            var end = rest.startIndex
            while end < rest.endIndex, !rest[end...].starts(with: "//".utf8) { end = rest.index(after: end) }
            return String(Substring(rest[..<end]))
        }
        return nil
    }
}
