import Canonical

/// The tables of a format's messages, by type and release.
struct SegmentTables: Sendable {
    private let tables: [String: [SegmentTable]]

    /// Reads the user's tables and those in a folder of the library.
    ///
    /// A file is named after its message type, with a hyphen and anything behind it where a type has several tables.
    /// The user's come first.
    init(_ settings: FormatSettings, in folder: String) throws(Fault) {
        var tables: [String: [SegmentTable]] = [:]
        for file in settings.definition where file.name.hasSuffix(Self.suffix) {
            tables[Self.type(of: file.name), default: []].append(try SegmentTable(file))
        }
        for name in try settings.library.files(in: folder) where name.hasSuffix(Self.suffix) {
            let table = try SegmentTable(try settings.library.file("\(folder)/\(name)"))
            tables[Self.type(of: name), default: []].append(table)
        }
        self.tables = tables
    }

    private static let suffix = ".txt"

    private static func type(of name: String) -> String {
        String(name.dropLast(suffix.count).prefix { $0 != "-" })
    }

    /// The table of a message type in a release of its directory.
    func table(_ type: String, release: String) -> SegmentTable? {
        tables[type]?.first { $0.releases.isEmpty || $0.releases.contains(release) }
    }
}
