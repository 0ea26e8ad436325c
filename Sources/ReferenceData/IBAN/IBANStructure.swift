/// How account numbers of a country are built: their national part (BBAN) and its parts.
struct IBANStructure: Sendable {
    /// Which characters a place of the national part takes.
    enum Characters: UInt8, Sendable {
        case digit = 0x6E
        case letter = 0x61
        case either = 0x63
    }

    /// A named part of the national part.
    struct Part: Sendable {
        var kind: Kind
        var range: Range<Int>
    }

    /// What a part is, by its letter in the table.
    enum Kind: Character, Sendable, CaseIterable {
        case bank = "b"
        case branch = "s"
        case account = "a"
        case nationalCheckDigits = "k"
        case accountType = "t"
        case accountHolder = "h"
        case holderNumber = "i"
        case currency = "c"

        var name: String { "\(self)" }
    }

    /// Two capital letters.
    let country: String
    /// Whether it is in SWIFT's registry.
    let isRegistered: Bool
    /// The characters of the national part in the notation of the registry without its marks, such as `8n10n`.
    let notation: String
    /// The characters of the national part, place by place.
    let characters: [Characters]
    /// Its parts, in order.
    let parts: [Part]

    /// The length of the whole number.
    var length: Int { characters.count + 4 }

    /// The structure of a country's numbers; nil where there are none.
    static func of(_ country: String) -> IBANStructure? { table[country] }

    /// The structures of all countries.
    static let all: [IBANStructure] = table.values.sorted { $0.country < $1.country }

    func range(of kind: Kind) -> Range<Int>? { parts.first { $0.kind == kind }?.range }

    // MARK: - The table

    private static let table: [String: IBANStructure] = {
        let structures = IBANTable.text.split(separator: "\n").compactMap { IBANStructure(line: $0) }
        return Dictionary(structures.map { ($0.country, $0) }) { first, _ in first }
    }()

    private init?(line: Substring) {
        let words = line.split(separator: " ")
        guard words.count >= 2 else { return nil }
        country = String(words[0].prefix(2))
        isRegistered = words[0].utf8.count == 2
        notation = String(words[1])
        var characters: [Characters] = []
        var count = 0
        for byte in words[1].utf8 {
            if let kind = Characters(rawValue: byte) {
                characters += Array(repeating: kind, count: count)
                count = 0
            } else {
                count = count * 10 + Int(byte) - 0x30
            }
        }
        self.characters = characters
        parts = words.dropFirst(2)
            .compactMap { word in
                let bounds = word.dropFirst().split(separator: "-").compactMap { Int($0) }
                guard let kind = word.first.flatMap(Kind.init), bounds.count == 2, bounds[0] <= bounds[1],
                    bounds[1] <= characters.count
                else { return nil }
                return Part(kind: kind, range: bounds[0]..<bounds[1])
            }
    }
}
