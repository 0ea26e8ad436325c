/// A URI reference (RFC 3986) as far as schemas need it: to find one schema from another.
struct SchemaURI: Hashable {
    var scheme: Substring?
    var authority: Substring?
    var path: Substring
    var query: Substring?
    var fragment: Substring?

    /// Splits a reference into its components (appendix B).
    init(_ text: String) {
        var rest = Substring(text)
        fragment = Self.cut(&rest, from: "#")
        query = Self.cut(&rest, from: "?")
        if let colon = rest.firstIndex(of: ":"), !rest[..<colon].contains("/"), rest.startIndex < colon {
            scheme = rest[..<colon]
            rest = rest[rest.index(after: colon)...]
        }
        if rest.hasPrefix("//") {
            let start = rest.index(rest.startIndex, offsetBy: 2)
            let end = rest[start...].firstIndex(of: "/") ?? rest.endIndex
            authority = rest[start..<end]
            rest = rest[end...]
        }
        path = rest
    }

    private static func cut(_ text: inout Substring, from mark: Character) -> Substring? {
        guard let index = text.firstIndex(of: mark) else { return nil }
        defer { text = text[..<index] }
        return text[text.index(after: index)...]
    }

    /// The reference as seen from this URI (section 5.2.2).
    func resolving(_ text: String) -> SchemaURI {
        var target = SchemaURI(text)
        if target.scheme != nil { return target }
        target.scheme = scheme
        if target.authority != nil { return target }
        target.authority = authority
        if target.path.isEmpty {
            target.path = path
            if target.query == nil { target.query = query }
        } else if !target.path.hasPrefix("/") {
            target.path = Substring(Self.withoutDots(directory + target.path))
        }
        return target
    }

    private var directory: String {
        guard let slash = path.lastIndex(of: "/") else { return authority == nil ? "" : "/" }
        return String(path[...slash])
    }

    private static func withoutDots(_ path: String) -> String {
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        for (number, segment) in segments.enumerated() {
            let isLast = number == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                if kept.count > 1 || (kept.count == 1 && !kept[0].isEmpty) { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        return kept.joined(separator: "/")
    }

    /// The URI without its fragment: what names a schema resource.
    var resource: String {
        var text = ""
        if let scheme { text += "\(scheme):" }
        if let authority { text += "//\(authority)" }
        text += path
        if let query { text += "?\(query)" }
        return text
    }

    /// The fragment with its percent escapes decoded; empty where there is none.
    var decodedFragment: String {
        var bytes: [UInt8] = []
        var rest = Substring(fragment ?? "").utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(String(rest.prefix(2)) ?? "", radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
