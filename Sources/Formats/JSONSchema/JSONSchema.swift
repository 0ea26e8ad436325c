package import Canonical

/// A JSON Schema (draft 2020-12), compiled so that documents can be checked against it.
///
/// It has the vocabularies core, applicator, unevaluated and validation; `format` and the vocabularies content and
/// meta-data only annotate and are not checked. Any other keyword is refused, except those that begin with `x-`, since a
/// rule that is ignored in silence looks like a rule that holds. Numbers are exact decimals, and lengths count Unicode
/// scalars.
///
/// References are resolved among the schema and the definitions given with it; nothing is fetched.
package struct JSONSchema: Sendable {
    private let program: SchemaProgram

    /// Compiles a schema.
    ///
    /// - Parameters:
    ///   - schema: the schema.
    ///   - definitions: other schemas that it refers to, by the URI under which they are found if they have no `$id`.
    /// - Throws: `configuration.invalid` with the path in the schema: for a keyword that is not implemented, a value
    ///   that a keyword cannot have, or a reference to nothing.
    package init(_ schema: DocumentValue, definitions: [String: DocumentValue] = [:]) throws(Fault) {
        var compiler = SchemaCompiler()
        program = try compiler.compile(schema, definitions: definitions)
    }

    /// Checks a document; what it breaks becomes findings of severity error, each with the path in the document.
    ///
    /// Where a value must fit one of several schemas and fits none, there is one finding for the value, not one for each
    /// rule of each schema. A member whose name the schema does not spell out stands in paths by its number, from 0, as in
    /// `/accounts/#3`: such names may be values that no finding may show.
    ///
    /// - Parameters:
    ///   - document: the document.
    ///   - findings: where the findings go; codes are `json-schema.` and the keyword.
    /// - Returns: whether the document is valid.
    @discardableResult
    package func validate(_ document: Document, into findings: inout Findings) -> Bool {
        var evaluator = SchemaEvaluator(program, document)
        swap(&evaluator.findings, &findings)
        let isValid = evaluator.evaluate(program.root, at: 0)
        swap(&evaluator.findings, &findings)
        return isValid
    }

    /// Checks a document: what it breaks, each with the index of the node that it is about; empty if it is valid.
    func findings(of document: Document) -> [(finding: Finding, node: Int)] {
        var evaluator = SchemaEvaluator(program, document)
        _ = evaluator.evaluate(program.root, at: 0)
        return zip(evaluator.findings.all, evaluator.findingNodes).map { ($0, $1) }
    }
}
