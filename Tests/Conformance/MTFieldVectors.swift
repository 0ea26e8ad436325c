import Canonical
package import Formats

extension CorpusSets {
    /// prowide-core's vectors of single fields: a value and its components, or a value that comes back unchanged.
    ///
    /// A case is a value. Components are compared in the order of SWIFT's format string; see ``MTFieldNumbers``.
    package static let prowideFields = CorpusSet("prowide-core fields") { corpora in
        let table = try CheckoutLibrary().file("mt/fields.txt").bytes
        let numbers = MTFieldNumbers(table: table)
        var result = CorpusResult()
        for file in try corpora.files(below: "prowide-core/fields", suffix: ".json") {
            for (index, vector) in (try corpora.json(file).items ?? []).enumerated() {
                try check(vector, "\(file)#\(index)", numbers, &result)
            }
        }
        return result
    }

    private static func check(
        _ vector: DocumentValue,
        _ name: String,
        _ numbers: MTFieldNumbers,
        _ result: inout CorpusResult
    ) throws {
        guard let tag = vector["field"]?.text else { return result.fail(name, "names no field") }
        let format = try FormatKind.mtField.format(FormatSettings(options: ["tag": tag], library: CheckoutLibrary()))
        for value in (vector["roundtrip"]?.items ?? []).compactMap(\.text) {
            result.enter(name, difference: try MTConformance.roundTripDifference(Array(value.utf8), by: format))
        }
        guard let value = vector["value"]?.text, let components = vector["components"]?.object else { return }
        guard numbers.hasField(tag) else { return result.fail(name, "the table has no field \(tag)") }
        let bytes = Array(value.utf8)
        var decoded: [Document] = []
        do {
            decoded = try format.decodeAll(bytes).documents
        } catch let fault as Fault {
            // An empty value is none; all components are absent then.
            if !bytes.isEmpty { return result.fail(name, "is not read: \(fault.code)") }
        }
        let field = decoded.first?.value ?? .null
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
