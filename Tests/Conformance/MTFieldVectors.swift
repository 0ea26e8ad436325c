import Canonical
import Formats

extension CorpusSets {
    /// prowide-core's vectors of single fields: a value and its components, or a value that comes back unchanged.
    ///
    /// A case is a value. Components are compared in the order of SWIFT's format string; see ``MTFieldNumbers``.
    package static let prowideFields = CorpusSet("prowide-core fields") { corpora in
        let numbers = MTFieldNumbers(table: try CheckoutLibrary().file("mt/fields.txt").bytes)
        let library = try MTLibrary.compiled(CheckoutLibrary())
        var result = CorpusResult()
        for file in try corpora.files(below: "prowide-core/fields", suffix: ".json") {
            for (index, vector) in (try corpora.json(file).items ?? []).enumerated() {
                try check(vector, "\(file)#\(index)", numbers, library, &result)
            }
        }
        return result
    }

    private static func check(
        _ vector: DocumentValue,
        _ name: String,
        _ numbers: MTFieldNumbers,
        _ library: MTLibrary,
        _ result: inout CorpusResult
    ) throws {
        guard let tag = vector["field"]?.text else { return result.fail(name, "names no field") }
        guard numbers.hasField(tag) else { return result.fail(name, "the table has no field \(tag)") }
        let format = try MTFieldFormat(library, tag: tag)
        for value in (vector["roundtrip"]?.items ?? []).compactMap(\.text) {
            result.enter(name, difference: try MTConformance.roundTripDifference(Array(value.utf8), by: format))
        }
        guard let value = vector["value"]?.text, let components = vector["components"]?.object else { return }
        let bytes = Array(value.utf8)
        let field = try format.decodeAll(bytes).documents.first?.value ?? .null
        var seen: String?
        for member in components.members {
            let found = component(member.name, of: field, tag, numbers)
            if found != member.value.text { seen = "component \(member.name) differs" }
        }
        result.enter(name, difference: seen)
    }

    private static func component(
        _ name: String,
        of field: DocumentValue,
        _ tag: String,
        _ numbers: MTFieldNumbers
    ) -> String? {
        guard let number = Int(name) else { return numbers.value(of: field, named: name) }
        let values = numbers.values(of: field, tag: tag)
        return number >= 1 && number <= values.count ? values[number - 1] : nil
    }
}
