import Canonical
import Testing

/// Exact decimals: what is read, how it prints, and what is equal.
@Suite struct NumberTests {
    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("12", "12"), ("-12.50", "-12.50"), ("0.001", "0.001"), ("-0.5", "-0.5"),
        ("1e3", "1000"),
        ("1E+2", "100"), ("15e-1", "1.5"), ("1e18", "1000000000000000000"), ("1e19", "1E19"), ("0.00", "0.00"),
        ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
        ("1e-38", "0.00000000000000000000000000000000000001"), ("1e-39", "1E-39"), ("1e6144", "1E6144"),
    ])
    func `numbers keep their digits`(text: String, printed: String) {
        #expect(Number(text)?.description == printed)
    }

    @Test(arguments: [
        "", "-", "+1", ".5", "1.", "01", "1e", "1e+", "0x1", " 1", "1 ", "1,5", "NaN", "1e6145", "1e-6145", "--1", "é",
        "100000000000000000000000000000000000000", "1e99999999999999999999",
    ])
    func `what is no number or over the limits is nil`(text: String) {
        #expect(Number(text) == nil)
    }

    @Test(arguments: [
        ("1.50", "1.5", true), ("1e2", "100.0", true), ("0", "0.00", true), ("1.5", "1.51", false), ("-1", "1", false),
    ])
    func `amounts are equal whatever zeros they are written with`(left: String, right: String, isEqual: Bool) throws {
        let numbers = try (#require(Number(left)), #require(Number(right)))
        #expect(numbers.0.isEqual(to: numbers.1) == isEqual)
        #expect(numbers.0 != numbers.1)
    }

    @Test func `what is printed is read back as the same amount`() throws {
        var random = SeededGenerator(seed: 19)
        for _ in 0..<5_000 {
            let coefficient =
                Int128(Int64.random(in: Int64.min...Int64.max, using: &random))
                * Int128(random.pick([1, 10, 1_000_000]))
            let number = try #require(
                Number(coefficient: coefficient, exponent: Int.random(in: -60...60, using: &random))
            )
            let again = try #require(Number(number.description))
            #expect(again.isEqual(to: number))
            #expect(number.normalised.isEqual(to: number) && number.normalised.normalised == number.normalised)
        }
    }

    @Test func `limits hold for numbers that are computed`() {
        let largest = Number("99999999999999999999999999999999999999")
        #expect(largest != nil)
        #expect(
            Number(coefficient: Int128.max, exponent: 0) == nil && Number(coefficient: Int128.min, exponent: 0) == nil
        )
        #expect(Number(coefficient: 1, exponent: 6_145) == nil && Number(coefficient: 1, exponent: .min) == nil)
        #expect(Number(Int64.min).description == "-9223372036854775808")
    }
}
