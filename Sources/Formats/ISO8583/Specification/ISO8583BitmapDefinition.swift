/// The bitmap that a field begins with whose subfields are announced by bits.
struct ISO8583BitmapDefinition: Sendable {
    /// The greatest number of bytes; three bitmaps of a message have as many.
    static let sizeMax = 24

    /// How many bytes it is, before its encoding.
    var size: Int
    var encoding: ISO8583Encoding

    /// How many bytes of the message it takes.
    var wireCount: Int { encoding == .binary ? size : size * 2 }
    /// The number of its last bit.
    var bitMax: Int { size * 8 }

    /// The number of the bit that a name stands for; nil if there is none.
    func bit(named name: String) -> Int? {
        guard let number = Int(name), (1...bitMax).contains(number), String(number) == name else { return nil }
        return number
    }
}
