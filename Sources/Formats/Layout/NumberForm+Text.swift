extension NumberForm {
    private static let zero = UInt8(ascii: "0")
    private static let point = UInt8(ascii: ".")
    private static let minus = UInt8(ascii: "-")

    // MARK: - Reading

    /// Reads the number in a range without blanks around it, and appends it as `-12.50`; nil if it is none.
    func read(_ text: Span<UInt8>, _ range: Range<Int>, into value: inout [UInt8]) -> FieldReading? {
        var (start, end) = (range.lowerBound, range.upperBound)
        var isNegative = false
        if Self.isSign(text[start]) {
            isNegative = text[start] == Self.minus
            start = text.withoutBlanks((start + 1)..<end).lowerBound
        } else if Self.isSign(text[end - 1]) {
            isNegative = text[end - 1] == Self.minus
            end = text.withoutBlanks(start..<(end - 1)).upperBound
        }
        guard start < end, !isNegative || sign != .none else { return nil }
        let mark = value.count
        if isNegative { value.append(Self.minus) }
        let reading = self.mark == nil ? implied(text, start..<end, &value) : marked(text, start..<end, &value)
        if reading == nil { value.removeLast(value.count - mark) }
        return reading
    }

    /// Reads a number that is written as short as it can be: no plus, no zeros before it, no groups; false for others.
    @inline(__always)
    func readPlain(_ text: Span<UInt8>, into value: inout [UInt8]) -> Bool {
        guard let mark = plainMark(text) else { return false }
        text.withUnsafeBufferPointer { value.append(contentsOf: $0) }
        if mark < text.count { value[value.count - text.count + mark] = Self.point }
        return true
    }

    /// Where the mark stands in a number that is written as short as it can be, the end where there are no decimals.
    @inline(__always)
    private func plainMark(_ text: Span<UInt8>) -> Int? {
        guard let mark, text.count > 0, text.count <= Self.digitsMax else { return nil }
        let start = text[0] == Self.minus ? 1 : 0
        guard start == 1 ? sign == .leading : sign == .none || sign == .leading else { return nil }
        let end = text.digitsEnd(from: start)
        guard end > start, end == start + 1 || text[start] != Self.zero else { return nil }
        guard decimals > 0 else { return end == text.count ? end : nil }
        guard text.count - end == decimals + 1, text[end] == mark else { return nil }
        return text.digitsEnd(from: end + 1) == text.count ? end : nil
    }

    static func isSign(_ byte: UInt8) -> Bool { byte == minus || byte == UInt8(ascii: "+") }
    static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

    /// Digits of which the last are decimals.
    private func implied(_ text: Span<UInt8>, _ range: Range<Int>, _ value: inout [UInt8]) -> FieldReading? {
        for index in range where !Self.isDigit(text[index]) { return nil }
        var start = range.lowerBound
        while start < range.upperBound - 1, text[start] == Self.zero { start += 1 }
        guard range.upperBound - start <= Self.digitsMax else { return nil }
        appendImplied(text, start..<range.upperBound, into: &value)
        return FieldReading(core: start..<range.upperBound)
    }

    /// Appends digits with a point before the decimals.
    @inline(__always)
    func appendImplied(_ text: Span<UInt8>, _ digits: Range<Int>, into value: inout [UInt8]) {
        let whole = digits.count - decimals
        let point = digits.lowerBound + max(0, whole)
        if whole <= 0 { value.append(Self.zero) }
        text.extracting(digits.lowerBound..<point).withUnsafeBufferPointer { value.append(contentsOf: $0) }
        guard decimals > 0 else { return }
        value.append(Self.point)
        for _ in 0..<max(0, -whole) { value.append(Self.zero) }
        text.extracting(point..<digits.upperBound).withUnsafeBufferPointer { value.append(contentsOf: $0) }
    }

    /// Digits with a decimal mark, and perhaps marks between groups.
    private func marked(_ text: Span<UInt8>, _ range: Range<Int>, _ value: inout [UInt8]) -> FieldReading? {
        var whole = range.lowerBound
        while whole < range.upperBound, text[whole] != mark { whole += 1 }
        var start = range.lowerBound
        var isGrouped = false
        for index in start..<whole where text[index] == group { isGrouped = true }
        if isGrouped {
            guard hasGroups(text, start..<whole) else { return nil }
        } else {
            while start < whole - 1, text[start] == Self.zero { start += 1 }
        }
        guard start < whole, range.upperBound - start <= Self.digitsMax * 2 else { return nil }
        for index in start..<whole where text[index] != group {
            guard Self.isDigit(text[index]) else { return nil }
            value.append(text[index])
        }
        let fraction = min(whole + 1, range.upperBound)..<range.upperBound
        if whole < range.upperBound {
            guard !fraction.isEmpty else { return nil }
            value.append(Self.point)
        }
        for index in fraction {
            guard Self.isDigit(text[index]) else { return nil }
            value.append(text[index])
        }
        let problem: FieldProblem? = fraction.count == decimals ? nil : .decimals
        return FieldReading(core: start..<range.upperBound, isGrouped: isGrouped, problem: problem)
    }

    /// Whether the marks stand before every third digit from the right, and nowhere else.
    private func hasGroups(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for (distance, index) in range.reversed().enumerated() where (distance % 4 == 3) != (text[index] == group) {
            return false
        }
        return text[range.lowerBound] != group
    }

    // MARK: - Writing

    /// Appends the digits of a value as they stand in a field, without sign and padding.
    ///
    /// Where there is a mark, `isComplete` adds the decimals that the value does not have.
    ///
    /// - Returns: whether the value is negative; nil if it is no number that fits.
    func write(_ value: Span<UInt8>, isGrouped: Bool, isComplete: Bool, into text: inout [UInt8]) -> Bool? {
        let isNegative = value.count > 0 && value[0] == Self.minus
        let start = isNegative ? 1 : 0
        var point = start
        while point < value.count, value[point] != Self.point { point += 1 }
        let fraction = min(point + 1, value.count)..<value.count
        guard point > start, point == value.count || !fraction.isEmpty, !isNegative || sign != .none else { return nil }
        for index in start..<value.count where index != point && !Self.isDigit(value[index]) { return nil }
        guard let mark else {
            return writeImplied(value, start..<point, fraction, into: &text) ? isNegative : nil
        }
        guard !isComplete || fraction.count <= decimals else { return nil }
        for index in start..<point {
            if isGrouped, let group, index > start, (point - index) % 3 == 0 { text.append(group) }
            text.append(value[index])
        }
        let zeros = isComplete ? decimals - fraction.count : 0
        if !fraction.isEmpty || zeros > 0 { text.append(mark) }
        for index in fraction { text.append(value[index]) }
        for _ in 0..<zeros { text.append(Self.zero) }
        return isNegative
    }

    private func writeImplied(
        _ value: Span<UInt8>,
        _ whole: Range<Int>,
        _ fraction: Range<Int>,
        into text: inout [UInt8]
    ) -> Bool {
        guard fraction.count <= decimals, whole.count <= Self.digitsMax else { return false }
        let start = text.count
        for index in whole { text.append(value[index]) }
        for index in fraction { text.append(value[index]) }
        for _ in 0..<(decimals - fraction.count) { text.append(Self.zero) }
        var zeros = 0
        while zeros < text.count - start - 1, text[start + zeros] == Self.zero { zeros += 1 }
        text.removeSubrange(start..<(start + zeros))
        return true
    }
}

extension Span<UInt8> {
    /// Where the digits end that begin at an offset.
    @inline(__always)
    fileprivate func digitsEnd(from start: Int) -> Int {
        var index = start
        while index < count, NumberForm.isDigit(self[index]) { index += 1 }
        return index
    }
}
