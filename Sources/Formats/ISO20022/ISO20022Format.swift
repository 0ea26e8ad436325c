package import Canonical

/// ISO 20022 messages in XML.
///
/// A document holds the parts under their root's names, `AppHdr` and `Document`; `namespaces` names their namespaces;
/// `envelope` is what stands around them, `unexpected` what their definitions do not know, `layout` how all of it is
/// written. Elements that may repeat are lists, attributes are members of their element's object, and text beside
/// attributes is its member `value`: `{"Ccy": "EUR", "value": "1.50"}`.
package struct ISO20022Format: Format {
    package let name = "iso20022"
    private let catalogue: DefinitionCatalogue
    private let limits: Limits
    private let parsers: ParserPool
    private let rules: [UsageRules]

    /// Makes the format.
    ///
    /// - Parameters:
    ///   - sources: where definitions come from; of two that define a namespace, the first one wins.
    ///   - limits: the bounds on what is read.
    ///   - split: `never`, `auto` or names of elements, separated by commas.
    ///   - rules: the usage rules that messages are checked against, beyond their definitions.
    package init(
        _ sources: [any DefinitionSource],
        limits: Limits = .standard,
        split: String = "never",
        rules: [UsageRules] = []
    ) {
        self.rules = rules
        catalogue = DefinitionCatalogue(sources)
        self.limits = limits
        parsers = ParserPool(catalogue: catalogue, limits: limits, split: SplitRule.option(split))
    }

    package func makeReader() -> any FormatReader {
        let reader = ISO20022Reader(parsers)
        return rules.isEmpty ? reader : UsageRulesReader(reader, rules: rules)
    }

    package func makeWriter(_ mode: WriteMode) -> any FormatWriter {
        ISO20022Writer(catalogue: catalogue, limits: limits, mode: mode)
    }

    package var documentTypes: [String] {
        catalogue.namespaces.map { NamespaceAlias.messageName($0) ?? $0 }
    }

    package func description(ofType type: String?) throws(Fault) -> DocumentDescription {
        guard let type else { return ISO20022Description.common() }
        for namespace in catalogue.namespaces where namespace == type || NamespaceAlias.messageName(namespace) == type {
            if let definition = try catalogue.definition(ofNamespace: namespace) {
                return ISO20022Description(definition).description()
            }
        }
        throw Fault(
            .programmer,
            .referenceUnknown,
            stage: .setup,
            reason: "There is no definition of the message \(type).",
            advice: "Give its XSD as the definition."
        )
    }

    package func recognises(_ beginning: Span<UInt8>) -> Recognition {
        BeginningOfXML.recognise(beginning)
    }
}

extension FormatKind {
    /// ISO 20022 messages in XML.
    package static let iso20022 = FormatKind(
        name: "iso20022",
        summary: "ISO 20022 messages in XML, with or without business application header, in any envelope.",
        options: [
            FormatOption(
                "split",
                values: "never|auto|names",
                standard: "never",
                "Read large messages in pieces: at entries and transactions, or at the elements named (comma between)."
            )
        ],
        ruleSets: UsageRules.names,
        verdictOptions: ["split": "auto"]
    ) { settings throws(Fault) in
        var sources: [any DefinitionSource] = []
        if !settings.definition.isEmpty { sources.append(try XSDDefinitions(settings.definition)) }
        sources.append(try ShippedDefinitions(settings.library))
        var rules: [UsageRules] = []
        for name in settings.ruleSets.sorted() { rules.append(try UsageRules(name, library: settings.library)) }
        return ISO20022Format(
            sources,
            limits: settings.limits,
            split: settings.options["split"] ?? "never",
            rules: rules
        )
    }
}
