import Canonical

/// Where the blocks of a message and the fields of its block 4 lie in the input.
struct MTScan: ~Copyable {
    /// One block: its name, and its content without braces and name.
    struct Block {
        var name: UInt8
        var start: Int
        var end: Int
        /// Whether its closing brace is missing.
        var isOpen = false
        /// How many blanks and line ends stand between the block before it and its brace.
        var gap = 0
        /// Whether it has neither braces nor bytes outside ASCII, so that it can be cut into parts of fixed length.
        var isPlain = false

        /// Where those are.
        var gapRange: Range<Int> { start - 3 - gap..<start - 3 }
    }

    /// One field of block 4.
    struct Field {
        /// The tag's key; see ``MTTag``.
        var key: Int
        /// Where the tag's colon is.
        var tag: Int
        /// The value without the line end behind it.
        var start: Int
        var end: Int
    }

    var blocks: [Block] = []
    var fields = WorkList<Field>(usual: 32)
    /// Where the message begins and where the last block ends.
    var start = 0
    var end = 0
    /// The text of block 4: behind its colon, before its first field, and where its closing `-}` or `}` begins.
    var textStart = 0
    var firstField = 0
    var textEnd = 0
    /// Behind the closing of block 4.
    var textStop = 0
    /// Whether block 4 holds text and not tags in braces.
    var hasText = false
    /// Whether what ends block 4 is not there.
    var isTextOpen = false
    /// Line feeds in block 4, and those of them with a carriage return before them.
    var lineFeeds = 0
    var returns = 0
    /// Whether all lines end with a carriage return alone; in the bytes at hand they are line feeds.
    var hasReturnsAlone = false
    /// Where lines of a text begin with a hyphen and are not its end.
    var hyphenLines: [Int] = []
    /// Whether any byte is not ASCII.
    var hasHighBytes = false
    /// Whether there are more fields than the limit.
    var hasTooManyFields = false

    mutating func reset(at offset: Int) {
        if !blocks.isEmpty { blocks.removeAll(keepingCapacity: true) }
        fields.truncate(to: 0)
        start = offset
        end = offset
        textStart = offset
        firstField = offset
        textEnd = offset
        textStop = offset
        hasText = false
        isTextOpen = false
        lineFeeds = 0
        returns = 0
        hasReturnsAlone = false
        hyphenLines.removeAll(keepingCapacity: true)
        hasHighBytes = false
        hasTooManyFields = false
    }

    /// Moves all places to those that a copy of the input has for them.
    mutating func move(to places: [Int]) {
        for index in blocks.indices {
            blocks[index].start = places[blocks[index].start]
            blocks[index].end = places[blocks[index].end]
        }
        for index in fields.indices {
            fields[index].tag = places[fields[index].tag]
            fields[index].start = places[fields[index].start]
            fields[index].end = places[fields[index].end]
        }
        for index in hyphenLines.indices { hyphenLines[index] = places[hyphenLines[index]] }
        start = places[start]
        end = places[end]
        textStart = places[textStart]
        firstField = places[firstField]
        textEnd = places[textEnd]
        textStop = places[textStop]
    }

    /// The block of that name.
    func block(_ name: UInt8) -> Block? {
        for block in blocks where block.name == name { return block }
        return nil
    }
}
