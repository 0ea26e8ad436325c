import CRabbitMQ

extension amqp_bytes_t {
    /// A copy; the library's memory is reused soon.
    var array: [UInt8] {
        unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: len))
    }

    /// A copy as text; bytes that are not UTF-8 are replaced.
    var text: String {
        unsafe String(decoding: UnsafeRawBufferPointer(start: bytes, count: len), as: UTF8.self)
    }

    /// A copy as text; nil where the bytes are not UTF-8.
    var validText: String? {
        unsafe String(validating: UnsafeRawBufferPointer(start: bytes, count: len), as: UTF8.self)
    }
}
