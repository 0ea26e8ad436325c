/// Checks mapping files against the descriptions of the types that they name.
///
/// Of each combination of source types, target type and direction it makes a mapping that can be compiled; where
/// something is wrong it says all of it in one run, and makes none.
package struct MappingChecker: Sendable {
    private let types: any DocumentTypes
    private let functions: [MappingFunction]
    private let patterns = PatternLibrary()

    /// Makes a checker.
    package init(types: any DocumentTypes, functions: [MappingFunction]) {
        self.types = types
        self.functions = functions
    }

    /// Checks a file.
    ///
    /// - Parameters:
    ///   - file: the file.
    ///   - libraries: the libraries that it can use, by any order.
    /// - Returns: the mappings, or the problems.
    package func check(_ file: MappingFile, libraries: [MappingFile] = []) -> MappingCheck {
        let session = CheckSession(types, functions, patterns)
        let named = Dictionary(libraries.map { ($0.name.text, $0) }) { first, _ in first }
        let declarations = VisibleDeclarations.of(file, named, session)
        DeclarationCheck(session, declarations).check()
        var mappings: [CheckedMapping] = []
        if file.kind == .mapping { mappings = MappingCombinations(session, declarations).check() }
        let problems = session.problems()
        return MappingCheck(mappings: problems.isEmpty ? mappings : [], problems: problems)
    }
}

/// What checking a file came to.
package struct MappingCheck: Sendable {
    /// One mapping for each combination of types and direction; none where there are problems.
    package var mappings: [CheckedMapping]
    /// What is wrong, sorted by place.
    package var problems: [MappingProblem]
}
