import Canonical

/// Makes the document of one message: what the message reader finds, and what surrounds it.
///
/// A class, so that the builder's buffers are used again; it belongs to one reader.
final class ISO8583DocumentReader {
    /// What the surroundings of a message tell.
    struct FrameFacts {
        /// The length in front of a message that ends before it.
        var frameLength: Int?
        /// The line end, if not the expected one.
        var lineEnd: String?
        /// Whether there is nothing between the frame's borders.
        var isEmpty = false
    }

    private let program: ISO8583Program
    private let headerBytes: Int
    private var reader: ISO8583MessageReader
    private var builder: DocumentBuilder
    private var start: DocumentBuilder.Mark

    init(program: ISO8583Program, headerBytes: Int) {
        self.program = program
        self.headerBytes = headerBytes
        reader = ISO8583MessageReader(program)
        builder = DocumentBuilder(names: program.names, nodesUsual: 48, bytesUsual: 512)
        start = builder.mark
    }

    /// Begins the document of the message at an offset of the input, and on a line of it if messages are lines.
    func begin(origin: Int, line: Int? = nil) {
        reader.origin = origin
        reader.line = line
        reader.at = 0
        start = builder.mark
        builder.begin(.object)
    }

    /// Drops what was begun.
    func abandon() {
        builder.rewind(to: start)
    }

    /// Where the message ends, or where what cannot be read begins.
    var end: Int { reader.at }

    /// Reads a message that begins with the bytes.
    func read(_ bytes: Span<UInt8>, _ findings: inout Findings) -> ISO8583MessageReader.Outcome {
        reader.scale = 1
        guard bytes.count >= headerBytes else {
            reader.reset()
            reader.reportTruncation("header", &findings)
            return .truncated
        }
        if headerBytes > 0 {
            let start = builder.bytes.count
            ISO8583Digits.appendHex(bytes.extracting(0..<headerBytes), to: &builder.bytes)
            builder.text(program.own.header, from: start)
            reader.at = headerBytes
        }
        return reader.read(bytes, into: &builder, findings: &findings)
    }

    /// Ends the document of a message that was given so many bytes.
    func finish(
        _ bytes: Span<UInt8>,
        _ outcome: ISO8583MessageReader.Outcome,
        upTo end: Int,
        _ facts: FrameFacts,
        _ findings: inout Findings
    ) -> Document {
        if facts.isEmpty {
            reader.reset()
            findings.add(.note, ISO8583Code.frame, at: reader.place(0), "There is no message here.")
        }
        appendUndecoded(bytes)
        if reader.at < end || outcome != .complete { appendRest(bytes, outcome, upTo: end, &findings) }
        if facts.frameLength != nil { reportFrame(outcome, &findings) }
        appendLayout(facts)
        builder.end()
        return builder.finish()
    }

    private func appendUndecoded(_ bytes: Span<UInt8>) {
        guard !reader.undecoded.isEmpty else { return }
        builder.begin(.object, program.own.undecoded)
        for field in reader.undecoded {
            let start = builder.bytes.count
            ISO8583Digits.appendHex(bytes.extracting(field.range), to: &builder.bytes)
            builder.text(field.name, from: start)
        }
        builder.end()
    }

    /// Keeps the bytes that were not read, and the numbers of the fields whose bits announce them.
    private func appendRest(
        _ bytes: Span<UInt8>,
        _ outcome: ISO8583MessageReader.Outcome,
        upTo end: Int,
        _ findings: inout Findings
    ) {
        if outcome == .complete {
            let message = "There is more after the last field; it is kept as bytes."
            findings.add(.error, ISO8583Code.trailing, at: reader.place(reader.at), message)
        }
        builder.begin(.object, program.own.rest)
        let numbers = reader.numbersLeft
        if !numbers.isEmpty {
            builder.begin(.list, program.own.fields)
            for number in numbers { builder.text(.none, program.numbers[number]) }
            builder.end()
        }
        let start = builder.bytes.count
        if reader.at < end { ISO8583Digits.appendHex(bytes.extracting(reader.at..<end), to: &builder.bytes) }
        builder.text(program.own.bytes, from: start)
        builder.end()
    }

    private func reportFrame(_ outcome: ISO8583MessageReader.Outcome, _ findings: inout Findings) {
        let message = "The input ends before the message's length says."
        findings.add(.error, ISO8583Code.truncated, at: reader.place(0), message)
    }

    /// Appends how the message was written where that is not what its values tell.
    private func appendLayout(_ facts: FrameFacts) {
        let hasBitmaps = reader.bitmaps > reader.bitmapsNeeded
        guard
            hasBitmaps || reader.bitmapCase != nil || !reader.deviations.isEmpty || facts.frameLength != nil
                || facts.lineEnd != nil
        else { return }
        builder.begin(.object, program.own.layout)
        if hasBitmaps { builder.number(program.own.bitmaps, reader.bitmaps) }
        if let letters = reader.bitmapCase { builder.text(program.own.bitmapCase, letters) }
        if let length = facts.frameLength { builder.number(program.own.frameLength, length) }
        if let lineEnd = facts.lineEnd { builder.text(program.own.lineEnd, lineEnd) }
        if !reader.deviations.isEmpty {
            builder.begin(.list, program.own.deviations)
            for deviation in reader.deviations {
                builder.begin(.object)
                builder.text(program.own.field, deviation.field)
                builder.text(program.own.fact, deviation.fact.rawValue)
                builder.text(program.own.value, deviation.value)
                builder.end()
            }
            builder.end()
        }
        builder.end()
    }
}
