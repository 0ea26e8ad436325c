import Canonical
import Conformance
import Formats
import Testing

/// EDIFACT and X12 interchanges with invented parties.
@Suite struct SegmentTests {
    private static let paymul = """
        UNB+UNOC:3+SENDER:ZZ+RECEIVER:ZZ+261126:0930+REF1'
        UNH+1+PAYMUL:D:96A:UN'
        BGM+452+ORDER1'
        DTM+137:20261126:102'
        LIN+1'
        DTM+203:20261127:102'
        RFF+AEK:DEBIT1'
        MOA+9:150,50:EUR'
        FII+OR+DE00000000000000000000:EXAMPLE AG+EXAMPBANXXX'
        SEQ++1'
        MOA+9:150,50'
        FII+BF+AT00000000000000000000:M\u{FC}LLER ?+ CO+EXAMPLEAXXX'
        PRC+8'
        FTX+PMD+++INVOICE 17?'S PART'
        CNT+39:1'
        UNT+15+1'
        UNZ+1+REF1'
        """
    private static let x12 = """
        ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261126*0930*U*00401*000000001*0*P*>~
        GS*RA*SENDER*RECEIVER*20261126*0930*1*X*004010~
        ST*820*0001~
        BPR*C*150.5*C*ACH*CTX*01*000000000*DA*1*1**01*000000000*DA*2*20261127~
        TRN*1*TRACE1~
        N1*PE*EXAMPLE INC~
        ENT*1~
        RMR*IV*INV1**150.5~
        SE*7*0001~
        GE*1*1~
        IEA*1*000000001~
        """

    private func format(_ name: String) throws -> any Format {
        let kind = name == "x12" ? FormatKind.x12 : FormatKind.edifact
        return try kind.format(FormatSettings(library: CheckoutLibrary()))
    }

    /// A sample in ISO 8859-1, whose characters it does not leave.
    static func sample(_ name: String) -> [UInt8] {
        let text = name == "x12" ? x12 : name == "lines" ? paymul : paymul.filter { !$0.isNewline }
        return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    private func again(_ bytes: [UInt8], _ format: any Format, _ mode: WriteMode = .faithful) throws -> [UInt8] {
        try format.encodeAll(try LayoutSamples.throughJSON(try format.decodeAll(bytes).documents), mode: mode).bytes
    }

    @Test(arguments: ["edifact", "lines", "x12"])
    func `an interchange is read without findings and comes back`(name: String) throws {
        let bytes = Self.sample(name)
        let format = try format(name)
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(findings.all.map(\.code) == (name == "edifact" ? [] : ["\(format.name).between"]))
        #expect(!findings.all.contains { $0.severity != .note })
        #expect(documents.count == 1)
        #expect(try again(bytes, format) == bytes)
        let strict = try again(bytes, format, .strict)
        #expect(strict == bytes.filter { $0 != 0x0A })
        let twice = try format.decodeAll(bytes + bytes)
        #expect(twice.documents.count == 2)
        #expect(twice.findings.all.count == (name == "edifact" ? 0 : 2))
        for size in [1, 7, 4_096] {
            let parts = try decodeInWindows(bytes + bytes, size: size, format: format)
            #expect(parts.documents.map { $0.jsonBytes() } == twice.documents.map { $0.jsonBytes() })
            #expect(parts.findings.all == twice.findings.all)
        }
    }

    @Test func `elements are lists of repetitions of components`() throws {
        let document = try #require(try format("edifact").decodeAll(Self.sample("edifact")).documents.first).value
        let segments = try #require(document["segments"]?.items)
        #expect(
            segments[0] == [
                "tag": "UNB",
                "elements": [
                    [["UNOC", "3"]], [["SENDER", "ZZ"]], [["RECEIVER", "ZZ"]], [["261126", "0930"]], [["REF1"]],
                ],
            ]
        )
        #expect(segments[11]["elements"]?.items?[1] == [["AT00000000000000000000", "MüLLER + CO"]])
        #expect(segments[13]["elements"]?.items?.last == [["INVOICE 17'S PART"]])
        #expect(segments[9]["elements"] == [[[""]], [["1"]]])
    }

    @Test(arguments: [
        ("edifact", "UNT+15", "UNT+14", "edifact.count"), ("edifact", "UNT+15+1", "UNT+15+2", "edifact.reference"),
        ("edifact", "UNZ+1+REF1", "UNZ+2+REF1", "edifact.count"),
        ("edifact", "UNZ+1+REF1", "UNZ+1+REF2", "edifact.reference"),
        ("edifact", "BGM+", "CNT+", "edifact.segment-missing"),
        ("edifact", "CNT+39:1", "LOC+39:1", "edifact.segment-order"),
        ("edifact", "FII+OR", "NAD+OR", "edifact.segment-missing"), ("x12", "ENT*1", "N4*1", "x12.segment-order"),
        ("x12", "SE*7", "SE*8", "x12.count"), ("x12", "GE*1*1", "GE*1*2", "x12.reference"),
        ("x12", "IEA*1*000000001", "IEA*1*000000002", "x12.reference"), ("x12", "BPR*", "TRN*", "x12.segment-missing"),
    ])
    func `counts, references and the order of segments are checked`(
        name: String,
        from: String,
        to: String,
        code: String
    ) throws {
        let text = String(decoding: Self.sample(name).map { $0 < 0x80 ? $0 : 0x55 }, as: UTF8.self)
        let bytes = Array(text.replacing(from, with: to).utf8)
        let format = try format(name)
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(findings.all.contains { $0.code == code && $0.severity == .error })
        #expect(try again(bytes, format) == bytes)
        #expect(throws: Fault.self) { try format.encodeAll(documents, mode: .strict) }
    }

