import Canonical

extension Layout {
    /// Where the layouts that come with the bus lie.
    private static let folder = "layouts"
    private static let suffix = ".layout"

    /// The layout that the settings give: the definition's file, or the shipped one that the option `layout` names.
    ///
    /// - Returns: nil if they give none.
    /// - Throws: `configuration.invalid` for a layout that cannot be used.
    static func layout(of settings: FormatSettings, form: Form) throws(Fault) -> Layout? {
        guard settings.definition.count <= 1 else {
            throw Fault(.programmer, .configurationInvalid, stage: .setup, reason: "A layout is one file.")
        }
        if let file = settings.definition.first { return try LayoutParser.layout(from: file.bytes, form: form) }
        guard let name = settings.options["layout"] else { return nil }
        let file = try settings.library.file("\(folder)/\(name)\(suffix)")
        return try LayoutParser.layout(from: file.bytes, form: form)
    }

    /// The option that names a shipped layout.
    static let option = FormatOption(
        "layout",
        values: "a name",
        standard: "none",
        "The layout of that name in schemas/layouts, in the place of --definition."
    )
}
