import Canonical

/// Takes the parts of encoded properties one after the other; anything unexpected is a fault.
struct PropertiesReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    static let damaged = Fault(
        .programmer,
        .storeUnusable,
        stage: .setup,
        reason: "The properties of a dead letter cannot be read.",
        advice: "The store's file is damaged; restore a copy."
    )

    var isAtEnd: Bool { position >= bytes.count }

    mutating func byte() throws(Fault) -> UInt8 {
        guard position < bytes.count else { throw Self.damaged }
        position += 1
        return bytes[position - 1]
    }

    mutating func integer() throws(Fault) -> UInt64 {
        var value: UInt64 = 0
        for byte in try take(8) { value = value << 8 | UInt64(byte) }
        return value
    }

    mutating func text() throws(Fault) -> String {
        String(decoding: try counted(), as: UTF8.self)
    }

    mutating func table(depth: Int) throws(Fault) -> [Header] {
        var headers: [Header] = []
        for _ in 0..<(try count()) {
            let name = try text()
            headers.append(Header(name, try value(depth: depth)))
        }
        return headers
    }

    // MARK: -

    private mutating func value(depth: Int) throws(Fault) -> HeaderValue {
        switch Unicode.Scalar(try byte()) {
        case "S": return .text(try text())
        case "l": return .integer(Int64(bitPattern: try integer()))
        case "t": return .boolean(try integer() != 0)
        case "x": return .bytes([UInt8](try counted()))
        case "T": return .timestamp(try integer())
        case "N": return .decimal(try number())
        case "d": return .doubleBits(try integer())
        case "A": return .list(try list(depth: depth))
        case "F": return .table(try table(depth: deeper(depth)))
        case "V": return .null
        default: throw Self.damaged
        }
    }

    private mutating func list(depth: Int) throws(Fault) -> [HeaderValue] {
        let inner = try deeper(depth)
        var values: [HeaderValue] = []
        for _ in 0..<(try count()) { values.append(try value(depth: inner)) }
        return values
    }

    private mutating func number() throws(Fault) -> Number {
        let parts = try text().split(separator: "E", maxSplits: 1)
        guard parts.count == 2, let coefficient = Int128(parts[0]), let exponent = Int(parts[1]),
            let number = Number(coefficient: coefficient, exponent: exponent)
        else { throw Self.damaged }
        return number
    }

    private func deeper(_ depth: Int) throws(Fault) -> Int {
        guard depth < PropertiesCoder.depthMax else { throw Self.damaged }
        return depth + 1
    }

    private mutating func counted() throws(Fault) -> ArraySlice<UInt8> {
        try take(count())
    }

    /// A count is never greater than the bytes that follow: each entry has at least one.
    private mutating func count() throws(Fault) -> Int {
        var value = 0
        for byte in try take(4) { value = value << 8 | Int(byte) }
        guard value <= bytes.count - position else { throw Self.damaged }
        return value
    }

    private mutating func take(_ count: Int) throws(Fault) -> ArraySlice<UInt8> {
        guard count <= bytes.count - position else { throw Self.damaged }
        defer { position += count }
        return bytes[position..<position + count]
    }
}
