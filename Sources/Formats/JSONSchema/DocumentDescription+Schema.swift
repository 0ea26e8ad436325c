package import Canonical

extension DocumentDescription {
    /// Describes the documents of a JSON Schema: types, how often, lengths, patterns, codes, meanings and data classes.
    ///
    /// What a schema says and a shape cannot makes the description wider than the schema, never narrower.
    ///
    /// - Parameters:
    ///   - schema: the schema; its `title` becomes the name.
    ///   - definitions: the schemas that it refers to, by the URI under which they are found if they have no `$id`.
    /// - Throws: `configuration.invalid` for a data class that does not exist, and for too many levels.
    package init(jsonSchema schema: DocumentValue, definitions: [String: DocumentValue] = [:]) throws(Fault) {
        self = try SchemaDescriber.describe(schema, definitions: definitions)
    }
}
