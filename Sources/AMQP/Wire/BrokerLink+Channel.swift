import Canonical
import CRabbitMQ

extension BrokerLink {
    /// Makes the broker confirm every publish on the channel.
    func selectConfirms() throws(Fault) {
        unsafe amqp_confirm_select(state, channel)
        try unsafe check(rmq_last_reply(state))
    }

    /// Bounds the unsettled deliveries of consumers that subscribe after it.
    func setPrefetch(_ count: Int) throws(Fault) {
        unsafe amqp_basic_qos(state, channel, 0, UInt16(clamping: count), 0)
        try unsafe check(rmq_last_reply(state))
    }

    /// Subscribes to a queue.
    func consume(queue: String, tag: String, isExclusive: Bool, arguments: [Header]) throws(Fault) {
        defer { scratch.recycle() }
        unsafe amqp_basic_consume(
            state,
            channel,
            try scratch.bytes(queue),
            try scratch.bytes(tag),
            0,
            0,
            isExclusive ? 1 : 0,
            try scratch.table(arguments)
        )
        try unsafe check(rmq_last_reply(state))
    }

    /// Ends a subscription; what was delivered can still be settled.
    func cancel(tag: String) throws(Fault) {
        defer { scratch.recycle() }
        unsafe amqp_basic_cancel(state, channel, try scratch.bytes(tag))
        try unsafe check(rmq_last_reply(state))
    }

    /// Acknowledges one delivery or all up to it.
    func acknowledge(_ number: UInt64, isMultiple: Bool) throws(Fault) {
        let status = unsafe amqp_basic_ack(state, channel, number, isMultiple ? 1 : 0)
        try check(status: status)
    }

    /// Rejects one delivery without putting it back.
    func reject(_ number: UInt64) throws(Fault) {
        let status = unsafe amqp_basic_reject(state, channel, number, 0)
        try check(status: status)
    }

    /// Runs writes that leave as few segments as they fit into, under the watchdog.
    func corked(_ send: () throws(Fault) -> Void) throws(Fault) {
        rmq_cork(socket, 1)
        defer { rmq_cork(socket, 0) }
        guard let watchdog else { return try send() }
        try watchdog.guarding(send)
    }

    /// Publishes, mandatory and persistent, with the number by which a return of it is recognised.
    func publish(_ publication: Publication, sequence: UInt64) throws(Fault) {
        defer { scratch.recycle() }
        var properties = unsafe try wireProperties(publication.properties, sequence)
        let exchange = unsafe try scratch.bytes(publication.exchange)
        let routingKey = unsafe try scratch.bytes(publication.routingKey)
        let status = unsafe publication.body.withUnsafeBytes { body in
            // The library only reads the body, though its type does not say so.
            let bytes = unsafe amqp_bytes_t(len: body.count, bytes: UnsafeMutableRawPointer(mutating: body.baseAddress))
            return unsafe amqp_basic_publish(state, channel, exchange, routingKey, 1, 0, &properties, bytes)
        }
        try check(status: status)
    }

    private func wireProperties(
        _ properties: PublishProperties,
        _ sequence: UInt64
    ) throws(Fault) -> amqp_basic_properties_t {
        var wire = unsafe amqp_basic_properties_t()
        var flags = AMQP_BASIC_HEADERS_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG
        func set(_ text: String?, _ flag: Int32) throws(Fault) -> amqp_bytes_t {
            guard let text else { return unsafe amqp_empty_bytes }
            flags |= flag
            return unsafe try scratch.bytes(text)
        }
        unsafe wire.content_type = try set(properties.contentType, AMQP_BASIC_CONTENT_TYPE_FLAG)
        unsafe wire.content_encoding = try set(properties.contentEncoding, AMQP_BASIC_CONTENT_ENCODING_FLAG)
        unsafe wire.correlation_id = try set(properties.correlationID, AMQP_BASIC_CORRELATION_ID_FLAG)
        unsafe wire.message_id = try set(properties.messageID, AMQP_BASIC_MESSAGE_ID_FLAG)
        unsafe wire.type = try set(properties.type, AMQP_BASIC_TYPE_FLAG)
        unsafe wire.app_id = try set(properties.appID, AMQP_BASIC_APP_ID_FLAG)
        if let timestamp = properties.timestamp {
            flags |= AMQP_BASIC_TIMESTAMP_FLAG
            unsafe wire.timestamp = timestamp
        }
        unsafe wire.delivery_mode = UInt8(AMQP_DELIVERY_PERSISTENT.rawValue)
        let number = Header(Self.sequenceHeader, .integer(Int64(clamping: sequence)))
        // A message that comes back by way of a queue has the number of its last publish.
        let isNumbered = properties.headers.contains { $0.name == Self.sequenceHeader }
        let headers = isNumbered ? properties.headers.filter { $0.name != Self.sequenceHeader } : properties.headers
        unsafe wire.headers = try scratch.table(headers, with: number)
        unsafe wire._flags = UInt32(flags)
        return unsafe wire
    }
}
