/// Puts texts between quotes and escapes, by a dialect.
struct DelimitedFieldText: Sendable {
    let dialect: DelimitedDialect

    private static let backslash = UInt8(ascii: "\\")

    /// Whether the dialect writes a field in quotes.
    ///
    /// `isFirst` says that it begins its row and could be taken for a comment, `isOnly` that it is the whole row, which
    /// without it would be an empty line.
    func isQuoted(_ text: Span<UInt8>, of field: LayoutField, isFirst: Bool, isOnly: Bool) -> Bool {
        guard dialect.quote != nil else { return false }
        switch dialect.quoting {
        case .all: return true
        case .none: return false
        case .text where !field.isNumber: return true
        case .text, .minimal:
            return !canStandAlone(text, isFirst: isFirst, isOnly: isOnly) || contains(text, dialect.quote)
        }
    }

    /// Whether the text is read as it is without quotes and escapes by ``RowScanner``, which takes a carriage return in
    /// the middle of a row for what it is.
    func isReadableAlone(_ text: Span<UInt8>, isFirst: Bool, isOnly: Bool, isReturnOnly: Bool) -> Bool {
        if text.isEmpty { return !isOnly }
        if isFirst, text[0] == dialect.comment { return false }
        for index in 0..<text.count where isSpecial(text[index]) && (isReturnOnly || text[index] != 0x0D) {
            guard isReturnOnly, text[index] == 0x0A, dialect.delimiter != 0x0A else { return false }
        }
        let start = text.withoutLeadingBlanks
        return start == text.count || text[start] != dialect.quote || dialect.quote == nil
    }

    /// Whether the text is written without quotes and escapes.
    func canStandAlone(_ text: Span<UInt8>, isFirst: Bool, isOnly: Bool) -> Bool {
        if text.isEmpty { return !isOnly }
        if isFirst, text[0] == dialect.comment { return false }
        for index in 0..<text.count where isSpecial(text[index]) { return false }
        let start = text.withoutLeadingBlanks
        return start == text.count || text[start] != dialect.quote
    }

    /// Appends the field as it stands in a row.
    ///
    /// `escaped` has the offsets in the text with a backslash before them; it is nil for those that need one.
    func append(_ text: Span<UInt8>, isQuoted: Bool, isFirst: Bool, escaped: [Int]?, into raw: inout [UInt8]) {
        let quote = isQuoted ? dialect.quote : nil
        if let quote { raw.append(quote) }
        let escaped = escaped.map { Set($0) }
        for index in 0..<text.count {
            let byte = text[index]
            if let escaped {
                if escaped.contains(index) { raw.append(Self.backslash) }
            } else if dialect.escape == .backslash {
                let isComment = isFirst && index == 0 && !isQuoted && byte == dialect.comment
                if isComment || needsBackslash(byte, isQuoted: isQuoted) { raw.append(Self.backslash) }
            } else if byte == quote {
                raw.append(byte)
            }
            raw.append(byte)
        }
        if let quote { raw.append(quote) }
    }

    /// Appends the text that stands in a field without its quotes, and the offsets in it that a backslash stands before.
    func unescape(_ content: Span<UInt8>, into text: inout [UInt8]) -> [Int] {
        let start = text.count
        var escaped: [Int] = []
        var index = 0
        while index < content.count {
            var byte = content[index]
            if dialect.escape == .backslash {
                if byte == Self.backslash, index + 1 < content.count {
                    escaped.append(text.count - start)
                    index += 1
                    byte = content[index]
                }
            } else if byte == dialect.quote, index + 1 < content.count, content[index + 1] == byte {
                index += 1
            }
            text.append(byte)
            index += 1
        }
        return escaped
    }

    private func needsBackslash(_ byte: UInt8, isQuoted: Bool) -> Bool {
        isQuoted ? byte == Self.backslash || byte == dialect.quote : isSpecial(byte)
    }

    @inline(__always)
    private func isSpecial(_ byte: UInt8) -> Bool {
        byte == dialect.delimiter || byte == 0x0A || byte == 0x0D
            || dialect.escape == .backslash && (byte == Self.backslash || byte == dialect.quote)
    }

    private func contains(_ text: Span<UInt8>, _ byte: UInt8?) -> Bool {
        for index in 0..<text.count where text[index] == byte { return true }
        return false
    }
}

extension Span<UInt8> {
    /// The offset of the first byte that is no blank.
    fileprivate var withoutLeadingBlanks: Int {
        var index = 0
        while index < count, self[index] == 0x20 { index += 1 }
        return index
    }
}
