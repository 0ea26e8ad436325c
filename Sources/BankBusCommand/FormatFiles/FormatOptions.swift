import ArgumentParser
import Canonical
import Formats

/// The options by which commands are told how to read or write a format.
struct FormatOptions: ParsableArguments {
    @Option(name: .long, help: "A definition: copybook, specification, layout, JSON Schema, or a folder of XSDs.")
    var definition: String?
    @Option(name: .long, help: "An option of the format, as key=value; `formats describe` lists them. Repeatable.")
    var option: [String] = []
    @Option(name: .long, help: "The tag of the field, for the format mt-field.")
    var tag: String?
    @Option(name: .long, help: "The greatest size of one message in bytes.")
    var messageBytes = Limits.standard.bodyBytesMax

    func validate() throws {
        guard (1...Limits.brokerBodyBytesMax).contains(messageBytes) else {
            throw ValidationError("--message-bytes takes 1 to \(Limits.brokerBodyBytesMax).")
        }
        for entry in option where !entry.contains("=") || entry.hasPrefix("=") {
            throw ValidationError("--option takes key=value, not \(entry).")
        }
    }

    /// The bounds asked for.
    var limits: Limits {
        var limits = Limits.standard
        limits.bodyBytesMax = messageBytes
        return limits
    }

    /// The settings that a format is made with.
    func settings(ruleSets: [String] = []) throws(Fault) -> FormatSettings {
        var options: [String: String] = [:]
        for entry in option {
            let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            options[String(parts[0])] = String(parts[1])
        }
        options["tag"] = tag ?? options["tag"]
        return FormatSettings(
            limits: limits,
            options: options,
            definition: try definition.map { path throws(Fault) in try DefinitionFile.readAll(path) } ?? [],
            library: SchemaFolder.find(),
            ruleSets: Set(ruleSets)
        )
    }
}

/// The options by which commands are told what to do with findings.
struct FindingOptions: ParsableArguments {
    @Option(name: .long, help: "A rule set to check beyond the format itself, such as network or cbpr+. Repeatable.")
    var rules: [String] = []
    @Option(name: .long, help: "The severity of a rule: code=note, warning, error or off. Repeatable.")
    var severity: [String] = []

    func validate() throws {
        for entry in severity {
            guard let (code, level) = Self.split(entry), level == "off" || Finding.Severity(rawValue: level) != nil
            else {
                throw ValidationError("--severity takes code=note, code=warning, code=error or code=off, not \(entry).")
            }
            guard FindingCodes.isKnown(code) else { throw Self.unknown(code) }
        }
    }

    /// A severity for a code that no rule has would change nothing, without a word.
    private static func unknown(_ code: String) -> ValidationError {
        let suggestions = FindingCodes.suggestions(for: code)
        let advice =
            suggestions.isEmpty
            ? "Codes begin with the format's name, such as nacha.order, or are SWIFT's, such as T43."
            : "Do you mean \(suggestions.joined(separator: ", "))?"
        return ValidationError("--severity: no rule has the code \(code). \(advice)")
    }

    /// The severities asked for.
    var policy: Findings.Policy {
        var policy = Findings.Policy()
        for entry in severity {
            guard let (code, level) = Self.split(entry) else { continue }
            policy.severities[code] = .some(Finding.Severity(rawValue: level))
        }
        return policy
    }

    private static func split(_ entry: String) -> (code: String, level: String)? {
        guard let mark = entry.lastIndex(of: "="), mark != entry.startIndex else { return nil }
        return (String(entry[..<mark]), String(entry[entry.index(after: mark)...]))
    }
}
