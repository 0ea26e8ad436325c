import Canonical

/// A tag of blocks 3 and 5 that is known.
struct MTBlockTag: Sendable {
    /// Its name in the document, if it is one of those that documents share.
    var name: DocumentName?
    /// The number of its field in ``MTFieldTable/fields``, if that defines it.
    var field: Int?
}

/// The known tags of blocks 3 and 5, found by their three characters without a search.
struct MTBlockTags: Sendable {
    /// Three digits, and behind them three capital letters in base 26.
    private static let keysMax = 1_000 + 26 * 26 * 26
    private let tags: [MTBlockTag]
    /// The place of each key's tag in ``tags``; that of tags that are not known is the last.
    private let places: [UInt16]

    init(_ fields: [MTField], names: DocumentNames) {
        var tags: [MTBlockTag] = []
        var known: [Int: Int] = [:]
        for tag in MTNames.blockTags {
            guard let key = Self.key(tag.utf8.span) else { continue }
            known[key] = tags.count
            tags.append(MTBlockTag(name: names[tag]))
        }
        for (number, field) in fields.enumerated() {
            guard let key = Self.key(field.tag.bytes.span) else { continue }
            let place = known[key] ?? tags.count
            if place == tags.count { tags.append(MTBlockTag()) }
            known[key] = place
            if tags[place].field == nil { tags[place].field = number }
        }
        let unknown = UInt16(clamping: tags.count)
        var places = [UInt16](repeating: unknown, count: Self.keysMax)
        for (key, place) in known { places[key] = UInt16(clamping: place) }
        self.tags = tags + [MTBlockTag()]
        self.places = places
    }

    /// What is known of the tag of that name, which is nothing for most names.
    @inline(__always)
    func tag(_ name: Span<UInt8>) -> MTBlockTag {
        guard let key = Self.key(name) else { return MTBlockTag() }
        return tags[Int(places[key])]
    }

    /// Three digits as a number, three capital letters in base 26 behind those; nil for anything else.
    @inline(__always)
    private static func key(_ name: Span<UInt8>) -> Int? {
        guard name.count == 3 else { return nil }
        let digits = (name[0] &- 0x30, name[1] &- 0x30, name[2] &- 0x30)
        if digits.0 <= 9, digits.1 <= 9, digits.2 <= 9 {
            return Int(digits.0) &* 100 &+ Int(digits.1) &* 10 &+ Int(digits.2)
        }
        let letters = (name[0] &- 0x41, name[1] &- 0x41, name[2] &- 0x41)
        guard letters.0 < 26, letters.1 < 26, letters.2 < 26 else { return nil }
        return 1_000 &+ (Int(letters.0) &* 26 &+ Int(letters.1)) &* 26 &+ Int(letters.2)
    }
}
