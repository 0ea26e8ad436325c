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
        let sources = [ISO20022Samples.payment, ISO20022Samples.statement(entries: 3)].map { Array($0.utf8) }
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

    @Test(arguments: [1, 7, 4_096])
    func `windows of any size give the same documents and findings`(size: Int) throws {
        for text in ISO20022SplitTests.inputs + ISO20022RoundTripTests.variants.suffix(6) {
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
