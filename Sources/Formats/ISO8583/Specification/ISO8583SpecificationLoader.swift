import Canonical

/// Finds and reads the specification that settings ask for.
struct ISO8583SpecificationLoader {
    /// How many specifications may stand on each other's shoulders.
    static let basesMax = 4

    let settings: FormatSettings
    let options: ISO8583Options

    /// The specification given with the settings, else the shipped one that the option `specification` names.
    ///
    /// - Throws: `configuration.invalid` with file and path for what is not understood.
    func load() throws(Fault) -> ISO8583Specification {
        guard settings.definition.count <= 1 else {
            throw Fault(
                .programmer,
                .configurationInvalid,
                stage: .setup,
                reason: "ISO 8583 messages are read by one specification, and several files are given."
            )
        }
        let file = if let given = settings.definition.first { given } else { try shipped(options.specification) }
        let root = try ISO8583SpecificationValue(file)
        if root["elements"] != nil { return try ISO8583ElementsReader(overrides: options.encodings).read(root) }
        if root["specification"] == nil { return try ISO8583MoovReader().read(root) }
        return try ISO8583OwnReader(overrides: options.encodings).read(try withBases(root))
    }

    /// The specification and those that it is based on, the lowest first.
    private func withBases(_ root: ISO8583SpecificationValue) throws(Fault) -> [ISO8583SpecificationValue] {
        var chain = [root]
        while let base = chain[0]["base"] {
            guard chain.count <= Self.basesMax else {
                throw base.fault("specifications are based on each other more than \(Self.basesMax) deep.")
            }
            chain.insert(
                try ISO8583SpecificationValue(try shipped(try base.text())),
                at: 0
            )
        }
        return chain
    }

    private func shipped(_ name: String) throws(Fault) -> DefinitionFile {
        let files = try settings.library.files(in: "iso8583")
        guard files.contains("\(name).json") else {
            let names = files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
            throw Fault(
                .programmer,
                .configurationInvalid,
                stage: .setup,
                reason: "No ISO 8583 specification of this name is shipped.",
                advice: "There are: \(names.joined(separator: ", "))."
            )
        }
        return try settings.library.file("iso8583/\(name).json")
    }
}
