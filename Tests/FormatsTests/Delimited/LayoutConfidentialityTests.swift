import Canonical
import Conformance
import Formats
import Testing

/// No text of a finding or fault holds what stands in a file, wherever it stands: a first line may be a payment too.
@Suite struct LayoutConfidentialityTests {
    /// What no text may hold, in a form that is no number, date or code.
    private static let secret = "ZQXJW"

    /// All that is said about a file: while it is read, and while its documents are written, strictly too.
    private func texts(_ bytes: [UInt8], _ format: any Format, writtenBy other: (any Format)? = nil) throws -> String {
        var texts = ""
        do {
            let (documents, findings) = try format.decodeAll(bytes)
            dump(findings.all, to: &texts, maxDepth: 20)
            let copies = try LayoutSamples.throughJSON(documents)
            for writer in [format, other].compactMap({ $0 }) {
                for mode in [WriteMode.faithful, .strict] {
                    for documents in [copies, Array(copies.dropFirst())] {
                        do {
                            dump(try writer.encodeAll(documents, mode: mode).findings.all, to: &texts, maxDepth: 20)
                        } catch {
                            dump(error, to: &texts, maxDepth: 20)
                        }
                    }
                }
            }
        } catch {
            dump(error, to: &texts, maxDepth: 20)
        }
        #expect(!texts.isEmpty)
        return texts
    }

    private static let statements = [
        // A file without a header line, and one whose header line is another's.
        "2026-11-02,ZQXJW,ZQXJW,ZQXJW,-12.50,EUR,ZQXJW\r\n2026-11-03,,ZQXJW,ZQXJW,x,EUR,1.00\r\n",
        "ZQXJW,Payee,ZQXJW1,Amount\r\nZQXJW,\"ZQXJW\"ZQXJW,\"ZQXJW,ZQXJW,ZQXJW\r\nZQXJW,ZQXJW,ZQXJW,ZQXJW,ZQXJW\r\n",
        "Payee,ZQXJW\r\n\"ZQXJW\",\"ZQXJW\"ZQXJW\r\nZQXJW,  \"ZQXJW\"  \r\nZQXJW,ZQXJW\u{10FE80}\n",
        // Everything wrong in rows of the right columns: too many, too few, no quotes, no line end.
        "Booking date,Value date,Payee,Text,Amount,Currency,Balance\r\n"
            + "ZQXJW,ZQXJW,ZQXJW,ZQXJW,ZQXJW,ZQXJW,ZQXJW,ZQXJW,ZQXJW\r\nZQXJW\r\n\r\n\"ZQXJW,ZQXJW\r\n2026-11-02,ZQXJW",
    ]

    @Test(arguments: statements)
    func `findings about a statement hold nothing of it`(text: String) throws {
        let layout = try LayoutSamples.format(.delimited, shipped: "card-statement-csv")
        var wrong = Array(text.utf8)
        if let index = wrong.lastIndex(of: UInt8(ascii: "Z")) { wrong.insert(0xFF, at: index + 5) }
        for bytes in [Array(text.utf8), wrong] {
            #expect(!(try texts(bytes, layout)).contains(Self.secret))
            for header in ["yes", "no"] {
                let settings = FormatSettings(options: ["header": header], library: CheckoutLibrary())
                let format = try FormatKind.delimited.format(settings)
                #expect(!(try texts(bytes, format, writtenBy: layout)).contains(Self.secret))
            }
        }
    }

    @Test func `a column that only the file names is called by its number`() throws {
        let format = try LayoutSamples.format(.delimited, shipped: "card-statement-csv")
        let text =
            "Amount,Payee,ZQXJW,Booking date,Currency\r\n5.00,X,\"re\"d,2026-01-02,EUR\r\nx,X,red,2026-01-02,EUR\r\n"
        let findings = try format.decodeAll(Array(text.utf8)).findings.all
        #expect(findings.contains { $0.code == "layout.quote" && $0.place.path == "/column3" })
        #expect(findings.contains { $0.code == "layout.quote" && $0.place.field == "column3" })
        #expect(findings.contains { $0.code == "layout.number" && $0.place.path == "/amount" })
    }

    @Test func `findings about control totals hold no totals`() throws {
        let format = try LayoutSamples.format(.delimited, shipped: "statement-semicolon")
        let text = """
            "Buchungstag";"ZQXJW";"Name";"Verwendungszweck";"Betrag";"Währung"\r
            "02.11.2026";"ZQXJW";"ZQXJW";"ZQXJW";-7777,50;"EUR"\r
            "Summe";"";"";"ZQXJW";8888,50;"ZQXJW"\r

            """
        let said = try texts(try LayoutSamples.bytes(text, .windows1252), format)
        #expect(said.contains("layout.sum"))
        for value in [Self.secret, "7777", "8888"] { #expect(!said.contains(value)) }
    }

    @Test(arguments: ["H", "D", "T", "Z"])
    func `findings about a fixed file hold nothing of it`(first: String) throws {
        let format = try LayoutSamples.format(.fixed, shipped: "cn-batch-payment")
        let payment = try LayoutSamples.batchPayment()
        let record = Array((first + String(repeating: Self.secret, count: 45)).utf8)
        for length in [3, 100, 200, 220] {
            for end in [[0x0D, 0x0A], [0x0A], []] as [[UInt8]] {
                var wrong = record.prefix(length) + end
                #expect(!(try texts(payment + wrong + payment, format)).contains(Self.secret))
                wrong.insert(0xFF, at: min(20, length))
                #expect(!(try texts(wrong + payment, format)).contains(Self.secret))
            }
        }
    }

    @Test func `a member that has no column is refused by its place, since its name may come from a file`() throws {
        let format = try LayoutSamples.format(.delimited, shipped: "card-statement-csv")
        let entry: DocumentValue = ["record": "entry", "payee": "X", "ZQXJW": "1"]
        let fault = #expect(throws: Fault.self) { try format.encodeAll([Document(entry)]) }
        #expect(fault?.reason.contains("member 2 ") == true)
        #expect(fault?.place?.path == "/")
    }
}
