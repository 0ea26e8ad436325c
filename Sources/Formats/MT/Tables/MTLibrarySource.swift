package import Canonical
import Synchronization

/// The files of `schemas/mt`, as they were when a library was compiled from them.
struct MTLibrarySource: Sendable, Equatable {
    let fields: DefinitionFile
    /// The messages by type.
    let messages: [DefinitionFile]
    let rules: [DefinitionFile]

    init(_ library: any DefinitionLibrary) throws(Fault) {
        fields = try library.file("mt/fields.txt")
        messages = try Self.files("mt/messages", library)
        rules = try Self.files("mt/rules", library)
    }

    private static func files(_ folder: String, _ library: any DefinitionLibrary) throws(Fault) -> [DefinitionFile] {
        var files: [DefinitionFile] = []
        for name in try library.files(in: folder) where name.hasSuffix(".txt") {
            files.append(try library.file("\(folder)/\(name)"))
        }
        return files
    }
}

extension MTLibrary {
    /// The library compiled last, so that the formats of many routes share one.
    private static let last = Mutex<(source: MTLibrarySource, library: MTLibrary)?>(nil)

    /// The compiled tables of a library: compiled only if its files are not those of the last call.
    package static func compiled(_ definitions: any DefinitionLibrary) throws(Fault) -> MTLibrary {
        let source = try MTLibrarySource(definitions)
        let known = last.withLock { $0 }
        if let known, known.source == source { return known.library }
        let library = try MTLibrary(source, definitions)
        last.withLock { $0 = (source, library) }
        return library
    }
}
