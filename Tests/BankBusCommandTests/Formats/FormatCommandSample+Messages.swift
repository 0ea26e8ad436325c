/// SWIFT and ISO 20022.
extension FormatCommandSample {
    static let mt = FormatCommandSample(
        format: "mt",
        text: [
            "{1:F01SAMPDEFFAXXX0000000000}{2:I103EXAMATWWXXXXN}{3:{121:11111111-2222-4333-8444-555555555555}}{4:",
            ":20:REF1", ":23B:CRED", ":32A:261126EUR1234,56", ":33B:EUR1234,56", ":50K:/000111", "ANNA EXAMPLE",
            "1 SOME STREET", ":59:/000222", "BERT EXAMPLE", ":70:INVOICE 17", ":71A:SHA", "-}{5:{CHK:123456789ABC}}",
        ]
        .joined(separator: "\r\n")
    )

    /// Two pages of a statement, each a message of its own.
    static let statement = FormatCommandSample(
        format: "mt",
        text: (1...2)
            .map { page in
                [
                    "{1:F01SAMPDEFFAXXX0000000000}{2:I940EXAMATWWXXXXN}{4:", ":20:STMT", ":25:000111", ":28C:1/\(page)",
                    ":60\(page == 1 ? "F" : "M"):C261126EUR\(100 * page),", ":61:2611261126C100,NTRFREF//BANKREF",
                    ":86:INVOICE 17", ":62\(page == 2 ? "F" : "M"):C261126EUR\(100 * (page + 1)),", "-}",
                ]
                .joined(separator: "\r\n")
            }
            .joined(separator: "$")
    )

    static let iso20022 = FormatCommandSample(
        format: "iso20022",
        text: """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- a payment -->
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
              <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-26T08:00:00Z</CreDtTm><NbOfTxs>1</NbOfTxs>
                <InitgPty><Nm>Example &amp; Daughters</Nm></InitgPty></GrpHdr>
              <PmtInf><PmtInfId>P1</PmtInfId><PmtMtd>TRF</PmtMtd><ReqdExctnDt><Dt>2026-11-27</Dt></ReqdExctnDt>
                <Dbtr><Nm>Example</Nm></Dbtr><DbtrAcct><Id><Othr><Id>000111</Id></Othr></Id></DbtrAcct>
                <DbtrAgt><FinInstnId><Nm>Example Bank</Nm></FinInstnId></DbtrAgt>
                <CdtTrfTxInf><PmtId><EndToEndId>E1</EndToEndId></PmtId>
                  <Amt><InstdAmt Ccy="EUR">12.50</InstdAmt></Amt><Cdtr><Nm>Anna Example</Nm></Cdtr>
                  <CdtrAcct><Id><Othr><Id>000222</Id></Othr></Id></CdtrAcct></CdtTrfTxInf>
              </PmtInf></CstmrCdtTrfInitn></Document>
            """
    )
}
