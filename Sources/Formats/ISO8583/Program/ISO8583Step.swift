import Canonical

/// What the reader and the writer do for one field, subfield or tag: plain numbers, without references.
struct ISO8583Step: Sendable {
    /// Its name in documents.
    var name: DocumentName
    var kind: ISO8583ValueKind
    var encoding: ISO8583Encoding
    /// How the length is told; `none` where it is fixed.
    var prefix: ISO8583Prefix.Encoding
    /// How many bytes the prefix takes.
    @Narrow var prefixSize: Int
    /// Length or greatest length in units: digits, characters, bytes of a binary value, or bytes of the message.
    @Narrow var lengthMax: Int
    /// Whether lengths count bytes of the message.
    var countsWireBytes: Bool
    var padSide: ISO8583Padding.Side
    var pad: UInt8
    var stripsPad: Bool
    var padNibble: UInt8
    var date: ISO8583DatePattern
    /// Which ``ISO8583Composite`` it consists of; -1 for a value.
    @Narrow var composite: Int
    /// Whether its values are a list.
    var isList: Bool

    var isFixed: Bool { prefix == .none }

    /// A number in half the room: steps are copied while a message is read, and that costs by their size.
    ///
    /// No message has as many bytes as the greatest one, which stands for lengths that are greater still.
    @propertyWrapper
    struct Narrow: Sendable {
        private var number: Int32

        init(wrappedValue: Int) { number = Int32(clamping: wrappedValue) }

        var wrappedValue: Int {
            get { Int(number) }
            set { number = Int32(clamping: newValue) }
        }
    }

    /// How many characters the value is filled up to.
    var charactersMax: Int {
        guard countsWireBytes, encoding.isBCD, prefix != .ber else { return lengthMax }
        // The sign has a byte of its own.
        return kind == .signedDigits ? lengthMax * 2 - 1 : lengthMax * 2
    }

    /// How many bytes of the message so many units take.
    @inline(__always)
    func wireCount(_ units: Int) -> Int {
        if countsWireBytes { return units }
        switch encoding {
        case .ascii, .ebcdic, .binary: return units
        case .bcd, .bcdLeft:
            // The sign has a byte of its own.
            return kind == .signedDigits && units > 0 ? 1 + units / 2 : (units + 1) / 2
        case .hex, .hexEBCDIC: return units * 2
        }
    }
}

/// What a field with subfields consists of.
struct ISO8583Composite: Sendable {
    enum Style: Sendable {
        case parts
        case bits
        case cut
        case tagged
        case tlv
    }

    var style: Style
    /// The steps of positional subfields, in order.
    var parts: [Int] = []
    /// The pieces of a text, in order.
    var cuts: [(name: DocumentName, length: Int)] = []
    /// The bitmap in front of the subfields.
    var bitmap = ISO8583BitmapDefinition(size: 0, encoding: .binary)
    /// The steps of subfields by the number of their bit; -1 where there is none.
    var bits: [Int] = []
    /// The steps by tag: a BER tag's number, or the bytes of a tag as a number.
    var tags = ISO8583TagTable()
    /// How tags are written that are not those of BER.
    var tag = ISO8583TagDefinition(length: 0, encoding: .ascii)
    /// The step for a tag that is not known; -1 where it cannot be read.
    var unknown = -1
}
