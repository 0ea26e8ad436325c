import Canonical

/// Writes the member `layout`: what the values do not tell of a record's bytes.
///
/// It is absent where there is nothing to say.
struct RecordLayout {
    let program: CopybookProgram
    let frame: RecordFrame
    private let facts: [RecordDecoder.FieldFact]
    /// The record's length, where it is not the one that its fields give.
    private let recordLength: Int?
    /// The bytes behind the last field, where there are others than blanks.
    private let rest: Range<Int>

    init(program: CopybookProgram, frame: RecordFrame, decoder: borrowing RecordDecoder) {
        self.program = program
        self.frame = frame
        facts = decoder.facts
        let length = frame.body.count
        let isFixed = program.options.recordFormat == .fixed && program.options.lengthField == nil
        let usual =
            isFixed && !frame.isOpen
            ? program.options.recordLength ?? program.length : max(decoder.furthest, decoder.lackingEnd)
        recordLength = length == usual ? nil : length
        rest = frame.body.lowerBound + min(decoder.furthest, length)..<frame.body.upperBound
    }

    func append(_ window: Span<UInt8>, into builder: inout DocumentBuilder) {
        let names = program.layoutNames
        let hasRest = !isUniform(window.extracting(rest), program.options.codePage.blank)
        guard
            !facts.isEmpty || recordLength != nil || hasRest || !frame.head.isEmpty || !frame.tail.isEmpty
                || frame.descriptor != nil || frame.blockDescriptor != nil || frame.isNewBlock
                || frame.lineEnding != nil
        else { return }
        builder.begin(.object, names.layout)
        if !facts.isEmpty { appendFacts(window.extracting(frame.body), into: &builder) }
        if let recordLength { builder.number(names.recordLength, recordLength) }
        if hasRest { append(window.extracting(rest), names.rest, into: &builder) }
        if !frame.head.isEmpty { append(window.extracting(frame.head), names.head, into: &builder) }
        if !frame.tail.isEmpty { append(window.extracting(frame.tail), names.tail, into: &builder) }
        if let descriptor = frame.descriptor { append(window.extracting(descriptor), names.descriptor, into: &builder) }
        if let block = frame.blockDescriptor { append(block.span, names.blockDescriptor, into: &builder) }
        if frame.isNewBlock { builder.text(names.block, "new") }
        if let ending = frame.lineEnding { append(window.extracting(ending), names.lineEnding, into: &builder) }
        builder.end()
    }

    private func appendFacts(_ record: Span<UInt8>, into builder: inout DocumentBuilder) {
        builder.begin(.object, program.layoutNames.fields)
        var text: [UInt8] = []
        for fact in facts {
            text.removeAll(keepingCapacity: true)
            LayoutText.append(fact.fact, record.extracting(fact.range), into: &text)
            builder.text(ownName: fact.path.utf8.span, text.span)
        }
        builder.end()
    }

    private func append(_ bytes: Span<UInt8>, _ name: DocumentName, into builder: inout DocumentBuilder) {
        let start = builder.bytes.count
        Hexadecimal.append(bytes, into: &builder.bytes)
        builder.text(name, from: start)
    }
}
