/// The name that somebody who wrote another one probably meant: for the suggestions of parser and checker.
package enum NearestName {
    /// The longest name that is compared, so that a file cannot make the search slow.
    package static let lengthMax = 64

    /// The candidate that differs least from a name; nil where none is near enough.
    ///
    /// Near enough is one change in up to four letters, two in up to eight, three beyond. Capitals count as half a
    /// change, so `pstlAdr` finds `PstlAdr` first. Of several equally near the first is taken.
    package static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
        let wanted = Array(name.unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= lengthMax else { return nil }
        let admitted = wanted.count <= 4 ? 2 : wanted.count <= 8 ? 4 : 6
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate != name {
            let letters = Array(candidate.unicodeScalars)
            guard letters.count <= lengthMax, abs(letters.count - wanted.count) * 2 <= admitted else { continue }
            let distance = distance(wanted, letters)
            // Half of a short word changed is another word, not a slip.
            if distance <= admitted, distance < 2 * letters.count, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// The sentence that offers a candidate; nil where none is near enough.
    package static func suggestion(for name: String, in candidates: some Sequence<String>) -> String? {
        nearest(to: name, in: candidates).map { "Did you mean \($0)?" }
    }

    /// Twice the number of letters to add, remove, change or swap with their neighbour, a capital counting half.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var before: [Int] = []
        var last = (0...right.count).map { $0 * 2 }
        for i in left.indices {
            var row = [(i + 1) * 2]
            for j in right.indices {
                var cost = min(last[j] + change(left[i], right[j]), last[j + 1] + 2, row[j] + 2)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, before[j - 1] + 2)
                }
                row.append(cost)
            }
            before = last
            last = row
        }
        return last[right.count]
    }

    private static func change(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Int {
        if left == right { return 0 }
        return left.properties.lowercaseMapping == right.properties.lowercaseMapping ? 1 : 2
    }
}
