import Canonical
import Foundation
import Formats
import Mapping

/// The mappings that a command works with: those that come with the bus, and files of the user's.
struct MappingFolder {
    /// The mappings.
    let library: MappingLibrary
    /// The names that the command was asked for.
    let names: [String]
    /// Where the examples of a mapping lie, by its name; those of the others lie beside the shipped mappings.
    private let folders: [String: String]
    private let shipped: SchemaFolder

    /// Reads them.
    ///
    /// - Parameter arguments: names of mappings, or paths of files, which take the place of shipped ones of their name;
    ///   beside a file, the other files of its folder are known. None: all shipped ones.
    /// - Throws: `reference.unknown` for what cannot be read.
    init(_ arguments: [String] = []) throws(Fault) {
        shipped = SchemaFolder.find()
        var files: [String: DefinitionFile] = [:]
        var folders: [String: String] = [:]
        var names: [String] = []
        for name in try shipped.files(in: MappingLibrary.folder) where name.hasSuffix(MappingLibrary.suffix) {
            files[MappingLibrary.name(ofFile: name)] = try shipped.file("\(MappingLibrary.folder)/\(name)")
        }
        for argument in arguments {
            names.append(MappingLibrary.name(ofFile: argument))
            guard argument.contains("/") || argument.hasSuffix(MappingLibrary.suffix) else { continue }
            let folder = URL(filePath: argument).deletingLastPathComponent().path
            for file in try DefinitionFile.readAll(folder) where file.name.hasSuffix(MappingLibrary.suffix) {
                files[MappingLibrary.name(ofFile: file.name)] = file
                folders[MappingLibrary.name(ofFile: file.name)] = folder
            }
            guard files[MappingLibrary.name(ofFile: argument)] != nil else {
                _ = try DefinitionFile.readAll(argument)
                continue
            }
        }
        library = MappingLibrary(Array(files.values), types: try FormatDocumentTypes(all: shipped))
        self.names = arguments.isEmpty ? library.names : names
        self.folders = folders
    }

    /// Reads the shipped mappings, and those of a folder that take their place; nil for none.
    ///
    /// - Throws: `reference.unknown` for what cannot be read.
    init(beside folder: String?) throws(Fault) {
        guard let folder else {
            self = try MappingFolder([])
            return
        }
        let files = try DefinitionFile.readAll(folder).map(\.name).filter { $0.hasSuffix(MappingLibrary.suffix) }
        self = try MappingFolder(files.map { "\(folder)/\($0)" })
    }

    /// The formats of the types that the mappings name.
    func formats(limits: Limits = .standard) throws(Fault) -> DocumentFormats {
        try DocumentFormats(library.types, library: shipped, limits: limits)
    }

    /// The path of an example's file.
    func examplePath(_ file: String, of mapping: String) -> String {
        let folder = folders[mapping] ?? "\(shipped.path)/\(MappingLibrary.folder)"
        return "\(folder)/examples/\(file)"
    }

    /// An example's file.
    ///
    /// - Throws: `reference.unknown`.
    func example(_ file: String, of mapping: String) throws(Fault) -> [UInt8] {
        try DefinitionFile.readAll(examplePath(file, of: mapping))[0].bytes
    }
}
