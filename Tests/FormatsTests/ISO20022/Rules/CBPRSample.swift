/// A customer credit transfer of our own that keeps the rules of CBPR+; names and accounts are invented.
enum CBPRSample {
    static let transfer = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Envelope xmlns="urn:example:envelope">
        <AppHdr xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.02">
            <Fr><FIId><FinInstnId><BICFI>AAAADEFF</BICFI></FinInstnId></FIId></Fr>
            <To><FIId><FinInstnId><BICFI>BBBBFRPP</BICFI></FinInstnId></FIId></To>
            <BizMsgIdr>MSG-1</BizMsgIdr>
            <MsgDefIdr>pacs.008.001.08</MsgDefIdr>
            <BizSvc>swift.cbprplus.03</BizSvc>
            <CreDt>2026-11-26T10:00:00+01:00</CreDt>
            <Prty>NORM</Prty>
        </AppHdr>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08">
            <FIToFICstmrCdtTrf>
                <GrpHdr>
                    <MsgId>MSG-1</MsgId>
                    <CreDtTm>2026-11-26T10:00:00+01:00</CreDtTm>
                    <NbOfTxs>1</NbOfTxs>
                    <SttlmInf><SttlmMtd>INDA</SttlmMtd></SttlmInf>
                </GrpHdr>
                <CdtTrfTxInf>
                    <PmtId>
                        <InstrId>REF-1</InstrId>
                        <EndToEndId>NOTPROVIDED</EndToEndId>
                        <UETR>0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9</UETR>
                    </PmtId>
                    <PmtTpInf><InstrPrty>NORM</InstrPrty><SvcLvl><Cd>G001</Cd></SvcLvl></PmtTpInf>
                    <IntrBkSttlmAmt Ccy="EUR">1250.00</IntrBkSttlmAmt>
                    <IntrBkSttlmDt>2026-11-26</IntrBkSttlmDt>
                    <InstdAmt Ccy="EUR">1250</InstdAmt>
                    <ChrgBr>SHAR</ChrgBr>
                    <InstgAgt><FinInstnId><BICFI>AAAADEFF</BICFI></FinInstnId></InstgAgt>
                    <InstdAgt><FinInstnId><BICFI>BBBBFRPP</BICFI></FinInstnId></InstdAgt>
                    <Dbtr>
                        <Nm>Anna Muster</Nm>
                        <PstlAdr>
                            <TwnNm>Ulm</TwnNm>
                            <Ctry>DE</Ctry>
                            <AdrLine>Weg 1</AdrLine>
                        </PstlAdr>
                    </Dbtr>
                    <DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct>
                    <DbtrAgt><FinInstnId><BICFI>AAAADEFF</BICFI></FinInstnId></DbtrAgt>
                    <CdtrAgt><FinInstnId><BICFI>BBBBFRPP</BICFI></FinInstnId></CdtrAgt>
                    <Cdtr><Nm>Beispiel SARL</Nm></Cdtr>
                    <CdtrAcct><Id><Othr><Id>123456</Id></Othr></Id></CdtrAcct>
                    <RmtInf><Ustrd>Invoice 7</Ustrd></RmtInf>
                </CdtTrfTxInf>
            </FIToFICstmrCdtTrf>
        </Document>
        </Envelope>
        """
}
