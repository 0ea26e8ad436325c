/// Records, tables and segments.
extension FormatCommandSample {
    /// Fields 2, 3, 4, 7, 11, 39 and 49 of a response.
    static let iso8583 = FormatCommandSample(
        format: "iso8583",
        text: "0210722000000200800016400000000000000200000000000001234511260930000000070097" + "8",
        cut: 1
    )

    static let copybook = FormatCommandSample(
        format: "copybook",
        text: "0001ANNA EXAMPLE        0001250" + "0002BERT EXAMPLE        0000099",
        options: ["--definition", "definition", "--option", "code-page=ascii"],
        definition: """
                   01  PAYMENT.
                       05  NUMBER-OF-PAYMENT   PIC 9(4).
                       05  PAYEE               PIC X(20).
                       05  AMOUNT              PIC 9(5)V99.
            """,
        isRecognised: false
    )

    static let fixed = FormatCommandSample(
        format: "fixed",
        text: "H0002\nDAnna Example   0001250\nDBert Example   0000099\nT0000001349\n",
        options: ["--definition", "definition"],
        definition: """
            layout payments "Payments"
            form fixed
            encoding utf-8
            line-end lf

            record header when 1 = H first once
            field recordType   1   1  code H
            field count        +   4  number mandatory check="count of payment"

            record payment when 1 = D
            field recordType   1   1  code D
            field payee        +  15  text mandatory
            field amount       +   7  number mandatory decimals=2

            record trailer when 1 = T last once
            field recordType   1   1  code T
            field total        +  10  number mandatory decimals=2 check="sum of payment.amount"
            """,
        isRecognised: false
    )

    static let delimited = FormatCommandSample(
        format: "delimited",
        text: "Name;Amount\r\n\"Anna; Example\";12,50\r\nBert Example;0,99\r\nSum;13,49\r\n",
        options: ["--definition", "definition"],
        definition: """
            layout payments "Payments"
            form delimited
            encoding utf-8
            line-end crlf
            delimiter semicolon
            header yes

            record total when 1 = "Sum" last once
            field label    text mandatory title="Name"
            field amount   number decimals=2 mark="," check="sum of payment.amount" title="Amount"

            record payment
            field name     text mandatory title="Name"
            field amount   number decimals=2 mark="," mandatory title="Amount"
            """,
        isRecognised: false
    )

    static let json = FormatCommandSample(
        format: "json",
        text: #"{"name":"Anna Example","amount":"12.50","lines":[1,2.50,null]}"#,
        cut: 3
    )

    static let bai2 = FormatCommandSample(
        format: "bai2",
        text: [
            "01,122099999,123456789,261126,0200,1,80,1,2/", "02,031001234,122099999,1,261125,2359,USD,2/",
            "03,0123456789,USD,010,+450000,,/", "16,115,450000,S,100000,200000,150000,,,/", "88,/",
            "49,900000,4/", "98,900000,1,6/", "99,900000,1,8/",
        ]
        .map { $0 + "\n" }.joined()
    )

    static let edifact = FormatCommandSample(
        format: "edifact",
        text: [
            "UNB+UNOC:3+SENDER:ZZ+RECEIVER:ZZ+261126:0930+REF1'", "UNH+1+BANSTA:D:96A:UN'", "BGM+77+ORDER1'",
            "DTM+137:20261126:102'", "LIN+1'", "RFF+AEK:ORDER1'", "SEQ++1'", "GIS+14'", "FTX+AAO+++DONE?'S'",
            "UNT+9+1'", "UNZ+1+REF1'",
        ]
        .joined()
    )

    static let x12 = FormatCommandSample(
        format: "x12",
        text: [
            "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261126*0930*U*00401*000000001*0*P*>~",
            "GS*RA*SENDER*RECEIVER*20261126*0930*1*X*004010~", "ST*820*0001~",
            "BPR*C*150.5*C*ACH*CTX*01*000000000*DA*1*1**01*000000000*DA*2*20261127~", "TRN*1*TRACE1~", "ENT*1~",
            "RMR*IV*INV1**150.5~", "SE*6*0001~", "GE*1*1~", "IEA*1*000000001~",
        ]
        .joined(separator: "\n") + "\n"
    )
}
