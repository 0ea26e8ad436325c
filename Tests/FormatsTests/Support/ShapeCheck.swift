import Canonical
import Formats

/// Checks documents against the JSON Schema of their type, as `formats describe` prints it.
struct ShapeCheck {
    private let schema: JSONSchema

    init(_ description: DocumentDescription) throws {
        schema = try JSONSchema(description.jsonSchema())
    }

    /// Where and how a document does not fit; nil if it does.
    func misfit(_ value: DocumentValue) -> String? {
        var findings = Findings()
        guard !schema.validate(Document(value), into: &findings) else { return nil }
        return findings.all.first.map { "\($0.place): \($0.message)" } ?? "does not fit"
    }
}
