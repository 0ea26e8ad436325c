/// The parts, code tables and decision tables that a file can name: its own, and those of the libraries that it uses.
final class VisibleDeclarations {
    /// A part with where it is declared.
    struct Part {
        let declaration: PartDeclaration
        /// Its file.
        let home: VisibleDeclarations
        /// Which part of its file it is: a part calls only those before it.
        let number: Int
    }

    let file: MappingFile
    private var parts: [String: Part] = [:]
    private var codes: [String: CodesDeclaration] = [:]
    private var tables: [String: TableDeclaration] = [:]
    private let libraries: [(name: Name, declarations: VisibleDeclarations)]
    private(set) var usedLibraries: Set<String> = []
    private(set) var calledParts: Set<String> = []

    private init(_ file: MappingFile, _ libraries: [(name: Name, declarations: VisibleDeclarations)]) {
        self.file = file
        self.libraries = libraries
    }

    /// Collects what a file can name, of all libraries there are; the session takes the problems of the file itself.
    static func of(
        _ file: MappingFile,
        _ libraries: [String: MappingFile],
        _ session: CheckSession
    ) -> VisibleDeclarations {
        var made: [String: VisibleDeclarations] = [:]
        return of(file, libraries, session, &made, above: [file.name.text])
    }

    private static func of(
        _ file: MappingFile,
        _ libraries: [String: MappingFile],
        _ session: CheckSession,
        _ made: inout [String: VisibleDeclarations],
        above: [String]
    ) -> VisibleDeclarations {
        var used: [(name: Name, declarations: VisibleDeclarations)] = []
        for name in file.uses {
            guard let library = libraries[name.text], library.kind == .library else {
                let names = libraries.values.filter { $0.kind == .library }.map(\.name.text).sorted()
                session.report("There is no library \(name.text).", at: name, Suggestion.among(name.text, names))
                continue
            }
            guard !above.contains(name.text) else {
                session.report(
                    "The libraries \(above.joined(separator: ", ")) use one another in a circle.",
                    at: name,
                    "Move what both need into a third library."
                )
                continue
            }
            let declarations =
                made[name.text] ?? of(library, libraries, session, &made, above: above + [name.text])
            made[name.text] = declarations
            used.append((name, declarations))
        }
        let declarations = VisibleDeclarations(file, used)
        declarations.enter(session)
        return declarations
    }

    private func enter(_ session: CheckSession) {
        var names: [String: SourcePosition] = [:]
        func isNew(_ name: Name) -> Bool {
            if let first = names[name.text] {
                session.report(
                    "\(name.text) is declared already in line \(first.line).",
                    at: name,
                    "Take another name."
                )
                return false
            }
            names[name.text] = name.position
            return true
        }
        for (number, part) in file.parts.enumerated() where isNew(part.name) {
            parts[part.name.text] = Part(declaration: part, home: self, number: number)
            if session.functions[part.name.text] != nil {
                session.report("\(part.name.text) is a function.", at: part.name, "Take another name for the part.")
            }
        }
        for table in file.codes where isNew(table.name) { codes[table.name.text] = table }
        for table in file.tables where isNew(table.name) { tables[table.name.text] = table }
    }

    // MARK: - Looking up

    func part(_ name: String) -> Part? {
        if let part = parts[name] {
            calledParts.insert(name)
            return part
        }
        return library { $0.parts[name] }
    }

    func codes(_ name: String) -> CodesDeclaration? { codes[name] ?? library { $0.codes[name] } }

    func table(_ name: String) -> (TableDeclaration, home: VisibleDeclarations)? {
        if let table = tables[name] { return (table, self) }
        return library { declarations in declarations.tables[name].map { ($0, declarations) } }
    }

    private func library<Found>(_ find: (VisibleDeclarations) -> Found?) -> Found? {
        for (name, declarations) in libraries {
            guard let found = find(declarations) else { continue }
            usedLibraries.insert(name.text)
            return found
        }
        return nil
    }

    /// Whether there is a library of that name; that there is none is said elsewhere.
    func hasLibrary(_ name: String) -> Bool { libraries.contains { $0.name.text == name } }

    /// The names that can stand where a part or function is called, for suggestions.
    var partNames: [String] { parts.keys + libraries.flatMap { $0.declarations.parts.keys } }
    var codesNames: [String] { codes.keys + libraries.flatMap { $0.declarations.codes.keys } }
    var tableNames: [String] { tables.keys + libraries.flatMap { $0.declarations.tables.keys } }
}
