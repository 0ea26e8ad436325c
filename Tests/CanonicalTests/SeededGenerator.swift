import Canonical

/// SplitMix64: the same seed gives the same run on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &self)]
    }

    /// A random document of at most that depth.
    mutating func document(depth: Int) -> DocumentValue {
        switch Int.random(in: 0...(depth > 0 ? 6 : 4), using: &self) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &self))
        case 2: return .number(number())
        case 3, 4: return .text(text())
        case 5: return .list((0..<Int.random(in: 0...4, using: &self)).map { _ in document(depth: depth - 1) })
        default: return object(depth: depth)
        }
    }

    private mutating func object(depth: Int) -> DocumentValue {
        var object = DocumentObject()
        for index in 0..<Int.random(in: 0...20, using: &self) {
            object["\(text())\(index)"] = document(depth: depth - 1)
        }
        return .object(object)
    }

    /// A number that is written plainly, so that its digits survive the round trip.
    private mutating func number() -> Number {
        Number(coefficient: Int128(Int64.random(in: Int64.min...Int64.max, using: &self)), exponent: -pick([0, 2, 20]))
            ?? Number(0)
    }

    private mutating func text() -> String {
        let characters: [Character] = ["a", "Z", "0", "\"", "\\", "/", "\n", "\u{1}", "é", "中", "😀", "\u{FFFF}", " "]
        return String((0..<Int.random(in: 0...8, using: &self)).map { _ in pick(characters) })
    }
}
