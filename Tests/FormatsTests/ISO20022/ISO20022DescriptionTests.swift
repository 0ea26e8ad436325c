import Canonical
import Conformance
import Testing

@testable import Formats

@Suite("Descriptions of ISO 20022 messages")
struct ISO20022DescriptionTests {
    @Test func `what is read fits its description`() throws {
        let format = try ISO20022Samples.shipped()
        let document = try #require(try format.decodeAll(Array(ISO20022Samples.payment.utf8)).documents.first)
        let description = try format.description(ofType: "pacs.008.001.08")
        #expect(try ShapeCheck(description).misfit(document.value) == nil)
    }

    @Test(.enabled(if: Corpora.isPresent))
    func `what is read of the corpora fits its description, as far as it is valid`() throws {
        let folder = try #require(CorpusFolder.fromEnvironment)
        let format = try ISO20022Corpus.format(folder)
        var descriptions: [String: DocumentDescription] = [:]
        for file in try ISO20022Corpus.files(folder) {
            // What cannot be read is the matter of other tests.
            guard let (documents, findings) = try? format.decodeAll(try folder.bytes(file)), !findings.hasErrors else {
                continue
            }
            for document in documents {
                guard let namespace = document.root["namespaces"]?["Document"]?.text,
                    let name = NamespaceAlias.messageName(namespace)
                else { continue }
                if descriptions[name] == nil { descriptions[name] = try? format.description(ofType: name) }
                guard let description = descriptions[name] else { continue }
                if let misfit = try ShapeCheck(description).misfit(document.value) {
                    Issue.record("\(file): \(misfit)")
                }
            }
        }
        #expect(descriptions.count > 20)
    }

    @Test func `an unknown type cannot be described`() throws {
        #expect(throws: Fault.self) { try ISO20022Samples.shipped().description(ofType: "pacs.999.001.01") }
    }
}
