import Canonical

/// Appends the parts of encoded properties.
struct PropertiesWriter {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ value: UInt8) {
        bytes.append(value)
    }

    mutating func text(_ value: String?, field: UInt8) {
        guard let value else { return }
        byte(field)
        counted(value.utf8)
    }

    mutating func integer(_ value: UInt64?, field: UInt8) {
        guard let value else { return }
        byte(field)
        integer(value)
    }

    mutating func table(_ headers: [Header], depth: Int) throws(Fault) {
        count(headers.count)
        for header in headers {
            counted(header.name.utf8)
            try value(header.value, depth: depth)
        }
    }

    // MARK: -

    /// The letters are those of AMQP 0-9-1 for the same kind of value; `N` is a decimal.
    private mutating func value(_ value: HeaderValue, depth: Int) throws(Fault) {
        switch value {
        case .text(let text): tagged("S", text.utf8)
        case .integer(let integer): tagged("l", UInt64(bitPattern: integer))
        case .boolean(let isTrue): tagged("t", isTrue ? 1 : 0)
        case .bytes(let content): tagged("x", content)
        case .timestamp(let seconds): tagged("T", seconds)
        case .decimal(let number): tagged("N", "\(number.coefficient)E\(number.exponent)".utf8)
        case .doubleBits(let bits): tagged("d", bits)
        case .list(let values): try list(values, depth: depth)
        case .table(let headers):
            byte(UInt8(ascii: "F"))
            try table(headers, depth: deeper(depth))
        case .null: byte(UInt8(ascii: "V"))
        }
    }

    private mutating func list(_ values: [HeaderValue], depth: Int) throws(Fault) {
        byte(UInt8(ascii: "A"))
        count(values.count)
        let inner = try deeper(depth)
        for value in values { try self.value(value, depth: inner) }
    }

    private func deeper(_ depth: Int) throws(Fault) -> Int {
        guard depth < PropertiesCoder.depthMax else {
            throw Fault(.message, .formatLimit, stage: .envelope, reason: "Headers are nested too deeply to be kept.")
        }
        return depth + 1
    }

    private mutating func tagged(_ tag: Unicode.Scalar, _ value: UInt64) {
        byte(UInt8(ascii: tag))
        integer(value)
    }

    private mutating func tagged(_ tag: Unicode.Scalar, _ content: some Collection<UInt8>) {
        byte(UInt8(ascii: tag))
        counted(content)
    }

    private mutating func counted(_ content: some Collection<UInt8>) {
        count(content.count)
        bytes.append(contentsOf: content)
    }

    private mutating func count(_ count: Int) {
        let bounded = UInt32(clamping: count)
        for shift in stride(from: 24, through: 0, by: -8) { byte(UInt8(truncatingIfNeeded: bounded >> shift)) }
    }

    private mutating func integer(_ value: UInt64) {
        for shift in stride(from: 56, through: 0, by: -8) { byte(UInt8(truncatingIfNeeded: value >> shift)) }
    }
}
