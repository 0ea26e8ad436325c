/// Gathers characters so that they are appended to a text as one piece: appending each of them costs much more.
struct ISO8583Piece {
    private static let capacity = 64
    private var characters: InlineArray<64, UInt8> = .init(repeating: 0)
    private var count = 0

    /// Adds a character; the piece goes to the text when it is full.
    @inline(__always)
    mutating func append(_ character: UInt8, to text: inout [UInt8]) {
        if count == Self.capacity { flush(to: &text) }
        characters[count] = character
        count += 1
    }

    /// Adds two characters.
    @inline(__always)
    mutating func append(_ first: UInt8, _ second: UInt8, to text: inout [UInt8]) {
        if count > Self.capacity - 2 { flush(to: &text) }
        characters[count] = first
        characters[count + 1] = second
        count += 2
    }

    /// Appends what was gathered to the text.
    @inline(__always)
    mutating func flush(to text: inout [UInt8]) {
        characters.span.extracting(0..<count).withUnsafeBufferPointer { text.append(contentsOf: $0) }
        count = 0
    }
}
