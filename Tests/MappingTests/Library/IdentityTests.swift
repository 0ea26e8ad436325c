import Canonical
import Conformance
import Formats
import Mapping
import Testing

/// What goes through a canonical type and comes back is what it was.
@Suite(.enabled(if: Corpora.isPresent)) struct IdentityTests {
    /// The message types, by the canonical type that they go through.
    static let messages = [
        ("pacs.002", "payment.status.v1"), ("pacs.003", "payment.direct-debit.v1"),
        ("pacs.004", "payment.return.v1"), ("pacs.008", "payment.credit-transfer.v2"),
        ("pacs.009", "payment.financial-institution-transfer.v1"),
        ("camt.029", "payment.cancellation-resolution.v1"), ("camt.052", "account.report.v1"),
        ("camt.053", "account.statement.v1"), ("camt.054", "account.debit-credit-notification.v1"),
        ("camt.056", "payment.cancellation-request.v1"), ("pain.001", "payment.initiation.v1"),
        ("pain.002", "payment.status.v1"),
    ]
    /// Where banks have to be named of which a message says nothing (`<FinInstnId/>`).
    ///
    /// An object without members is not there, so that such a message is refused, with its place.
    static let empty: Set = ["/AppHdr/Fr", "/AppHdr/To", "/transactions/0/creditor", "/transactions/0/debtor"]
    static let folders = [
        "prowide-iso20022", "pyiso20022-examples", "moov-iso20022", "ballerina-mt-to-mx", "ballerina-mx-to-mt",
        "genkgo-camt", "sepaxml", "cbpr-usage-rules", "fedwire-iso20022-samples",
    ]

    @Test func `messages of ISO 20022 come back equal`() throws {
        let corpora = try #require(CorpusFolder.fromEnvironment)
        let format = try FormatKind.iso20022.format(FormatSettings(library: CheckoutLibrary()))
        let library = try ShippedLibrary.library.get()
        let targets = Dictionary(uniqueKeysWithValues: Self.messages)
        var returns: [String: ShippedLibrary.Return] = [:]
        var counts: [String: Int] = [:]
        for file in try Self.folders.flatMap({ try corpora.files(below: $0) }) where file.hasSuffix(".xml") {
            guard let read = try? format.decodeAll(try corpora.bytes(file)), !read.findings.hasErrors else { continue }
            for document in read.documents {
                guard let type = DocumentFormats.type(of: document), let canonical = targets[String(type.prefix(8))],
                    library.legs.contains(where: { $0.sources[0] == type && $0.target == canonical })
                else { continue }
                let through = try returns[type] ?? ShippedLibrary.Return(of: type, through: canonical)
                returns[type] = through
                do throws(Fault) {
                    let back = try through(document)
                    let lines = Self.differences(document, back)
                    #expect(lines.isEmpty, "\(file): \(lines.prefix(5))")
                } catch {
                    let isException =
                        error.code.name == "mapping.absent" && Self.empty.contains(error.place?.path ?? "")
                    if !isException { Issue.record("\(file): \(error)") }
                }
                counts[String(type.prefix(8)), default: 0] += 1
            }
        }
        print("identity: \(counts.sorted { $0.key < $1.key })")
        #expect(counts.values.reduce(0, +) > 120)
    }

    /// Where header and message differ, whatever prefixes and white space they are written with.
    private static func differences(_ document: Document, _ back: Document?) -> [String] {
        guard let back else { return ["nothing came back"] }
        return ["AppHdr", "Document"]
            .flatMap { part in
                DocumentDifference.lines(
                    expected: document.value[part] ?? .null,
                    actual: back.value[part] ?? .null
                )
                .map { "\(part)\($0)" }
            }
    }

    @Test(arguments: [
        ("mt.103", "payment.credit-transfer.v2"), ("mt.202", "payment.financial-institution-transfer.v1"),
        ("mt.202.cov", "payment.financial-institution-transfer.v1"), ("mt.940", "account.statement.v1"),
    ])
    func `messages of FIN come back with the same text`(type: String, canonical: String) throws {
        let corpora = try #require(CorpusFolder.fromEnvironment)
        let format = try FormatKind.mt.format(FormatSettings(library: CheckoutLibrary(), ruleSets: ["network"]))
        let through = try ShippedLibrary.Return(of: type, through: canonical)
        var count = 0
        for file in try ["prowide-core", "ballerina-mt-to-mx", "ballerina-mx-to-mt", "mt940-wolph"]
            .flatMap({ try corpora.files(below: $0) })
        {
            guard [".fin", ".rje", ".sta", ".txt", ".mt940"].contains(where: file.hasSuffix) else { continue }
            guard let read = try? format.decodeAll(try corpora.bytes(file)) else { continue }  // not of FIN
            // Without errors alone: what breaks a rule need not come back.
            guard read.documents.count == 1, !read.findings.hasErrors, let document = read.documents.first,
                DocumentFormats.type(of: document) == type
            else { continue }
            do throws(Fault) {
                guard let back = try through(document) else { continue }
                count += 1
                let lines =
                    DocumentDifference.lines(
                        expected: document.value["block4"] ?? .null,
                        actual: back.value["block4"] ?? .null
                    )
                    // Field 61 in a form that the standard does not have is written by the standard.
                    .filter { !$0.contains("/61/dialect:") }
                #expect(lines.isEmpty, "\(file): \(lines.prefix(5))")
            } catch {
                Issue.record("\(file): \(error)")
            }
        }
        print("identity: \(count) \(type)")
        #expect(count > 3)
    }

    @Test func `each MT 103 becomes a valid pacs.008`() throws {
        let corpora = try #require(CorpusFolder.fromEnvironment)
        let fin = try FormatKind.mt.format(FormatSettings(library: CheckoutLibrary(), ruleSets: ["network"]))
        let iso = try FormatKind.iso20022.format(FormatSettings(library: CheckoutLibrary()))
        let library = try ShippedLibrary.library.get()
        let way = try MappingWay.find(from: "mt.103", to: "pacs.008.001.08", in: library)
        let conversion = try Conversion(way, in: library)
        var count = 0
        for file in try ["prowide-core", "ballerina-mt-to-mx", "ballerina-mx-to-mt"]
            .flatMap({ try corpora.files(below: $0) })
        {
            guard [".fin", ".rje"].contains(where: file.hasSuffix),
                let read = try? fin.decodeAll(try corpora.bytes(file)), !read.findings.hasErrors
            else { continue }
            for document in read.documents where DocumentFormats.type(of: document) == "mt.103" {
                do throws(Fault) {
                    var findings = Findings()
                    let identity = MessageIdentity(message: [1], hash: ShippedLibrary.hash)
                    for target in try conversion.convert(document, identity: identity, into: &findings).targets {
                        let bytes = try iso.encodeAll([target], mode: .strict).bytes
                        let checked = try iso.decodeAll(bytes).findings
                        #expect(!checked.hasErrors, "\(file): \(checked.all.prefix(3))")
                        count += 1
                    }
                } catch {
                    Issue.record("\(file): \(error)")
                }
            }
        }
        #expect(count > 10)
    }
}
