/// A binding key of a topic exchange: words separated by points, `*` for one word, `#` for any number of words.
public struct TopicPattern: Sendable, Hashable {
    private let words: [String]

    /// Makes a pattern from a binding key.
    public init(_ bindingKey: String) {
        words = Self.words(of: bindingKey)
    }

    /// Whether a routing key matches, as a topic exchange decides it.
    ///
    /// Takes time in proportion to the product of both lengths, whatever the number of `#`.
    public func matches(_ routingKey: String) -> Bool {
        let key = Self.words(of: routingKey)
        // reached[i]: the words of the pattern so far match the first i words of the key.
        var reached = [Bool](repeating: false, count: key.count + 1)
        reached[0] = true
        for word in words {
            var next = [Bool](repeating: false, count: key.count + 1)
            if word == "#" {
                var isReached = false
                for index in reached.indices {
                    isReached = isReached || reached[index]
                    next[index] = isReached
                }
            } else {
                for index in key.indices where reached[index] && (word == "*" || word == key[index]) {
                    next[index + 1] = true
                }
            }
            reached = next
        }
        return reached[key.count]
    }

    private static func words(of key: String) -> [String] {
        key.isEmpty ? [] : key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }
}
