import Canonical
import Foundation
import Formats

/// A file or standard input as a window that moves over it: as much of it in memory as its largest message takes.
struct MessageInput {
    /// How much is read at a time.
    static let chunkBytes = 1024 * 1024
    /// How much of the beginning is shown to formats that have to recognise it.
    static let beginningBytes = 4 * 1024

    private let handle: FileHandle
    private let name: String
    private let windowBytesMax: Int
    private var buffer: [UInt8] = []
    /// Where the window begins in the buffer.
    private var start = 0
    private var isAtEnd = false

    /// Opens a file; `-` is standard input.
    ///
    /// - Throws: `reference.unknown` if it cannot be read.
    init(_ name: String, limits: Limits) throws(Fault) {
        guard let handle = name == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: name) else {
            throw Self.unreadable(name)
        }
        self.handle = handle
        self.name = name
        windowBytesMax = limits.bodyBytesMax
    }

    /// The beginning, which stays unread.
    mutating func beginning() throws(Fault) -> [UInt8] {
        while buffer.count < Self.beginningBytes, !isAtEnd { try fill() }
        return Array(buffer.prefix(Self.beginningBytes))
    }

    /// Reads everything, and gives each document, or nil where only findings came, with the findings since the last.
    mutating func read(
        with format: any Format,
        policy: Findings.Policy,
        _ take: (Document?, Findings) throws(Fault) -> Void
    ) throws(Fault) {
        var reader = format.makeReader()
        while true {
            var findings = Findings(policy: policy)
            switch try step(&reader, &findings) {
            case .document(let document, let consumed):
                start += consumed
                try take(document, findings)
            case .skipped(let consumed):
                start += consumed
                if !findings.isEmpty { try take(nil, findings) }
            case .more:
                try grow()
            case .end:
                if isAtEnd {
                    if !findings.isEmpty { try take(nil, findings) }
                    return
                }
                try grow()
            }
        }
    }

    private func step(_ reader: inout any FormatReader, _ findings: inout Findings) throws(Fault) -> ReadStep {
        try reader.read(buffer.span.extracting(start..<buffer.count), isLast: isAtEnd, findings: &findings)
    }

    private mutating func grow() throws(Fault) {
        guard !isAtEnd else {
            throw Fault(
                .programmer,
                .invariantBroken,
                stage: .decode,
                reason: "The format asks for more than there is."
            )
        }
        guard buffer.count - start <= windowBytesMax else {
            throw Fault(
                .message,
                .formatLimit,
                stage: .decode,
                place: Place(path: name),
                reason: "A message has more than \(windowBytesMax) bytes.",
                advice: "Raise the limit with --message-bytes."
            )
        }
        buffer.removeSubrange(0..<start)
        start = 0
        // A window that was too small doubles, so that a long message is not begun again for each chunk.
        let target = max(Self.chunkBytes, buffer.count * 2)
        while buffer.count < target, !isAtEnd { try fill() }
    }

    private mutating func fill() throws(Fault) {
        guard let data = try? handle.read(upToCount: Self.chunkBytes) ?? Data() else {
            throw Self.unreadable(name)
        }
        if data.isEmpty { isAtEnd = true }
        buffer.append(contentsOf: data)
    }

    private static func unreadable(_ name: String) -> Fault {
        Fault(
            .message,
            .referenceUnknown,
            stage: .setup,
            place: Place(path: name),
            reason: "The file cannot be read."
        )
    }
}
