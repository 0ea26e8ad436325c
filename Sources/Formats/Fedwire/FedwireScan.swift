import Canonical

/// Where the tags of one message lie in a window.
struct FedwireScan {
    /// One tag: its number, its content, and the blanks and line ends behind that.
    struct Entry {
        let start: Int
        let number: Int
        let content: Range<Int>
        let after: Range<Int>
    }

    /// The greatest number of tags in one message.
    static let tagsMax = 500
    /// The greatest size of one message in bytes; the largest that FAIM allows has less than a tenth of it.
    static let messageBytesMax = 256 * 1024

    private(set) var entries: [Entry] = []
    private(set) var end = 0

    /// What was found at the beginning of a window.
    enum Result {
        case message(FedwireScan)
        case more
        case tooLarge
    }

    /// Finds the tags of the message whose first tag stands at an offset.
    static func scan(_ window: Span<UInt8>, from start: Int, isLast: Bool) -> Result {
        var scan = FedwireScan()
        var position = start
        while position < window.count, let number = tag(window, position) {
            if scan.begins(with: number) { break }
            guard scan.entries.count < tagsMax, position - start < messageBytesMax else { return .tooLarge }
            var next = position + 6
            while next < window.count, tag(window, next) == nil { next += 1 }
            // A tag that begins at the end of the window may not be seen as such yet.
            if next == window.count && !isLast { return next - start > messageBytesMax ? .tooLarge : .more }
            var content = next
            while content > position + 6, window[content - 1] == 0x0A || window[content - 1] == 0x0D { content -= 1 }
            scan.entries.append(
                Entry(start: position, number: number, content: position + 6..<content, after: content..<next)
            )
            position = next
        }
        if position == window.count && !isLast { return .more }
        scan.end = position
        return .message(scan)
    }

    /// The number of the tag at an offset, `{dddd}`; nil if there is none.
    static func tag(_ window: Span<UInt8>, _ offset: Int) -> Int? {
        guard window[offset] == UInt8(ascii: "{"), offset + 6 <= window.count,
            window[offset + 5] == UInt8(ascii: "}")
        else { return nil }
        var number = 0
        for index in offset + 1..<offset + 5 {
            guard (0x30...0x39).contains(window[index]) else { return nil }
            number = number * 10 + Int(window[index] - 0x30)
        }
        return number
    }

    /// Whether a tag of this number is the first of the next message.
    ///
    /// A message begins with the sender's data (1500), or with what the Fedwire system puts before them (1100 to 1130).
    private func begins(with number: Int) -> Bool {
        (1_100...1_500).contains(number) && entries.contains { $0.number == 1_500 }
    }
}
