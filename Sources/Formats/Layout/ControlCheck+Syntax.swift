extension ControlCheck {
    /// Reads `count of RECORD`, `sum of RECORD.FIELD, RECORD.FIELD where FIELD = VALUE` or `hash of RECORD.FIELD`.
    init(_ text: String, in records: [LayoutRecord]) throws(LayoutProblem) {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
        let functions: [String: Function] = ["count": .count, "sum": .sum, "hash": .hash]
        guard words.count >= 3, words[1] == "of", let function = functions[words[0]] else {
            throw LayoutProblem("A check is `count of RECORD`, `sum of RECORD.FIELD` or `hash of RECORD.FIELD`.")
        }
        self.init(function: function, sources: [], condition: nil, text: text)
        let end = words.firstIndex(of: "where") ?? words.count
        for word in words[2..<end] { sources += try Self.sources(word, function, in: records) }
        guard end < words.count else { return }
        guard words.count == end + 4, words[end + 2] == "=" else {
            throw LayoutProblem("It is `where FIELD = VALUE`, with blanks around the `=`.")
        }
        let field = words[end + 1]
        guard sources.allSatisfy({ source in records[source.record].fields.contains { $0.name == field } }) else {
            throw LayoutProblem("What stands behind `where` is a field of every record that is taken.")
        }
        condition = (field, words[end + 3])
    }

    private static func sources(
        _ word: String,
        _ function: Function,
        in records: [LayoutRecord]
    ) throws(LayoutProblem) -> [Source] {
        let isCount = function == .count
        if isCount, word == "all" { return records.indices.map { Source(record: $0) } }
        let parts = word.split(separator: ".").map(String.init)
        guard let first = parts.first, let record = records.firstIndex(where: { $0.name == first }) else {
            throw LayoutProblem("A check names records of the layout.")
        }
        if isCount, parts.count == 1 { return [Source(record: record)] }
        guard !isCount, parts.count == 2, let field = records[record].fields.firstIndex(where: { $0.name == parts[1] })
        else { throw LayoutProblem("A sum or hash names a field as RECORD.FIELD, and a count only records.") }
        guard function == .hash || records[record].fields[field].isNumber else {
            throw LayoutProblem("A sum is made of number fields.")
        }
        return [Source(record: record, field: field)]
    }
}
