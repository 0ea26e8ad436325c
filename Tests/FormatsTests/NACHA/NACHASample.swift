/// Files of our own for the tests: a bank of no town, with accounts that are none.
enum NACHASample {
    /// A payroll of two credits, one with a remark, and a collection that comes back.
    static let lines = [
        "101 231380104 0910000192611260915A094101Sample Clearing House  Sample Bank of Nowhere 00000001",
        "5220Sample Company  Payroll             1234567890PPDPAYROLL   261126261127   1091000010000001",
        "6222313801040000111122223333 0000123456EMP0001        Anna Example            1091000010000001",
        "705Salary of November                                                              00010000001",
        "6320910000190000444455556666 0000065433EMP0002        Bert Example            0091000010000002",
        "82200000030032238011000000000000000000188889" + "1234567890                         091000010000001",
        "9000001000001000000030032238011000000000000000000188889                                       ",
    ]
    static let fill = String(repeating: "9", count: 94)

    static func file(_ lines: [String] = lines, fill: Int = 3, end: String = "\n") -> [UInt8] {
        Array((lines + [String](repeating: Self.fill, count: fill)).map { $0 + end }.joined().utf8)
    }
}
