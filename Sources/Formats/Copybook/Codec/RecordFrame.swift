/// Where a record lies in the reader's window, and what is around it.
struct RecordFrame {
    /// The bytes that the copybook describes.
    var body: Range<Int>
    /// How many bytes the record takes with all that is around it.
    var consumed: Int
    /// Bytes before and behind the record that are not described, by the options `record-start-offset` and -`end`-.
    var head = 0..<0
    var tail = 0..<0
    /// The two bytes of a record descriptor word that should be zero, where they are not; of a record that is cut off,
    /// the whole word.
    var descriptor: Range<Int>?
    /// The block's descriptor word, where it is not what is written for the block.
    var blockDescriptor: InlineArray<4, UInt8>?
    /// Whether a block begins with the record, and it is not the first.
    var isNewBlock = false
    /// The bytes that end the line, where they are not the usual ones.
    var lineEnding: Range<Int>?
    /// Whether the input ends within the record.
    var isTruncated = false
    /// Whether the record's length is known only when it is read.
    var isOpen = false
}

/// What looking for a record gives.
enum FrameStep {
    case frame(RecordFrame)
    /// So many bytes are no record: a block descriptor word.
    case more
    case end
}
