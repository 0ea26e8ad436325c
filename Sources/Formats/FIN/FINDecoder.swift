import Canonical

/// Reads the blocks of one message from its text in UTF-8.
struct FINDecoder {
    /// The next byte to be read.
    var index = 0
    let limits: FINLimits
    let encoding: FINLayout.TextEncoding
    /// Holds a value whose line ends are being replaced; kept to be used again.
    var scratch: [UInt8] = []
    private var blocks = 0

    private init(limits: FINLimits, encoding: FINLayout.TextEncoding) {
        self.limits = limits
        self.encoding = encoding
    }

    static func decode(
        _ text: Span<UInt8>,
        limits: FINLimits,
        encoding: FINLayout.TextEncoding
    ) throws(Fault) -> DocumentValue {
        var decoder = FINDecoder(limits: limits, encoding: encoding)
        return try decoder.readAll(text)
    }

    private mutating func readAll(_ text: Span<UInt8>) throws(Fault) -> DocumentValue {
        var message = FINMessage()
        var gap = readGap(text)
        guard hasBlockOne(text) else { throw FINFault.unrecognised(text) }
        while index < text.count {
            if message.isStarted, hasBlockOne(text) {
                guard message.acknowledgement == nil, message.isAcknowledgement else {
                    throw syntax("A second message begins here.", at: index, text)
                }
                message = FINMessage(acknowledgement: message.document(encoding: .utf8))
            }
            try readBlock(text, gap: gap, into: &message)
            gap = readGap(text)
        }
        message.layout.after = gap
        return message.document(encoding: encoding)
    }

    private func hasBlockOne(_ text: Span<UInt8>) -> Bool {
        index + 2 < text.count && text[index] == UInt8(ascii: "{") && text[index + 1] == UInt8(ascii: "1")
            && text[index + 2] == UInt8(ascii: ":")
    }

    private mutating func readBlock(
        _ text: Span<UInt8>,
        gap: String?,
        into message: inout FINMessage
    ) throws(Fault) {
        let start = index
        guard index + 2 < text.count, text[index] == UInt8(ascii: "{"), FINLayout.isIdentifier(text[index + 1]),
            text[index + 2] == UInt8(ascii: ":")
        else { throw syntax("A block, {n:, is expected.", at: start, text) }
        blocks += 1
        guard blocks <= limits.blocksMax else {
            throw FINFault.limit("There are more than \(limits.blocksMax) blocks.", at: start, in: text)
        }
        let identifier = text[index + 1]
        guard !message.order.contains(identifier) else { throw syntax("A block comes twice.", at: start, text) }
        index += 3
        message.order.append(identifier)
        if let gap { message.layout.gaps[FINLayout.memberName(identifier)] = .text(gap) }
        message.append(identifier, try readContent(of: identifier, text, into: &message, blockStart: start))
    }

    private mutating func readContent(
        of identifier: UInt8,
        _ text: Span<UInt8>,
        into message: inout FINMessage,
        blockStart: Int
    ) throws(Fault) -> DocumentValue {
        switch identifier {
        case UInt8(ascii: "1"): return FINHeader.applicationHeader(try readPlain(text, blockStart: blockStart))
        case UInt8(ascii: "2"): return FINHeader.inputOutput(try readPlain(text, blockStart: blockStart))
        case UInt8(ascii: "4") where !isTagList(text):
            return try readTextBlock(text, into: &message.layout, blockStart: blockStart)
        default:
            if identifier == UInt8(ascii: "4") { message.layout.isBlock4InBraces = true }
            guard isTagList(text) else { return .text(try readPlain(text, blockStart: blockStart)) }
            return try readTagBlock(text, named: identifier, into: &message.layout, blockStart: blockStart)
        }
    }

    /// Reads up to the closing brace of a block that holds no other braces, and over it.
    private mutating func readPlain(_ text: Span<UInt8>, blockStart: Int) throws(Fault) -> String {
        let start = index
        while index < text.count, text[index] != UInt8(ascii: "}"), text[index] != UInt8(ascii: "{") { index += 1 }
        guard index < text.count, text[index] == UInt8(ascii: "}") else {
            throw syntax("The block that begins here is not closed.", at: blockStart, text)
        }
        index += 1
        return string(text, start..<index - 1)
    }

    /// What stands between blocks: white space, the start and end marks of PC connections and the separator of RJE files.
    private mutating func readGap(_ text: Span<UInt8>) -> String? {
        let start = index
        scan: while index < text.count {
            switch text[index] {
            case 0x20, 0x09, 0x0A, 0x0D, 0x01, 0x03, UInt8(ascii: "$"): index += 1
            default: break scan
            }
        }
        return index > start ? string(text, start..<index) : nil
    }

    /// A part of the text, which begins and ends next to ASCII characters.
    func string(_ text: Span<UInt8>, _ range: Range<Int>) -> String {
        // The whole text has been checked to be UTF-8, and cutting it at ASCII characters leaves whole characters.
        String(copying: UTF8Span(unchecked: text.extracting(range)))
    }

    func syntax(_ reason: String, at offset: Int, _ text: Span<UInt8>, field: String? = nil) -> Fault {
        FINFault.syntax(reason, at: offset, in: text, field: field, encoding: encoding)
    }
}
