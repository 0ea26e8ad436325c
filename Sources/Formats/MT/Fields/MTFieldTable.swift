import Canonical
import ReferenceData

/// All fields, compiled.
final class MTFieldTable: Sendable {
    let names: DocumentNames
    let fields: [MTField]
    let instructions: [MTFieldInstruction]
    let components: [MTComponent]
    let literals: [UInt8]
    let words: [Range<Int32>]
    let codes: [UInt64]
    let texts: [String]
    let starts: [Int]
    /// By the letters of a currency in base 26: its decimals, -1 for none, -2 for no currency, -3 for one that FIN
    /// does not take as the currency of a payment (C08).
    let currencies: [Int8]
    /// By the letters of a country in base 26.
    let countries: [Bool]
    /// The tags of blocks 3 and 5.
    let blockTags: MTBlockTags

    init(
        _ definitions: [MTFieldDefinition],
        names: DocumentNames,
        compiler: inout MTFieldCompiler,
        file: String
    ) throws(Fault) {
        self.names = names
        var fields: [MTField] = []
        for definition in definitions { fields.append(try compiler.compile(definition, file: file)) }
        self.fields = fields
        instructions = compiler.instructions
        components = compiler.components
        literals = compiler.literals
        words = compiler.words
        codes = compiler.codes
        texts = compiler.texts
        starts = compiler.starts
        var currencies = [Int8](repeating: -2, count: 26 * 26 * 26)
        for code in Currency.codes {
            guard let index = Self.index(code.utf8.span, 0..<3), let currency = Currency(code: code) else { continue }
            currencies[index] = Int8(clamping: currency.minorUnits ?? -1)
        }
        self.currencies = currencies
        var countries = [Bool](repeating: false, count: 26 * 26)
        // Kosovo has no code of ISO 3166; its banks' BICs have this one.
        for code in Country.codes + ["XK"] {
            if let index = Self.index(code.utf8.span, 0..<2) { countries[index] = true }
        }
        self.countries = countries
        blockTags = MTBlockTags(fields, names: names)
    }

    /// Capital letters as a number in base 26; nil if there are others.
    @inline(__always)
    static func index(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        let letters = bytes.extracting(range)
        var number = 0
        for index in letters.indices {
            let letter = letters[index] &- 0x41
            guard letter < 26 else { return nil }
            number = number &* 26 &+ Int(letter)
        }
        return number
    }

    /// The decimals of a currency; -1 for none, -2 where there is no such currency.
    func minorUnits(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        guard end - start == 3, let index = Self.index(bytes, start..<end) else { return -2 }
        return Int(currencies[index])
    }

    /// Whether the bytes are the code of a country.
    func isCountry(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start == 2, let index = Self.index(bytes, start..<end) else { return false }
        return countries[index]
    }

    /// Whether the bytes are one of the codes; an empty list takes any.
    func isListed(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ list: Range<Int32>) -> Bool {
        guard !list.isEmpty else { return true }
        guard let number = MTFieldCompiler.number(ofCode: bytes.extracting(start..<end)) else { return false }
        for index in list where codes[Int(index)] == number { return true }
        return false
    }

    /// The fields that hold for a message type, by the tag's key; -1 for none.
    func fields(of type: String) -> [Int16] {
        var best = [Int](repeating: 0, count: MTTag.keysMax)
        var result = [Int16](repeating: -1, count: MTTag.keysMax)
        for (index, field) in fields.enumerated() where field.tag.key < MTTag.keysMax {
            let precision = field.definition.precision(for: type)
            guard precision > best[field.tag.key] else { continue }
            best[field.tag.key] = precision
            result[field.tag.key] = Int16(clamping: index)
        }
        return result
    }
}
