import Canonical
import CRabbitMQ

/// Memory for the arguments of one library call, taken piece by piece and given back all at once.
///
/// What it hands out is valid until ``recycle()``; it belongs to one thread, as the connection that it serves.
@safe
final class TablePool {
    private static let pageBytes = 32 * 1024

    private let pool: UnsafeMutablePointer<amqp_pool_t>

    init() {
        unsafe pool = .allocate(capacity: 1)
        unsafe pool.initialize(to: amqp_pool_t())
        unsafe init_amqp_pool(pool, Self.pageBytes)
    }

    deinit {
        unsafe empty_amqp_pool(pool)
        unsafe pool.deallocate()
    }

    func recycle() {
        unsafe recycle_amqp_pool(pool)
    }

    func bytes(_ text: String) throws(Fault) -> amqp_bytes_t {
        var text = text
        let count = text.utf8.count
        guard count > 0 else { return unsafe amqp_empty_bytes }
        let copy = unsafe try allocate(count)
        text.withUTF8 { source in
            if let start = source.baseAddress { unsafe copy.copyMemory(from: start, byteCount: count) }
        }
        return unsafe amqp_bytes_t(len: count, bytes: copy)
    }

    func bytes(_ array: [UInt8]) throws(Fault) -> amqp_bytes_t {
        guard !array.isEmpty else { return unsafe amqp_empty_bytes }
        let copy = unsafe try allocate(array.count)
        unsafe array.withUnsafeBytes { source in
            if let start = source.baseAddress { unsafe copy.copyMemory(from: start, byteCount: source.count) }
        }
        return unsafe amqp_bytes_t(len: array.count, bytes: copy)
    }

    func table(_ headers: [Header]) throws(Fault) -> amqp_table_t {
        guard !headers.isEmpty else { return unsafe amqp_empty_table }
        let size = unsafe MemoryLayout<amqp_table_entry_t>.stride * headers.count
        let entries = unsafe try allocate(size).bindMemory(to: amqp_table_entry_t.self, capacity: headers.count)
        for (index, header) in headers.enumerated() { unsafe try initialize(entries + index, header) }
        return unsafe amqp_table_t(num_entries: Int32(clamping: headers.count), entries: entries)
    }

    /// A table that has one more entry; entries of the same name are left out.
    func table(_ headers: [Header], with last: Header) throws(Fault) -> amqp_table_t {
        let size = unsafe MemoryLayout<amqp_table_entry_t>.stride * (headers.count + 1)
        let entries = unsafe try allocate(size).bindMemory(to: amqp_table_entry_t.self, capacity: headers.count + 1)
        var count = 0
        for header in headers where header.name != last.name {
            unsafe try initialize(entries + count, header)
            count += 1
        }
        unsafe try initialize(entries + count, last)
        return unsafe amqp_table_t(num_entries: Int32(clamping: count + 1), entries: entries)
    }

    private func initialize(_ place: UnsafeMutablePointer<amqp_table_entry_t>, _ header: Header) throws(Fault) {
        var entry = unsafe amqp_table_entry_t()
        unsafe entry.key = try bytes(header.name)
        unsafe try fill(&entry.value, header.value)
        unsafe place.initialize(to: entry)
    }

    private func array(_ values: [HeaderValue]) throws(Fault) -> amqp_array_t {
        guard !values.isEmpty else { return unsafe amqp_empty_array }
        let size = unsafe MemoryLayout<amqp_field_value_t>.stride * values.count
        let entries = unsafe try allocate(size).bindMemory(to: amqp_field_value_t.self, capacity: values.count)
        for (index, value) in values.enumerated() {
            var field = unsafe amqp_field_value_t()
            unsafe try fill(&field, value)
            unsafe (entries + index).initialize(to: field)
        }
        return unsafe amqp_array_t(num_entries: Int32(clamping: values.count), entries: entries)
    }

    /// Writes a value; the depth was checked by ``PublicationCheck`` or is that of our own arguments.
    private func fill(_ field: inout amqp_field_value_t, _ value: HeaderValue) throws(Fault) {
        switch value {
        case .text(let text):
            unsafe rmq_field_set_bytes(&field, UInt8(AMQP_FIELD_KIND_UTF8.rawValue), try bytes(text))
        case .bytes(let array):
            unsafe rmq_field_set_bytes(&field, UInt8(AMQP_FIELD_KIND_BYTES.rawValue), try bytes(array))
        case .integer(let integer): unsafe rmq_field_set_integer(&field, integer)
        case .boolean(let isTrue): unsafe rmq_field_set_boolean(&field, isTrue ? 1 : 0)
        case .timestamp(let seconds): unsafe rmq_field_set_timestamp(&field, seconds)
        case .decimal(let number):
            guard let decimal = AMQPDecimal(number) else { throw AMQPDecimal.fault }
            unsafe rmq_field_set_decimal(&field, decimal.decimals, decimal.value)
        case .doubleBits(let bits): unsafe rmq_field_set_double(&field, Double(bitPattern: bits))
        case .list(let values): unsafe rmq_field_set_array(&field, try array(values))
        case .table(let headers): unsafe rmq_field_set_table(&field, try table(headers))
        case .null: unsafe rmq_field_set_void(&field)
        }
    }

    private func allocate(_ count: Int) throws(Fault) -> UnsafeMutableRawPointer {
        guard let memory = unsafe amqp_pool_alloc(pool, count) else {
            throw Fault.brokerUnavailable("The system has no memory for a call to the broker.", stage: .publish)
        }
        return unsafe memory
    }
}
