import Canonical

extension FormatKind {
    /// SWIFT MT (FIN), by the tables in `schemas/mt`.
    package static let mt = FormatKind(
        name: "mt",
        summary: "SWIFT MT (FIN) messages in blocks, RJE, DOS-PCC or Alliance XML, and statements as bare bodies.",
        options: [
            FormatOption(
                "sub-tags",
                values: "split|text",
                standard: "split",
                "Whether the parts of field 86 of statements are told apart or left as lines."
            ),
            FormatOption(
                "body-type",
                values: "a message type of three digits",
                standard: "from the fields",
                "The message type of bodies without blocks."
            ),
            FormatOption(
                "split",
                values: "never|auto|names",
                standard: "never",
                "Read large messages in pieces: at the entries of statements, or at the repeating sequences named (comma "
                    + "between)."
            ),
        ],
        ruleSets: ["network"],
        make: { settings throws(Fault) in
            let library = try MTLibrary.compiled(settings.library)
            return MTFormat(library, options: try MTOptions(settings), limits: settings.limits)
        }
    )

    /// The value of one field of a SWIFT MT message.
    package static let mtField = FormatKind(
        name: "mt-field",
        summary: "The value of one field of a SWIFT MT message, and its components in the order of SWIFT's format.",
        options: [
            FormatOption("tag", values: "a tag such as 61 or 32A", standard: "none", "The field's tag."),
            FormatOption(
                "message-type",
                values: "a message type of three digits",
                standard: "none",
                "The message that the field stands in, where its format depends on that."
            ),
        ],
        make: { settings throws(Fault) in
            guard let tag = settings.options["tag"] else {
                throw MTOptions.fault("The option tag is missing.", "It is the field's tag, such as 61.")
            }
            let library = try MTLibrary.compiled(settings.library)
            let type = settings.options["message-type"]
            return try MTFieldFormat(library, tag: tag, messageType: type, limits: settings.limits)
        }
    )
}

extension MTOptions {
    /// Reads the options and rule sets of a format.
    ///
    /// - Throws: `configuration.invalid` for a value that an option does not take.
    init(_ settings: FormatSettings) throws(Fault) {
        self.init()
        checksRules = settings.ruleSets.contains("network")
        if let value = settings.options["sub-tags"] {
            guard value == "split" || value == "text" else {
                throw Self.fault("The option sub-tags has no value \(value).", "It is split or text.")
            }
            splitsSubTags = value == "split"
        }
        switch settings.options["split"] ?? "never" {
        case "never": split = []
        case "auto": split = MTSplitPlan.usual
        case let names: split = names.split(separator: ",").map(String.init)
        }
        if let value = settings.options["body-type"] {
            guard value.utf8.count == 3, let number = Int(value), number >= 100 else {
                throw Self.fault("The option body-type has no value \(value).", "It is a message type such as 940.")
            }
            bodyType = number
        }
    }

    static func fault(_ reason: String, _ advice: String) -> Fault {
        Fault(.programmer, .configurationInvalid, stage: .setup, reason: reason, advice: advice)
    }
}
