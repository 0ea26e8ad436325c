import Canonical
import Formats
import Testing

/// Mistakes in a table are told with file, line and column before any message is read.
@Suite struct MTTableTests {
    /// Tables held in memory.
    private struct Tables: DefinitionLibrary {
        var files: [String: String]

        func file(_ path: String) throws(Fault) -> DefinitionFile {
            guard let text = files[path], let name = path.split(separator: "/").last else {
                throw Fault(.programmer, .referenceUnknown, stage: .setup, reason: "There is no definition \(path).")
            }
            return DefinitionFile(name: String(name), bytes: Array(text.utf8))
        }

        func files(in folder: String) throws(Fault) -> [String] {
            files.keys.filter { $0.hasPrefix("\(folder)/") }.map { String($0.dropFirst(folder.count + 1)) }.sorted()
        }
    }

    private static let fields = """
        # Invented fields.
        20   16x            reference:reference
        32A  6!n3!a15d      date:date currency:currency amount:amount(currency)
        50K  [/34x]$4*35x   account:account nameAndAddress
        61   {C|D}15d       mark amount:amount
        ~61  {C|D}15d       mark amount

        """

    private func format(fields: String = fields, message: String) throws(Fault) -> any Format {
        let files = ["mt/fields.txt": fields, "mt/messages/103.txt": message]
        return try FormatKind.mt.format(FormatSettings(library: Tables(files: files)))
    }

    @Test(arguments: [
        ("20 16q reference", "column 6"), ("20 [16x reference", "column"), ("2 16x reference", "column 1"),
        ("20 16x", "column 4"), ("20 16x reference:nonsense", "column 8"), ("20 16x a b", "column 4"),
        ("20 3!a3!a a a", "column 13"), ("20 [/]16x a", "column"), ("~20 16x a", "column 1"),
    ])
    func `a mistake in a field is told with its place`(line: String, place: String) {
        let fault = #expect(throws: Fault.self) { try format(fields: "# one\n\(line)\n", message: "20 M\n") }
        #expect(fault?.code == .configurationInvalid)
        #expect(fault?.reason.contains("fields.txt, line 2") == true)
        #expect(fault?.reason.contains(place) == true, "\(fault?.reason ?? "")")
    }

    @Test(arguments: [
        "20 X\n", "20\n", "20 M *1\n", "50a M\n", "sequence A M\n  20 M\n", "end\n", "20 M only STP\n",
        "20 M nonsense\n",
        "20 M\n20 O\n", "sequence 1 M\n 20 M\nend\n", "variant STP if 119\n", "length many\n",
    ])
    func `a mistake in a message is told with its place`(message: String) {
        let fault = #expect(throws: Fault.self) { try format(message: message) }
        #expect(fault?.code == .configurationInvalid)
        #expect(fault?.reason.contains("103.txt, line") == true, "\(fault?.reason ?? "")")
    }

    @Test func `a new field and a new message are a change of the tables alone`() throws {
        let format = try format(message: "title Invented\n20 M\nsequence B M *\n  32A M\n  50a O K\nend\n61 O *2\n")
        let text =
            "{1:F01DEMOGB2LAXXX0001000001}{2:I103TESTDEFFXXXXN}{4:\r\n:20:A\r\n:32A:260302EUR1,\r\n:50K:/1\r\nX\r\n"
            + ":32A:260303EUR2,5\r\n:61:C1,\r\n:61:D2\r\n-}"
        let result = try format.decodeAll(Array(text.utf8))
        let block = result.documents.first?.value["block4"]
        #expect(block?["B"]?.items?.count == 2)
        #expect(block?["B"]?.items?.first?["50a"]?["nameAndAddress"] == ["X"])
        #expect(block?["B"]?.items?.last?["32A"]?["amount"] == "2,5")
        #expect(block?["61"]?.items?.last == ["dialect": .number(Number(1)), "mark": "D", "amount": "2"])
        #expect(result.findings.all.map(\.code) == ["mt.dialect"])
        #expect(try format.encodeAll(result.documents).bytes == Array(text.utf8))
    }
}
