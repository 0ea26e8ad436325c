import Canonical

extension FormatKind {
    /// Delimited files.
    package static let delimited = FormatKind(
        name: "delimited",
        summary: "Rows of fields between delimiters (RFC 4180 and its dialects), by a layout file or by options.",
        options: [
            Layout.option,
            FormatOption("encoding", values: "a name", standard: "utf-8", "The encoding, without a layout."),
            FormatOption(
                "delimiter",
                values: "a character|tab|comma|semicolon|bar",
                standard: "comma",
                "The separator."
            ),
            FormatOption("quote", values: "double|single|none", standard: "double", "The quote."),
            FormatOption(
                "escape",
                values: "doubled|backslash",
                standard: "doubled",
                "How a quote within quotes is written."
            ),
            FormatOption("quoting", values: "minimal|text|all|none", standard: "minimal", "Which fields are quoted."),
            FormatOption("header", values: "yes|no", standard: "no", "Whether the first line has the columns' names."),
            FormatOption("comment", values: "a character|none", standard: "none", "What comment lines begin with."),
            FormatOption("line-end", values: "crlf|lf|cr", standard: "crlf", "How rows end."),
        ],
        make: { settings throws(Fault) in
            if let layout = try Layout.layout(of: settings, form: .delimited) { return DelimitedFormat(layout) }
            return DelimitedFormat(try Layout(options: settings.options))
        }
    )
}

extension Layout {
    /// The layout of a file of which only the dialect is known: every column is a text.
    fileprivate init(options: [String: String]) throws(Fault) {
        self.init(name: "delimited", form: .delimited)
        summary = "A row of a delimited file."
        records = [LayoutRecord(name: "row")]
        do {
            for (name, value) in options.sorted(by: { $0.key < $1.key }) {
                switch name {
                case "encoding":
                    guard let encoding = TextEncoding(named: value) else {
                        throw LayoutProblem("The encodings are \(TextEncoding.names.joined(separator: ", ")).")
                    }
                    self.encoding = encoding
                case "line-end": lineEnd = try LayoutProblem.code(value) as LineEnd
                default: _ = try dialect.set(name, value)
                }
            }
            try dialect.check()
        } catch let problem as LayoutProblem {
            throw Fault(.programmer, .configurationInvalid, stage: .setup, reason: problem.reason)
        } catch {
            throw Fault(.programmer, .invariantBroken, stage: .setup, reason: "An option cannot be read.")
        }
    }
}
