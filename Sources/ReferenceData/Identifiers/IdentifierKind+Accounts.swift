extension IdentifierKind {
    /// Uniform bank key of Argentina.
    package static let cbu = IdentifierKind("ar-cbu", "Account number in Argentina (CBU).") {
        text throws(IdentifierReason) in
        try text.expectLength(22)
        try text.expectDigits()
        for block in [0..<8, 8..<22] {
            let weighted = text.bytes[block].dropLast().reversed()
            let sum = CheckDigits.weightedSum(weighted, [3, 1, 7, 9, 3, 1, 7, 9, 3, 1, 7, 9, 3])
            guard (10 - sum % 10) % 10 == text.value(block.upperBound - 1) else { throw .checkDigits }
        }
        return IdentifierReading(
            normalForm: text.text,
            parts: [
                IdentifierPart("bank", text.text(0..<3)), IdentifierPart("branch", text.text(3..<7)),
                IdentifierPart("account", text.text(8..<21)),
            ]
        )
    }

    /// Account number in the Czech Republic.
    package static let czechAccount = IdentifierKind("cz-account", "Account number in the Czech Republic.") {
        text throws(IdentifierReason) in
        let halves = text.groups.joined(separator: "-").split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[1].utf8.count == 4 else {
            throw .part("bank", "A slash and a bank code of four digits are expected at the end.")
        }
        let account = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        let prefix = account.count == 2 ? account[0] : ""
        guard account.count <= 2, let root = account.last, (2...10).contains(root.utf8.count), prefix.utf8.count <= 6
        else { throw .length("A prefix of up to 6 digits, a hyphen and a number of 2 to 10 digits are expected.") }
        let numbers = [padded(prefix, 6), padded(root, 10), String(halves[1])]
        guard numbers.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            throw .characters("Only digits, a hyphen and a slash are expected.")
        }
        let isRight =
            CheckDigits.weightedSum(numbers[0].utf8, [10, 5, 8, 4, 2, 1]) % 11 == 0
            && CheckDigits.weightedSum(numbers[1].utf8, [6, 3, 7, 9, 10, 5, 8, 4, 2, 1]) % 11 == 0
        guard isRight else { throw .checkDigits }
        return IdentifierReading(
            normalForm: "\(numbers[0])-\(numbers[1])/\(numbers[2])",
            parts: [
                IdentifierPart("prefix", numbers[0]), IdentifierPart("account", numbers[1]),
                IdentifierPart("bank", numbers[2]),
            ]
        )
    }

    private static func padded(_ digits: some StringProtocol, _ count: Int) -> String {
        String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
    }

    /// Reference on payment slips of Switzerland and Liechtenstein.
    package static let swissReference = IdentifierKind("ch-reference", "Payment reference in Switzerland (QRR, ESR).") {
        text throws(IdentifierReason) in
        try text.expectLength(2...27)
        try text.expectDigits()
        guard CheckDigits.isRecursiveModulo10(text.bytes) else { throw .checkDigits }
        return IdentifierReading(
            normalForm: padded(text.text, 27),
            parts: [
                IdentifierPart("reference", text.text(0..<text.count - 1)),
                IdentifierPart("checkDigit", text.text(text.count - 1..<text.count)),
            ]
        )
    }

    // MARK: - New Zealand

    /// Account number in New Zealand; whether the branch exists is not checked.
    package static let newZealandAccount = IdentifierKind("nz-account", "Account number in New Zealand.") {
        text throws(IdentifierReason) in
        try text.expectDigits()
        let groups = try newZealandGroups(text)
        // The check is defined over bank 2, branch 4, number 8, suffix 4 (Inland Revenue's specification).
        let digits = groups[0] + groups[1] + padded(groups[2], 8) + padded(groups[3], 4)
        guard isNewZealand(Array(digits.utf8), bank: groups[0], number: Int(groups[2]) ?? 0) else { throw .checkDigits }
        return IdentifierReading(
            normalForm: groups[0] + groups[1] + padded(groups[2], 7) + padded(groups[3], 3),
            parts: [
                IdentifierPart("bank", groups[0]), IdentifierPart("branch", groups[1]),
                IdentifierPart("account", groups[2]), IdentifierPart("suffix", groups[3]),
            ]
        )
    }

    private static func newZealandGroups(_ text: IdentifierText) throws(IdentifierReason) -> [String] {
        var groups = text.groups
        if groups.count != 4 {
            try text.expectLength(15, 16)
            groups = [text.text(0..<2), text.text(2..<6), text.text(6..<13), text.text(13..<16)]
        }
        let lengths = [1...2, 1...4, 1...8, 1...4]
        guard zip(groups, lengths).allSatisfy({ $1.contains($0.utf8.count) }) else {
            throw .length("Bank, branch, number and suffix have up to 2, 4, 8 and 4 digits.")
        }
        return [padded(groups[0], 2), padded(groups[1], 4), groups[2], groups[3]]
    }

    private static func isNewZealand(_ digits: [UInt8], bank: String, number: Int) -> Bool {
        switch bank {
        case "08": CheckDigits.weightedSum(digits, [0, 0, 0, 0, 0, 0, 0, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
        case "09": crossSum(digits, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 4, 3, 2, 0, 0, 0, 1]) % 11 == 0
        case "25", "33": CheckDigits.weightedSum(digits, [0, 0, 0, 0, 0, 0, 0, 1, 7, 3, 1, 7, 3, 1]) % 10 == 0
        case "26", "28", "29": crossSum(digits, [0, 0, 0, 0, 0, 0, 0, 1, 3, 7, 1, 3, 7, 1, 0, 3, 7, 1]) % 10 == 0
        case "31": true
        default:
            number < 990_000
                ? CheckDigits.weightedSum(digits, [0, 0, 6, 3, 7, 9, 0, 0, 10, 5, 8, 4, 2, 1]) % 11 == 0
                : CheckDigits.weightedSum(digits, [0, 0, 0, 0, 0, 0, 0, 0, 10, 5, 8, 4, 2, 1]) % 11 == 0
        }
    }

    /// The sum of digits times weights, of which each product is replaced by the sum of its digits, twice.
    private static func crossSum(_ digits: [UInt8], _ weights: [Int]) -> Int {
        zip(digits, weights)
            .reduce(0) { sum, pair in
                let once = CheckDigits.value(pair.0) * pair.1
                let twice = once / 10 + once % 10
                return sum + twice / 10 + twice % 10
            }
    }
}
