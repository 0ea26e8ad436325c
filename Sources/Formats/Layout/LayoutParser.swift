import Canonical

/// Reads a layout file; its language is described in `schemas/layouts/README.md`.
struct LayoutParser {
    var layout: Layout
    /// The line that is being read, for messages.
    var line = 0
    /// Where the field before ends, in bytes.
    var nextStart = 0
    /// The checks as written: resolved when all records are known.
    var checks: [Check] = []
    /// The lines of the records, for what is wrong with one as a whole.
    var recordLines: [Int] = []
    private var hasName = false

    /// A check of a field, with its line and the number of its record.
    struct Check {
        let line: Int
        let record: Int
        let field: String
        let text: String
    }

    private init(form: Layout.Form) {
        layout = Layout(name: "", form: form)
    }

    /// Reads the file.
    ///
    /// - Throws: `configuration.invalid` with the line of the first thing that is wrong.
    static func layout(from file: [UInt8], form: Layout.Form) throws(Fault) -> Layout {
        var parser = LayoutParser(form: form)
        do {
            return try parser.parse(String(decoding: file, as: UTF8.self))
        } catch let problem {
            throw Fault(
                .programmer,
                .configurationInvalid,
                stage: .setup,
                place: Place(line: parser.line),
                reason: "The layout cannot be used. \(problem.reason)",
                advice: "See schemas/layouts/README.md."
            )
        }
    }

    private mutating func parse(_ text: String) throws(LayoutProblem) -> Layout {
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            self.line += 1
            guard let words = LayoutToken.words(of: String(line)) else {
                throw LayoutProblem("A quote or an escape is not closed.")
            }
            if let first = words.first { try take(first.text, words.dropFirst()) }
        }
        return try finish()
    }

    private mutating func take(_ keyword: String, _ words: ArraySlice<LayoutToken>) throws(LayoutProblem) {
        switch keyword {
        case "layout": try takeName(words)
        case "record": try takeRecord(words)
        case "field": try takeField(words)
        default: try takeSetting(keyword, words)
        }
    }

    private mutating func takeName(_ words: ArraySlice<LayoutToken>) throws(LayoutProblem) {
        guard let name = words.first, words.count <= 2 else { throw LayoutProblem("It is `layout NAME \"summary\"`.") }
        layout.name = name.text
        layout.summary = words.dropFirst().first?.text ?? ""
        hasName = true
    }

    private mutating func finish() throws(LayoutProblem) -> Layout {
        guard hasName, !layout.records.isEmpty, !layout.records.contains(where: \.fields.isEmpty) else {
            throw LayoutProblem("A layout has a name and at least one record, and a record at least one field.")
        }
        try checkSettings()
        for (number, record) in layout.records.enumerated() {
            line = recordLines[number]
            try checkConditions(of: record)
        }
        if layout.form == .fixed {
            for index in layout.records.indices { layout.records[index].fillGaps(to: layout.recordLength) }
        }
        try resolveChecks()
        return layout
    }

    private mutating func resolveChecks() throws(LayoutProblem) {
        for found in checks {
            line = found.line
            let check = try ControlCheck(found.text, in: layout.records)
            let fields = layout.records[found.record].fields
            for index in fields.indices where fields[index].name == found.field {
                layout.records[found.record].fields[index].check = check
            }
        }
    }
}
