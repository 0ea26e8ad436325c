import Canonical
import Formats
import Testing

@Suite struct CopybookRecordTests {
    // MARK: - Text and FILLER

    @Test(arguments: [
        ("C1C24040", "\"AB\"", ""), ("C1C20000", "\"AB\"", "pad 00"), ("00000000", "null", ""),
        ("40404040", "\"\"", ""),
        ("40C14040", "\" A\"", ""), ("C10040C2", "\"A\\u0000 B\"", ""),
    ])
    func `text tells blanks, LOW-VALUES and what is between apart`(bytes: String, value: String, fact: String) throws {
        let sample = try CopybookSample("01 R.\n   05 T PIC X(4).")
        let layout = fact.isEmpty ? "" : ",\"layout\":{\"fields\":{\"/R/T\":\"\(fact)\"}}"
        #expect(try sample.json(hex(bytes)) == "{\"R\":{\"T\":\(value)}\(layout)}")
    }

    @Test(arguments: ["right", "left", "both", "none"])
    func `trimming loses nothing`(trim: String) throws {
        let sample = try CopybookSample("01 R.\n   05 T PIC X(6).\n   05 J PIC X(6) JUST RIGHT.", ["trim": trim])
        for text in ["  ab  ", "ab    ", "    ab", "      ", "abcdef"] {
            _ = try sample.roundTrip(ebcdic(text + text))
        }
    }

