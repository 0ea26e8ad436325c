import Canonical
import Testing

@testable import Formats

@Suite struct CopybookNumberTests {
    /// Picture and usage, bytes, JSON of the value, layout fact.
    @Test(arguments: [
        ("S9(5)V99 COMP-3", "0012345C", "\"123.45\"", ""),
        ("S9(5)V99 COMP-3", "0012345D", "\"-123.45\"", ""),
        ("S9(5)V99 COMP-3", "0012345F", "\"123.45\"", "sign 0F"),
        ("S9(5)V99 COMP-3", "0012345B", "\"-123.45\"", "sign 0B"),
        ("S9(5)V99 COMP-3", "0000000D", "\"0.00\"", "sign 0D"),
        ("9(5) COMP-3", "12345F", "\"12345\"", ""),
        ("9(5) COMP-3", "12345C", "\"12345\"", "sign 0C"),
        ("9(5) COMP-3", "12345D", "null", "raw 12345D"),
        ("9(4) COMP-3", "12345F", "null", "raw 12345F"),
        ("9(5) COMP-3", "1A345F", "null", "raw 1A345F"),
        ("9(5) COMP-3", "404040", "null", "pad 40"),
        ("9(4) COMP-6", "0123", "\"123\"", ""),
        ("S9(31) COMP-3", "9999999999999999999999999999999D", "\"-9999999999999999999999999999999\"", ""),
        ("S9(4) COMP", "FFFE", "\"-2\"", ""),
        ("9(4) COMP", "270F", "\"9999\"", ""),
        ("9(4) COMP", "2710", "null", "raw 2710"),
        ("9(4) COMP-5", "FFFF", "\"65535\"", ""),
        ("S9(9)V99 BINARY", "FFFFFFFFFFFFFF9C", "\"-1.00\"", ""),
        ("S9(18) COMP-5", "8000000000000000", "\"-9223372036854775808\"", ""),
        ("9(4) COMP-9", "0100", "\"1\"", ""),
        ("9(4)", "F0F1F2F3", "\"123\"", ""),
        ("S9(3)V9", "F1F2F3C4", "\"123.4\"", ""),
        ("S9(3)V9", "F1F2F3D4", "\"-123.4\"", ""),
        ("S9(3)V9", "F1F2F3F4", "\"123.4\"", "sign F4"),
        ("S9(3) SIGN LEADING", "D1F2F3", "\"-123\"", ""),
        ("S9(3) SIGN LEADING SEPARATE", "60F1F2F3", "\"-123\"", ""),
        ("S9(3) SIGN TRAILING SEPARATE CHARACTER", "F1F2F34E", "\"123\"", ""),
        ("9(4)", "40404040", "null", ""),
        ("9(4)", "00000000", "null", "pad 00"),
        ("9(4)", "F1F24040", "\"12\"", "raw F1F24040"),
        ("9(4)", "C1F2F3F4", "null", "raw C1F2F3F4"),
        ("9(11)", "F1F2F3F4F5F6F7F8F9F0F1", "\"12345678901\"", ""),
        ("9(11)", "F1F2F3F4F5F6F7F8F9FAF1", "null", "raw F1F2F3F4F5F6F7F8F9FAF1"),
        ("S99V9(9)", "F0F0F1F2F3F4F5F6F7F8D9", "\"-0.123456789\"", ""),
        ("S9(10) SIGN LEADING", "D0F0F0F0F0F0F0F0F0F1", "\"-1\"", ""),
        ("9(9) COMP-3", "000001234F", "\"1234\"", ""),
        ("S9V9(12) COMP-3", "0000000000001C", "\"0.000000000001\"", ""),
        ("9(11) COMP-3", "00000A00001F", "null", "raw 00000A00001F"),
        ("9(3)PP", "F0F1F2", "\"1200\"", ""),
        ("PP9(3)", "F0F1F2", "\"0.00012\"", ""),
        ("9(3) BLANK WHEN ZERO", "404040", "\"0\"", ""),
        ("9(3) BLANK WHEN ZERO", "F0F0F0", "\"0\"", "raw F0F0F0"),
        ("COMP-1", "42640000", "\"100.0\"", ""),
        ("COMP-1", "C276A000", "\"-118.625\"", ""),
        ("COMP-1", "00000000", "\"0.0\"", ""),
        ("COMP-2", "4264000000000000", "\"100.0\"", ""),
        ("COMP-1", "41000000", "\"0.0\"", "raw 41000000"),
    ])
    func `numbers are exact and come back byte for byte`(clauses: String, bytes: String, value: String, fact: String)
        throws
    {
        let picture = clauses.hasPrefix("COMP") ? clauses : "PIC \(clauses)"
        let sample = try CopybookSample("01 R.\n   05 N \(picture).")
        let layout = fact.isEmpty ? "" : ",\"layout\":{\"fields\":{\"/R/N\":\"\(fact)\"}}"
        #expect(try sample.json(hex(bytes)) == "{\"R\":{\"N\":\(value)}\(layout)}")
    }

