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

    /// The name of an ISO 20022 message, such as `pain.001.001.03`, that a text begins with; nil if it does not.
    static func identifier(startOf text: Substring) -> String? {
        let bytes = Array(text.utf8.prefix(15))
        guard bytes.count == 15 else { return nil }
        for (index, byte) in bytes.enumerated() {
            let fits =
                switch index {
                case 0..<4: (0x61...0x7A).contains(byte)
                case 4, 8, 12: byte == UInt8(ascii: ".")
                default: (0x30...0x39).contains(byte)
                }
            guard fits else { return nil }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
