import Canonical

/// Reads an input message by message, told apart as the option `framing` says.
struct ISO8583Reader: FormatReader {
    let program: ISO8583Program
    let options: ISO8583Options
    let limits: Limits
    private let document: ISO8583DocumentReader
    /// Bytes of the input before the window.
    private var origin = 0
    /// Messages before the window, which are its lines with the framing `line`.
    private var messages = 0

    init(program: ISO8583Program, options: ISO8583Options, limits: Limits) {
        self.program = program
        self.options = options
        self.limits = limits
        document = ISO8583DocumentReader(program: program, headerBytes: options.headerBytes)
    }

    mutating func read(
        _ window: Span<UInt8>,
        isLast: Bool,
        findings: inout Findings
    ) throws(Fault) -> ReadStep {
        guard window.count > 0 else { return isLast ? .end : .more }
        let step =
            switch options.framing {
            case .none: try readOpen(window, isLast: isLast, &findings)
            case .line: try readLine(window, isLast: isLast, &findings)
            case .length(let length): try readFrame(length, window, isLast: isLast, &findings)
            }
        switch step {
        case .document(_, let consumed), .skipped(let consumed):
            origin += consumed
            messages += 1
        case .more, .end: break
        }
        return step
    }

    // MARK: - Without framing

    /// Reads a message that ends where its last field ends.
    ///
    /// What follows is another message, a line end, or belongs to this one as a rest, which then reaches to the end of the
    /// input.
    private func readOpen(_ window: Span<UInt8>, isLast: Bool, _ findings: inout Findings) throws(Fault) -> ReadStep {
        if origin == 0 { try requireType(window, isLast: isLast) }
        let mark = findings.mark
        document.begin(origin: origin)
        let outcome = document.read(window, &findings)
        let end = document.end
        let needed = Self.lineEndMax + options.headerBytes + program.typeBytes + program.bitmapBytes
        if !isLast, outcome != .complete || window.count - end < needed {
            findings.rewind(to: mark)
            document.abandon()
            try checkSize(window.count)
            return .more
        }
        guard outcome == .complete, let next = nextMessage(window, after: end) else {
            try checkSize(window.count)
            let facts = ISO8583DocumentReader.FrameFacts()
            return .document(
                document.finish(window, outcome, upTo: window.count, facts, &findings),
                consumed: window.count
            )
        }
        let facts = ISO8583DocumentReader.FrameFacts(lineEnd: next > end ? Self.lineEnd(window, end..<next) : nil)
        return .document(document.finish(window, outcome, upTo: end, facts, &findings), consumed: next)
    }

    private static let lineEndMax = 2

    /// Where the next message begins, or the input ends; nil if neither is so.
    private func nextMessage(_ window: Span<UInt8>, after end: Int) -> Int? {
        var next = end
        while next < min(window.count, end + Self.lineEndMax), window[next] == 0x0A || window[next] == 0x0D {
            next += 1
        }
        for start in [end, next] {
            if start == window.count { return start }
            let reader = ISO8583MessageReader(program)
            let type = start + options.headerBytes
            if let digits = reader.typeDigits(window, at: type), digits[0] <= 2, (1...8).contains(digits[1]),
                reader.bitmap(window, at: type + program.typeBytes) != nil
            {
                return start
            }
        }
        return nil
    }

    /// The first message of an input without framing must look like one: else the input is of another format.
    private func requireType(_ window: Span<UInt8>, isLast: Bool) throws(Fault) {
        guard isLast || window.count >= options.headerBytes + program.typeBytes else { return }
        guard ISO8583MessageReader(program).typeDigits(window, at: options.headerBytes) == nil else { return }
        throw Fault(
            .message,
            .formatUnrecognised,
            stage: .decode,
            place: Place(byteOffset: origin + options.headerBytes, field: "mti"),
            reason: "The input does not begin with a message type of ISO 8583 in the encoding of the specification.",
            advice: "See the options specification, framing and header-bytes, and --definition."
        )
    }

    private func checkSize(_ count: Int) throws(Fault) {
        guard count > limits.bodyBytesMax else { return }
        throw Fault(
            .message,
            .formatLimit,
            stage: .decode,
            place: Place(byteOffset: origin + limits.bodyBytesMax),
            reason: "A message has more than \(limits.bodyBytesMax) bytes."
        )
    }

    // MARK: - Lines

    private func readLine(_ window: Span<UInt8>, isLast: Bool, _ findings: inout Findings) throws(Fault) -> ReadStep {
        var end = 0
        while end < window.count, window[end] != 0x0A { end += 1 }
        try checkSize(end)
        if end == window.count, !isLast { return .more }
        let consumed = min(end + 1, window.count)
        if end < window.count, end > 0, window[end - 1] == 0x0D { end -= 1 }
        document.begin(origin: origin, line: messages + 1)
        let message = window.extracting(0..<end)
        let outcome = end == 0 ? .complete : document.read(message, &findings)
        var facts = ISO8583DocumentReader.FrameFacts(isEmpty: end == 0)
        let lineEnd = Self.lineEnd(window, end..<consumed)
        if lineEnd != "LF" { facts.lineEnd = lineEnd }
        return .document(document.finish(message, outcome, upTo: end, facts, &findings), consumed: consumed)
    }

    /// The name of a line end.
    private static func lineEnd(_ window: Span<UInt8>, _ range: Range<Int>) -> String {
        range.map { window[$0] == 0x0A ? "LF" : "CR" }.joined()
    }

    // MARK: - Frames

    private func readFrame(
        _ length: ISO8583Framing.Length,
        _ window: Span<UInt8>,
        isLast: Bool,
        _ findings: inout Findings
    ) throws(Fault) -> ReadStep {
        guard window.count >= length.size else {
            guard isLast else { return .more }
            throw frameFault("The input ends inside of a message's length.")
        }
        guard let told = length.read(window), !length.countsItself || told >= length.size else {
            throw frameFault("There is no length of a message in the encoding of the option framing.")
        }
        let count = length.countsItself ? told - length.size : told
        try checkSize(count)
        let isCut = count > window.count - length.size
        if isCut, !isLast { return .more }
        let end = isCut ? window.count : length.size + count
        let message = window.extracting(length.size..<end)
        document.begin(origin: origin + length.size)
        let outcome = message.count == 0 ? .complete : document.read(message, &findings)
        let facts = ISO8583DocumentReader.FrameFacts(frameLength: isCut ? told : nil, isEmpty: message.count == 0)
        return .document(document.finish(message, outcome, upTo: message.count, facts, &findings), consumed: end)
    }

    private func frameFault(_ reason: String) -> Fault {
        Fault(.message, .formatSyntax, stage: .decode, place: Place(byteOffset: origin), reason: reason)
    }
}
