/// The answer to an ``HTTPRequest``.
struct HTTPResponse: Sendable {
    /// The status, such as 200.
    var status: Int
    /// The body.
    var body: [UInt8]

    /// Reads a whole answer; nil if it is cut off or is not HTTP.
    init?(_ bytes: [UInt8]) {
        guard let end = Self.endOfHead(bytes) else { return nil }
        let head = String(decoding: bytes[..<end], as: UTF8.self)
        var lines = head.split(whereSeparator: \.isNewline)[...]
        guard let first = lines.popFirst(), first.hasPrefix("HTTP/1.") else { return nil }
        let parts = first.split(separator: " ")
        guard parts.count > 1, let status = Int(parts[1]) else { return nil }
        let body = Array(bytes[(end + 4)...])
        if let length = Self.contentLength(lines), length != body.count { return nil }
        self.status = status
        self.body = body
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        return (0...(bytes.count - 4)).first { bytes[$0..<($0 + 4)].elementsEqual([13, 10, 13, 10]) }
    }

    private static func contentLength(_ lines: ArraySlice<Substring>) -> Int? {
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == "content-length" {
                return Int(parts[1].drop(while: { $0 == " " }))
            }
        }
        return nil
    }
}
