import Canonical

/// The layout facts of one record, as its document has them.
///
/// A fact that has no effect on the record is refused: it would be lost without a word.
struct NACHALayout {
    let end: NACHALine.End
    /// The record's length where blanks at its end are cut off.
    private let length: Int?
    private let excess: [UInt8]
    private let fillRecords: Int
    private let hasOpenEnd: Bool
    private let path: String

    private static let known = KnownMembers(
        texts: ["lineEnd", "excess"],
        ["length": .number, "fillRecords": .number, "openEnd": .boolean]
    )
    private static let knownOfUnknown = KnownMembers(texts: ["lineEnd"])

    /// Reads the facts; `record` is nil for a line that is no record.
    init(_ view: DocumentView?, of record: NACHARecord?, _ path: String) throws(Fault) {
        self.path = path
        if let view { try (record == nil ? Self.knownOfUnknown : Self.known).check(view, path: path) }
        guard let end = NACHALine.End(rawValue: view?["lineEnd"]?.text ?? NACHALine.End.lineFeed.rawValue) else {
            throw .unwritable(path + "/lineEnd", "A line end is LF, CRLF or none.")
        }
        self.end = end
        length = try view?["length"]?.requiredCount(path + "/length", max: NACHARecord.length - 1)
        excess = try Self.bytes(view?["excess"], path + "/excess")
        guard excess.isEmpty || length == nil && excess.count < NACHARecord.length else {
            throw .unwritable(path + "/excess", "A whole record has less than \(NACHARecord.length) bytes behind it.")
        }
        fillRecords =
            try view?["fillRecords"]?.requiredCount(path + "/fillRecords", max: NACHAReader.fillRecordsMax) ?? 0
        guard fillRecords == 0 || record?.name == "fileControl" else {
            throw .unwritable(path + "/fillRecords", "Fill records follow the file's control only.")
        }
        hasOpenEnd = view?["openEnd"]?.boolean ?? false
        guard !hasOpenEnd || fillRecords > 0 else {
            throw .unwritable(path + "/openEnd", "There is no fill record that could be open.")
        }
    }

    /// Gives a line the length that it was read with.
    func shape(_ line: inout [UInt8]) throws(Fault) {
        if let length {
            guard line[length...].allSatisfy({ $0 == 0x20 }) else {
                throw .unwritable(path + "/length", "The record is longer than that.")
            }
            line.removeLast(line.count - length)
        }
        line += excess
    }

    func appendFill(into output: inout [UInt8]) {
        for number in 0..<fillRecords {
            output += NACHARecord.fill
            if !(hasOpenEnd && number == fillRecords - 1) { output += end.bytes }
        }
    }

    /// The bytes of a text; a line end in it would make two records of one.
    static func bytes(_ view: DocumentView?, _ path: String) throws(Fault) -> [UInt8] {
        let bytes = try ByteText.bytes(view, path: path)
        guard !bytes.contains(0x0A) else { throw .unwritable(path, "The value holds a line end.") }
        return bytes
    }
}
