package import Canonical

/// JSON (RFC 8259) of anybody's: one value, several values one after the other, or a value per line.
///
/// The document *is* the value: members, texts and numbers as written, and nothing of the white space between them, since
/// a layout fact would have to stand inside a value that is not ours. So a text without white space comes back byte for
/// byte, one with a line per value and two spaces a level does with `form=indented`, and any other comes back as the
/// same value.
///
/// Reading is strict, for two readers must not see two different messages in the same bytes; see
/// ``Document/init(json:limits:)``. With a JSON Schema as definition, each document is checked while it is read, and the
/// schema is what the documents are described by.
package struct JSONFormat: Format {
    package let name = "json"
    package let documentTypes: [String] = []
    private let limits: Limits
    private let hasLines: Bool
    private let form: JSONForm
    private let schema: JSONSchema?
    private let described: DocumentDescription?

    package init(
        limits: Limits = .standard,
        hasLines: Bool = false,
        form: JSONForm = .compact,
        schema: JSONSchema? = nil,
        described: DocumentDescription? = nil
    ) {
        self.limits = limits
        self.hasLines = hasLines
        self.form = form
        self.schema = schema
        self.described = described
    }

    package func makeReader() -> any FormatReader {
        hasLines
            ? JSONLinesReader(limits: limits, schema: schema)
            : JSONValuesReader(limits: limits, schema: schema) as any FormatReader
    }

    package func makeWriter(_ mode: WriteMode) -> any FormatWriter {
        JSONDocumentWriter(form: form, hasLines: hasLines)
    }

    package func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        guard let type else {
            if let described { return described }
            return DocumentDescription(name: name, summary: "Any JSON value, as it is.", root: .any)
        }
        throw Fault(
            .programmer,
            .referenceUnknown,
            stage: .setup,
            reason: "The format json has no document type \(type): its documents are any JSON values."
        )
    }

    /// Looks at the first character and, for an object, at the next: SWIFT's messages begin with a brace too.
    package func recognises(_ beginning: Span<UInt8>) -> Recognition {
        let first = JSONReader.skipSpace(beginning, 0)
        guard first < beginning.count else { return .no }
        let second = JSONReader.skipSpace(beginning, first + 1)
        let next = second < beginning.count ? beginning[second] : 0
        switch (beginning[first], next) {
        case (UInt8(ascii: "{"), UInt8(ascii: "\"")), (UInt8(ascii: "{"), UInt8(ascii: "}")): return .certain
        case (UInt8(ascii: "["), UInt8(ascii: "{")), (UInt8(ascii: "["), UInt8(ascii: "]")): return .certain
        case (UInt8(ascii: "["), UInt8(ascii: "\"")), (UInt8(ascii: "["), UInt8(ascii: "[")): return .likely
        case (UInt8(ascii: "["), _), (UInt8(ascii: "\""), _): return .possible
        default: return .no
        }
    }
}

/// How JSON is written.
package enum JSONForm: String, Sendable, CaseIterable {
    /// Without white space.
    case compact
    /// A line per value, two spaces a level.
    case indented
    /// The one text that equal values share: members sorted, numbers without trailing zeros.
    case canonical
}

extension FormatKind {
    /// JSON and JSON Lines.
    package static let json = FormatKind(
        name: "json",
        summary:
            "JSON values (RFC 8259), one or several, or one per line; checked against a JSON Schema if one is given.",
        options: [
            FormatOption("lines", values: "true|false", standard: "false", "One value per line, none over several."),
            FormatOption("form", values: "compact|indented|canonical", standard: "compact", "How values are written."),
            FormatOption(
                "schema",
                values: "file name",
                standard: "the first by name",
                "Which of several files of a definition is the schema; it finds the others by $id or file name."
            ),
        ],
        make: { settings throws(Fault) in
            let form = try JSONOptions.form(settings)
            let hasLines = try JSONOptions.hasLines(settings, form)
            guard let (schema, definitions) = try JSONOptions.schema(settings) else {
                return JSONFormat(limits: settings.limits, hasLines: hasLines, form: form)
            }
            return JSONFormat(
                limits: settings.limits,
                hasLines: hasLines,
                form: form,
                schema: try JSONSchema(schema, definitions: definitions),
                described: try DocumentDescription(jsonSchema: schema, definitions: definitions)
            )
        }
    )
}
