/// A password or other text that never shows: descriptions, dumps and logs hold `<redacted>`.
public struct Secret: Sendable, Hashable {
    private let text: String

    /// Wraps a text.
    public init(_ text: String) {
        self.text = text
    }

    /// The text, for the one call that needs it; never put it into a fault or a log.
    public func reveal() -> String { text }

    /// Compares without telling by its duration how much is equal.
    public static func == (left: Secret, right: Secret) -> Bool {
        let leftBytes = Array(left.text.utf8)
        let rightBytes = Array(right.text.utf8)
        var difference = leftBytes.count ^ rightBytes.count
        for index in 0..<max(leftBytes.count, 1) {
            let leftByte = index < leftBytes.count ? leftBytes[index] : 0
            let rightByte = index < rightBytes.count ? rightBytes[index] : 0
            difference |= Int(leftByte ^ rightByte)
        }
        return difference == 0
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `<redacted>`.
    public var description: String { "<redacted>" }
    /// Always `<redacted>`.
    public var debugDescription: String { "<redacted>" }
    /// Shows nothing of the text to `dump` either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
