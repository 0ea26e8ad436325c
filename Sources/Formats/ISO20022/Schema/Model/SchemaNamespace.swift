/// What the namespaces of messages say.
enum SchemaNamespace {
    /// The namespace of XML Schema itself.
    static let xmlSchema = "http://www.w3.org/2001/XMLSchema"
    /// The namespace of XML signatures, of which no schema is needed.
    static let xmlSignature = "http://www.w3.org/2000/09/xmldsig#"

    /// The message's name: what stands behind the last colon or slash, without `.xsd`.
    static func messageName(_ namespace: String) -> String {
        var name = Substring(namespace)
        if let cut = name.lastIndex(where: { $0 == ":" || $0 == "/" }) { name = name[name.index(after: cut)...] }
        if name.hasSuffix(".xsd") { name = name.dropLast(4) }
        return String(name)
    }
}
