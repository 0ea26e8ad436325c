/// Messages with invented banks, names and accounts.
enum FINSample {
    static let mt103 = lines(
        "{1:F01DEMOGB2LAXXX0001000001}{2:I103TESTDEFFXXXXN}{3:{108:MUR1}{121:0f0c2a5e-1d5b-4c9a-8f57-3c1f0a9d2b11}}{4:",
        ":20:REF-0001",
        ":13C:/SNDTIME/1200+0100",
        ":23B:CRED",
        ":23E:PHOB/+44 20 0000",
        ":32A:260302EUR1234,50",
        ":33B:EUR1250,",
        ":50K:/GB33BUKB20201555555555",
        "EXAMPLE TRADING LTD",
        "1 SAMPLE STREET",
        ":52A:DEMOGB2LXXX",
        ":57A:/C/12345",
        "TESTDEFF",
        ":59:/DE89370400440532013000",
        "MUSTER GMBH",
        "BEISPIELWEG 2",
        ":70:/ROC/E2E-77",
        "INVOICE 42",
        ":71A:SHA",
        ":71F:EUR15,50",
        ":72:/ACC/HINT",
        "-}{5:{CHK:0123456789AB}}"
    )

    static let output = lines(
        "{1:F01TESTDEFFAXXX0001000001}{2:O1031200260302DEMOGB2LAXXX00010000012603021201N}{4:",
        ":20:REF-0001",
        ":23B:CRED",
        ":32A:260302EUR1234,50",
        ":50K:EXAMPLE TRADING LTD",
        ":59:/DE89370400440532013000",
        "MUSTER GMBH",
        ":71A:OUR",
        "-}{5:{CHK:0123456789AB}{PDE:}}"
    )

    static let acknowledged = Array("{1:F21DEMOGB2LAXXX0001000001}{4:{177:2603021200}{451:0}}".utf8) + mt103

    static func lines(_ lines: String..., end: String = "\r\n") -> [UInt8] {
        Array(lines.joined(separator: end).utf8)
    }
}
