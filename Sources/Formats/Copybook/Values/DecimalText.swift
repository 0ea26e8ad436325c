/// Decimal numbers as documents have them, `-12.50`, taken apart for a picture.
enum DecimalText {
    /// Why a text cannot be written as a number of a picture.
    enum Problem: Error {
        case notANumber
        case tooManyDecimals
        case tooLarge
        case negative

        /// In words, to follow "The value".
        var reason: String {
            switch self {
            case .notANumber: "is no decimal number."
            case .tooManyDecimals: "has more decimals than the picture."
            case .tooLarge: "has more digits than the picture."
            case .negative: "is negative, and the picture has no sign."
            }
        }
    }

    /// A number as its ASCII digits, with the zeros that fill the picture.
    struct Digits {
        var digits: [UInt8]
        var isNegative: Bool

        /// The digits as one number.
        var magnitude: UInt128 { digits.reduce(0) { $0 &* 10 &+ UInt128($1 & 0xF) } }
    }

    /// Reads a text such as `-12.5` for a picture of so many digits, `scale` of them decimals.
    static func digits(
        _ text: Span<UInt8>,
        digits count: Int,
        scale: Int,
        isSigned: Bool
    ) throws(Problem) -> Digits {
        var index = 0
        let isNegative = text.count > 0 && text[0] == 0x2D
        if isNegative { index = 1 }
        var whole: [UInt8] = []
        var decimals: [UInt8] = []
        var hasPoint = false
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte == 0x2E, !hasPoint, !whole.isEmpty {
                hasPoint = true
                continue
            }
            guard (0x30...0x39).contains(byte) else { throw .notANumber }
            if hasPoint { decimals.append(byte) } else { whole.append(byte) }
        }
        guard !whole.isEmpty, !hasPoint || !decimals.isEmpty else { throw .notANumber }
        return try fit(whole, decimals, count: count, scale: scale, isNegative: isNegative, isSigned: isSigned)
    }

    private static func fit(
        _ whole: [UInt8],
        _ decimals: [UInt8],
        count: Int,
        scale: Int,
        isNegative: Bool,
        isSigned: Bool
    ) throws(Problem) -> Digits {
        var all = whole
        if scale >= 0 {
            guard decimals.dropFirst(scale).allSatisfy({ $0 == 0x30 }) else { throw .tooManyDecimals }
            all += decimals.prefix(scale)
            all += [UInt8](repeating: 0x30, count: max(0, scale - decimals.count))
        } else {
            guard decimals.allSatisfy({ $0 == 0x30 }), all.suffix(-scale).allSatisfy({ $0 == 0x30 }) else {
                throw .tooManyDecimals
            }
            all.removeLast(min(all.count, -scale))
        }
        all = Array(all.drop { $0 == 0x30 })
        guard all.count <= count else { throw .tooLarge }
        guard isSigned || !isNegative || all.isEmpty else { throw .negative }
        let digits = [UInt8](repeating: 0x30, count: count - all.count) + all
        return Digits(digits: digits, isNegative: isNegative && !all.isEmpty)
    }
}
