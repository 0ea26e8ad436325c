import Canonical

/// Gives each name that a program knows its number and its place among the names of the target's documents.
struct NameInterner {
    /// Longest name in bytes.
    static let bytesMax = 1_000

    /// The names by number.
    private(set) var texts: [String] = []
    private var starts: [Int] = []
    private var bytesCount = 0
    private var numbers: [String: Int16] = [:]

    /// The number of a name.
    mutating func number(of text: String) throws(Fault) -> Int16 {
        if let number = numbers[text] { return number }
        guard texts.count < ProgramNames.namesMax, text.utf8.count <= Self.bytesMax else {
            throw CompileFault.because("A mapping has more names, or a longer one, than a program can hold.")
        }
        let number = Int16(texts.count)
        numbers[text] = number
        texts.append(text)
        starts.append(bytesCount)
        bytesCount += text.utf8.count
        return number
    }

    /// Where a name lies in a ``DocumentNames`` of all texts.
    mutating func place(of text: String) throws(Fault) -> DocumentName {
        let number = Int(try number(of: text))
        return DocumentName(start: UInt32(starts[number]), length: UInt16(text.utf8.count))
    }
}
