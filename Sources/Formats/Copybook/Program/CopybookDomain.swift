/// The values that the condition names (level 88) of a field allow.
struct CopybookDomain: Sendable {
    /// Texts, as they are in documents.
    private(set) var texts: [(from: [UInt8], to: [UInt8])] = []
    /// Numbers at the picture's scale.
    private(set) var numbers: [(from: Int128, to: Int128)] = []
    private var allowsEmpty = false
    private let step: CopybookStep

    init(_ conditions: [CopybookItem.Condition], step: CopybookStep) {
        self.step = step
        for condition in conditions {
            for value in condition.values { add(value.from, value.to) }
        }
    }

    private var isNumber: Bool { step.kind != .text && step.kind != .national && step.kind != .doubleByte }

    private mutating func add(_ from: CopybookLiteral, _ to: CopybookLiteral?) {
        if isNumber {
            guard let low = number(from), let high = to == nil ? low : to.flatMap({ number($0) }) else {
                allowsEmpty = true
                return
            }
            numbers.append((low, high))
            return
        }
        guard let low = text(from), let high = to == nil ? low : to.flatMap({ text($0) }) else {
            allowsEmpty = true
            return
        }
        texts.append((low, high))
    }

    private func number(_ literal: CopybookLiteral) -> Int128? {
        let text: String
        switch literal {
        case .zero: text = "0"
        case .number(let digits), .text(let digits): text = digits
        case .filled, .bytes, .lowValues, .highValues: return nil
        }
        return number(text.utf8.span)
    }

    private func number(_ text: Span<UInt8>) -> Int128? {
        // A text that is no number of the picture is in no range of numbers.
        guard
            let digits = try? DecimalText.digits(text, digits: Picture.digitsMax, scale: step.scale, isSigned: true)
        else { return nil }
        let magnitude = Int128(digits.magnitude)
        return digits.isNegative ? -magnitude : magnitude
    }

    private func text(_ literal: CopybookLiteral) -> [UInt8]? {
        switch literal {
        case .text(let text), .number(let text): Array(text.utf8)
        case .zero: [UInt8](repeating: UInt8(ascii: "0"), count: step.length)
        case .filled(0x20): []
        case .filled(let byte): [UInt8](repeating: byte, count: step.length)
        case .bytes, .lowValues, .highValues: nil
        }
    }

    /// Whether a value, given as its text in the document, is one of them.
    func contains(_ value: Span<UInt8>) -> Bool {
        if isNumber {
            guard let number = number(value) else { return allowsEmpty }
            return numbers.contains { $0.from <= number && number <= $0.to }
        }
        for range in texts where Self.precedes(range.from, value) && Self.follows(range.to, value) { return true }
        return allowsEmpty
    }

    /// The codes, if they are single values; nil if there are ranges.
    var codes: [String]? {
        guard !isNumber, !texts.isEmpty, texts.allSatisfy({ $0.from == $0.to }) else { return nil }
        var seen: Set<String> = []
        return texts.map { String(decoding: $0.from, as: UTF8.self) }.filter { seen.insert($0).inserted }
    }

    private static func precedes(_ bound: [UInt8], _ value: Span<UInt8>) -> Bool { order(bound, value) <= 0 }
    private static func follows(_ bound: [UInt8], _ value: Span<UInt8>) -> Bool { order(bound, value) >= 0 }

    /// Compares as COBOL does: the shorter one as if it had blanks behind it.
    private static func order(_ left: [UInt8], _ right: Span<UInt8>) -> Int {
        for index in 0..<max(left.count, right.count) {
            let a = index < left.count ? left[index] : 0x20
            let b = index < right.count ? right[index] : 0x20
            if a != b { return a < b ? -1 : 1 }
        }
        return 0
    }
}