    @Test func `control characters read as blanks come back`() throws {
        let sample = try CopybookSample("01 R.\n   05 T PIC X(4).", ["control-characters": "blank"])
        #expect(
            try sample.json(hex("C10DC200")) == #"{"R":{"T":"A B"},"layout":{"fields":{"/R/T":"raw C10DC200"}}}"#
        )
    }

    @Test func `FILLER is kept in the layout, or shown as a value`() throws {
        let copybook = "01 R.\n   05 A PIC X.\n   05 FILLER PIC X(3).\n   05 FILLER PIC X(2)."
        let sample = try CopybookSample(copybook)
        #expect(try sample.json(ebcdic("A     ")) == #"{"R":{"A":"A"}}"#)
        #expect(
            try sample.json(ebcdic("Axyz  "))
                == #"{"R":{"A":"A"},"layout":{"fields":{"/R/FILLER-1":"raw A7A8A9"}}}"#
        )
        let shown = try CopybookSample(copybook, ["filler": "value"])
        #expect(try shown.json(ebcdic("Axyz  ")) == #"{"R":{"A":"A","FILLER-1":"xyz","FILLER-2":""}}"#)
    }

    @Test func `Chinese text is read from mixed, double-byte and national fields`() throws {
        let sample = try CopybookSample(
            "01 R.\n   05 M PIC X(8).\n   05 G PIC G(3) DISPLAY-1.\n   05 N PIC N(3) NATIONAL.",
            ["code-page": "1388"]
        )
        let json = #"{"R":{"M":"中国","G":"中国","N":"中国"}}"#
        #expect(try sample.json(try sample.encode(json)) == json)
    }

    // MARK: - Tables

    @Test func `nested tables take what their counters say`() throws {
        let sample = try CopybookSample(
            """
            01 R.
               02 N PIC 9.
               02 G OCCURS 0 TO 2 TIMES DEPENDING ON N INDEXED BY I.
                  03 M PIC 9.
                  03 E OCCURS 0 TO 3 DEPENDING ON M.
                     04 F PIC X.
               02 Z PIC X.
            """,
            ["code-page": "ascii", "variable-occurs": "yes"]
        )
        let result = try sample.roundTrip(Array("0z22ab1cz10z".utf8))
        #expect(
            result.documents.map { String(decoding: $0.jsonBytes(), as: UTF8.self) } == [
                #"{"R":{"N":"0","G":[],"Z":"z"}}"#,
                #"{"R":{"N":"2","G":[{"M":"2","E":[{"F":"a"},{"F":"b"}]},{"M":"1","E":[{"F":"c"}]}],"Z":"z"}}"#,
                #"{"R":{"N":"1","G":[{"M":"0","E":[]}],"Z":"z"}}"#,
            ]
        )
        let fault = try sample.refusal(#"{"R":{"N":"2","G":[{"M":"0","E":[]}],"Z":"z"}}"#)
        #expect(fault?.place?.path == "/R/G")
        #expect(try sample.encode(#"{"R":{"G":[{"E":[{"F":"a"}]}],"Z":"z"}}"#) == Array("11az".utf8))
    }

    @Test func `tables of fixed size keep what is behind their elements`() throws {
        let sample = try CopybookSample(
            "01 R.\n   05 N PIC 9.\n   05 T PIC X OCCURS 1 TO 4 DEPENDING ON N.\n   05 Z PIC X.",
            ["code-page": "ascii"]
        )
        #expect(try sample.json(Array("2ab  z".utf8)) == #"{"R":{"N":"2","T":["a","b"],"Z":"z"}}"#)
        #expect(
            try sample.json(Array("2abxyz".utf8))
                == #"{"R":{"N":"2","T":["a","b"],"Z":"z"},"layout":{"fields":{"/R/Z/before":"raw 7879"}}}"#
        )
        let result = try sample.roundTrip(Array("9abcdz".utf8))
        #expect(result.findings.all.map(\.code) == ["copybook.occurs-count"])
    }

    @Test func `a counter may be a code`() throws {
        let sample = try CopybookSample(
            "01 R.\n   05 N PIC X.\n   05 T PIC X OCCURS 0 TO 3 DEPENDING ON N.",
            ["code-page": "ascii", "variable-occurs": "yes", "occurs-map": "T=A:1,C:3"]
        )
        #expect(try sample.roundTrip(Array("AxCxyz".utf8)).documents.count == 2)
    }

    // MARK: - REDEFINES

    private static let alternatives = """
        01 R.
           05 K PIC X.
           05 A PIC X(4).
           05 B REDEFINES A PIC S9(7) COMP-3.
           05 C REDEFINES A.
              10 C1 PIC XX.
              10 FILLER PIC XX.
        """

    @Test func `all alternatives are shown, and must agree`() throws {
        let sample = try CopybookSample(Self.alternatives)
        let result = try sample.roundTrip(ebcdic("1abcd"))
        let record = try #require(result.documents[0].value["R"])
        #expect(record["A"] == "abcd" && record["B"] == .null && record["C"]?["C1"] == "ab")
        #expect(result.documents[0].value["layout"] == nil)
        #expect(!result.findings.hasErrors)
        let fault = try sample.refusal(#"{"R":{"K":"1","A":"abcd","C":{"C1":"xx"}}}"#)
        #expect(fault?.place?.path == "/R/C/C1")
        #expect(fault?.reason.contains(" A,") ?? false)
        #expect(try sample.encode(#"{"R":{"K":"1","B":"-12"}}"#) == hex("F1 0000012D"))
        #expect(try sample.encode(#"{"R":{"K":"1","C":{"C1":"xy"}}}"#) == ebcdic("1xy  "))
    }

    @Test func `a rule chooses the alternative`() throws {
        let sample = try CopybookSample(Self.alternatives, ["alternatives": "A=K:1;B=K:2,3;C=K:4"])
        #expect(try sample.json(ebcdic("1abcd")) == #"{"R":{"K":"1","A":"abcd"}}"#)
        #expect(try sample.json(hex("F2 0000012D")) == #"{"R":{"K":"2","B":"-12"}}"#)
        #expect(
            try sample.json(ebcdic("9abcd")) == #"{"R":{"K":"9"},"layout":{"rest":"81828384"}}"#
        )
        #expect(try sample.refusal(#"{"R":{"K":"1","C":{"C1":"xy"}}}"#)?.place?.path == "/R")
    }

    // MARK: - Slack and conditions

    @Test func `SYNCHRONIZED fields have slack bytes before them`() throws {
        let sample = try CopybookSample("01 R.\n   05 A PIC X.\n   05 B PIC 9(4) COMP SYNC.\n   05 C COMP-2 SYNC.")
        #expect(
            try sample.encode(#"{"R":{"A":"a","B":"1","C":"100.0"}}"#) == hex("8100 0001 00000000 4264000000000000")
        )
        let json = try sample.json(hex("81FF 0001 00000000 4264000000000000"))
        #expect(json.contains("pad FF"))
    }

    @Test func `slack bytes and their field are kept beside each other`() throws {
        let sample = try CopybookSample("01 R.\n   05 A PIC X.\n   05 B PIC 9(4) COMP SYNC.")
        #expect(
            try sample.json(hex("81FF 2710"))
                == #"{"R":{"A":"a","B":null},"layout":{"fields":{"/R/B/slack":"pad FF","/R/B":"raw 2710"}}}"#
        )
        let table = try CopybookSample(
            "01 R.\n   05 A PIC X.\n   05 T OCCURS 2.\n      10 B PIC 9(4) COMP SYNC.\n      10 C PIC X."
        )
        _ = try table.roundTrip(hex("81 FE 2710 C1 FD 2710 C2 FC"))
    }

    @Test func `values outside the condition names are noted`() throws {
        let sample = try CopybookSample(
            """
            01 R.
               05 T PIC X.
                  88 DEBIT VALUE 'D'.
                  88 CREDIT VALUES ARE 'C' 'K'.
               05 N PIC 99.
                  88 LOW VALUE 1 THRU 9, 20.
            """
        )
        #expect(try sample.roundTrip(ebcdic("D05K20")).findings.isEmpty)
        let findings = try sample.roundTrip(ebcdic("X10")).findings
        #expect(findings.all.map(\.place.path) == ["/R/T", "/R/N"])
        #expect(findings.all.allSatisfy { $0.severity == .note && $0.code == "copybook.value-outside-88" })
        let schema = String(
            decoding: try sample.format.description(ofType: "R").jsonSchema().jsonBytes(),
            as: UTF8.self
        )
        #expect(schema.contains(#""enum":["D","C","K"]"#))
    }

    @Test func `members that the copybook does not have are refused`() throws {
        let sample = try CopybookSample("01 R.\n   05 A PIC X.")
        #expect(try sample.refusal(#"{"R":{"A":"a","B":"b"}}"#)?.place?.path == "/R")
        #expect(try sample.refusal(#"{"R":{"A":"a"},"S":{}}"#) != nil)
        #expect(try sample.encode(#"{"R":{}}"#) == [0x40])
    }

    @Test func `strict writing takes the standard's bytes`() throws {
        let sample = try CopybookSample("01 R.\n   05 N PIC S9(3) COMP-3.\n   05 T PIC X(3).")
        let json = try sample.json(hex("123F C10000"))
        #expect(try sample.encode(json) == hex("123F C10000"))
        #expect(try sample.encode(json, mode: .strict) == hex("123C C14040"))
        #expect(try sample.refusal(try sample.json(hex("1A3F C14040")), mode: .strict)?.place?.path == "/R/N")
    }
}
