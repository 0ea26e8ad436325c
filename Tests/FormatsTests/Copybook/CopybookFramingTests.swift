import Canonical
import Formats
import Testing

@Suite struct CopybookFramingTests {
    private static let copybook = "01 R.\n   05 A PIC X(4).\n   05 B PIC 9(3)."

    @Test func `records have descriptor words`() throws {
        let sample = try CopybookSample(Self.copybook, ["record-format": "V"])
        let bytes = hex("000B 0000") + ebcdic("abcd123") + hex("0008 0001") + ebcdic("efgh")
        let result = try sample.roundTrip(bytes)
        #expect(result.documents.count == 2)
        #expect(result.findings.all.map(\.code) == ["copybook.record-short", "copybook.descriptor-not-zero"])
        #expect(result.findings.all[0].place.byteOffset == 15)
    }

    @Test func `records lie in blocks`() throws {
        let sample = try CopybookSample(Self.copybook, ["record-format": "VB"])
        let record = hex("000B 0000") + ebcdic("abcd123")
        let bytes = hex("001A 0000") + record + record + hex("000F 0000") + record
        let result = try sample.roundTrip(bytes)
        #expect(result.documents.count == 3)
        #expect(result.documents[2].value["layout"]?["block"] == "new")
        #expect(throws: Fault.self) { try sample.format.decodeAll(hex("000E 0000") + record) }
    }

    @Test(arguments: ["abcd123\nefgh456\n", "abcd123\r\nefgh456", "ab\n\nabcd123\n"])
    func `lines are records`(text: String) throws {
        let sample = try CopybookSample(Self.copybook, ["record-format": "D"])
        #expect(try sample.roundTrip(Array(text.utf8)).documents.count == (text.hasPrefix("ab\n") ? 3 : 2))
    }

    @Test func `lines of EBCDIC end by NEW LINE`() throws {
        let sample = try CopybookSample(Self.copybook, ["record-format": "D", "code-page": "1047"])
        let bytes = ebcdic("abcd123") + [0x15] + ebcdic("efgh456") + [0x0D, 0x25]
        #expect(try sample.roundTrip(bytes).documents.count == 2)
    }

    @Test func `a field holds the record's length`() throws {
        let sample = try CopybookSample(
            "01 R.\n   05 L PIC 99.\n   05 T PIC X(6).",
            ["record-length-field": "L", "record-length-adjustment": "2"]
        )
        let result = try sample.roundTrip(ebcdic("06abcdef03xyz06abcdef"))
        #expect(result.documents.count == 3)
        #expect(try sample.refusal(#"{"R":{"L":"05","T":"abcdef"}}"#)?.place?.path == "/R/L")
        #expect(throws: Fault.self) { try sample.format.decodeAll(ebcdic("xxabc")) }
    }

    @Test func `what is around the records is kept`() throws {
        let sample = try CopybookSample(
            Self.copybook,
            [
                "record-start-offset": "1", "record-end-offset": "2", "file-header-length": "3",
                "file-trailer-length": "4",
            ]
        )
        let bytes = ebcdic("HDR" + "<abcd123>>" + "<efgh456>>" + "TRLR")
        let result = try sample.roundTrip(bytes)
        #expect(result.documents.count == 4)
        #expect(result.documents[0].value["fileHeader"] == "C8C4D9")
        #expect(result.documents[3].value["fileTrailer"] == "E3D9D3D9")
        #expect(result.findings.isEmpty)
        for size in [1, 7, 4_096] {
            let windowed = try decodeInWindows(bytes, size: size, format: sample.format)
            #expect(windowed.documents.map(\.value) == result.documents.map(\.value))
        }
    }

    // MARK: - Segments

    private static let family = """
        01 HEAD.
           05 KIND PIC X.
           05 NAME PIC X(5).
        01 ITEM.
           05 KIND PIC X.
           05 COUNT PIC 9(3).
        01 NOTE.
           05 KIND PIC X.
           05 TEXT PIC X(2).
        """

