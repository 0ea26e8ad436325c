package import Canonical

/// Reads one input document by document, from a window that the caller moves over it.
///
/// The caller shows the reader the bytes that come next, as many as it has. The reader returns a document and how many
/// bytes it has used, or asks for more; the caller drops what is used, adds to the rest, and asks again. So a file of any
/// size is read with as much memory as its largest message takes, and a message in one piece is read in one call.
package protocol FormatReader {
    /// Reads on.
    ///
    /// - Parameters:
    ///   - window: the bytes from the first one not yet used.
    ///   - isLast: whether the input ends with the window.
    ///   - findings: where findings go. On ``ReadStep/more`` the reader leaves none behind that it will make again.
    /// - Returns: what was made of the window.
    /// - Throws: a message fault if the input is not of the format, or so broken that reading cannot go on.
    mutating func read(
        _ window: Span<UInt8>,
        isLast: Bool,
        findings: inout Findings
    ) throws(Fault) -> ReadStep
}

/// What a reader made of its window.
package enum ReadStep {
    /// A document, and how many bytes of the window are used up.
    case document(Document, consumed: Int)
    /// Nothing yet, but so many bytes are used up.
    case skipped(consumed: Int)
    /// The window ends inside a message: call again with a larger one. Never returned when it was the last.
    case more
    /// The input has ended, and everything in it was read.
    case end
}

/// Where a reader is in its input, for the places of findings.
package struct InputPosition: Sendable {
    /// Bytes used up before the window.
    package var byteOffset = 0
    /// Line ends in those bytes.
    package var lines = 0

    package init() {}

    /// The place of a byte of the window.
    package func place(
        of offset: Int,
        in window: Span<UInt8>,
        field: String? = nil,
        path: String? = nil
    ) -> Place {
        var line = lines + 1
        for index in 0..<min(offset, window.count) where window[index] == 0x0A { line += 1 }
        return Place(byteOffset: byteOffset + offset, line: line, field: field, path: path)
    }

    /// Moves over bytes that are used up.
    package mutating func advance(over count: Int, of window: Span<UInt8>) {
        // Without a branch, without checks, and with a sum of one byte as long as that holds it: so the compiler counts
        // sixteen bytes at once. Indices lie below the buffer's count.
        lines += window.extracting(0..<count)
            .withUnsafeBufferPointer { bytes in
                var found = 0
                var start = 0
                while start < bytes.count {
                    let end = min(start &+ Int(UInt8.max), bytes.count)
                    var few: UInt8 = 0
                    while start < end {
                        few &+= bytes[start] == 0x0A ? 1 : 0
                        start &+= 1
                    }
                    found &+= Int(few)
                }
                return found
            }
        byteOffset += count
    }
}
