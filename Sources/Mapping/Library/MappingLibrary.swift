package import Canonical
package import Formats
import Synchronization

/// The mappings and libraries of a folder: read at once, checked and compiled when they are asked for, and then kept.
///
/// A file is named after what is in it. Nothing here reads files: the caller gives their bytes.
package final class MappingLibrary: Sendable {
    /// The folder of the mappings below `schemas/`.
    package static let folder = "mappings"
    /// What the names of mapping files end with.
    package static let suffix = ".map"

    /// The document types that the mappings name.
    package let types: any DocumentTypes
    private let files: [String: MappingFile]
    private let unreadable: [String: [MappingProblem]]
    private let libraries: [MappingFile]
    private let checker: MappingChecker
    private let checks = Mutex<[String: MappingCheck]>([:])
    private let compiled = Mutex<[MappingLeg: CompiledMapping]>([:])

    /// Reads the files; what is wrong with them is said by ``check(_:)``.
    package init(
        _ files: [DefinitionFile],
        types: any DocumentTypes,
        functions: [MappingFunction] = MappingFunctions.all
    ) {
        var readable: [String: MappingFile] = [:]
        var unreadable: [String: [MappingProblem]] = [:]
        for file in files {
            let (parsed, problems) = MappingParser.parse(file.bytes, file: file.name)
            let name = Self.name(ofFile: file.name)
            if let parsed, problems.isEmpty {
                readable[name] = parsed
            } else {
                unreadable[name] = problems
            }
        }
        self.types = types
        self.files = readable
        self.unreadable = unreadable
        libraries = readable.values.filter { $0.kind == .library }
        checker = MappingChecker(types: types, functions: functions)
    }

    /// Reads the files that come with the bus.
    ///
    /// - Throws: what reading files and types throws.
    package convenience init(_ library: any DefinitionLibrary) throws(Fault) {
        var files: [DefinitionFile] = []
        for name in try library.files(in: Self.folder) where name.hasSuffix(Self.suffix) {
            files.append(try library.file("\(Self.folder)/\(name)"))
        }
        self.init(files, types: try FormatDocumentTypes(all: library))
    }

    /// The name that a file's mapping has.
    package static func name(ofFile file: String) -> String {
        let last = file.split(separator: "/").last.map(String.init) ?? file
        return last.hasSuffix(suffix) ? String(last.dropLast(suffix.count)) : last
    }

    // MARK: - Names

    /// The names of all files, mappings and libraries, sorted.
    package var names: [String] { (Array(files.keys) + Array(unreadable.keys)).sorted() }

    /// The names of the mappings that can be read, sorted.
    package var mappingNames: [String] { files.values.filter { $0.kind == .mapping }.map(\.name.text).sorted() }

    /// The file of that name.
    ///
    /// - Throws: `reference.unknown` with the nearest name, `configuration.invalid` where it cannot be read.
    package func file(_ name: String) throws(Fault) -> MappingFile {
        if let file = files[name] { return file }
        if let problem = unreadable[name]?.first { throw Self.fault(name, problem) }
        throw Fault(
            .programmer,
            .referenceUnknown,
            stage: .setup,
            reason: "There is no mapping \(name).",
            advice: NearestName.nearest(to: name, in: names).map { "Did you mean \($0)?" }
                ?? "`bankbus map list` shows the mappings."
        )
    }

    // MARK: - Checking

    /// Checks a mapping or library with what it uses.
    ///
    /// - Throws: `reference.unknown` for a name that is none.
    package func check(_ name: String) throws(Fault) -> MappingCheck {
        if let problems = unreadable[name] { return MappingCheck(mappings: [], problems: problems) }
        if let known = checks.withLock({ $0[name] }) { return known }
        let file = try file(name)
        var check = checker.check(file, libraries: libraries)
        if file.name.text != name {
            let problem = MappingProblem(
                at: file.name.position,
                length: file.name.text.unicodeScalars.count,
                "The file is called \(name), and what is in it \(file.name.text).",
                suggestion: "Give both the same name."
            )
            check = MappingCheck(mappings: [], problems: [problem] + check.problems)
        }
        let result = check
        checks.withLock { $0[name] = result }
        return result
    }

    // MARK: - Running

    /// Every pair of types that a mapping leads from and to.
    package var legs: [MappingLeg] {
        mappingNames.compactMap { files[$0] }.flatMap { LegsOfFile($0, types: types).legs }
    }

    /// The mapping of a leg, compiled.
    ///
    /// - Throws: `configuration.invalid` with the first problem of a mapping that does not check.
    package func compiled(_ leg: MappingLeg) throws(Fault) -> CompiledMapping {
        if let known = compiled.withLock({ $0[leg] }) { return known }
        let check = try check(leg.mapping)
        if let problem = check.problems.first { throw Self.fault(leg.mapping, problem) }
        guard
            let checked = check.mappings.first(where: { mapping in
                mapping.target.name == leg.target && mapping.inputs.map(\.description.name) == leg.sources
            })
        else {
            throw Fault(
                .programmer,
                .referenceUnknown,
                stage: .setup,
                reason: "The mapping \(leg.mapping) does not lead from \(leg.sources[0]) to \(leg.target)."
            )
        }
        let made = try CompiledMapping(checked)
        compiled.withLock { $0[leg] = made }
        return made
    }

    private static func fault(_ name: String, _ problem: MappingProblem) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            place: Place(line: problem.position.line, path: problem.position.file),
            reason: "The mapping \(name) cannot be used: \(problem.message)",
            advice: "`bankbus map check \(name)` shows all that is wrong with it."
        )
    }
}
