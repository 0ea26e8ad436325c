import Canonical

/// Reads the options and the definition of the format `json`.
enum JSONOptions {
    static func form(_ settings: FormatSettings) throws(Fault) -> JSONForm {
        guard let text = settings.options["form"] else { return .compact }
        guard let form = JSONForm(rawValue: text) else {
            throw invalid("The option form is compact, indented or canonical.")
        }
        return form
    }

    static func hasLines(_ settings: FormatSettings, _ form: JSONForm) throws(Fault) -> Bool {
        switch settings.options["lines"] {
        case nil, "false": return false
        case "true" where form == .indented: throw invalid("A value per line cannot be indented over several.")
        case "true": return true
        default: throw invalid("The option lines is true or false.")
        }
    }

    /// The schema among the files of the definition, and the others that it may refer to; nil without a definition.
    static func schema(
        _ settings: FormatSettings
    ) throws(Fault) -> (schema: DocumentValue, definitions: [String: DocumentValue])? {
        let files = settings.definition.sorted { $0.name < $1.name }
        let wanted = settings.options["schema"]
        guard let first = files.first else {
            if wanted == nil { return nil }
            throw invalid("The option schema needs a definition.")
        }
        guard let schema = wanted == nil ? first : files.first(where: { $0.name == wanted }) else {
            throw invalid("The definition has no file of the name that the option schema gives.")
        }
        var definitions: [String: DocumentValue] = [:]
        for file in files where file.name != schema.name { definitions[file.name] = try value(of: file) }
        return (try value(of: schema), definitions)
    }

    private static func value(of file: DefinitionFile) throws(Fault) -> DocumentValue {
        do throws(Fault) {
            return try DocumentValue(json: file.bytes)
        } catch {
            var fault = invalid("The definition \(file.name) is no JSON. \(error.reason)")
            fault.place = error.place
            throw fault
        }
    }

    private static func invalid(_ reason: String) -> Fault {
        Fault(.programmer, .configurationInvalid, stage: .setup, reason: reason)
    }
}
