import Canonical

/// Writes records with what is around them: descriptor words, blocks, line ends.
struct CopybookWriter: FormatWriter {
    private let program: CopybookProgram
    private let options: CopybookOptions
    private let isStrict: Bool
    private var encoder: RecordEncoder
    /// The records of the block that is not written yet.
    private var block: [UInt8] = []
    /// Its descriptor word, where the layout gives one.
    private var blockWord: [UInt8]?

    init(_ program: CopybookProgram, _ mode: WriteMode) {
        self.program = program
        options = program.options
        isStrict = mode == .strict
        encoder = RecordEncoder(program, isStrict: isStrict)
    }

    mutating func write(_ document: Document, into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        guard document.nodes[0].kind == .object else {
            throw CopybookFault.document("/", "A record is an object.")
        }
        let (length, blockBefore) = (output.count, block)
        do {
            if let bytes = try opaqueBytes(document) {
                flush(into: &output)
                output += bytes
            } else {
                try writeRecord(document, at: 0, depth: 0, into: &output)
            }
        } catch {
            output.removeLast(output.count - length)
            block = blockBefore
            throw error
        }
    }

    mutating func finish(into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        flush(into: &output)
    }

    /// The bytes of a document that is the file's header or trailer.
    private func opaqueBytes(_ document: Document) throws(Fault) -> [UInt8]? {
        guard document.nodes[0].count == 1, document.nodes.count == 2 else { return nil }
        let name = String(decoding: document.nameBytes(at: 1), as: UTF8.self)
        let length = name == "fileHeader" ? options.fileHeader : name == "fileTrailer" ? options.fileTrailer : 0
        guard length > 0 else { return nil }
        guard document.nodes[1].kind == .text,
            let bytes = Hexadecimal.bytes(document.bytes.span.extracting(document.nodes[1].textRange)),
            bytes.count == length || !isStrict && bytes.count < length
        else { throw CopybookFault.document("/\(name)", "The member is not \(length) bytes in hexadecimal digits.") }
        return bytes
    }

    // MARK: - Records

    private mutating func writeRecord(
        _ document: Document,
        at node: Int,
        depth: Int,
        into output: inout [UInt8]
    ) throws(Fault) {
        guard depth <= options.segmentChildren.count, document.nodes[node].kind == .object else {
            throw CopybookFault.document(
                "/children",
                "A record is an object, and below the segments that have some below them."
            )
        }
        let layout = try WrittenLayout(document, at: node, lengthMax: options.recordBytesMax)
        var body = try encoder.encode(document, at: node, layout: layout)
        try complete(&body, layout)
        try frame(body, layout, into: &output)
        for child in layout.children {
            try writeRecord(document, at: child, depth: depth + 1, into: &output)
        }
    }

    /// Brings a record to its length.
    private func complete(_ body: inout [UInt8], _ layout: WrittenLayout) throws(Fault) {
        var length = layout.recordLength
        if length == nil, options.recordFormat == .fixed, options.lengthField == nil, !isOpen {
            length = options.recordLength ?? program.length
        }
        let wanted = length ?? body.count + layout.rest.count
        guard body.count <= wanted else {
            throw CopybookFault.document("/", "The record has \(body.count) bytes, and its length is \(wanted).")
        }
        if layout.rest.count == wanted - body.count {
            body += layout.rest
        } else {
            body += [UInt8](repeating: options.codePage.blank, count: wanted - body.count)
        }
        if isStrict, layout.recordLength != nil, options.recordFormat == .fixed, options.lengthField == nil {
            throw CopybookFault.document(
                "/layout/recordLength",
                "The record is not complete.",
                "Remove the layout, and give all fields."
            )
        }
    }

    /// Whether the records' length is what their tables make it.
    private var isOpen: Bool { RecordFraming(program).isOpen }

    private mutating func frame(_ body: [UInt8], _ layout: WrittenLayout, into output: inout [UInt8]) throws(Fault) {
        let record = surround(body, layout)
        switch options.recordFormat {
        case .fixed:
            if options.lengthField != nil { try checkLength(body) }
            output += record
        case .variable: output += try word(record.count, layout.descriptor) + record
        case .blocked:
            let bytes = try word(record.count, layout.descriptor) + record
            if layout.isNewBlock || block.count + bytes.count + 4 > options.blockSize { flush(into: &output) }
            block += bytes
            if !isStrict, let word = layout.blockDescriptor { blockWord = word }
        case .lines: output += record + (layout.lineEnding.map { isStrict ? lineEnd : $0 } ?? lineEnd)
        }
    }

    private var lineEnd: [UInt8] { [options.codePage.usualLineEnd] }

    private func surround(_ body: [UInt8], _ layout: WrittenLayout) -> [UInt8] {
        guard options.head > 0 || options.tail > 0 else { return body }
        let isCut = layout.recordLength != nil
        return filled(layout.head, options.head, isCut: isCut) + body + filled(layout.tail, options.tail, isCut: isCut)
    }

    private func filled(_ bytes: [UInt8], _ length: Int, isCut: Bool) -> [UInt8] {
        if bytes.count == length || isCut && bytes.count < length { return bytes }
        return [UInt8](repeating: options.codePage.blank, count: length)
    }

    private func word(_ length: Int, _ descriptor: [UInt8]) throws(Fault) -> [UInt8] {
        if descriptor.count == 4, !isStrict { return descriptor }
        let value = length - options.recordWordAdjustment
        guard (0...0xFFFF).contains(value) else {
            throw CopybookFault.document("/", "The record is too long for a record descriptor word.")
        }
        return Self.word(
            value,
            isStrict || descriptor.count == 4 ? [0, 0] : descriptor,
            options.isRecordWordLittleEndian
        )
    }

    private static func word(_ value: Int, _ other: [UInt8], _ isLittle: Bool) -> [UInt8] {
        let (high, low) = (UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value))
        return isLittle ? other + [low, high] : [high, low] + other
    }

    private mutating func flush(into output: inout [UInt8]) {
        guard !block.isEmpty else { return }
        let length = block.count - options.blockWordAdjustment
        // A block's word says more than there is where the input was cut off.
        output += blockWord ?? Self.word(length, [0, 0], options.isBlockWordLittleEndian)
        blockWord = nil
        output += block
        block.removeAll(keepingCapacity: true)
    }

    /// The field with the record's length must give the length that the record has.
    private func checkLength(_ body: [UInt8]) throws(Fault) {
        guard let field = program.lengthField else { return }
        let end = field.offset + field.step.length
        guard end <= body.count else { return }
        var scratch: [UInt8] = []
        let reader = FieldReader(options, edited: program.edited)
        let bytes = body.span.extracting(field.offset..<end)
        let value = TableCount.read(field.step, bytes, nil, reader, &scratch)
        guard let value, value + options.lengthAdjustment == body.count else {
            throw CopybookFault.document(
                program.path(ofItem: field.step.item, indices: []),
                "The field does not give the record's length of \(body.count) bytes.",
                "Correct it; the option record-length-adjustment says what it leaves out."
            )
        }
    }
}
