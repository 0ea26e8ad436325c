import Canonical
import Conformance
import Formats

/// Messages with invented banks, names and accounts.
enum MessageSample {
    /// The codec of SWIFT MT with the shipped tables.
    static var codec: any Codec {
        get throws(Fault) { FormatCodec(try FormatKind.mt.format(FormatSettings(library: CheckoutLibrary()))) }
    }

    static let fields = [
        ":20:REF-0001", ":13C:/SNDTIME/1200+0100", ":23B:CRED", ":23E:PHOB/+44 20 0000", ":32A:260302EUR1234,50",
        ":33B:GBP1000,", ":36:1,2345", ":50K:/GB33BUKB20201555555555\nEXAMPLE TRADING LTD\n1 SAMPLE STREET",
        ":52A:DEMOGB2LXXX", ":56C://FW021000021", ":57D:/C/12345\nTEST BANK\nTOWN",
        ":59:/DE89370400440532013000\nMUSTER GMBH\nBEISPIELWEG 2", ":70:/ROC/E2E-77//X\nINVOICE 42", ":71A:SHA",
        ":71F:GBP5,50", ":72:/ACC/HINT", ":77B:/ORDERRES/GB",
    ]
    static let shortFields = [
        ":20:REF-0002", ":23B:CRED", ":32A:260302JPY1000,", ":50K:EXAMPLE TRADING LTD", ":59:MUSTER GMBH", ":71A:OUR",
    ]

    static let userHeader = "{3:{121:0f0c2a5e-1d5b-4c9a-8f57-3c1f0a9d2b11}}"
    static let input = "{1:F01DEMOGB2LAXXX0001000001}{2:I103TESTDEFFXBRAN}"
    static let output = "{1:F01TESTDEFFABRA0001000001}{2:O1031200260302DEMOGB2LAXXX00010000012603021201N}"

    static func mt103(_ fields: [String], header: String = input + userHeader, trailer: String = "") -> [UInt8] {
        let lines = fields.map { $0.replacing("\n", with: "\r\n") + "\r\n" }.joined()
        return Array("\(header){4:\r\n\(lines)-}\(trailer)".utf8)
    }

    /// The fields with the one of that tag replaced.
    static func replacing(_ tag: String, with field: String?, in fields: [String] = fields) -> [String] {
        fields.compactMap { $0.hasPrefix(":\(tag):") ? field : $0 }
    }

    static let event = [
        #"{"eventId":"EV-1","bookedAt":"2026-03-02T10:00:00Z","#,
        #""payment":{"reference":"P-1","endToEndId":"E2E-1","amount":"99.90","currency":"EUR","#,
        #""valueDate":"2026-03-02","chargeBearer":"SHAR"},"#,
        #""debtor":{"name":"Ann Example","account":"GB33BUKB20201555555555","bankBic":"DEMOGB2L"},"#,
        #""creditor":{"name":"Max Muster","account":"12-345","bankBic":"TESTDEFFXXX","#,
        #""addressLines":["Beispielweg 2"]},"text":"Invoice 42"}"#,
    ]
    .joined()
}
