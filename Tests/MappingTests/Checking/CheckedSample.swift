import Canonical
import Mapping
import Testing

/// A mapping that a test writes in part: what it does not speak of is filled in, so that only what it is about is wrong.
struct CheckedSample {
    let text: String
    /// Where the first « stands in the file: the place that a problem has to have.
    let place: (line: Int, column: Int)?

    /// Fields of the order that a body has to use, carry or drop.
    private static let fields = ["note", "date", "amount", "bearer", "party", "charges", "marks", "place"]

    /// A mapping from an order to a payment.
    init(_ body: String, header: String = "", types: String = "from o: order.v1\nto payment.v1") {
        let isTwoWay = types.hasPrefix("between")
        var lines = ["mapping test version 1", "\"A test.\""] + types.split(separator: "\n").map { String($0) }
        if !header.isEmpty { lines += header.split(separator: "\n").map { String($0) } }
        lines.append("")
        lines += body.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        if !isTwoWay {
            if !body.contains("reference") { lines.append("reference = o.id") }
            let unused = Self.fields.filter { !Self.names(body + header, $0) }
            if !unused.isEmpty {
                lines.append("drop \(unused.map { "o.\($0)" }.joined(separator: ", ")) because \"Not for this test.\"")
            }
        }
        let marked = lines.joined(separator: "\n") + "\n"
        var place: (Int, Int)?
        var line = 1
        var column = 1
        for character in marked.unicodeScalars {
            if character == "«" {
                place = place ?? (line, column)
            } else if character == "\n" {
                (line, column) = (line + 1, 1)
            } else if character != "»" {
                column += 1
            }
        }
        self.place = place.map { (line: $0.0, column: $0.1) }
        text = marked.filter { $0 != "«" && $0 != "»" }
    }

    private static func names(_ body: String, _ field: String) -> Bool {
        var rest = body[...]
        while let range = rest.firstRange(of: "o.\(field)") {
            let before = rest[..<range.lowerBound].last
            if !(before?.isLetter ?? false) { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }

    /// Reads and checks it.
    func check(libraries: [String] = []) throws -> MappingCheck {
        let file = try Self.parsed(text)
        let libraries = try libraries.map { try Self.parsed($0) }
        return MappingChecker(types: InventedTypes(), functions: InventedFunctions.all)
            .check(file, libraries: libraries)
    }

    static func parsed(_ text: String) throws -> MappingFile {
        let (file, problems) = MappingParser.parse(text, file: "test.map")
        try #require(problems.isEmpty, "\(problems.map(\.description).joined(separator: "\n"))\n\(text)")
        return try #require(file)
    }
}
