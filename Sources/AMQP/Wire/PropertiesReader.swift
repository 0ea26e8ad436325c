import Canonical
import CRabbitMQ

/// Copies the properties of a message out of the library's memory.
struct PropertiesReader {
    let fields: FieldReader

    /// The properties; `nil` headers mean that they are nested too deep.
    func read(_ raw: UnsafePointer<amqp_basic_properties_t>) -> (properties: MessageProperties, isWhole: Bool) {
        let flags = unsafe raw.pointee._flags
        var properties = MessageProperties()
        func text(_ flag: Int32, _ bytes: amqp_bytes_t) -> String? {
            flags & UInt32(flag) == 0 ? nil : unsafe bytes.text
        }
        properties.contentType = unsafe text(AMQP_BASIC_CONTENT_TYPE_FLAG, raw.pointee.content_type)
        properties.contentEncoding = unsafe text(AMQP_BASIC_CONTENT_ENCODING_FLAG, raw.pointee.content_encoding)
        properties.correlationID = unsafe text(AMQP_BASIC_CORRELATION_ID_FLAG, raw.pointee.correlation_id)
        properties.replyTo = unsafe text(AMQP_BASIC_REPLY_TO_FLAG, raw.pointee.reply_to)
        properties.expiration = unsafe text(AMQP_BASIC_EXPIRATION_FLAG, raw.pointee.expiration)
        properties.messageID = unsafe text(AMQP_BASIC_MESSAGE_ID_FLAG, raw.pointee.message_id)
        properties.type = unsafe text(AMQP_BASIC_TYPE_FLAG, raw.pointee.type)
        properties.userID = unsafe text(AMQP_BASIC_USER_ID_FLAG, raw.pointee.user_id)
        properties.appID = unsafe text(AMQP_BASIC_APP_ID_FLAG, raw.pointee.app_id)
        if flags & UInt32(AMQP_BASIC_DELIVERY_MODE_FLAG) != 0 {
            properties.deliveryMode = unsafe raw.pointee.delivery_mode
        }
        if flags & UInt32(AMQP_BASIC_PRIORITY_FLAG) != 0 { properties.priority = unsafe raw.pointee.priority }
        if flags & UInt32(AMQP_BASIC_TIMESTAMP_FLAG) != 0 { properties.timestamp = unsafe raw.pointee.timestamp }
        guard flags & UInt32(AMQP_BASIC_HEADERS_FLAG) != 0 else { return (properties, true) }
        guard let headers = unsafe fields.headers(raw.pointee.headers) else { return (properties, false) }
        properties.headers = headers
        return (properties, true)
    }
}
