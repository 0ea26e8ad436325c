import Canonical
import CRabbitMQ

/// Turns the library's field tables into headers, down to a greatest depth.
struct FieldReader {
    /// Greatest nesting of tables and lists, the outermost table counted as 1.
    let depthMax: Int

    /// A table's entries in order; nil where they are nested too deep.
    func headers(_ table: amqp_table_t, depth: Int = 1) -> [Header]? {
        guard depth <= depthMax else { return nil }
        let entries = unsafe UnsafeBufferPointer(start: table.entries, count: Int(table.num_entries))
        var headers: [Header] = []
        headers.reserveCapacity(entries.count)
        for index in entries.indices {
            let entry = unsafe entries[index]
            guard let value = unsafe value(entry.value, depth: depth) else { return nil }
            unsafe headers.append(Header(entry.key.text, value))
        }
        return headers
    }

    private func list(_ array: amqp_array_t, depth: Int) -> HeaderValue? {
        guard depth <= depthMax else { return nil }
        let entries = unsafe UnsafeBufferPointer(start: array.entries, count: Int(array.num_entries))
        var values: [HeaderValue] = []
        values.reserveCapacity(entries.count)
        for index in entries.indices {
            guard let value = unsafe value(entries[index], depth: depth) else { return nil }
            values.append(value)
        }
        return .list(values)
    }

    private func value(_ field: amqp_field_value_t, depth: Int) -> HeaderValue? {
        var field = unsafe field
        switch unsafe Int(field.kind) {
        case Int(AMQP_FIELD_KIND_UTF8.rawValue):
            let bytes = unsafe rmq_field_bytes(&field)
            return unsafe bytes.validText.map { .text($0) } ?? .bytes(bytes.array)
        case Int(AMQP_FIELD_KIND_BYTES.rawValue): return unsafe .bytes(rmq_field_bytes(&field).array)
        case Int(AMQP_FIELD_KIND_TABLE.rawValue):
            return unsafe headers(rmq_field_table(&field), depth: depth + 1).map { .table($0) }
        case Int(AMQP_FIELD_KIND_ARRAY.rawValue): return unsafe list(rmq_field_array(&field), depth: depth + 1)
        default: return unsafe scalar(&field)
        }
    }

    private func scalar(_ field: UnsafePointer<amqp_field_value_t>) -> HeaderValue {
        switch unsafe Int(field.pointee.kind) {
        case Int(AMQP_FIELD_KIND_BOOLEAN.rawValue): return unsafe .boolean(rmq_field_boolean(field) != 0)
        case Int(AMQP_FIELD_KIND_I8.rawValue), Int(AMQP_FIELD_KIND_I16.rawValue),
            Int(AMQP_FIELD_KIND_I32.rawValue), Int(AMQP_FIELD_KIND_I64.rawValue):
            return unsafe .integer(rmq_field_signed(field))
        case Int(AMQP_FIELD_KIND_U8.rawValue), Int(AMQP_FIELD_KIND_U16.rawValue),
            Int(AMQP_FIELD_KIND_U32.rawValue), Int(AMQP_FIELD_KIND_U64.rawValue):
            return unsafe unsigned(rmq_field_unsigned(field))
        case Int(AMQP_FIELD_KIND_TIMESTAMP.rawValue): return unsafe .timestamp(rmq_field_unsigned(field))
        case Int(AMQP_FIELD_KIND_DECIMAL.rawValue): return unsafe decimal(rmq_field_decimal(field))
        case Int(AMQP_FIELD_KIND_F32.rawValue), Int(AMQP_FIELD_KIND_F64.rawValue):
            return unsafe .doubleBits(rmq_field_double(field).bitPattern)
        default: return .null
        }
    }

    /// An unsigned 64-bit value that no signed one can hold becomes an exact decimal.
    private func unsigned(_ value: UInt64) -> HeaderValue {
        if let integer = Int64(exactly: value) { return .integer(integer) }
        return Number(coefficient: Int128(value), exponent: 0).map { .decimal($0) } ?? .null
    }

    private func decimal(_ value: amqp_decimal_t) -> HeaderValue {
        Number(coefficient: Int128(value.value), exponent: -Int(value.decimals)).map { .decimal($0) } ?? .null
    }
}
