import CRabbitMQ

/// Keeps the last exchange and routing key as strings: most deliveries in a row have the same ones.
final class SharedText {
    private var lastExchange = ""
    private var lastRoutingKey = ""

    func exchange(_ bytes: amqp_bytes_t) -> String {
        if unsafe !isEqual(&lastExchange, bytes) { unsafe lastExchange = bytes.text }
        return lastExchange
    }

    func routingKey(_ bytes: amqp_bytes_t) -> String {
        if unsafe !isEqual(&lastRoutingKey, bytes) { unsafe lastRoutingKey = bytes.text }
        return lastRoutingKey
    }

    private func isEqual(_ text: inout String, _ bytes: amqp_bytes_t) -> Bool {
        text.withUTF8 { known in
            unsafe known.elementsEqual(UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len))
        }
    }
}
