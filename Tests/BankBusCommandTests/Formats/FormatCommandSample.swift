import Testing

/// A file of our own in one format, with invented names and accounts.
struct FormatCommandSample: Sendable, CustomTestStringConvertible {
    let format: String
    let text: String
    /// What the command needs beside the format's name.
    var options: [String] = []
    /// The text of the file `definition` that the options name.
    var definition: String?
    /// Whether the format is recognised without being named.
    var isRecognised = true
    /// What is taken off the end of the text so that the file is no longer valid.
    var cut = 20

    var testDescription: String { format }

    static let all = [
        mt, statement, iso20022, iso8583, copybook, fixed, delimited, json, nacha, fedwire, bai2, edifact, x12,
    ]

    static let nacha = FormatCommandSample(
        format: "nacha",
        text: [
            "101 231380104 0910000192611260915A094101Sample Clearing House  Sample Bank of Nowhere 00000001",
            "5220Sample Company  Payroll             1234567890PPDPAYROLL   261126261127   1091000010000001",
            "6222313801040000111122223333 0000123456EMP0001        Anna Example            1091000010000001",
            "705Salary of November                                                              00010000001",
            "82200000020023138010000000000000000000123456" + "1234567890                         091000010000001",
            "9000001000001000000020023138010000000000000000000123456                                       ",
            String(repeating: "9", count: 94), String(repeating: "9", count: 94), String(repeating: "9", count: 94),
            String(repeating: "9", count: 94),
        ]
        .map { $0 + "\n" }.joined()
    )

    static let fedwire = FormatCommandSample(
        format: "fedwire",
        text: [
            "{1500}30ORDER001T ", "{1510}1000", "{1520}20261126SAMPLE01000007", "{2000}000000123456",
            "{3100}091000019Sample Bank*", "{3320}REF-1*", "{3400}231380104Other Bank*", "{3600}CTR*",
            "{4200}D000111222*Anna Example*1 Some Street*", "{5000}D000333444*Bert Example**Nowhere*",
        ]
        .joined(separator: "\n")
    )
}
