import Canonical
import Conformance
import Testing

@testable import Formats

@Suite("ISO 20022 and hostile input")
struct ISO20022HostileInputTests {
    @Test func `a message that is cut off anywhere is refused or has an error`() throws {
        let bytes = Array(ISO20022Samples.payment.utf8)
        let format = try ISO20022Samples.shipped()
        let end = bytes.count - 2
        for length in 0..<end {
            do {
                let (documents, findings) = try format.decodeAll(Array(bytes[..<length]))
                if !documents.isEmpty, !findings.hasErrors { Issue.record("cut at \(length): taken as valid") }
            } catch {
                // A fault is what is wanted: the input ends inside a message.
                continue
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `random changes neither crash nor are written back otherwise without a finding`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let format = try ISO20022Samples.shipped(split: seed % 2 == 0 ? "never" : "auto")
        let alphabet = Array("<>/&;#\"'=! ?-[]CDATAxmlns:pe \n\r\t]\u{0}é1".utf8)
        let payment = ISO20022Samples.payment
        let sources = [payment, payment.replacing("\n", with: "\r\n"), ISO20022Samples.statement(entries: 3)]
            .map { Array($0.utf8) }
        for _ in 0..<300 {
            let bytes = random.mutate(random.pick(sources), alphabet: alphabet)
            // A fault is a fair answer to what a mutation broke.
            guard let (documents, findings) = try? format.decodeAll(bytes) else { continue }
            let again = try documents.map { try Document(json: $0.jsonBytes()) }
            let written = try format.encodeAll(again).bytes
            if findings.all.allSatisfy({ $0.code.hasPrefix("xsd.") || $0.code.hasPrefix("iso20022.") }),
                written != bytes
            {
                Issue.record("seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    /// Messages with much beside what is in their definitions.
    private static let crowded: [String] = {
        let payment = ISO20022Samples.payment
        let misfits = String(
            repeating: "<p:Bad a=\"1\"><p:x b=\"1\"><p:y c=\"1\"/></p:x></p:Bad>text<!-- c -->",
            count: 20
        )
        return [
            payment,
            payment.replacing("<p:GrpHdr>", with: "<p:GrpHdr d=\"1\">" + misfits),
            payment.replacing("  <AppHdr", with: String(repeating: "<a b=\"1\">text</a>", count: 20) + "<AppHdr"),
            payment.replacing("Am Ring 1", with: String(repeating: "&#65;", count: 20)),
        ]
    }()

    @Test(arguments: crowded)
    func `a document that is read under a limit of values can be written under it`(text: String) throws {
        let count = try #require(try ISO20022Samples.shipped().decodeAll(Array(text.utf8)).documents.first).nodes.count
        for (valuesMax, isRead) in [(count, true), (count - 1, false)] {
            var limits = Limits()
            limits.documentValuesMax = valuesMax
            let format = ISO20022Format([try ShippedDefinitions(CheckoutLibrary())], limits: limits)
            guard isRead else {
                let fault = #expect(throws: Fault.self) { try format.decodeAll(Array(text.utf8)) }
                #expect(fault?.code == .formatLimit)
                continue
            }
            let document = try #require(try format.decodeAll(Array(text.utf8)).documents.first)
            _ = try Document(json: document.jsonBytes(), limits: limits)
        }
    }

    @Test(arguments: 8..<30)
    func `a document that is read under a limit of depth can be written under it`(depthMax: Int) throws {
        var limits = Limits()
        limits.documentDepthMax = depthMax
        let format = ISO20022Format([try ShippedDefinitions(CheckoutLibrary())], limits: limits)
        for text in Self.crowded {
            // Refusing what is too deep is what the limit is for.
            guard let documents = try? format.decodeAll(Array(text.utf8)).documents else { continue }
            for document in documents { _ = try Document(json: document.jsonBytes(), limits: limits) }
        }
    }

    @Test func `references without end are not all kept, and that is a finding`() throws {
        let text = ISO20022Samples.payment.replacing("Am Ring 1", with: String(repeating: "&#65;", count: 30_000))
        let (documents, findings) = try ISO20022Samples.shipped().decodeAll(Array(text.utf8))
        #expect(findings.all.map(\.code) == ["xml.layout-normalised", "xsd.length"])
        let exceptions = documents.first?.root["layout"]?["exceptions"]
        #expect(exceptions?[0]?["references"]?.count == MessageLayout.exceptionsMax)
    }

    @Test(arguments: [1, 7, 4_096])
    func `windows of any size give the same documents and findings`(size: Int) throws {
        for text in ISO20022SplitTests.inputs + ISO20022RoundTripTests.variants.suffix(18) {
            for split in ["never", "auto"] {
                let format = try ISO20022Samples.shipped(split: split)
                let whole = try format.decodeAll(Array(text.utf8))
                let windowed = try decodeInWindows(Array(text.utf8), size: size, format: format)
                #expect(windowed.documents.map { $0.jsonBytes() } == whole.documents.map { $0.jsonBytes() })
                #expect(windowed.findings.all == whole.findings.all)
            }
        }
    }
}