    private static let kinds = [
        "record-format": "D", "segment-field": "KIND", "segment-map": "HEAD=H;ITEM=I;NOTE=N",
    ]

    @Test func `the segment field chooses the record`() throws {
        let sample = try CopybookSample(Self.family, Self.kinds)
        #expect(
            try sample.json(Array("Hname1\nI123\nNxy\n".utf8))
                == """
                {"HEAD":{"KIND":"H","NAME":"name1"}}
                {"ITEM":{"KIND":"I","COUNT":"123"}}
                {"NOTE":{"KIND":"N","TEXT":"xy"}}
                """
        )
    }

    @Test func `a record whose segment is in no map is kept and told`() throws {
        let sample = try CopybookSample(Self.family, Self.kinds)
        let bytes = Array("Hname1\nXwhat\nNxy\n".utf8)
        let result = try sample.roundTrip(bytes)
        #expect(result.findings.all.map(\.code) == ["copybook.segment-unknown"])
        let finding = try #require(result.findings.all.first)
        #expect(finding.severity == .warning && finding.place.field == "KIND")
        #expect(finding.place.byteOffset == 7 && finding.place.line == 2)
        #expect(result.documents[1].value.value(at: ["layout", "rest"]) == "5877686174")
        for size in [1, 7, 4_096] {
            #expect(try decodeInWindows(bytes, size: size, format: sample.format).findings.all == result.findings.all)
        }
    }

    @Test func `a group that redefines is told too if its segment is in no map`() throws {
        let copybook = """
            01 RECORD.
               05 KIND PIC X.
               05 A.
                  10 TEXT PIC X(3).
               05 B REDEFINES A.
                  10 COUNT PIC 9(3).
            """
        var options = ["record-format": "F", "code-page": "ascii", "segment-field": "KIND", "segment-map": "A=A;B=B"]
        let sample = try CopybookSample(copybook, options)
        let result = try sample.roundTrip(Array("AxyzB123C456".utf8))
        #expect(result.findings.all.map(\.code) == ["copybook.segment-unknown"])
        #expect(result.findings.all.first?.place.byteOffset == 8)
        // Without a rule for it, a group is read in each record that is none of the others.
        options["segment-map"] = "B=B"
        #expect(try CopybookSample(copybook, options).roundTrip(Array("AxyzB123C456".utf8)).findings.isEmpty)
    }

    @Test func `records below a record become its children`() throws {
        var options = Self.kinds
        options["segment-children"] = "HEAD=ITEM;ITEM=NOTE"
        let sample = try CopybookSample(Self.family, options)
        let bytes = Array("Hname1\nI123\nNxy\nNzz\nI456\nHname2\nNno\n".utf8)
        let result = try sample.roundTrip(bytes)
        #expect(
            result.documents.map { String(decoding: $0.jsonBytes(), as: UTF8.self) } == [
                #"{"HEAD":{"KIND":"H","NAME":"name1"},"children":[{"ITEM":{"KIND":"I","COUNT":"123"},"children":["#
                    + #"{"NOTE":{"KIND":"N","TEXT":"xy"}},{"NOTE":{"KIND":"N","TEXT":"zz"}}]},"#
                    + #"{"ITEM":{"KIND":"I","COUNT":"456"},"children":[]}]}"#,
                #"{"HEAD":{"KIND":"H","NAME":"name2"},"children":[]}"#,
                #"{"NOTE":{"KIND":"N","TEXT":"no"}}"#,
            ]
        )
        for size in [1, 7, 4_096] {
            let windowed = try decodeInWindows(bytes, size: size, format: sample.format)
            #expect(windowed.documents.map(\.value) == result.documents.map(\.value))
        }
    }

    @Test func `records without a rule are alternatives of each other`() throws {
        let sample = try CopybookSample(
            "01 A.\n   05 X PIC X(4).\n01 B.\n   05 Y PIC XX.\n   05 Z PIC 99.",
            ["code-page": "ascii"]
        )
        #expect(try sample.json(Array("ab12".utf8)) == #"{"A":{"X":"ab12"},"B":{"Y":"ab","Z":"12"}}"#)
    }
}
