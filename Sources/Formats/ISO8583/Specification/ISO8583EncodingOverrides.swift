import Canonical

/// The encodings that the options of the format set instead of those of the specification, by part of the message.
struct ISO8583EncodingOverrides: Sendable {
    /// The names of the parts, as in the member `encodings` of a specification.
    static let parts = ["mti", "bitmap", "length", "digits", "text", "binary", "track", "code-page"]

    /// The names of encodings by part.
    var names: [String: String] = [:]

    /// Puts the encodings of a part in place; false if the part has no such encoding.
    static func apply(_ name: String, to part: String, of encodings: inout ISO8583Encodings) -> Bool {
        switch part {
        case "mti": set(&encodings.type, characters[name])
        case "bitmap": set(&encodings.bitmap, bytes[name])
        case "length": set(&encodings.length, lengths[name])
        case "digits": set(&encodings.digits, characters[name])
        case "text": set(&encodings.text, name.hasPrefix("bcd") ? nil : characters[name])
        case "binary": set(&encodings.binary, bytes[name])
        case "track": set(&encodings.track, characters[name])
        case "code-page": set(&encodings.codePage, ["037": .cp037, "1047": .cp1047][name])
        default: false
        }
    }

    private static func set<Value>(_ place: inout Value, _ value: Value?) -> Bool {
        guard let value else { return false }
        place = value
        return true
    }

    /// The encodings of characters by name.
    static let characters: [String: ISO8583Encoding] = [
        "ascii": .ascii, "ebcdic": .ebcdic, "bcd": .bcd, "bcd-left": .bcdLeft,
    ]
    /// The encodings of bytes by name.
    static let bytes: [String: ISO8583Encoding] = ["binary": .binary, "hex": .hex, "hex-ebcdic": .hexEBCDIC]
    /// The encodings of lengths by name.
    static let lengths: [String: ISO8583Prefix.Encoding] = [
        "ascii": .ascii, "ebcdic": .ebcdic, "bcd": .bcd, "binary": .binary, "hex": .hex,
    ]
}
