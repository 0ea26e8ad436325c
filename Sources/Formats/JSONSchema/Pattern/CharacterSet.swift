/// A set of Unicode scalars: ranges and general categories, or all but these.
struct CharacterSet: Sendable, Hashable {
    private var ranges: [ClosedRange<UInt32>] = []
    private var categories: Set<String> = []
    private var others: [CharacterSet] = []
    private var isInverted = false

    static let digits = CharacterSet([0x30...0x39])
    static let wordCharacters = CharacterSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    /// WhiteSpace and LineTerminator of ECMA 262.
    static let space = CharacterSet([
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])
    /// What `.` does not take.
    static let lineEnds = CharacterSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])

    init(_ ranges: [ClosedRange<UInt32>] = []) {
        self.ranges = ranges
    }

    /// The scalars of a general category, such as `Lu` or `Letter`; nil if there is none of that name.
    init?(category name: String) {
        if name == "Any" {
            self.init([0...0x10FFFF])
        } else if name == "ASCII" {
            self.init([0...0x7F])
        } else {
            let value = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let isNamed = value.count == 2 && ["General_Category", "gc"].contains(value[0])
            guard value.count == 1 || isNamed, let last = value.last else { return nil }
            guard let category = GeneralCategory.short(String(last)) else { return nil }
            self.init()
            categories = [category]
        }
    }

    mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

    mutating func insert(_ other: CharacterSet) {
        if other.isInverted {
            others.append(other)
        } else {
            ranges += other.ranges
            categories.formUnion(other.categories)
            others += other.others
        }
    }

    /// All scalars that are not in this set.
    var inverted: CharacterSet {
        var set = self
        set.isInverted.toggle()
        return set
    }

    /// The range, if the set was made of one and nothing else.
    var onlyRange: ClosedRange<UInt32>? {
        ranges.count == 1 && categories.isEmpty && others.isEmpty && !isInverted ? ranges[0] : nil
    }

    /// How many steps looking for a scalar may take.
    var steps: Int { others.reduce(1 + ranges.count / 16) { $0 + $1.steps } }

    func contains(_ scalar: UInt32) -> Bool {
        has(scalar) != isInverted
    }

    private func has(_ scalar: UInt32) -> Bool {
        for range in ranges where range.contains(scalar) { return true }
        for other in others where other.contains(scalar) { return true }
        guard !categories.isEmpty, let scalar = Unicode.Scalar(scalar) else { return false }
        let category = GeneralCategory.short(scalar.properties.generalCategory)
        return categories.contains(category) || categories.contains(String(category.prefix(1)))
            || (categories.contains("LC") && ["Lu", "Ll", "Lt"].contains(category))
    }
}
