import CBenchmarkPeers
import Canonical
import Conformance
import Formats

extension Workloads {
    /// Records of an account file with 24 fields, among them packed, binary and signed display numbers, text, a
    /// redefinition and a table of 0 to 8 entries.
    static func copybook() throws -> Workload? {
        let format = try FormatKind.copybook.format(
            FormatSettings(
                options: ["record-format": "V"],
                definition: [DefinitionFile(name: "account.cpy", bytes: Array(CopybookRecords.copybook.utf8))],
                library: CheckoutLibrary()
            )
        )
        let count = 10_000
        let bytes = try CopybookRecords.bytes(count: count, format: format)
        return Workload(
            name: "copybook",
            summary: "account records with descriptor words, code page 037, 24 fields and a table (our own invention)",
            messages: count,
            bytes: bytes.count,
            pass: { try CopybookRecords.pass(bytes, format) },
            peers: [
                Workload.Peer(name: "C by hand (same fields to text, one buffer, no tree)") {
                    Int(benchmark_copybook_pass(bytes, bytes.count) & 0x7FFF_FFFF)
                }
            ],
            aim: "150 MB/s"
        )
    }
}

/// The records of the workload.
enum CopybookRecords {
    static let copybook = """
        01 ACCOUNT-RECORD.
           05 ACCOUNT-ID        PIC X(16).
           05 BRANCH            PIC 9(4).
           05 CUSTOMER-NAME     PIC X(40).
           05 STREET            PIC X(30).
           05 TOWN              PIC X(24).
           05 COUNTRY           PIC XX.
           05 CURRENCY-CODE     PIC X(3).
           05 BALANCE           PIC S9(13)V99 COMP-3.
           05 AVAILABLE         PIC S9(13)V99 COMP-3.
           05 CREDIT-LIMIT      PIC 9(9)V99 COMP-3.
           05 RATE              PIC S9(3)V9(6) COMP-3.
           05 OPENED            PIC 9(8).
           05 LAST-MOVEMENT     PIC 9(8).
           05 MOVEMENTS         PIC 9(9) COMP.
           05 OVERDRAFT         PIC S9(9)V99.
           05 STATUS-FLAG       PIC X.
           05 KEY-AREA.
              10 KEY-TYPE       PIC X(2).
              10 KEY-VALUE      PIC X(10).
           05 KEY-TEXT REDEFINES KEY-AREA PIC X(12).
           05 SEQUENCE-NUMBER   PIC S9(18) COMP.
           05 ENTRY-COUNT       PIC 9(2) COMP-3.
           05 ENTRY-ITEM OCCURS 0 TO 8 DEPENDING ON ENTRY-COUNT.
              10 ENTRY-DATE     PIC 9(8).
              10 ENTRY-AMOUNT   PIC S9(9)V99 COMP-3.
              10 ENTRY-TEXT     PIC X(20).
        """

    static func bytes(count: Int, format: any Format) throws -> [UInt8] {
        let texts = ["Invoice 4711", "Rent for May", "Card payment Riverside", "Standing order"]
        var documents: [Document] = []
        for number in 0..<count {
            var entries: [DocumentValue] = []
            for entry in 0..<(number % 9) {
                entries.append([
                    "ENTRY-DATE": .text("202611\(10 + entry)"), "ENTRY-AMOUNT": .text("\(number % 7 - 3 + entry)12.50"),
                    "ENTRY-TEXT": .text(String(texts[(number + entry) % texts.count].prefix(20))),
                ])
            }
            documents.append(Document(["ACCOUNT-RECORD": record(number, entries)]))
        }
        return try format.encodeAll(documents).bytes
    }

    private static func record(_ number: Int, _ entries: [DocumentValue]) -> DocumentValue {
        [
            "ACCOUNT-ID": .text("XX00TEST\(10_000_000 + number)"), "BRANCH": .text("\(number % 10_000)"),
            "CUSTOMER-NAME": .text("Customer Number \(number) of the Sample"),
            "STREET": .text("\(number % 200) Example Street"),
            "TOWN": "Exampletown", "COUNTRY": "XX", "CURRENCY-CODE": "EUR",
            "BALANCE": .text("\(number % 3 == 0 ? "-" : "")\(number * 7_919).25"),
            "AVAILABLE": .text("\(number * 977).00"),
            "CREDIT-LIMIT": "5000.00", "RATE": "3.125000", "OPENED": "20010401", "LAST-MOVEMENT": "20261126",
            "MOVEMENTS": .text("\(number)"), "OVERDRAFT": .text("-\(number % 1_000).10"), "STATUS-FLAG": "A",
            "KEY-AREA": ["KEY-TYPE": "AB", "KEY-VALUE": .text("K\(100_000_000 + number)")],
            "SEQUENCE-NUMBER": .text("\(number * 1_000_003)"), "ENTRY-COUNT": .text("\(entries.count)"),
            "ENTRY-ITEM": .list(entries),
        ]
    }

    /// Reads all records; the sum depends on every document.
    static func pass(_ bytes: [UInt8], _ format: any Format) throws -> Int {
        var reader = format.makeReader()
        var findings = Findings()
        var offset = 0
        var sum = 0
        while true {
            let window = bytes.span.extracting(offset..<bytes.count)
            switch try reader.read(window, isLast: true, findings: &findings) {
            case .document(let document, let consumed):
                sum &+= document.nodes.count &+ document.bytes.count
                offset += consumed
            case .skipped(let consumed): offset += consumed
            case .more, .end: return sum
            }
        }
    }
}