    /// A message of the sample's interchange, with a header of its own.
    private func interchange(_ type: String, _ segments: String...) -> [UInt8] {
        let all = ["UNH+1+\(type):UN"] + segments + ["UNT+\(segments.count + 2)+1"]
        return Array((["UNB+UNOC:3+A+B+261126:0930+R"] + all + ["UNZ+1+R"]).map { $0 + "'" }.joined().utf8)
    }

    private static let statement = [
        "BGM+XZ1+S1", "DTM+137:20261126:102", "RFF+ACD:1", "FII+AS+1", "LIN+1", "FII+AS+1", "RFF+ACC:1", "MOA+315:1",
        "DTM+202:20261126:102", "SEQ++1", "RFF+ABO:1", "DTM+209:20261126:102", "BUS++DO", "MOA+211:1", "SEQ++2",
        "RFF+ABO:2", "DTM+209:20261126:102", "BUS++DO", "MOA+211:1", "FTX+ADS+++TEXT", "CNT+1:2",
    ]
    private static let status = [
        "BGM+XZ2+S1", "DTM+137:20261126:102", "LIN+1", "RFF+AEK:1", "SEQ+YF3+1", "GIS+1", "FTX+AAO+++TEXT", "CNT+1:1",
    ]

    @Test(arguments: [("FINSTA:D:96A", statement), ("FINSTA:D:01B", statement), ("BANSTA:D:96A", status)])
    func `statements and status messages are checked by their tables`(type: String, segments: [String]) throws {
        let format = try format("edifact")
        func findings(_ segments: [String]) throws -> [String] {
            let all = ["UNH+1+\(type):UN"] + segments + ["UNT+\(segments.count + 2)+1"]
            let text = (["UNB+UNOC:3+A+B+261126:0930+R"] + all + ["UNZ+1+R"]).map { $0 + "'" }.joined()
            return try format.decodeAll(Array(text.utf8)).findings.all.map(\.code)
        }
        #expect(try findings(segments) == [])
        for (index, segment) in segments.enumerated() where ["BGM", "LIN"].contains(segment.prefix(3)) {
            var without = segments
            without.remove(at: index)
            #expect(try findings(without).contains("edifact.segment-missing"))
        }
    }

