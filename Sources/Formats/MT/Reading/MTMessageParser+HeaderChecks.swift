import Canonical

/// What a part of a header must be (FIN User Handbook: basic and application header).
enum MTHeaderForm: String {
    case direction = "I or O"
    case application = "F, A or L"
    case digits = "made of digits"
    case terminal = "a logical terminal: bank, country, location, terminal and branch"
    /// The network itself, which has no country.
    case systemTerminal = "a logical terminal of a bank or of the network"
    case time = "a time, HHMM"
    case date = "a date, YYMMDD"
    case priority = "S, N or U"
    case monitoring = "1, 2 or 3"
}

/// Whether headers, and the message as a whole, are what FIN takes.
extension MTMessageParser {
    /// Notes a part of a header that is not what it must be; its value is kept all the same.
    @inline(__always)
    mutating func checkHeader(
        _ bytes: Span<UInt8>,
        _ block: MTScan.Block,
        _ start: Int,
        _ end: Int,
        _ form: MTHeaderForm
    ) {
        if !hasForm(bytes, start, end, form) { noteHeader(bytes, block, start, form) }
    }

    @inline(never)
    private mutating func noteHeader(_ bytes: Span<UInt8>, _ block: MTScan.Block, _ start: Int, _ form: MTHeaderForm) {
        let field = String(UnicodeScalar(block.name))
        note(.error, "mt.header", bytes, start, field: field, "This part of the header is not \(form.rawValue).")
    }

    private func hasForm(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ form: MTHeaderForm) -> Bool {
        let first = bytes[start]
        switch form {
        // It was told apart by this letter.
        case .direction: return true
        case .application: return first == 0x46 || first == 0x41 || first == 0x4C
        case .digits: return isMade(bytes, start, end, of: MTCharacterSet.n)
        case .terminal:
            return isMade(bytes, start, end, of: MTCharacterSet.c) && table.isCountry(bytes, start + 4, start + 6)
        case .systemTerminal:
            guard isMade(bytes, start, end, of: MTCharacterSet.c) else { return false }
            let isNetwork = bytes[start + 4] == UInt8(ascii: "X") && bytes[start + 5] == UInt8(ascii: "X")
            return isNetwork || table.isCountry(bytes, start + 4, start + 6)
        case .time: return Self.isTime(bytes, start, end)
        case .date: return Self.isDate(bytes, start, end, .date)
        case .priority: return first == 0x53 || first == 0x4E || first == 0x55
        case .monitoring: return first &- 0x31 <= 2
        }
    }

    private func isMade(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, of set: UInt8) -> Bool {
        var index = start
        while index < end, sets[Int(bytes[index])] & set != 0 { index += 1 }
        return index == end
    }

    // MARK: - The whole message

    /// Notes blocks that are not there: 1 in all messages, 2 in those with text.
    mutating func checkBlocks(_ bytes: Span<UInt8>, _ frame: MTFrame) {
        guard frame.container != .body, !frame.isEnclosed else { return }
        if scan.block(UInt8(ascii: "1")) == nil { noteMissingBlock("1", bytes) }
        if scan.hasText, scan.block(UInt8(ascii: "2")) == nil { noteMissingBlock("2", bytes) }
        if !scan.hasText, scan.block(UInt8(ascii: "4")) == nil {
            note(.error, "mt.block-missing", bytes, scan.end, field: "4", "The message has no block 4.")
        }
    }

    private mutating func noteMissingBlock(_ name: String, _ bytes: Span<UInt8>) {
        note(.error, "mt.block-missing", bytes, scan.start, field: name, "The message has no block \(name).")
    }

    /// Notes what the text of block 4 as a whole must not be: longer than the message type takes (M50), or with a line
    /// that begins with a hyphen, with which FIN takes the text to end.
    ///
    /// A body outside of FIN may be longer: statements that come as files are not bound by the network's limits.
    mutating func checkText(_ bytes: Span<UInt8>, _ kind: MTMessageKind, _ frame: MTFrame) {
        if let charactersMax = kind.program?.definition.charactersMax, charactersInText(bytes) > charactersMax {
            let isFIN = frame.isEnclosed || frame.container != .body
            note(
                isFIN ? .error : .warning,
                "M50",
                bytes,
                scan.textStart,
                field: "4",
                "Block 4 has more than \(charactersMax) characters, which is the most that the message type takes."
            )
        }
        noteHyphenLines(bytes)
    }

    mutating func noteHyphenLines(_ bytes: Span<UInt8>) {
        for line in scan.hyphenLines {
            note(
                .error,
                "mt.line-start",
                bytes,
                line,
                field: "4",
                "A line of block 4 begins with a hyphen, with which the text ends."
            )
        }
    }

    /// Between the braces of block 4, with CR LF for each line end.
    @inline(__always)
    private func charactersInText(_ bytes: Span<UInt8>) -> Int {
        var count = scan.textStop - scan.textStart + scan.lineFeeds - scan.returns
        // The hyphen belongs to the text, the brace does not.
        if scan.textStop > scan.textStart, bytes[scan.textStop - 1] == UInt8(ascii: "}") { count -= 1 }
        guard scan.hasHighBytes else { return count }
        for index in scan.textStart..<scan.textStop where bytes[index] & 0xC0 == 0x80 { count -= 1 }
        return count
    }
}
