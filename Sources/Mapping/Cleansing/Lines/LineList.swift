/// Lines one after the other in one buffer, which is used again for the next text.
package struct LineList: Sendable, Hashable {
    /// The bytes of all lines, without line ends.
    package private(set) var bytes: [UInt8] = []
    private var ends: [Int] = []

    /// No lines.
    package init() {}

    /// Lines of texts.
    package init(_ lines: [String]) {
        for line in lines { append(line.utf8.span) }
    }

    /// How many lines there are.
    package var count: Int { ends.count }
    /// Whether there is no line.
    package var isEmpty: Bool { ends.isEmpty }

    /// The bytes of a line; empty where there is none.
    package func range(_ index: Int) -> Range<Int> {
        guard ends.indices.contains(index) else { return 0..<0 }
        return (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    /// A line as text.
    package func text(_ index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }
    /// All lines as texts.
    package var texts: [String] { (0..<count).map(text) }

    /// Appends a line; bytes that are no UTF-8 become U+FFFD.
    package mutating func append(_ line: Span<UInt8>) {
        bytes.append(text: line)
        endLine()
    }

    /// Forgets the lines and keeps the memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Writes on the line that is not yet ended.
    mutating func write(_ body: (inout [UInt8]) -> Void) { body(&bytes) }

    /// Ends the line that was written.
    mutating func endLine() { ends.append(bytes.count) }

    /// Forgets the lines from an index on.
    mutating func removeLast(downTo count: Int) {
        guard count < ends.count else { return }
        bytes.removeSubrange(range(count).lowerBound...)
        ends.removeSubrange(count...)
    }

    /// Appends all lines with LF between them.
    func append(to output: inout [UInt8]) {
        for index in 0..<count {
            if index > 0 { output.append(0x0A) }
            output.append(contentsOf: bytes[range(index)])
        }
    }
}
