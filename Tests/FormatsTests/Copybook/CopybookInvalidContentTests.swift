import Canonical
import Formats
import Testing

/// Bytes that are no value of their field: each one is told with its place, and comes back through JSON as it was.
@Suite struct CopybookInvalidContentTests {
    /// Clauses, bytes of the field, and the finding's code.
    @Test(arguments: [
        ("PIC S9(5) COMP-3", "1A345C", "copybook.not-a-number"),
        ("PIC S9(5) COMP-3", "123459", "copybook.not-a-number"),
        ("PIC S9(5) COMP-3", "12345A", ""),
        ("PIC 9(5) COMP-3", "12345D", "copybook.not-a-number"),
        ("PIC S9(4) COMP-3", "12345C", "copybook.number-over-picture"),
        ("PIC 9(3) COMP-6", "1234", "copybook.number-over-picture"),
        ("PIC 9(4)", "F1F2C1F4", "copybook.not-a-number"),
        ("PIC 9(4)", "F1F2FAF4", "copybook.not-a-number"),
        ("PIC S9(4)", "F1F2F35A", "copybook.not-a-number"),
        ("PIC S9(4)", "F1F2F3FB", "copybook.not-a-number"),
        ("PIC S9(3) SIGN TRAILING SEPARATE", "F1F2F3F4", "copybook.not-a-number"),
        ("PIC 9(4)", "40F1F240", "copybook.not-as-pictured"),
        ("PIC 9(4)", "40404040", "copybook.number-empty"),
        ("PIC 9(4) COMP", "FFFF", "copybook.number-over-picture"),
        ("PIC ZZ9.99", "C1C2C34BF0F0", "copybook.not-a-number"),
        ("PIC N(2) NATIONAL", "D8000041", "copybook.not-in-code-page"),
    ])
    func `a field that holds no value is told, and its bytes come back`(
        clauses: String,
        bytes: String,
        code: String
    ) throws {
        let sample = try CopybookSample("01 R.\n   05 B PIC X.\n   05 N \(clauses).\n   05 Z PIC X.")
        let result = try sample.roundTrip(ebcdic("b") + hex(bytes) + ebcdic("z"))
        let found = result.findings.all
        #expect(found.map(\.code) == (code.isEmpty ? [] : [code]))
        #expect(found.allSatisfy { $0.place.path == "/R/N" && $0.place.field == "N" && $0.place.byteOffset == 1 })
        #expect(result.documents[0].value["R"]?["Z"] == "z")
    }

    /// The counter's bytes, and whether the document is in error.
    @Test(arguments: [("0", true), ("1", false), ("3", false), ("4", true), ("x", true), (" ", true)])
    func `a counter outside its range is an error, and the record comes back`(counter: String, isError: Bool) throws {
        let copybook = "01 R.\n   05 N PIC 9.\n   05 T PIC XX OCCURS 1 TO 3 DEPENDING ON N.\n   05 Z PIC X."
        for isVariable in ["yes", "no"] {
            let sample = try CopybookSample(copybook, ["variable-occurs": isVariable, "record-format": "V"])
            let result = try sample.roundTrip(hex("000C 0000") + ebcdic(counter + "aabbccz"))
            #expect(result.findings.hasErrors == isError)
            let found = result.findings.all.filter { $0.code == "copybook.occurs-count" }
            #expect(found.map(\.place.path) == (isError ? ["/R/T"] : []))
        }
    }

    @Test(arguments: [
        ("PIC 9(3)", "1234"), ("PIC 9(3)", "-1"), ("PIC 9(3)", "1.5"), ("PIC 9(3)", "12a"), ("PIC 9(3)", "1e2"),
        ("PIC S9(3) COMP-3", "1000"), ("PIC S9(3)V99 COMP-3", "1.234"), ("PIC 9(4) COMP", "10000"),
        ("PIC 9(4) COMP", "-1"), ("PIC S9(4) COMP-5", "32768"), ("PIC ZZ9", "1000"), ("PIC X(3)", "abcd"),
        ("PIC X(3)", "中"), ("PIC N(2) NATIONAL", "abc"), ("COMP-1", "1e99"), ("PIC 9(3)", ""),
    ])
    func `a value that does not fit its field is refused with its path`(clauses: String, value: String) throws {
        let sample = try CopybookSample("01 R.\n   05 B PIC X.\n   05 N \(clauses).")
        for mode in [WriteMode.faithful, .strict] {
            let fault = try sample.refusal("{\"R\":{\"B\":\"b\",\"N\":\"\(value)\"}}", mode: mode)
            #expect(fault?.place?.path == "/R/N")
            #expect(fault?.code == .schemaViolation)
            #expect(fault.map { value.isEmpty || !$0.reason.contains(" \(value) ") } ?? false)
        }
    }
}
