/// A tag of block 4, two digits and a letter or none, as a number for look-up in arrays.
///
/// The tags of other blocks, three digits, are numbers behind those.
struct MTTag: Sendable, Hashable {
    /// The number of keys.
    static let keysMax = lettersMax + 1_000
    /// The keys of tags with two digits: 100 numbers with 27 options each.
    static let lettersMax = 2_700

    /// The two digits times 27, plus the letter's place in the alphabet (0 for none); three digits behind all of those.
    let key: Int

    init(key: Int) {
        self.key = key
    }

    /// Reads `CHK`, the tag of a trailer; nil for anything but three capital letters.
    ///
    /// Its key is none of ``keysMax``: such tags stand in no message's text.
    init?(trailer text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 3, bytes.allSatisfy({ (0x41...0x5A).contains($0) }) else { return nil }
        key = Self.keysMax + bytes.reduce(0) { $0 * 26 + Int($1 - 0x41) }
    }

    /// Reads `32A`, `20` or `108`; nil for anything else.
    init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 2 || bytes.count == 3 else { return nil }
        for byte in bytes.prefix(2) where !(0x30...0x39).contains(byte) { return nil }
        var letter = 0
        if bytes.count == 3, (0x30...0x39).contains(bytes[2]) {
            key = Self.lettersMax + bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            return
        }
        if bytes.count == 3 {
            guard (0x41...0x5A).contains(bytes[2]) else { return nil }
            letter = Int(bytes[2] - 0x40)
        }
        key = (Int(bytes[0] - 0x30) * 10 + Int(bytes[1] - 0x30)) * 27 + letter
    }

    init(number: Int, letter: Int) {
        key = number * 27 + letter
    }

    /// The number before the letter.
    var number: Int { key < Self.lettersMax ? key / 27 : key - Self.lettersMax }
    /// The letter's place in the alphabet, from 1; 0 for none.
    var letter: Int { key < Self.lettersMax ? key % 27 : 0 }

    /// The tag's characters.
    var bytes: [UInt8] {
        if key >= Self.keysMax {
            let letters = key - Self.keysMax
            return [letters / 676 % 26, letters / 26 % 26, letters % 26].map { 0x41 + UInt8($0) }
        }
        if key >= Self.lettersMax { return [number / 100, number / 10 % 10, number % 10].map { 0x30 + UInt8($0) } }
        let digits = [0x30 + UInt8(number / 10 % 10), 0x30 + UInt8(number % 10)]
        return letter == 0 ? digits : digits + [0x40 + UInt8(letter)]
    }

    /// The tag as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
