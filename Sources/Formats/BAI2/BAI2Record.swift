/// A logical record: a line and the records 88 that continue it.
struct BAI2Record {
    /// The fields behind the code.
    private(set) var fields: [String] = []
    /// How many fields each line has.
    private(set) var lines: [Int] = []
    /// What ends each line, as written.
    private(set) var ends: [String] = []
    /// What would end each line by the standard.
    private(set) var endsExpected: [String] = []
    /// The lines of text, by their number in the record from 0, that have no comma behind the code either.
    private(set) var bareTextLines: [Int] = []
    let code: String
    let offset: Int
    let number: Int
    /// Whether the text of a record 16 has begun.
    private var isInText = false

    init(_ line: BAI2Line, fileLineEnd: String) {
        code = line.code
        offset = line.offset
        number = line.number
        append(line, fileLineEnd: fileLineEnd)
    }

    /// Adds a line: the first one, or a record 88.
    mutating func append(_ line: BAI2Line, fileLineEnd: String) {
        let isText = code == "16" ? appendTransaction(line) : appendFields(line)
        endsExpected.append(isText ? "" : "/")
        ends.append(line.lineEnd == fileLineEnd || line.lineEnd.isEmpty ? line.end : line.end + line.lineEnd)
    }

    private mutating func appendFields(_ line: BAI2Line) -> Bool {
        let fields = line.fields
        self.fields += fields
        lines.append(fields.count)
        return false
    }

    /// Adds a line of a record 16, and says whether it ends with text.
    ///
    /// The last field is text, which reaches to the end of the line and on over records 88, commas and slashes included.
    private mutating func appendTransaction(_ line: BAI2Line) -> Bool {
        if isInText {
            fields[fields.count - 1] += "\n" + (line.body ?? "")
            if line.body == nil { bareTextLines.append(ends.count) }
            return !(line.body ?? "").isEmpty
        }
        var count = 0
        var rest = Substring(line.body ?? "")
        var isMore = line.body != nil
        while isMore {
            count += 1
            if Self.isTextNext(fields) {
                fields.append(String(rest))
                isInText = true
                break
            }
            let comma = rest.utf8.firstIndex(of: UInt8(ascii: ","))
            fields.append(String(rest[..<(comma ?? rest.endIndex)]))
            isMore = comma != nil
            if let comma { rest = rest[rest.utf8.index(after: comma)...] }
        }
        lines.append(count)
        return isInText && !rest.isEmpty
    }

    /// Whether all fields before the text are there: type, amount, funds type and what it brings, two references.
    private static func isTextNext(_ fields: [String]) -> Bool {
        guard fields.count >= 5 else { return false }
        return fields.count == 5 + BAI2FundsType.extraFields(fields[2], fields.dropFirst(3))
    }

    /// Whether it is written in another way than one line that ends by the standard.
    var isUnusual: Bool { lines.count > 1 || ends != endsExpected || !bareTextLines.isEmpty || fields.isEmpty }
}