    @Test func `every segment that stands wrong has a finding`() throws {
        let format = try format("edifact")
        let bytes = interchange(
            "FINSTA:D:96A",
            "BGM+1",
            "DTM+1",
            "DTM+2",
            "LIN+1",
            "RFF+1",
            "FII+1",
            "MOA+1",
            "SEQ+1",
            "RFF+1",
            "DTM+1",
            "BUS+1",
            "MOA+1",
            "XYZ+1",
            "BUS+2",
            "CNT+1"
        )
        let findings = try format.decodeAll(bytes).findings.all
        #expect(
            findings.map { "\($0.code) \($0.place.path ?? "")" } == [
                "edifact.segment-order /segments/4", "edifact.segment-missing /segments/6",
                "edifact.segment-order /segments/7", "edifact.segment-unknown /segments/14",
                "edifact.segment-order /segments/15",
            ]
        )
    }

    @Test func `a message of another type or release is not checked, and that is said`() throws {
        let format = try format("edifact")
        for type in ["PAYMUL:D:77A", "INVOIC:D:96A"] {
            let findings = try format.decodeAll(interchange(type, "BGM+1")).findings.all
            #expect(findings.map(\.code) == [Finding.unknownDefinitionCode])
        }
        let text = String(decoding: Self.sample("x12"), as: UTF8.self)
        let findings = try self.format("x12").decodeAll(Array(text.replacing("X*004010", with: "X*009999").utf8))
            .findings
        #expect(findings.all.map(\.code) == ["x12.between", Finding.unknownDefinitionCode])
    }

    @Test func `a segment outside of a message is an error`() throws {
        let bytes = Array("UNB+UNOC:3+A+B+261126:0930+R'FTX+1'UNH+1+X:D:96A:UN'UNT+2+1'UNZ+1+R'".utf8)
        let findings = try format("edifact").decodeAll(bytes).findings.all
        #expect(findings.map(\.code) == ["edifact.envelope", Finding.unknownDefinitionCode])
    }

    @Test func `elements repeat from syntax version 4 on`() throws {
        let text = "UNB+UNOC:4+A+B+20261126:0930+R'UNH+1+X:D:01B:UN'XYZ+a*b:c?*d'UNT+3+1'UNZ+1+R'"
        let format = try format("edifact")
        let documents = try format.decodeAll(Array(text.utf8)).documents
        #expect(documents[0].value["segments"]?.items?[2]["elements"] == [[["a"], ["b", "c*d"]]])
        #expect(try again(Array(text.utf8), format) == Array(text.utf8))
        let older = text.replacing("UNOC:4", with: "UNOC:3")
        let element = try format.decodeAll(Array(older.utf8)).documents[0].value["segments"]?.items?[2]["elements"]
        #expect(element == [[["a*b", "c*d"]]])
    }

    @Test func `strict writing keeps a service string advice and drops what is not needed`() throws {
        let text = "UNA:+,? '\r\nUNB+UNOC:3+A+B+261126:0930+R'\r\nUNH+1+X:D:96A:UN'XYZ+?a??'\nUNT+3+1'UNZ+1+R'"
        let format = try format("edifact")
        #expect(try again(Array(text.utf8), format) == Array(text.utf8))
        let strict = text.replacing("\r\n", with: "").replacing("\n", with: "").replacing("?a", with: "a")
        #expect(try again(Array(text.utf8), format, .strict) == Array(strict.utf8))
    }

    @Test(arguments: [("SENDER         ", "SENDER", "ISA06"), ("000000001", "1", "ISA13")])
    func `strict writing refuses a header whose elements have other lengths`(
        from: String,
        to: String,
        field: String
    ) throws {
        let format = try format("x12")
        let document = try #require(try format.decodeAll(Self.sample("x12")).documents.first)
        let json = String(decoding: document.jsonBytes(), as: UTF8.self)
        let changed = json.replacing("\"\(from)\"", with: "\"\(to)\"")
        let fault = #expect(throws: Fault.self) {
            try format.encodeAll([Document(json: Array(changed.utf8))], mode: .strict)
        }
        #expect(fault?.place?.field == field)
    }

    @Test func `a segment that is taken out is found, and refused in strict mode`() throws {
        for (name, code) in [("edifact", "edifact.count"), ("x12", "x12.count")] {
            let format = try format(name)
            var object = try #require(try format.decodeAll(Self.sample(name)).documents.first?.value.object)
            var segments = try #require(object["segments"]?.items)
            segments.remove(at: segments.count - 4)
            object["segments"] = .list(segments)
            let written = try format.encodeAll([Document(.object(object))]).bytes
            #expect(try format.decodeAll(written).findings.all.contains { $0.code == code })
            let fault = #expect(throws: Fault.self) {
                try format.encodeAll([Document(.object(object))], mode: .strict)
            }
            #expect(fault?.place?.path?.hasPrefix("/segments/") == true)
        }
    }

    @Test func `other separators are layout facts`() throws {
        let text = "UNA|^,!*~\r\nUNB^UNOA|4^A^B^261126|0930^R~UNH^1^CUSTOM|D|96A|UN~XYZ^a*b|c^!~^!x~UNT^3^1~UNZ^1^R~"
        let format = try format("edifact")
        let (documents, findings) = try format.decodeAll(Array(text.utf8))
        #expect(findings.hasErrors == false)
        #expect(documents[0].value["segments"]?.items?[2]["elements"] == [[["a"], ["b", "c"]], [["~"]], [["x"]]])
        #expect(try again(Array(text.utf8), format) == Array(text.utf8))
        let piped = String(decoding: Self.sample("x12"), as: UTF8.self).replacing("*", with: "|")
            .replacing("~\n", with: "\n")
        #expect(try again(Array(piped.utf8), try self.format("x12")) == Array(piped.utf8))
    }

    @Test(arguments: ["", "UNH+1+PAYMUL:D:96A:UN'", "hello", "ISA*00*", "UNA++++++UNB+UNOA:3'"])
    func `what is no interchange is refused`(text: String) throws {
        for name in ["edifact", "x12"] {
            guard !(name == "x12" && text.hasPrefix("ISA")) else { continue }
            let fault = #expect(throws: Fault.self) { try format(name).decodeAll(Array(text.utf8)) }
            #expect(fault?.code == .formatUnrecognised)
        }
    }

    @Test(arguments: ["edifact", "lines", "x12"])
    func `mutants come back as they were`(name: String) throws {
        var generator = SeededGenerator(seed: 9735)
        let format = try format(name)
        let bytes = Self.sample(name)
        let sample = bytes + [0x0D, 0x0A] + bytes
        let alphabet: [UInt8] = Array("+:?'*~>^U \r\n".utf8) + [0x00, 0x80, 0xFC, 0xFF]
        for _ in 0..<400 {
            let mutant = generator.mutate(sample, alphabet: alphabet)
            guard let documents = try? format.decodeAll(mutant).documents else { continue }  // refused
            let written = try? format.encodeAll(try LayoutSamples.throughJSON(documents)).bytes  // compared below
            if written != mutant {
                Issue.record("\(String(decoding: mutant, as: UTF8.self).debugDescription)")
                return
            }
            _ = try? format.encodeAll(documents, mode: .strict)  // refused or not, it must not trap
        }
    }
}
