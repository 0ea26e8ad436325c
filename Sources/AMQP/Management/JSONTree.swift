import Canonical

/// Any JSON value of the management API, kept as the header value that the broker would send over AMQP.
struct JSONTree: Decodable {
    let value: HeaderValue

    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: Key.self) {
            let keys = object.allKeys.sorted { $0.stringValue < $1.stringValue }
            value = .table(
                try keys.map { Header($0.stringValue, try object.decode(JSONTree.self, forKey: $0).value) }
            )
            return
        }
        if var list = try? decoder.unkeyedContainer() {
            var values: [HeaderValue] = []
            while !list.isAtEnd { values.append(try list.decode(JSONTree.self).value) }
            value = .list(values)
            return
        }
        value = try Self.scalar(decoder.singleValueContainer())
    }

    private static func scalar(_ container: any SingleValueDecodingContainer) throws -> HeaderValue {
        if container.decodeNil() { return .null }
        if let value = try? container.decode(Bool.self) { return .boolean(value) }
        if let value = try? container.decode(Int64.self) { return .integer(value) }
        if let value = try? container.decode(Double.self) { return .doubleBits(value.bitPattern) }
        return .text(try container.decode(String.self))
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension JSONTree {
    /// The entries of an object; the API writes an empty one as `[]`.
    var headers: [Header] {
        guard case .table(let headers) = value else { return [] }
        return headers
    }
}
