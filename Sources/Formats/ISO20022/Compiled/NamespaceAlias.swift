/// Namespaces that banks use for a message which ISO 20022 publishes under another one.
package enum NamespaceAlias {
    /// The namespace under which ISO publishes the message of that name.
    package static let standardPrefix = "urn:iso:std:iso:20022:tech:xsd:"

    /// What namespaces of banks and market infrastructures begin with; others are what they say.
    private static let prefixes = [
        standardPrefix, "urn:swift:xsd:", "urn:cnaps:", "http://www.six-interbank-clearing.com/de/",
    ]

    /// The namespaces under which a definition may be found, best first.
    ///
    /// A message's name is what follows the last `:` or `/`, `$` aside and without `.xsd`; a national variant such as
    /// `pain.001.001.03.ch.02` falls back to the message that it restricts.
    static func candidates(_ namespace: String) -> [String] {
        var list = [namespace]
        guard prefixes.contains(where: { namespace.hasPrefix($0) }), let name = messageName(namespace) else {
            return list
        }
        // A name in ISO's own namespace is all that follows the prefix.
        if namespace.hasPrefix(standardPrefix), namespace != standardPrefix + name { return list }
        let parts = name.split(separator: ".")
        if parts.count >= 4 {
            list.append(standardPrefix + name)
            list.append(standardPrefix + parts.prefix(4).joined(separator: "."))
        }
        return list.enumerated().filter { list.firstIndex(of: $1) == $0 }.map(\.element)
    }

    /// The name of the message that a namespace ends with, such as `pacs.008.001.08`; nil if there is none.
    package static func messageName(_ namespace: String) -> String? {
        var rest = Substring(namespace)
        if rest.hasSuffix(".xsd") { rest = rest.dropLast(4) }
        if let index = rest.lastIndex(where: { $0 == ":" || $0 == "/" || $0 == "$" }) {
            rest = rest[rest.index(after: index)...]
        }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].count == 4, parts[1].count == 3, parts[2].count == 3, parts[3].count == 2,
            parts[1...3].allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        return String(rest)
    }
}
