import Canonical
import Foundation
import Formats

/// The definitions that come with the bus, read from the folder `schemas` when a format is made.
struct SchemaFolder: DefinitionLibrary {
    /// The folder's path.
    let path: String

    /// The variable that names the folder where it is not found beside the program.
    static let variable = "BANKBUS_SCHEMAS"
    /// The greatest size of a definition.
    static let fileBytesMax = 64 * 1024 * 1024

    /// Finds the folder: where the variable says, at `../share/bankbus/schemas` of an installed program, or in the
    /// checkout that the program was built in.
    static func find() -> SchemaFolder {
        if let path = ProcessInfo.processInfo.environment[variable], !path.isEmpty { return SchemaFolder(path: path) }
        let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        var folder = own.deletingLastPathComponent()
        while folder.path.count > 1 {
            for candidate in ["share/bankbus/schemas", "schemas"] {
                let path = folder.appending(path: candidate).path
                if FileManager.default.fileExists(atPath: path + "/canonical") { return SchemaFolder(path: path) }
            }
            folder = folder.deletingLastPathComponent()
        }
        return SchemaFolder(path: "schemas")
    }

    func file(_ path: String) throws(Fault) -> DefinitionFile {
        do throws(Fault) {
            return try DefinitionFile.read("\(self.path)/\(path)")
        } catch {
            throw Fault(
                .programmer,
                .referenceUnknown,
                stage: .setup,
                place: Place(path: path),
                reason: "There is no such file in the folder of definitions, \(self.path).",
                advice: "Set \(Self.variable) to the folder `schemas` that came with the program."
            )
        }
    }

    func files(in folder: String) throws(Fault) -> [String] {
        // A folder that is not there has no files.
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
    }
}

extension DefinitionFile {
    /// Reads a definition: the file, or the files of a folder.
    static func readAll(_ path: String) throws(Fault) -> [DefinitionFile] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [try read(path)]
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []  // read() says what is wrong
        var files: [DefinitionFile] = []
        for name in names.sorted() where !name.hasPrefix(".") {
            var isInner: ObjCBool = false
            let file = "\(path)/\(name)"
            guard FileManager.default.fileExists(atPath: file, isDirectory: &isInner), !isInner.boolValue else {
                continue
            }
            files.append(try read(file))
        }
        guard !files.isEmpty else { throw unreadable(path, "The folder has no files.") }
        return files
    }

    fileprivate static func read(_ path: String) throws(Fault) -> DefinitionFile {
        guard let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: SchemaFolder.fileBytesMax + 1) ?? Data()
        else { throw unreadable(path, "The definition cannot be read.") }
        guard data.count <= SchemaFolder.fileBytesMax else {
            throw unreadable(path, "The definition has more than \(SchemaFolder.fileBytesMax) bytes.")
        }
        return DefinitionFile(name: URL(filePath: path).lastPathComponent, bytes: Array(data))
    }

    private static func unreadable(_ path: String, _ reason: String) -> Fault {
        Fault(.programmer, .referenceUnknown, stage: .setup, place: Place(path: path), reason: reason)
    }
}
