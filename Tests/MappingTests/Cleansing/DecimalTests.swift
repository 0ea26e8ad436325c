import Canonical
import Conformance
import Mapping
import Testing

/// Arithmetic is exact: it agrees with integers of any size, and refuses what does not fit.
@Suite struct DecimalTests {
    private func number(_ text: String) throws -> Number {
        let bytes = Array(text.utf8)
        let number = Decimals.read(bytes.span)
        return try #require(number)
    }

    private func text(_ number: Number) throws -> String {
        var output: [UInt8] = []
        try Decimals.write(number, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Small enough for the expected results to be computed with machine integers.
    private func small(_ random: inout SeededGenerator) -> (Int128, Int, Number) {
        let coefficient = Int128(Int64.random(in: -1_000_000_000...1_000_000_000, using: &random))
        let exponent = -Int.random(in: 0...6, using: &random)
        return (coefficient, exponent, Number(coefficient: coefficient, exponent: exponent) ?? Number(0))
    }

    private func any(_ random: inout SeededGenerator) -> Number {
        let digits = Int.random(in: 0...38, using: &random)
        var coefficient: Int128 = 0
        for _ in 0..<digits { coefficient = coefficient * 10 + Int128(Int.random(in: 0...9, using: &random)) }
        let exponent = random.pick([0, -2, -38, 38, -6_144, 6_144, Int.random(in: -100...100, using: &random)])
        return Number(coefficient: Bool.random(using: &random) ? coefficient : -coefficient, exponent: exponent)
            ?? Number(0)
    }

    private func power(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

    /// The integer nearest to a fraction, by the definition of each mode.
    private func rounded(_ dividend: Int128, _ divisor: Int128, _ mode: Rounding) -> Int128 {
        let sign: Int128 = (dividend < 0) != (divisor < 0) ? -1 : 1
        let (top, bottom) = (Int128(dividend.magnitude), Int128(divisor.magnitude))
        let (quotient, rest) = (top / bottom, top % bottom)
        guard rest != 0 else { return sign * quotient }
        let up =
            switch mode {
            case .up: true
            case .down: false
            case .ceiling: sign > 0
            case .floor: sign < 0
            case .halfUp: 2 * rest >= bottom
            case .halfEven: 2 * rest > bottom || (2 * rest == bottom && quotient % 2 == 1)
            }
        return sign * (quotient + (up ? 1 : 0))
    }

    @Test func `sums are those of integers`() throws {
        var random = SeededGenerator(seed: 41)
        for _ in 0..<2_000 {
            let (left, right) = (small(&random), small(&random))
            let sum = try Decimals.add(left.2, right.2)
            let expected = left.0 * power(left.1 + 6) + right.0 * power(right.1 + 6)
            #expect(sum.coefficient * power(sum.exponent + 6) == expected)
            #expect(try Decimals.subtract(sum, right.2).isEqual(to: left.2))
            let order = Decimals.compare(left.2, right.2)
            let difference = left.0 * power(left.1 + 6) - right.0 * power(right.1 + 6)
            #expect(order == Int(difference.signum()))
        }
    }

    @Test(arguments: Rounding.allCases)
    func `products and quotients are rounded by definition`(_ mode: Rounding) throws {
        var random = SeededGenerator(seed: 43)
        for _ in 0..<1_000 {
            let (left, right) = (small(&random), small(&random))
            let scale = Int.random(in: 0...6, using: &random)
            let product = try Decimals.multiply(left.2, right.2, scale: scale, rounding: mode)
            #expect(product.exponent == -scale)
            let exact = left.0 * right.0 * power(left.1 + right.1 + 12)
            #expect(product.coefficient == rounded(exact, power(12 - scale), mode))
            guard right.0 != 0 else { continue }
            let quotient = try Decimals.divide(left.2, by: right.2, scale: scale, rounding: mode)
            let (top, bottom) = (left.0 * power(left.1 + 6) * power(scale), right.0 * power(right.1 + 6))
            #expect(quotient.coefficient == rounded(top, bottom, mode))
            let round = try Decimals.round(left.2, scale: scale, rounding: mode)
            #expect(round.coefficient == rounded(left.0 * power(left.1 + 6), power(6 - scale), mode))
        }
    }

    @Test func `whatever the numbers, there is a number or a refusal`() {
        var random = SeededGenerator(seed: 47)
        for _ in 0..<3_000 {
            let (left, right) = (any(&random), any(&random))
            let scale = Int.random(in: 0...38, using: &random)
            for mode in Rounding.allCases {
                _ = try? Decimals.multiply(left, right, scale: scale, rounding: mode)  // refused, as it may be
                _ = try? Decimals.divide(left, by: right, scale: scale, rounding: mode)
                _ = try? Decimals.round(left, scale: scale, rounding: mode)
            }
            _ = try? Decimals.multiply(left, right)
            if let sum = try? Decimals.add(left, right), left.coefficient != 0, right.coefficient != 0 {
                #expect(Decimals.compare(sum, left) == right.coefficient.signum())
            }
            #expect(Decimals.compare(left, right) == -Decimals.compare(right, left))
            #expect(Decimals.compare(left, Decimals.negate(left)) == left.coefficient.signum())
            _ = Decimals.fits(left, digits: 18, decimals: 5)
        }
    }

    @Test func `the greatest numbers are exact or refused`() throws {
        let nines = String(repeating: "9", count: 38)
        #expect(throws: ValueRefusal(.overflow)) { try Decimals.add(number(nines), number("1")) }
        #expect(try text(Decimals.add(number(nines), number("-\(nines)"))) == "0")
        #expect(throws: ValueRefusal(.overflow)) { try Decimals.multiply(number(nines), number("10.1")) }
        #expect(try text(Decimals.multiply(number(nines), number("1.0"), scale: 0, rounding: .down)) == nines)
        #expect(throws: ValueRefusal(.overflow)) { try Decimals.round(number(nines), scale: 1, rounding: .up) }
        let small = "0.\(String(repeating: "0", count: 36))1"
        #expect(try text(Decimals.multiply(number(small), number(small), scale: 38, rounding: .down)).hasSuffix("0"))
        #expect(try text(Decimals.divide(number("1"), by: number(nines), scale: 38, rounding: .down)).hasSuffix("1"))
        #expect(try text(Decimals.multiply(number("0.5"), number("200"))) == "100.0")
    }

    @Test func `decimal text is read as it is written`() throws {
        var random = SeededGenerator(seed: 53)
        for _ in 0..<2_000 {
            let (coefficient, exponent, number) = small(&random)
            let text = try text(number)
            let read = try self.number(text)
            #expect(read.coefficient == coefficient && read.exponent == exponent)
        }
        for text in ["", "-", ".5", "5.", "1.2.3", "1e5", "1,5", " 1", String(repeating: "1", count: 39)] {
            #expect(Decimals.read(Array(text.utf8).span) == nil, "\(text)")
        }
        #expect(try text(number("+007.50")) == "7.50")
        let huge = try #require(Number(coefficient: 1, exponent: 100))
        var output: [UInt8] = []
        #expect(throws: ValueRefusal(.overflow)) { try Decimals.write(huge, into: &output) }
        #expect(output.isEmpty)
    }
}
