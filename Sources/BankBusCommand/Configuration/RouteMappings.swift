import Bus
import Canonical
import Formats
import Mapping

/// Makes what a route reads with and maps by, from what its section of the configuration says.
struct RouteMappings {
    private let library: MappingLibrary
    private let shipped = SchemaFolder.find()
    private let hash: MessageIdentity.KeyedHash

    /// Reads the mappings.
    ///
    /// - Parameters:
    ///   - folder: a folder of mappings that are known beside the shipped ones, and take their place; nil for none.
    ///   - key: the key from which generated identifiers are derived.
    /// - Throws: what reading files throws.
    init(folder: String?, key: Secret?) throws(Fault) {
        library = try MappingFolder(beside: folder).library
        hash = Identity.keyedHash(key: Array((key?.reveal() ?? Self.publicKey).utf8))
    }

    /// The key of a bus that has none of its own: equal on every host, so that retries are, and no secret.
    private static let publicKey = "bankbus identifiers"

    /// The mapping of a route.
    ///
    /// - Throws: `configuration.invalid` with the line.
    func mapping(_ section: YAMLMapping) throws(Fault) -> RouteMapping {
        var settings = RouteMapping.Settings(hash: hash)
        settings.target = try section.optional("target")?.text()
        settings.losses = try losses(section.optional("losses"))
        for (name, value) in try section.optional("given")?.texts() ?? [:] { settings.givens[name] = .text(value) }
        return try section.required("mapping")
            .known { name throws(Fault) in
                try RouteMapping(name, in: library, settings: settings)
            }
    }

    /// What reads a route's messages; events in JSON are checked against the type that the mapping takes.
    ///
    /// - Throws: `configuration.invalid` for a format that routes cannot read, or that the mapping does not take.
    func codec(named name: String, for mapping: RouteMapping, limits: Limits) throws(Fault) -> any Codec {
        let formats = Set(mapping.sourceTypes.compactMap { library.types.format(of: $0) }.map(Self.formatName))
        guard formats.contains(name) else {
            throw Fault(
                .programmer,
                .configurationInvalid,
                stage: .setup,
                reason: "The mapping \(mapping.name) does not take messages of this format.",
                advice: "It takes \(formats.sorted().joined(separator: ", "))."
            )
        }
        var settings = FormatSettings(limits: limits, library: shipped)
        if name == "json", let type = mapping.sourceTypes.first { settings.definition = [try schema(of: type)] }
        return FormatCodec(try FormatKinds.kind(named: name).format(settings))
    }

    private static func formatName(_ format: String) -> String { format == "canonical" ? "json" : format }

    private func schema(of type: String) throws(Fault) -> DefinitionFile {
        let isEvent = library.types.format(of: type) == "json"
        let folder = isEvent ? CanonicalTypes.eventFolder : CanonicalTypes.folder
        return try shipped.file("\(folder)/\(type).schema.json")
    }

    private func losses(_ value: YAMLValue?) throws(Fault) -> LossPolicy {
        var faults: Set<LossCode> = []
        let names = LossCode.allCases.map(\.rawValue)
        for (name, policy) in try value?.texts(keys: names) ?? [:] {
            guard let code = LossCode(rawValue: name), let value else { continue }
            guard ["fault", "report"].contains(policy) else {
                throw value.fault("takes `fault` or `report` for a loss, not `\(policy)`.")
            }
            if policy == "fault" { faults.insert(code) }
        }
        return LossPolicy(faults: faults)
    }
}
