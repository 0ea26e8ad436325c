package import Canonical

/// Records of mainframe files, described by a COBOL copybook.
///
/// A document is one record: a member named after its level-01 entry, groups as objects, OCCURS as lists, every field
/// by its COBOL name; numbers are text with the digits at the picture's scale. Of fields that redefine each other all
/// are shown, unless a rule (`segment-map`, `alternatives`) chooses one, and all that are present must agree when the
/// record is written. `null` in a text is LOW-VALUES; in a number it means that its bytes hold none. What the values do
/// not tell (FILLER, unusual signs and padding, bytes that are no number) is in the member `layout`, by path.
package struct CopybookFormat: Format {
    package let name = "copybook"
    private let program: CopybookProgram

    /// Compiles the definition.
    ///
    /// - Throws: `configuration.invalid` with file, line and column, or with the option that cannot be used.
    package init(_ settings: FormatSettings) throws(Fault) {
        guard !settings.definition.isEmpty else {
            throw CopybookFault.setting(
                "The format copybook needs a definition.",
                "Give the copybook with --definition FILE."
            )
        }
        let options = try CopybookOptions(settings)
        var copies = CopybookCopies(settings.definition)
        var files: [(name: String, tokens: [CopybookToken])] = []
        for file in settings.definition {
            files.append((CopybookCopies.memberName(file.name), try copies.tokens(of: file)))
        }
        let used = copies.used
        // A member that another file copies is a part of that one; a single file always counts.
        let tokens = files.filter { files.count == 1 || !used.contains($0.name) }.flatMap(\.tokens)
        let parser = try CopybookParser(tokens, isDecimalComma: options.isDecimalComma)
        program = try CopybookProgram(try CopybookCompiler(parser, options))
    }

    package func makeReader() -> any FormatReader { CopybookReader(program) }

    package func makeWriter(_ mode: WriteMode) -> any FormatWriter { CopybookWriter(program, mode) }

    package var documentTypes: [String] { program.roots.map { program.items[$0].memberName } }

    package func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        try CopybookDescription(program).description(ofType: type)
    }

    /// Records have no mark of their own: with a definition any input may be theirs.
    package func recognises(_ beginning: Span<UInt8>) -> Recognition { .possible }
}
