/// A binding pattern of a topic exchange: words between dots, `*` for one word, `#` for any number of them.
struct TopicPattern {
    private let words: [Substring]

    init(_ pattern: String) {
        words = pattern.split(separator: ".", omittingEmptySubsequences: false)
    }

    /// Whether a routing key fits the pattern.
    func matches(_ key: String) -> Bool {
        let keyWords = key.split(separator: ".", omittingEmptySubsequences: false)
        // fits[i] tells whether the pattern's words so far fit the first i words of the key.
        var fits = [true] + [Bool](repeating: false, count: keyWords.count)
        for word in words {
            var next = [Bool](repeating: false, count: fits.count)
            if word == "#" {
                var isReached = false
                for index in fits.indices {
                    isReached = isReached || fits[index]
                    next[index] = isReached
                }
            } else {
                for index in keyWords.indices where fits[index] && (word == "*" || word == keyWords[index]) {
                    next[index + 1] = true
                }
            }
            fits = next
        }
        return fits[keyWords.count]
    }
}
