import Canonical
import Formats
import Testing

/// Every record format and code page: through JSON and back, and cut off at every byte.
@Suite struct CopybookRoundTripTests {
    private static let copybook = """
        01 ACCOUNT.
           05 KIND        PIC X.
           05 NAME        PIC X(12).
           05 AMOUNT      PIC S9(5)V99 COMP-3.
           05 KEY-AREA.
              10 KEY-TYPE PIC XX.
              10 KEY-ID   PIC X(4).
           05 KEY-TEXT REDEFINES KEY-AREA PIC X(6).
           05 N           PIC 9.
           05 ITEM OCCURS 0 TO 4 DEPENDING ON N.
              10 DAYS     PIC 9(3).
              10 TEXT     PIC X(8).
        """

    private static let recordFormats: [[String: String]] = [
        [:], ["variable-occurs": "yes"], ["record-format": "V"], ["record-format": "VB"],
        ["record-format": "VB", "block-size": "100"], ["record-format": "V", "record-start-offset": "2"],
    ]

    private static let codePages = ["037", "273", "500", "1047", "1141", "1148", "935", "1388", "iso-8859-1"]

    /// One record with as many items as asked for; the Chinese pages have Chinese text.
    private func record(_ items: Int, _ page: String) -> String {
        let name = page == "935" || page == "1388" ? "A中国B银行" : "Adam Example"
        let list = (0..<items).map { "{\"DAYS\":\"\($0)\",\"TEXT\":\"\(name.prefix(3))\"}" }.joined(separator: ",")
        return """
            {"ACCOUNT":{"KIND":"K","NAME":"\(name.prefix(page == "037" ? 12 : 4))","AMOUNT":"-12.50",\
            "KEY-AREA":{"KEY-TYPE":"AB","KEY-ID":"12"},"KEY-TEXT":"AB12","N":"\(items)","ITEM":[\(list)]}}
            """
    }

    private func bytes(_ sample: CopybookSample, _ page: String) throws -> [UInt8] {
        let documents = try [0, 4, 1].map { try Document(json: Array(record($0, page).utf8)) }
        return try sample.format.encodeAll(documents).bytes
    }

    @Test(arguments: recordFormats, codePages)
    func `empty and full tables and redefinitions come back`(options: [String: String], page: String) throws {
        let sample = try CopybookSample(Self.copybook, options.merging(["code-page": page]) { $1 })
        let bytes = try bytes(sample, page)
        let result = try sample.roundTrip(bytes)
        #expect(result.findings.all == [])
        let expected = try [0, 4, 1].map { try DocumentValue(json: Array(record($0, page).utf8)) }
        #expect(result.documents.map { $0.value["ACCOUNT"] } == expected.map { $0["ACCOUNT"] })
        for size in [1, 7, 4_096] {
            let windowed = try decodeInWindows(bytes, size: size, format: sample.format)
            #expect(windowed.documents.map(\.value) == result.documents.map(\.value))
        }
    }

    @Test(arguments: recordFormats, ["037", "1388"])
    func `a file that is cut within a record is an error at every byte`(options: [String: String], page: String) throws
    {
        let sample = try CopybookSample(Self.copybook, options.merging(["code-page": page]) { $1 })
        let document = try Document(json: Array(record(2, page).utf8))
        let bytes = try sample.format.encodeAll([document]).bytes
        for end in 1..<bytes.count {
            do {
                let result = try sample.roundTrip(Array(bytes[..<end]))
                #expect(result.findings.hasErrors, "cut at \(end)")
            } catch let fault as Fault {
                #expect(fault.family == .message && fault.stage == .decode)
            }
        }
    }
}
