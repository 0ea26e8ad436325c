/// One run of a ``RowScanner`` over a row.
struct RowScan<Step: RowStep> {
    private let units: RowScanner.Units
    private let bytes: UnsafeBufferPointer<UInt8>
    private let isLast: Bool
    private let step: Step
    private var index = 0
    /// What ends the field that was found last.
    private var stop = Stop.content

    /// What stands where a field may end.
    private enum Stop {
        case delimiter(length: Int)
        case lineEnd(LineEnd, length: Int)
        case inputEnd
        /// Anything else.
        case content
        /// The window ends too early to say.
        case unknown
    }

    init(_ units: RowScanner.Units, _ bytes: UnsafeBufferPointer<UInt8>, _ isLast: Bool, _ step: Step) {
        self.units = units
        self.bytes = bytes
        self.isLast = isLast
        self.step = step
    }

    /// Finds the fields; false if the row does not end in the window.
    mutating func run(_ row: inout RowScanner.Row) -> Bool {
        row.fields.removeAll(keepingCapacity: true)
        row.lines = 0
        row.end = nil
        while true {
            guard let field = field(&row) else { return false }
            row.fields.append(field)
            switch stop {
            case .delimiter(let length):
                index += length
                continue
            case .lineEnd(let end, let length):
                row.end = end
                row.lines += 1
                row.consumed = index + length
            case .inputEnd: row.consumed = index
            case .content, .unknown: return false
            }
            row.length = index
            return true
        }
    }

    /// Finds a field and moves to what ends it; nil if the window ends before.
    @inline(__always)
    private mutating func field(_ row: inout RowScanner.Row) -> RowScanner.Field? {
        let start = index
        guard let quote = units.quote, let quoteAt = self.quote(quote, from: start) else {
            return unquoted(start: start, &row)
        }
        if let field = quoted(start: start, quoteAt: quoteAt, &row) { return field }
        guard isLast || bytes.count > Layout.recordBytesMax else { return nil }
        // The quote is never closed: it means nothing, so that the damage stays within the row.
        index = quoteAt
        var field = unquoted(start: start, &row)
        field?.isMalformed = true
        return field
    }

    /// Where a quote stands at an offset, perhaps behind blanks; nil if something else does.
    @inline(__always)
    private func quote(_ quote: UInt32, from start: Int) -> Int? {
        var first = start
        while first < bytes.count {
            let (unit, length) = step.character(bytes, first)
            guard unit == units.blank else { return unit == quote ? first : nil }
            first += length
        }
        return nil
    }

    @inline(__always)
    private mutating func unquoted(start: Int, _ row: inout RowScanner.Row) -> RowScanner.Field? {
        var field = RowScanner.Field(raw: start..<start, content: start..<start, isASCII: true)
        while true {
            let run = step.skip(bytes, from: index)
            index = run.index
            field.isASCII = field.isASCII && run.isASCII
            stop = stop(at: index)
            switch stop {
            case .content: takeContent(&field, &row)
            case .unknown: return nil
            case .delimiter, .lineEnd, .inputEnd:
                field.raw = start..<index
                field.content = field.raw
                return field
            }
        }
    }

    /// Moves over a character that may have had a meaning and has none here.
    private mutating func takeContent(_ field: inout RowScanner.Field, _ row: inout RowScanner.Row) {
        let (unit, length) = step.character(bytes, index)
        index += length
        if unit == units.escape, index < bytes.count {
            field.hasEscapes = true
            takeEscaped(&row)
        }
        if units.needQuotes(unit) { field.needsQuotes = true }
        if unit >= 0x80 { field.isASCII = false }
        index = min(index, bytes.count)
    }

    /// Moves over what stands behind a backslash: one character, or a carriage return and the line feed behind it.
    private mutating func takeEscaped(_ row: inout RowScanner.Row) {
        var (unit, length) = step.character(bytes, index)
        index += length
        if unit == units.carriageReturn, !units.isReturnOnly, index < bytes.count {
            (unit, length) = step.character(bytes, index)
            if unit == units.lineFeed { index += length }
        }
        if unit == units.lineFeed { row.lines += 1 }
    }

    /// A field that begins with a quote; nil if the quote is not closed in the window.
    private mutating func quoted(start: Int, quoteAt: Int, _ row: inout RowScanner.Row) -> RowScanner.Field? {
        var field = RowScanner.Field(raw: start..<start, content: start..<start, isQuoted: true, isASCII: true)
        field.hasOuterBlanks = quoteAt > start
        index = quoteAt + length(quoteAt)
        let contentStart = index
        var lines = 0
        while true {
            let run = step.skip(bytes, from: index)
            index = run.index
            field.isASCII = field.isASCII && run.isASCII
            guard index < min(bytes.count, Layout.recordBytesMax) else { return nil }
            let (unit, length) = step.character(bytes, index)
            if unit == units.escape, index + length < bytes.count {
                field.hasEscapes = true
                index = min(index + length + self.length(index + length), bytes.count)
            } else if unit == units.quote {
                let next = index + length
                if next == bytes.count, !isLast { return nil }
                guard next < bytes.count, step.character(bytes, next).unit == unit else {
                    field.content = contentStart..<index
                    index = next
                    row.lines += lines
                    return closed(field, start, &row)
                }
                field.hasEscapes = true
                index = next + length
            } else {
                if unit == units.lineFeed { lines += 1 }
                if units.needQuotes(unit) { field.needsQuotes = true }
                if unit >= 0x80 { field.isASCII = false }
                index += length
            }
        }
    }

    /// Moves behind the blanks that follow a closing quote, or, if more than blanks do, to the end of the field.
    private mutating func closed(
        _ field: RowScanner.Field,
        _ start: Int,
        _ row: inout RowScanner.Row
    ) -> RowScanner.Field? {
        var field = field
        while index < bytes.count {
            let (unit, length) = step.character(bytes, index)
            guard unit == units.blank else { break }
            field.hasOuterBlanks = true
            index += length
        }
        stop = stop(at: index)
        if case .content = stop {
            guard let rest = unquoted(start: start, &row) else { return nil }
            field.isMalformed = true
            field.raw = rest.raw
            return field
        }
        if case .unknown = stop { return nil }
        field.raw = start..<index
        return field
    }

    @inline(__always)
    private func length(_ index: Int) -> Int { step.character(bytes, index).length }

    @inline(__always)
    private func stop(at index: Int) -> Stop {
        guard index < bytes.count else { return isLast ? .inputEnd : .unknown }
        let (unit, length) = step.character(bytes, index)
        if unit == units.delimiter { return .delimiter(length: length) }
        if unit == units.carriageReturn {
            if units.isReturnOnly { return .lineEnd(.cr, length: length) }
            guard index + length < bytes.count else { return isLast ? .content : .unknown }
            let next = step.character(bytes, index + length)
            return next.unit == units.lineFeed ? .lineEnd(.crlf, length: length + next.length) : .content
        }
        if unit == units.lineFeed, !units.isReturnOnly { return .lineEnd(.lf, length: length) }
        return .content
    }
}
