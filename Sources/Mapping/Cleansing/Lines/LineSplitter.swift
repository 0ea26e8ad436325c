/// What came of splitting a text into lines.
package struct LineSplit: Sendable, Hashable {
    /// What was changed: borders made, words broken, characters that found no room.
    package var change = TextChange.none
    /// The offset in the text of what found no room; nil where all of it did.
    package var rest: Int?
}

/// Splits a text into lines at the borders of words.
///
/// White space between words becomes the border or one space. A word that is longer than a line is broken.
struct LineSplitter {
    private struct Word {
        var start: Int
        var end: Int
        var index: Int
        var count: Int
    }

    private let rule: LineRule
    private var words: [Word] = []
    private var next = 0
    /// How many lines have been made of this text.
    private var made = 0
    /// Whether the line before is full though its last word is whole: then this one begins with a space.
    private var needsSpace = false
    private(set) var result = LineSplit()

    init(_ rule: LineRule) {
        self.rule = rule
    }

    mutating func split(_ text: Span<UInt8>, into lines: inout LineList) {
        if fitsAtOnce(text) {
            lines.write { bytes in
                bytes.append(contentsOf: rule.firstPrefix)
                bytes.append(bytes: text)
            }
            lines.endLine()
            return
        }
        findWords(text)
        while next < words.count, made < rule.lineCountMax { makeLine(text, &lines) }
        result.change.note(.split, at: 0, count: made - 1)
        guard next < words.count else { return }
        let rest = words[next...].reduce(words.count - next - 1) { $0 + $1.count }
        result.change.note(.cut, at: words[next].index, count: rest)
        result.rest = words[next].start
    }

    /// Whether the text is one line as it stands, as most texts are.
    private func fitsAtOnce(_ text: Span<UInt8>) -> Bool {
        text.count > 0 && text.count <= rule.room(inLine: 0) && text.isTidyASCII && !rule.forbids(text[0], atStartOf: 0)
    }

    private mutating func findWords(_ text: Span<UInt8>) {
        var cursor = UTF8Cursor()
        var word: Word?
        var gap = 0
        var offset = 0
        while let scalar = cursor.next(text) {
            if WhiteSpace.of(scalar) == nil {
                if word == nil { word = Word(start: offset, end: 0, index: cursor.count - 1, count: 0) }
                word?.end = cursor.offset
                word?.count += 1
                gap = 0
            } else {
                if let word { words.append(word) }
                word = nil
                gap += 1
                let isPlain = scalar == 0x20 && gap == 1 && !words.isEmpty
                result.change.note(.normalised, at: cursor.count - 1, count: isPlain ? 0 : 1)
            }
            offset = cursor.offset
        }
        if let word { words.append(word) }
        cursor.noteMalformed(&result.change)
    }

    private mutating func makeLine(_ text: Span<UInt8>, _ lines: inout LineList) {
        let prefix = rule.prefix(ofLine: made)
        var room = rule.room(inLine: made)
        let first = words[next]
        var isOpen = false
        if needsSpace || rule.forbids(text[first.start], atStartOf: made) {
            result.change.note(.normalised, at: first.index)
            room -= 1
            isOpen = true
        }
        needsSpace = false
        let whole = wholeWords(in: room, text)
        lines.write { bytes in
            bytes.append(contentsOf: prefix)
            if isOpen { bytes.append(0x20) }
            for index in next..<next + whole {
                if index > next { bytes.append(0x20) }
                bytes.append(text: text.extracting(words[index].start..<words[index].end))
            }
        }
        let used = length(of: whole)
        next += whole
        if next < words.count { fill(room - used, hasWords: whole > 0, text, &lines) }
        lines.endLine()
        made += 1
    }

    /// How many of the next words stand in a line together.
    private func wholeWords(in room: Int, _ text: Span<UInt8>) -> Int {
        var count = 0
        var length = 0
        while next + count < words.count {
            let word = words[next + count]
            let longer = length + (count > 0 ? 1 : 0) + word.count
            let isLast = next + count + 1 == words.count
            guard longer <= (rule.fullLineContinues && !isLast ? room - 1 : room) else { break }
            length = longer
            count += 1
        }
        return next + count < words.count ? pulledDown(count, text) : count
    }

    /// Fewer words where the next line would begin with what it must not begin with, if that helps.
    private func pulledDown(_ count: Int, _ text: Span<UInt8>) -> Int {
        var fewer = count
        while fewer > 0, rule.forbids(text[words[next + fewer].start], atStartOf: made + 1) { fewer -= 1 }
        return fewer == 0 ? count : fewer
    }

    private func length(of count: Int) -> Int {
        guard count > 0 else { return 0 }
        return words[next..<next + count].reduce(count - 1) { $0 + $1.count }
    }

    /// Fills a line with the beginning of the next word, if that word is too long for a line of its own.
    private mutating func fill(_ room: Int, hasWords: Bool, _ text: Span<UInt8>, _ lines: inout LineList) {
        let word = words[next]
        let available = hasWords ? room - 1 : room
        guard available > 0, !hasWords || word.count > rule.room(inLine: made + 1) else { return }
        if hasWords { lines.write { $0.append(0x20) } }
        guard word.count > available else {
            // As long as the line: it would read as broken, so the next line begins with a space.
            lines.write { $0.append(text: text.extracting(word.start..<word.end)) }
            next += 1
            needsSpace = rule.fullLineContinues && word.count == available
            return
        }
        var cursor = UTF8Cursor(at: word.start)
        while cursor.count < available { _ = cursor.next(text) }
        lines.write { $0.append(text: text.extracting(word.start..<cursor.offset)) }
        words[next] = Word(
            start: cursor.offset,
            end: word.end,
            index: word.index + available,
            count: word.count - available
        )
        result.change.note(.broken, at: word.index + available)
    }
}
