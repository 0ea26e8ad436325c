package import Canonical

/// The value of one field, without its tag: what `decode --format mt-field --tag 61` reads.
///
/// The document is the object that the field has in a message. A value without the field's format has a member `text`,
/// which is what is written again, and the components that can be told apart.
package struct MTFieldFormat: Format {
    package let name = "mt-field"
    let library: MTLibrary
    let tag: MTTag
    /// The fields of the message type, by their keys.
    let fields: [Int16]
    let limits: Limits

    /// - Throws: `configuration.invalid` for a tag that is none, `reference.unknown` for one without a format.
    package init(
        _ library: MTLibrary,
        tag: String,
        messageType: String? = nil,
        limits: Limits = .standard
    ) throws(Fault) {
        guard let parsed = MTTag(tag) else {
            throw MTOptions.fault("\(tag) is no tag.", "A tag is two digits, and a capital letter for the option.")
        }
        self.library = library
        self.tag = parsed
        self.limits = limits
        fields = library.fields.fields(of: messageType ?? "---")
        guard fields[parsed.key] >= 0 else {
            throw Fault(
                .programmer,
                .referenceUnknown,
                stage: .setup,
                reason: "The tables have no field \(tag).",
                advice: "The fields stand in schemas/mt/fields.txt."
            )
        }
    }

    package func makeReader() -> any FormatReader { MTFieldReader(self) }

    package func makeWriter(_ mode: WriteMode) -> any FormatWriter { MTFieldValueWriter(self, mode: mode) }

    package var documentTypes: [String] { ["mt-field.\(tag.text)"] }

    package func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        guard type == nil || type == documentTypes.first else { throw MTDescription.unknown(type ?? "") }
        return MTDescription(library).field(tag, fields)
    }

    package func recognises(_ beginning: Span<UInt8>) -> Recognition { .no }
}

/// Reads one value, which is the whole input.
private final class MTFieldReader: FormatReader {
    private let format: MTFieldFormat
    private var parser: MTMessageParser
    private var builder: DocumentBuilder
    private var hasRead = false

    init(_ format: MTFieldFormat) {
        self.format = format
        var options = MTOptions()
        options.valuesMax = format.limits.documentValuesMax
        parser = MTMessageParser(format.library, options: options)
        builder = DocumentBuilder(names: format.library.names.all, nodesUsual: 32, bytesUsual: 512)
    }

    func read(_ window: Span<UInt8>, isLast: Bool, findings: inout Findings) throws(Fault) -> ReadStep {
        if hasRead, window.isEmpty { return .end }
        guard window.count <= format.limits.bodyBytesMax else { throw fault(.formatLimit, "The value is too long.") }
        guard isLast else { return .more }
        guard isUTF8(window) else { throw fault(.formatSyntax, "The value is not in UTF-8.") }
        var feeds = 0
        for index in window.indices where window[index] == 0x0A { feeds += 1 }
        // Each line is a value at least.
        guard feeds <= format.limits.documentValuesMax else { throw tooManyParts() }
        hasRead = true
        parser.findings.removeAll(keepingCapacity: true)
        let field = MTScan.Field(key: format.tag.key, tag: 0, start: 0, end: valueEnd(window))
        parser.lay(window, &builder)
        builder.begin(.object)
        parser.appendField(window, field, format.fields, &builder)
        appendLayout(window, field.end)
        builder.end()
        let document = builder.finish()
        guard document.nodes.count <= format.limits.documentValuesMax else {
            throw tooManyParts()
        }
        for finding in parser.findings { findings.add(finding) }
        return .document(document, consumed: window.count)
    }

    private func tooManyParts() -> Fault {
        fault(.formatLimit, "The value has more than \(format.limits.documentValuesMax) parts.")
    }

    /// Without a line end behind the value, unless the value is nothing else.
    private func valueEnd(_ window: Span<UInt8>) -> Int {
        guard window.count > 1, window[window.count - 1] == 0x0A else { return window.count }
        let end = window.count - (window[window.count - 2] == 0x0D ? 2 : 1)
        return end > 0 ? end : window.count
    }

    /// Line ends that are not CR LF, and one behind the value.
    private func appendLayout(_ window: Span<UInt8>, _ end: Int) {
        var feeds = 0
        var returns = 0
        for index in 0..<end where window[index] == 0x0A {
            feeds += 1
            if index > 0, window[index - 1] == 0x0D { returns += 1 }
        }
        guard feeds > returns || end < window.count else { return }
        builder.begin(.object, parser.names.layout)
        if returns == 0, feeds > 0 { builder.text(parser.names.lineEnd, "LF") }
        if returns > 0, feeds > returns { appendOthers(window, end) }
        if end < window.count { builder.text(parser.names.after, window.extracting(end..<window.count)) }
        builder.end()
    }

    /// The numbers of the line ends without a carriage return.
    private func appendOthers(_ window: Span<UInt8>, _ end: Int) {
        var number = 0
        builder.begin(.list, parser.names.otherLineEnds)
        for index in 0..<end where window[index] == 0x0A {
            if index == 0 || window[index - 1] != 0x0D { builder.number(.none, number) }
            number += 1
        }
        builder.end()
    }

    private func isUTF8(_ window: Span<UInt8>) -> Bool {
        // Not well-formed is an answer here, not a failure.
        (try? UTF8Span(validating: window)) != nil
    }

    private func fault(_ code: FaultCode, _ reason: String) -> Fault {
        Fault(.message, code, stage: .decode, place: Place(byteOffset: 0, field: format.tag.text), reason: reason)
    }
}

/// Writes values, as they were read or strictly.
private struct MTFieldValueWriter: FormatWriter {
    private let format: MTFieldFormat
    private let mode: WriteMode

    init(_ format: MTFieldFormat, mode: WriteMode) {
        self.format = format
        self.mode = mode
    }

    mutating func write(_ document: Document, into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        var writer = MTTextWriter(format.library, document)
        let layout = document.member("layout", of: 0)
        let field = try writer.anyValue(format.tag, 0, format.fields, others: layout == nil ? 0 : 1, path: "")
        let value = field.dropFirst(format.tag.bytes.count + 1)
        guard mode == .faithful else {
            output += try strict(lines(value, nil))
            return
        }
        output += lines(value, layout.map { DocumentView(document: document, index: $0) })
        output += Array((layout.flatMap { document.textBytes("after", of: $0) }) ?? [])
    }

    private func lines(_ value: ArraySlice<UInt8>, _ layout: DocumentView?) -> [UInt8] {
        let isLF = layout?["lineEnd"]?.text == "LF"
        let others = Set(layout?["otherLineEnds"].map { $0.document.integers(in: $0.index) } ?? [])
        var output: [UInt8] = []
        var number = 0
        for byte in value {
            if byte == 0x0A {
                if !isLF, !others.contains(number) { output.append(0x0D) }
                number += 1
            }
            output.append(byte)
        }
        return output
    }

    /// The value if it has no errors.
    private func strict(_ value: [UInt8]) throws(Fault) -> [UInt8] {
        guard let error = try format.decodeAll(value).findings.all.first(where: { $0.severity == .error }) else {
            return value
        }
        throw Fault(
            .message,
            .schemaViolation,
            stage: .encode,
            place: error.place,
            reason: "\(error.code): \(error.message)",
            advice: "Only values without errors are written strictly."
        )
    }
}
