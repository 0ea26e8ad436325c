/// The check digit systems that identifiers use; all take capital letters and digits that have been looked at before.
enum CheckDigits {
    /// The value of a digit, or 10 to 35 for a letter.
    static func value(_ byte: UInt8) -> Int {
        byte >= 0x41 ? Int(byte) - 0x41 + 10 : Int(byte) - 0x30
    }

    /// The number modulo 97, letters written as 10 to 35 (ISO 7064 MOD 97-10: 1 is right).
    static func modulo97(_ bytes: some Sequence<UInt8>) -> Int {
        var remainder = 0
        for byte in bytes {
            let value = value(byte)
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97
        }
        return remainder
    }

    /// The sum of digits times weights.
    static func weightedSum(_ bytes: some Sequence<UInt8>, _ weights: [Int]) -> Int {
        zip(bytes, weights).reduce(0) { $0 + value($1.0) * $1.1 }
    }

    /// Whether the last digit is the Luhn digit of the rest (ISO/IEC 7812-1 annex B).
    static func isLuhn(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
        var sum = 0
        for (place, byte) in bytes.reversed().enumerated() {
            let product = value(byte) * (place % 2 + 1)
            sum += product / 10 + product % 10
        }
        return sum % 10 == 0
    }

    /// ISO 7064 MOD 11-10 and MOD 37-36: hybrid systems with two moduli.
    static func isHybrid(_ bytes: [UInt8], modulus: Int) -> Bool {
        guard let last = bytes.last else { return false }
        var product = modulus
        for byte in bytes.dropLast() {
            let sum = (product + value(byte)) % modulus
            product = (sum == 0 ? modulus : sum) * 2 % (modulus + 1)
        }
        return (product + value(last)) % modulus == 1
    }

    /// ISO 7064 MOD 11-2 and MOD 37-2: pure systems, whose last character may be one more than the others have.
    static func isPure(_ bytes: [UInt8], modulus: Int, extra: UInt8) -> Bool {
        var sum = 0
        for (index, byte) in bytes.enumerated() {
            let isExtra = index == bytes.count - 1 && byte == extra
            sum = (sum * 2 + (isExtra ? modulus - 1 : value(byte))) % modulus
        }
        return sum == 1
    }

    // MARK: - Systems of permutations

    /// Verhoeff's system over the dihedral group of order 10.
    static func isVerhoeff(_ bytes: [UInt8]) -> Bool {
        var check = 0
        for (place, byte) in bytes.reversed().enumerated() {
            var digit = value(byte)
            for _ in 0..<place % 8 { digit = verhoeffPermutation[digit] }
            check = dihedral(check, digit)
        }
        return check == 0
    }

    private static let verhoeffPermutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

    /// The product in the dihedral group: 0 to 4 turn, 5 to 9 turn and reflect.
    private static func dihedral(_ left: Int, _ right: Int) -> Int {
        switch (left < 5, right < 5) {
        case (true, true): (left + right) % 5
        case (true, false): (left + right - 5) % 5 + 5
        case (false, true): (left - 5 - right + 5) % 5 + 5
        case (false, false): (left - right + 5) % 5
        }
    }

    /// Damm's system over his quasigroup of order 10.
    static func isDamm(_ bytes: [UInt8]) -> Bool {
        bytes.reduce(0) { dammTable[$0][value($1)] } == 0
    }

    private static let dammTable = [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2], [7, 0, 9, 2, 1, 5, 4, 8, 6, 3], [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6], [6, 1, 2, 3, 0, 4, 5, 9, 7, 8], [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4], [8, 9, 4, 5, 3, 6, 2, 0, 1, 7], [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ]

    /// The recursive modulus 10 of Swiss and Liechtenstein payment references.
    static func isRecursiveModulo10(_ bytes: [UInt8]) -> Bool {
        let table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]
        let carry = bytes.dropLast().reduce(0) { table[($0 + value($1)) % 10] }
        return bytes.last.map { (10 - carry) % 10 == value($0) } ?? false
    }
}
