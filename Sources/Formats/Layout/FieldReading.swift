/// What was made of a field's text.
struct FieldReading {
    /// Where in the text the written form of the value lies; what is around it is padding and signs.
    var core: Range<Int>
    /// Whether there is no value.
    var isNull = false
    /// Whether the digits stand in groups.
    var isGrouped = false
    /// What is wrong; the value is then the text as it stands.
    var problem: FieldProblem?
}

/// Why a field's text is not what the layout says.
enum FieldProblem: Sendable, Hashable {
    case number
    /// A number with more or fewer decimals than the layout has: it is read all the same.
    case decimals
    case date
    case code

    /// Whether the value is the text as it stands.
    var isVerbatim: Bool { self == .number || self == .date }

    var finding: (code: String, message: String) {
        switch self {
        case .number: ("layout.number", "The field does not hold a number of the layout's form.")
        case .decimals: ("layout.decimals", "The number does not have as many decimals as the layout says.")
        case .date: ("layout.date", "The field does not hold a date or time of the layout's pattern.")
        case .code: ("layout.code", "The field does not hold one of the layout's codes.")
        }
    }
}

extension LayoutField {
    /// Reads the whole text of the field, in UTF-8, and appends its value to `value`.
    ///
    /// `isFixed` says that the text is padded, so that blanks around the value are no part of it.
    func read(_ text: Span<UInt8>, isFixed: Bool, into value: inout [UInt8]) -> FieldReading {
        if let null, text.equals(null.span) { return FieldReading(core: text.count..<text.count, isNull: true) }
        var range = 0..<text.count
        switch kind {
        case .text, .code, .filler:
            if isFixed || isTrimmed { range = text.withoutBlanks(range) }
            if isFixed { range = withoutPad(text, range) }
            text.extracting(range).withUnsafeBufferPointer { value.append(contentsOf: $0) }
            guard case .code(let codes) = kind else { return FieldReading(core: range) }
            let isKnown =
                codes.contains { text.extracting(range).equals($0.utf8.span) } || range.isEmpty && !isMandatory
            return FieldReading(core: range, problem: isKnown ? nil : .code)
        case .number(let form):
            range = text.withoutBlanks(range)
            if range.isEmpty { return FieldReading(core: text.count..<text.count, isNull: true) }
            if let reading = form.read(text, range, into: &value) { return reading }
            return verbatim(text, range, .number, into: &value)
        case .date(let pattern):
            range = text.withoutBlanks(range)
            if range.isEmpty { return FieldReading(core: text.count..<text.count, isNull: true) }
            if pattern.read(text.extracting(range), into: &value) { return FieldReading(core: range) }
            return verbatim(text, range, .date, into: &value)
        }
    }

    /// Reads a text that is in a buffer of its own.
    func read(_ text: [UInt8], isFixed: Bool, into value: inout [UInt8]) -> FieldReading {
        read(text.span, isFixed: isFixed, into: &value)
    }

    private func verbatim(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ problem: FieldProblem,
        into value: inout [UInt8]
    ) -> FieldReading {
        text.extracting(range).withUnsafeBufferPointer { value.append(contentsOf: $0) }
        return FieldReading(core: range, problem: problem)
    }

    /// The range without pad characters on the side that is padded.
    private func withoutPad(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        guard pad != [0x20] else { return range }
        var (start, end) = (range.lowerBound, range.upperBound)
        let pad = pad.span
        if side == .left {
            while end - start >= pad.count, text.extracting((end - pad.count)..<end).equals(pad) { end -= pad.count }
        } else {
            while end - start >= pad.count, text.extracting(start..<(start + pad.count)).equals(pad) {
                start += pad.count
            }
        }
        return text.withoutBlanks(start..<end)
    }
}

extension Span<UInt8> {
    /// Whether both are the same bytes.
    @inline(__always)
    func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where self[index] != other[index] { return false }
        return true
    }

    /// The part of a range of UTF-8 without blanks and ideographic spaces (U+3000) at its ends.
    func withoutBlanks(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end {
            if self[start] == 0x20 {
                start += 1
            } else if start + 3 <= end, isIdeographicSpace(at: start) {
                start += 3
            } else {
                break
            }
        }
        while start < end {
            if self[end - 1] == 0x20 {
                end -= 1
            } else if end - 3 >= start, isIdeographicSpace(at: end - 3) {
                end -= 3
            } else {
                break
            }
        }
        return start..<end
    }

    @inline(__always)
    private func isIdeographicSpace(at index: Int) -> Bool {
        self[index] == 0xE3 && self[index + 1] == 0x80 && self[index + 2] == 0x80
    }
}
