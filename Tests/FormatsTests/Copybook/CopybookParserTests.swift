import Canonical
import Formats
import Testing

@Suite struct CopybookParserTests {
    private func json(_ copybook: String, _ text: String, members: [String: String] = [:]) throws -> String {
        try CopybookSample(copybook, ["code-page": "ascii"], members: members).json(Array(text.utf8))
    }

    @Test func `columns, comments and continuations are those of the fixed format`() throws {
        let copybook = """
            000100 IDENTIFICATION DIVISION.
            000200* a comment in column 7
            000300/ another
            000400 01  REC.                                                         MARK0001
            000500     05  FIRST-
            000600-            NAME      PIC X(2). *> a comment in the line
                   05  B PIC
                       X(1)   VALUE 'AB
                  -    'CD'.
                  D    05 DEBUG-FIELD PIC X.
                   EJECT
                   05  C, PIC 9; USAGE IS DISPLAY.
                  *EJECT
            """
        #expect(try json(copybook, "xyz1") == #"{"REC":{"FIRST-NAME":"xy","B":"z","C":"1"}}"#)
    }

    @Test func `free format is read too`() throws {
        #expect(try json("01 R.\n05 A PIC X.\n  05 B PIC X. *> note\n", "ab") == #"{"R":{"A":"a","B":"b"}}"#)
    }

    @Test func `members are copied, with words replaced`() throws {
        let member = "    05 :TAG:-NAME PIC X(2).\n    05 OLD PIC 9.\n"
        let copybook = "01 R.\n    COPY PART REPLACING ==:TAG:== BY ==NEW== OLD BY YOUNG."
        #expect(try json(copybook, "ab1", members: ["PART.cpy": member]) == #"{"R":{"NEW-NAME":"ab","YOUNG":"1"}}"#)
        let fault = #expect(throws: Fault.self) { try json(copybook, "ab1") }
        #expect(fault?.reason.contains("PART") ?? false)
        #expect(fault?.reason.hasPrefix("main.cpy, line 2") ?? false)
        #expect(throws: Fault.self) { try json("COPY A.", "", members: ["A.cpy": "COPY A."]) }
    }

    @Test func `members that copy others over and over are refused`() throws {
        var members: [String: String] = [:]
        for level in 0..<15 { members["M\(level).cpy"] = "COPY M\(level + 1).\nCOPY M\(level + 1).\n" }
        members["M15.cpy"] = "   05 FILLER PIC X.\n"
        let fault = #expect(throws: Fault.self) { try json("01 R.\n    COPY M0.", "", members: members) }
        #expect(fault?.code == .configurationInvalid)
        #expect(fault?.reason.contains("More than 10000 members") ?? false)
    }

    @Test func `words that replace words over and over are refused`() throws {
        let many = [String](repeating: "A", count: 60).joined(separator: " ")
        var members: [String: String] = [:]
        for level in 0..<15 { members["M\(level).cpy"] = "COPY M\(level + 1) REPLACING A BY ==\(many)==.\n" }
        members["M15.cpy"] = "A"
        var fault = #expect(throws: Fault.self) { try json("COPY M0.", "", members: members) }
        #expect(fault?.reason.contains("REPLACING makes more than") ?? false)
        let long = [String](repeating: ":A:", count: 100).joined(separator: "-")
        for level in 0..<15 { members["M\(level).cpy"] = "COPY M\(level + 1) REPLACING ==:A:== BY ==\(long)==.\n" }
        members["M15.cpy"] = "   05 :A: PIC X."
        fault = #expect(throws: Fault.self) { try json("01 R.\n    COPY M0.", "", members: members) }
        #expect(fault?.reason.contains("REPLACING makes more than") ?? false)
    }

    @Test(arguments: ["VBS", "vs", "U"])
    func `record formats that are not read are named, with what to do`(name: String) {
        let fault = #expect(throws: Fault.self) { try CopybookSample("01 R PIC X.", ["record-format": name]) }
        #expect(fault?.reason.contains(name.uppercased()) ?? false)
        #expect(fault?.advice?.contains("VB") ?? false)
    }

    @Test func `levels 66, 77 and elementary records are read`() throws {
        let copybook = "01 R.\n    05 A PIC X.\n    05 B PIC X.\n66 AB RENAMES A THRU B.\n"
        #expect(try json(copybook, "ab") == #"{"R":{"A":"a","B":"b"}}"#)
        #expect(try json("77 LINE PIC X(3).", "abc") == #"{"LINE":"abc"}"#)
    }

    @Test(arguments: [
        ("05 A PIC X(0).", "repetition"),
        ("05 A PIC Q.", "picture"),
        ("05 A.", "neither a picture"),
        ("05 A PIC 9(39).", "digits"),
        ("05 A PIC 9(19) COMP.", "18 digits"),
        ("05 A PIC X OCCURS 2 DEPENDING ON NONE-SUCH.", "DEPENDING ON"),
        ("05 A PIC X. 05 B REDEFINES Z PIC X.", "REDEFINES"),
        ("05 A PIC X. 05 A PIC X.", "twice"),
        ("05 A PIC X. 10 B PIC X.", "cannot hold fields"),
        ("05 A PIC X WRONG.", "no clause"),
        ("XX A PIC X.", "level number"),
        ("05 A USAGE WRONG.", "usage"),
        ("05 A PIC X VALUE 'A.", "closing quote"),
        ("05 A PIC X(16000000) OCCURS 1000.", "longer"),
        ("05 A PIC X. 66 N RENAMES Q.", "RENAMES"),
        ("REPLACE ==A== BY ==B==.", "REPLACE"),
    ])
    func `faults name file, line and column`(entry: String, words: String) throws {
        let fault = #expect(throws: Fault.self) { try CopybookSample("01 R.\n    \(entry)") }
        #expect(fault?.code == .configurationInvalid)
        #expect(fault?.reason.hasPrefix("main.cpy, line ") ?? false)
        #expect(fault?.reason.contains(words) ?? false, "\(fault?.reason ?? "")")
    }

    @Test(arguments: [
        ["record-format": "Q"], ["code-page": "9999"], ["segment-map": "A=1"], ["segment-field": "NONE"],
        ["rdw-adjustment": "x"], ["record-length": "0"], ["alternatives": "A=1"], ["occurs-map": "A=1"],
        ["no-such-option": "1"], ["record-length-field": "A", "record-format": "V"],
    ])
    func `options that cannot be used are refused`(options: [String: String]) {
        let fault = #expect(throws: Fault.self) { try CopybookSample("01 R.\n    05 A PIC X.", options) }
        #expect(fault?.code == .configurationInvalid)
    }
}
