package import Canonical

/// Where definitions come from: the compact form that ships with the bus, or a user's XSD files.
///
/// What is cheap is done when a source is made (reading files, finding which namespaces there are); a definition is
/// compiled only when its namespace is first seen. ``DefinitionCatalogue`` keeps what was compiled.
package protocol DefinitionSource: Sendable {
    /// The target namespaces that it has definitions of, sorted.
    var namespaces: [String] { get }

    /// The definition of a namespace; nil if there is none.
    ///
    /// - Throws: `configuration.invalid` if it cannot be used, with the construct and the line.
    func definition(ofNamespace namespace: String) throws(Fault) -> MessageDefinition?
}
