package import Canonical

/// Message properties as bytes and back, exactly: every header, in order, nested ones too.
///
/// A version byte, then for each field that is present its number and value; numbers are fixed for ever. Text and bytes
/// have a length of four bytes before them, integers are eight bytes, big-endian.
package enum PropertiesCoder {
    /// The greatest nesting of headers; the bus refuses deeper ones long before.
    package static let depthMax = 64

    static let version: UInt8 = 1

    /// Writes properties; throws a message fault where headers are nested too deeply.
    package static func encode(_ properties: MessageProperties) throws(Fault) -> [UInt8] {
        var writer = PropertiesWriter()
        writer.byte(version)
        writer.text(properties.contentType, field: 1)
        writer.text(properties.contentEncoding, field: 2)
        writer.integer(properties.deliveryMode.map(UInt64.init), field: 3)
        writer.integer(properties.priority.map(UInt64.init), field: 4)
        writer.text(properties.correlationID, field: 5)
        writer.text(properties.replyTo, field: 6)
        writer.text(properties.expiration, field: 7)
        writer.text(properties.messageID, field: 8)
        writer.integer(properties.timestamp, field: 9)
        writer.text(properties.type, field: 10)
        writer.text(properties.userID, field: 11)
        writer.text(properties.appID, field: 12)
        writer.byte(13)
        try writer.table(properties.headers, depth: 0)
        return writer.bytes
    }

    /// Reads what ``encode(_:)`` wrote; throws a programmer fault for anything else.
    package static func decode(_ bytes: [UInt8]) throws(Fault) -> MessageProperties {
        var reader = PropertiesReader(bytes)
        guard try reader.byte() == version else { throw PropertiesReader.damaged }
        var properties = MessageProperties()
        while !reader.isAtEnd { try read(&properties, from: &reader) }
        return properties
    }

    private static func read(_ properties: inout MessageProperties, from reader: inout PropertiesReader) throws(Fault) {
        switch try reader.byte() {
        case 1: properties.contentType = try reader.text()
        case 2: properties.contentEncoding = try reader.text()
        case 3: properties.deliveryMode = UInt8(truncatingIfNeeded: try reader.integer())
        case 4: properties.priority = UInt8(truncatingIfNeeded: try reader.integer())
        case 5: properties.correlationID = try reader.text()
        case 6: properties.replyTo = try reader.text()
        case 7: properties.expiration = try reader.text()
        case 8: properties.messageID = try reader.text()
        case 9: properties.timestamp = try reader.integer()
        case 10: properties.type = try reader.text()
        case 11: properties.userID = try reader.text()
        case 12: properties.appID = try reader.text()
        case 13: properties.headers = try reader.table(depth: 0)
        default: throw PropertiesReader.damaged
        }
    }
}
