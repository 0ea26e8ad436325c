import Canonical

/// An element of an XSD file, with its names resolved.
struct XSDNode {
    /// An attribute without a namespace; those of other namespaces are remarks of others and are left out.
    struct Attribute {
        let name: String
        let value: String
    }

    /// The namespace of the element.
    let namespace: String
    /// The local name.
    let name: String
    /// The attributes.
    let attributes: [Attribute]
    /// The namespaces by prefix that hold here; the empty prefix is the default one.
    let scope: [String: String]
    /// The elements within.
    var children: [XSDNode] = []
    /// Where it stands.
    let origin: SchemaOrigin

    /// The value of an attribute; nil if it is not there.
    subscript(name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }

    /// The value of an attribute that must be there.
    func required(_ name: String) throws(Fault) -> String {
        guard let value = self[name] else {
            throw SchemaFault.unusable("lacks the attribute \(name) of xs:\(self.name)", at: origin)
        }
        return value
    }

    /// Refuses attributes other than those named: what is not known must not be ignored.
    func allow(_ names: String...) throws(Fault) {
        for attribute in attributes where attribute.name != "id" && !names.contains(attribute.name) {
            throw SchemaFault.notImplemented("the attribute \(attribute.name) of xs:\(name)", at: origin)
        }
    }

    /// The elements of XML Schema within, without annotations.
    ///
    /// - Throws: `configuration.invalid` for an element of another namespace.
    func parts() throws(Fault) -> [XSDNode] {
        var parts: [XSDNode] = []
        for child in children where !(child.namespace == SchemaNamespace.xmlSchema && child.name == "annotation") {
            guard child.namespace == SchemaNamespace.xmlSchema else {
                throw SchemaFault.unusable("has an element of another namespace", at: child.origin)
            }
            parts.append(child)
        }
        return parts
    }

    /// Resolves a name with a prefix, such as `xs:string`.
    func resolve(_ qualified: String) throws(Fault) -> QualifiedName {
        let parts = qualified.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let prefix = parts.count == 2 ? String(parts[0]) : ""
        let local = String(parts[parts.count - 1])
        if let namespace = scope[prefix] { return QualifiedName(namespace: namespace, name: local) }
        guard prefix.isEmpty else { throw SchemaFault.unusable("uses a prefix that it does not declare", at: origin) }
        return QualifiedName(namespace: "", name: local)
    }
}
