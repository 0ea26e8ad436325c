import Canonical
import Conformance
import Formats
import Testing

/// What is described of a document's type holds for all documents that are read.
@Suite struct MTDescriptionTests {
    private static let format = Result { try FormatKind.mt.format(FormatSettings(library: CheckoutLibrary())) }

    @Test(.enabled(if: Corpora.isPresent, "BANKBUS_CORPORA names no folder"))
    func `every document has the shape of its type`() throws {
        let format = try Self.format.get()
        let corpora = try #require(CorpusFolder.fromEnvironment)
        var files: [String] = []
        for folder in ["prowide-core", "mt940-wolph", "ballerina-mt-to-mx", "ballerina-mx-to-mt"] {
            files += try corpora.files(below: folder)
        }
        var count = 0
        var checkers: [String: ShapeCheck] = [:]
        for file in files where [".fin", ".sta", ".rje", ".txt"].contains(where: file.hasSuffix) {
            let result = try? format.decodeAll(try corpora.bytes(file))  // Some are refused.
            // What a field without its form keeps of its components is not bound by it.
            guard let result, !result.findings.hasErrors else { continue }
            for document in result.documents {
                let value = document.value
                let type = value["type"]?.text ?? ""
                let checker =
                    try checkers[type] ?? ShapeCheck(format.description(ofType: type))
                checkers[type] = checker
                #expect(checker.misfit(value) == nil, "\(file) \(type)")
                count += 1
            }
        }
        #expect(count > 90)
    }

    @Test func `every type is described under its name, as JSON Schema too`() throws {
        let format = try Self.format.get()
        #expect(["mt.103", "mt.103.stp", "mt.202.cov", "mt.940"].allSatisfy(format.documentTypes.contains))
        for type in format.documentTypes {
            let description = try format.description(ofType: type)
            #expect(description.name == type)
            #expect(description.jsonSchema()["title"]?.text == type)
        }
        #expect(throws: Fault.self) { try format.description(ofType: "pacs.008") }
    }
}