    @Test(arguments: [
        ("ZZ,ZZ9.99", "  1,234.50", "1234.50"),
        ("ZZ,ZZ9.99", "      0.05", "0.05"),
        ("ZZZZ", "    ", "0"),
        ("-(6)9.99", "   -12.34", "-12.34"),
        ("-(6)9.99", "    12.34", "12.34"),
        ("+9(3)", "-012", "-12"),
        ("$$$,$$9.99", "  $1,234.00", "1234.00"),
        ("9(3).99CR", "012.50CR", "-12.50"),
        ("9(3).99CR", "012.50  ", "12.50"),
        ("9(3)DB", "012DB", "-12"),
        ("**9.99", "**1.20", "1.20"),
        ("99/99/99", "26/11/24", "261124"),
        ("9(8).9(2)", "00000789.09", "789.09"),
        ("ZZ9-", " 12-", "-12"),
        ("9B9", "1 2", "12"),
        ("900", "500", "5"),
    ])
    func `edited numbers are formatted as MOVE does`(picture: String, text: String, value: String) throws {
        let length = try Picture(picture, isComma: false, at: CopybookPlace(file: "", line: 1, column: 1)).length
        let padded = String(repeating: " ", count: max(0, length - text.count)) + text
        let sample = try CopybookSample("01 R.\n   05 N PIC \(picture).")
        #expect(try sample.json(ebcdic(String(padded.suffix(length)))) == "{\"R\":{\"N\":\"\(value)\"}}")
    }

    @Test func `an edited number at the wrong place is read with a finding`() throws {
        let sample = try CopybookSample("01 R.\n   05 N PIC 9(8).9(2).")
        let result = try sample.roundTrip(ebcdic("789.09     "))
        #expect(result.documents[0].value["R"]?["N"] == "789.09")
        #expect(result.findings.all.map(\.code) == ["copybook.not-as-pictured"])
    }

    @Test(arguments: [
        ("1{", "10", ""), ("1A", "11", ""), ("1}", "-10", ""), ("1J", "-11", ""), ("1p", "-10", "sign 70"),
        ("12", "12", "sign 32"),
    ])
    func `signs in ASCII files are those that translation makes`(text: String, value: String, fact: String) throws {
        let sample = try CopybookSample("01 R.\n   05 N PIC S99.", ["code-page": "ascii"])
        let layout = fact.isEmpty ? "" : ",\"layout\":{\"fields\":{\"/R/N\":\"\(fact)\"}}"
        #expect(try sample.json(Array(text.utf8)) == "{\"R\":{\"N\":\"\(value)\"}\(layout)}")
    }

    @Test(arguments: [("ieee", "C2ED4000"), ("ieee-little", "0040EDC2")])
    func `floating point is also read by IEEE 754`(kind: String, bytes: String) throws {
        let sample = try CopybookSample("01 R.\n   05 N COMP-1.", ["floating-point": kind])
        #expect(try sample.json(hex(bytes)) == #"{"R":{"N":"-118.625"}}"#)
    }

    @Test(arguments: [
        ("S9(3) COMP-3", "\"1000\""), ("S9(3) COMP-3", "\"1.5\""), ("9(3)", "\"-1\""), ("9(3)", "\"x\""),
        ("9(3)", "\"\""),
        ("9(4) COMP", "\"10000\""), ("S9(4) COMP-5", "\"40000\""), ("9(3)V9", "\"1.25\""), ("9(3) COMP-3", "null"),
        ("X(3)", "\"abcd\""), ("X(3)", "\"€\""), ("ZZ9", "\"1000\""), ("9(3)", "{}"), ("9(3)", "true"),
    ])
    func `a value that does not fit is refused with its path`(clauses: String, value: String) throws {
        let sample = try CopybookSample("01 R.\n   05 N PIC \(clauses).")
        for mode in [WriteMode.faithful, .strict] {
            let fault = try #require(try sample.refusal("{\"R\":{\"N\":\(value)}}", mode: mode))
            #expect(fault.place?.path == "/R/N")
            #expect(fault.family == .message)
        }
    }

    @Test func `numbers in JSON are taken too`() throws {
        let sample = try CopybookSample("01 R.\n   05 N PIC 9(3)V99.")
        #expect(try sample.encode(#"{"R":{"N":12.5}}"#) == ebcdic("01250"))
    }
}
