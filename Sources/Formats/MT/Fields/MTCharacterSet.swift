/// SWIFT's character sets, each a bit in a table of all bytes.
enum MTCharacterSet {
    static let n: UInt8 = 1
    static let a: UInt8 = 2
    static let c: UInt8 = 4
    static let h: UInt8 = 8
    static let x: UInt8 = 16
    static let y: UInt8 = 32
    static let z: UInt8 = 64
    /// Letters of either case: `a` in dialects.
    static let letters: UInt8 = 128
    /// Letters of either case and digits: `c` in dialects.
    static let anyCase: UInt8 = letters | n

    /// The set of a letter of the notation; `d` is `n` with a comma and has its own instruction.
    static func named(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "n"), UInt8(ascii: "d"): n
        case UInt8(ascii: "a"): a
        case UInt8(ascii: "c"): c
        case UInt8(ascii: "h"): h
        case UInt8(ascii: "x"): x
        case UInt8(ascii: "y"): y
        case UInt8(ascii: "z"): z
        case UInt8(ascii: "e"): 0
        default: nil
        }
    }

    /// The sets that each byte belongs to; line ends belong to none, for the notation has `$` for them.
    static let table: [UInt8] = (0...255).map { sets(of: UInt8($0)) }

    /// Where the bytes of a set end that stand from an offset on; `sets` is ``table``, which the caller keeps at hand.
    @inline(__always)
    static func end(of set: UInt8, in text: Span<UInt8>, from start: Int, _ sets: [UInt8]) -> Int {
        let sets = sets.span
        // With as many entries as there are bytes, an index that is a byte needs no check.
        precondition(sets.count == 256 && start >= 0)
        var index = start
        // Four at a time while all have a set in common that is asked for.
        while text.count &- index >= 4 {
            // The places have just been checked, all four together.
            let common =
                sets[Int(text[unchecked: index])] & sets[Int(text[unchecked: index &+ 1])]
                & sets[Int(text[unchecked: index &+ 2])] & sets[Int(text[unchecked: index &+ 3])]
            guard common & set != 0 else { break }
            index &+= 4
        }
        while index < text.count, sets[Int(text[index])] & set != 0 { index &+= 1 }
        return index
    }

    private static func sets(of byte: UInt8) -> UInt8 {
        let isDigit = (0x30...0x39).contains(byte)
        let isCapital = (0x41...0x5A).contains(byte)
        let isLetter = isCapital || (0x61...0x7A).contains(byte)
        var sets: UInt8 = 0
        if isDigit { sets |= n }
        if isCapital { sets |= a }
        if isDigit || isCapital { sets |= c }
        if isDigit || (0x41...0x46).contains(byte) { sets |= h }
        if isDigit || isLetter || "/-?:().,'+ ".utf8.contains(byte) { sets |= x }
        if isDigit || isCapital || " .,-()/='+:?!\"%&*<>;".utf8.contains(byte) { sets |= y }
        if isDigit || isLetter || ".,-()/='+:?!\"%&*<>; {@#_".utf8.contains(byte) { sets |= z }
        if isLetter { sets |= letters }
        return sets
    }
}
