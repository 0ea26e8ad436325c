import Canonical
import Conformance
import Formats
import Testing

/// Whatever a writer does not understand of a document it refuses with its path: nothing is left out in silence.
@Suite struct StrangeDocumentTests {
    private static let nacha =
        NACHASample.lines.enumerated()
        .map { $0.offset == 2 ? $0.element + "excess\r\n" : $0.offset == 0 ? $0.element + "\r\n" : $0.element + "\n" }
        .joined() + "\nnothing\n"
    private static let fedwire =
        FedwireFormatTests.tags.map { $0.replacing("Sample Bank*", with: "Sample Bank       ") }
        .joined(separator: "\r\n")
        + "\r\n{3320}REF-2*\n{6001}unknown"
    private static let bai2 =
        String(decoding: BAI2Sample.plain, as: UTF8.self)
        .replacing("16,475,-2500", with: "nothing\n16,165,5,9,a\n16,475,-2500")
        .replacing("49,1", with: "16,1,2/ \n49,1")
        .replacing("98,11", with: "49,1,2,3/\n98,11").replacing("99,11547500,1,12", with: "99,11547500,1,12,x")
        + "\n88,behind/\n"
    private static let edifact =
        "UNA:+.? '\r\nUNB+UNOC:3+A+B+261126:0930+R'\r\nUNH+1+CUSTOM:D:96A:UN'XYZ+a??b?c:d+?''\n\nUNT+3+1'UNZ+1+R'\r\n"
    private static let x12 =
        "\nISA|00|          |00|          |ZZ|SENDER         |ZZ|RECEIVER       |261126|0930|^|00401|000000001|0|P|>\n"
        + "GS|RA|S|R|20261126|0930|1|X|004010\nST|1|1\nA|b>c^d\nSE|3|1\nGE|1|1\nIEA|1|000000001\n"

    @Test(arguments: [
        ("nacha", nacha), ("fedwire", fedwire), ("bai2", bai2),
        ("bai2", String(decoding: BAI2Sample.awkward, as: UTF8.self)), ("edifact", edifact), ("x12", x12),
    ])
    func `no change is lost`(name: String, text: String) throws {
        let format = try FormatKinds.kind(named: name).format(FormatSettings(library: CheckoutLibrary()))
        let documents = try format.decodeAll(Array(text.utf8)).documents
        #expect(try format.encodeAll(documents).bytes == Array(text.utf8))
        let lost = DocumentVariants.lost(in: documents.map(\.value), format: format)
        #expect(lost == [], "\(lost.count)")
    }

    /// Where it is not one pass for all, this takes minutes.
    @Test func `findings in thousands of addenda cost one pass`() throws {
        let addenda = String(repeating: "705\u{1}\(String(repeating: " ", count: 90))\n", count: 9_999)
        let lines = NACHASample.lines
        let text = lines[...2].joined(separator: "\n") + "\n" + addenda + lines[5...].joined(separator: "\n")
        let format = try FormatKind.nacha.format(FormatSettings(library: CheckoutLibrary()))
        let findings = try format.decodeAll(Array(text.utf8)).findings
        #expect(findings.counts[.error, default: 0] > 9_999)
        #expect(findings.all.contains { $0.place.line == 2_000 })
    }

    /// Where it is not one pass for all, this takes minutes.
    @Test func `thousands of text lines without a comma are written in one pass`() throws {
        let text = "01,1,2,261126,0200,1,,,2/\n16,115,1,,,,A\n" + String(repeating: "88\n", count: 30_000)
        let format = try FormatKind.bai2.format(FormatSettings(library: CheckoutLibrary()))
        let documents = try format.decodeAll(Array(text.utf8)).documents
        #expect(try format.encodeAll(documents).bytes == Array(text.utf8))
    }

    @Test(arguments: [
        (#"{"groups":[{"accounts":[{"account":"1","endExtra":["a",1]}]}]}"#, "/groups/0/accounts/0/endExtra/1"),
        (#"{"sender":"1","layout":{"lines":["x",1]}}"#, "/layout/lines/0"),
        (#"{"sender":"1","layout":{"lines":[1.5]}}"#, "/layout/lines/0"),
        (#"{"groups":[{"loose":{"code":"98","fields":[null]}}]}"#, "/groups/0/loose/fields/0"),
    ])
    func `list items of the wrong kind are refused with their place`(json: String, path: String) throws {
        let format = try FormatKind.bai2.format(FormatSettings(library: CheckoutLibrary()))
        let fault = #expect(throws: Fault.self) { try format.encodeAll([Document(json: Array(json.utf8))]) }
        #expect(fault?.place?.path == path)
    }
}
