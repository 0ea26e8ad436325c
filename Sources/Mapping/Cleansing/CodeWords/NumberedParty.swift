/// Name and address in numbered lines, as options 50F and 59F have them: `1/name`, `2/address`, `3/country/town`.
///
/// 59F ends with number 3; 50F goes on with 4 date of birth, 5 place of birth, 6 customer identification, 7 national
/// identity, 8 what goes on from 6, 7 or from the party identifier in front of these lines.
package struct NumberedParty: Sendable, Hashable {
    /// What is wrong with the lines as the standard has them (network errors T56 and T73); all were read all the same.
    package enum Defect: String, Sendable, CaseIterable {
        /// The first line is no name (T56).
        case firstIsNoName
        /// A number is smaller than the one before it (T56).
        case order
        /// A line does not begin with a number from 1 to 8 and a slash (T56); it was read with the line before.
        case notNumbered
        /// There is an address, but no country and town (T56).
        case addressAlone
        /// Number 3 does not begin with a country code (T73).
        case noCountry
    }

    /// Number 1, its lines joined.
    package var name = ""
    /// Number 2, line by line.
    package var address: [String] = []
    /// The country in the first number 3.
    package var country: String?
    /// What follows it, lines joined.
    package var town: String?
    /// Number 4, as written (`YYYYMMDD`).
    package var birthDate: String?
    /// Number 5, as written (`CC/place`).
    package var birthPlace: String?
    /// Number 6, as written (`CC/issuer/number`), with its number 8.
    package var customerId: String?
    /// Number 7, as written (`CC/number`), with its number 8.
    package var nationalId: String?
    /// Number 8 where there is neither 6 nor 7: it goes on from the party identifier.
    package var partyIdRest: String?
    /// What is wrong with the lines, each once.
    package var defects: [Defect] = []

    /// A party of nothing.
    package init() {}

    /// Reads numbered lines in any order.
    package init(_ lines: LineList, width: Int = 35) {
        let bytes = lines.bytes.span
        var texts = [[UInt8]](repeating: [], count: 9)
        var joiners = [LineJoiner](repeating: LineJoiner(fullAt: width), count: 9)
        var number = 1
        for index in 0..<lines.count {
            let line = bytes.extracting(lines.range(index))
            let read = Self.number(of: line)
            note(.notNumbered, if: read == nil)
            note(.firstIsNoName, if: index == 0 && read != 1)
            note(.order, if: (read ?? number) < number)
            number = read ?? number
            let start = read == nil ? 0 : 2
            let text = line.extracting(start..<line.count)
            switch number {
            case 2: address.append(text.string)
            case 8: texts[8].append(text: text)
            default: joiners[number].append(text, prefixLength: start, to: &texts[number])
            }
        }
        take(texts)
    }

    private mutating func take(_ texts: [[UInt8]]) {
        func text(_ number: Int) -> String? { texts[number].isEmpty ? nil : texts[number].string }
        name = text(1) ?? ""
        takePlace(texts[3])
        birthDate = text(4)
        birthPlace = text(5)
        customerId = text(6)
        nationalId = text(7)
        note(.addressAlone, if: !address.isEmpty && (country == nil || town == nil))
        guard let rest = text(8) else { return }
        if let id = nationalId {
            nationalId = id + rest
        } else if let id = customerId {
            customerId = id + rest
        } else {
            partyIdRest = rest
        }
    }

    private mutating func takePlace(_ text: [UInt8]) {
        guard !text.isEmpty else { return }
        let hasCode = text.count >= 2 && text[..<2].allSatisfy { (0x41...0x5A).contains($0) }
        guard hasCode, text.count == 2 || text[2] == UInt8(ascii: "/") else {
            note(.noCountry, if: true)
            town = text.string
            return
        }
        country = text.span.extracting(0..<2).string
        if text.count > 3 { town = text.span.extracting(3..<text.count).string }
    }

    private mutating func note(_ defect: Defect, if isSo: Bool) {
        if isSo, !defects.contains(defect) { defects.append(defect) }
    }

    private static func number(of line: Span<UInt8>) -> Int? {
        guard line.count >= 2, (0x31...0x38).contains(line[0]), line[1] == UInt8(ascii: "/") else { return nil }
        return Int(line[0] - 0x30)
    }
}
