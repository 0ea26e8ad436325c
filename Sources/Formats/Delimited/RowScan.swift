/// One run of a ``RowScanner`` over a row.
struct RowScan<Step: RowStep> {
    private let units: RowScanner.Units
    private let bytes: UnsafeBufferPointer<UInt8>
    private let isLast: Bool
    private let step: Step
    private var index = 0

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
            guard var field = field(&row) else { return false }
            switch stop(at: index) {
            case .delimiter(let length):
                field.raw = field.raw.lowerBound..<index
                row.fields.append(field)
                index += length
                continue
            case .lineEnd(let end, let length):
                row.end = end
                row.lines += 1
                row.consumed = index + length
            case .inputEnd: row.consumed = index
            case .content, .unknown: return false
            }
            row.fields.append(field)
            row.length = index
            return true
        }
    }

    /// Finds a field and moves to what ends it; nil if the window ends before.
    private mutating func field(_ row: inout RowScanner.Row) -> RowScanner.Field? {
        let start = index
        var first = index
        while first < bytes.count, step.character(bytes, first).unit == units.blank { first += length(first) }
        if let quote = units.quote, first < bytes.count, step.character(bytes, first).unit == quote {
            if let field = quoted(start: start, quoteAt: first, &row) { return field }
            guard isLast || bytes.count > Layout.recordBytesMax else { return nil }
            // The quote is never closed: it means nothing, so that the damage stays within the row.
            index = first
            var field = unquoted(start: start)
            field?.isMalformed = true
            return field
        }
        return unquoted(start: start)
    }

    private mutating func unquoted(start: Int) -> RowScanner.Field? {
        var field = RowScanner.Field(raw: start..<start, content: start..<start)
        while true {
            switch stop(at: index) {
            case .content:
                let (unit, length) = step.character(bytes, index)
                index += length
                if unit == units.escape, index < bytes.count {
                    field.hasEscapes = true
                    index += self.length(index)
                }
                index = min(index, bytes.count)
            case .unknown: return nil
            default:
                field.raw = start..<index
                field.content = field.raw
                return field
            }
        }
    }

    /// A field that begins with a quote; nil if the quote is not closed in the window.
    private mutating func quoted(start: Int, quoteAt: Int, _ row: inout RowScanner.Row) -> RowScanner.Field? {
        var field = RowScanner.Field(raw: start..<start, content: start..<start, isQuoted: true)
        index = quoteAt + length(quoteAt)
        let contentStart = index
        var lines = 0
        while index < min(bytes.count, Layout.recordBytesMax) {
            let (unit, length) = step.character(bytes, index)
            if unit == units.escape, index + length < bytes.count {
                field.hasEscapes = true
                index = min(index + length + self.length(index + length), bytes.count)
            } else if unit == units.quote {
                let next = index + length
                if next == bytes.count, !isLast { return nil }
                if next < bytes.count, step.character(bytes, next).unit == unit {
                    field.hasEscapes = true
                    index = next + length
                } else {
                    field.content = contentStart..<index
                    index = next
                    row.lines += lines
                    return closed(field, start)
                }
            } else {
                if unit == units.lineFeed { lines += 1 }
                index += length
            }
        }
        return nil
    }

    /// Moves behind the blanks that follow a closing quote, or, if more than blanks do, to the end of the field.
    private mutating func closed(_ field: RowScanner.Field, _ start: Int) -> RowScanner.Field? {
        var field = field
        while index < bytes.count, step.character(bytes, index).unit == units.blank { index += length(index) }
        if case .content = stop(at: index) {
            guard let rest = unquoted(start: start) else { return nil }
            field.isMalformed = true
            field.raw = rest.raw
            return field
        }
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
