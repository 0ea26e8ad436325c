import Canonical
import Conformance

@testable import Formats

/// Invented messages, and the format with the definitions that ship.
enum ISO20022Samples {
    static let format = try? shipped()

    static func shipped(split: String = "never") throws -> ISO20022Format {
        ISO20022Format([try ShippedDefinitions(CheckoutLibrary())], split: split)
    }

    /// A customer credit transfer with its header in an envelope, indented by two blanks.
    static let payment = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Envelope xmlns="urn:example:envelope">
          <AppHdr xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.02">
            <Fr>
              <FIId>
                <FinInstnId>
                  <BICFI>ALPHDEFFXXX</BICFI>
                </FinInstnId>
              </FIId>
            </Fr>
            <To>
              <FIId>
                <FinInstnId>
                  <BICFI>BETAFRPPXXX</BICFI>
                </FinInstnId>
              </FIId>
            </To>
            <BizMsgIdr>MSG-0001</BizMsgIdr>
            <MsgDefIdr>pacs.008.001.08</MsgDefIdr>
            <CreDt>2026-11-26T10:00:00+01:00</CreDt>
          </AppHdr>
          <p:Document xmlns:p="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08">
            <p:FIToFICstmrCdtTrf>
              <p:GrpHdr>
                <p:MsgId>MSG-0001</p:MsgId>
                <p:CreDtTm>2026-11-26T10:00:00+01:00</p:CreDtTm>
                <p:NbOfTxs>1</p:NbOfTxs>
                <p:SttlmInf>
                  <p:SttlmMtd>INDA</p:SttlmMtd>
                </p:SttlmInf>
              </p:GrpHdr>
              <p:CdtTrfTxInf>
                <p:PmtId>
                  <p:EndToEndId>E2E-1</p:EndToEndId>
                </p:PmtId>
                <p:IntrBkSttlmAmt Ccy="EUR">1000.50</p:IntrBkSttlmAmt>
                <p:IntrBkSttlmDt>2026-11-26</p:IntrBkSttlmDt>
                <p:ChrgBr>SHAR</p:ChrgBr>
                <p:Dbtr>
                  <p:Nm>Anna &amp; Otto Müller</p:Nm>
                  <p:PstlAdr>
                    <p:AdrLine>Am Ring 1</p:AdrLine>
                    <p:AdrLine>12345 Musterstadt</p:AdrLine>
                  </p:PstlAdr>
                </p:Dbtr>
                <p:DbtrAgt>
                  <p:FinInstnId/>
                </p:DbtrAgt>
                <p:CdtrAgt>
                  <p:FinInstnId/>
                </p:CdtrAgt>
                <p:Cdtr>
                  <p:Nm>Example S.A.</p:Nm>
                </p:Cdtr>
                <p:SplmtryData>
                  <p:Envlp>
                    <x:Extra xmlns:x="urn:example:extra" kind="a">
                      <x:Note>one<!-- two --> three</x:Note>
                    </x:Extra>
                  </p:Envlp>
                </p:SplmtryData>
              </p:CdtTrfTxInf>
            </p:FIToFICstmrCdtTrf>
          </p:Document>
        </Envelope>

        """

    /// A statement without an envelope, compact, with as many entries as wanted.
    static func statement(entries: Int, indented: Bool = false) -> String {
        let entry = """
            <Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
            <BkTxCd><Prtry><Cd>NTRF</Cd></Prtry></BkTxCd></Ntry>
            """
        let entries = Array(repeating: entry, count: entries).joined(separator: indented ? "\n" : "")
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId>\
            <CreDtTm>2026-11-26T10:00:00</CreDtTm></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN>\
            </Id></Acct><Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">0</Amt>\
            <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-26</Dt></Dt></Bal>\(entries)\
            <AddtlStmtInf>End</AddtlStmtInf></Stmt></BkToCstmrStmt></Document>

            """
    }

    /// The codes of all findings about an input, or of the fault.
    static func codes(_ text: String) -> [String] {
        codes(Array(text.utf8))
    }

    static func codes(_ bytes: [UInt8]) -> [String] {
        guard let format else { return ["no definitions"] }
        do {
            return try format.decodeAll(bytes).findings.all.map(\.code)
        } catch {
            return [error.code.name]
        }
    }
}
