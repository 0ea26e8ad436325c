package import Canonical
package import Formats

/// The format that reads and writes documents of a type, and the type of a document that was read.
package struct DocumentFormats: Sendable {
    private let types: any DocumentTypes
    private let fin: any Format
    private let iso: any Format
    private let json: any Format

    /// Makes the formats.
    ///
    /// - Throws: what reading their definitions throws.
    package init(_ types: any DocumentTypes, library: any DefinitionLibrary, limits: Limits = .standard) throws(Fault) {
        self.types = types
        let settings = FormatSettings(limits: limits, library: library)
        fin = try FormatKind.mt.format(settings)
        iso = try FormatKind.iso20022.format(settings)
        json = try FormatKind.json.format(settings)
    }

    /// The format of a type.
    ///
    /// - Throws: `reference.unknown` for a type that no mapping can name.
    package func format(ofType type: String) throws(Fault) -> any Format {
        switch types.format(of: type) {
        case "mt": return fin
        case "iso20022": return iso
        case "canonical", "json": return json
        default:
            throw unknown(type)
        }
    }

    /// The format that recognises an input by its beginning; nil if none does.
    package func format(of beginning: [UInt8]) -> (any Format)? {
        let judged = [fin, iso, json].map { ($0, $0.recognises(beginning.span)) }
        guard let best = judged.map(\.1).max(), best > .no else { return nil }
        return judged.first { $0.1 == best }?.0
    }

    /// The type that a document says it has; nil for one that does not, as in JSON.
    package static func type(of document: Document) -> String? {
        if let namespace = document.root["namespaces"]?["Document"]?.text {
            return NamespaceAlias.messageName(namespace)
        }
        return document.root["type"]?.text
    }

    /// The type that a user means by `FORMAT/TYPE` or the type's own name.
    ///
    /// `mt/202COV` is `mt.202.cov`, `iso20022/pacs.008.001.08` and `canonical/payment.credit-transfer.v2` are what
    /// follows the stroke.
    ///
    /// - Throws: `reference.unknown` with the nearest name.
    package func type(named name: String) throws(Fault) -> String {
        if types.format(of: name) != nil, types.names.contains(name) { return name }
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var type = parts.last ?? name
        if parts.count == 2, parts[0] == "mt", !type.hasPrefix("mt.") {
            let digits = type.prefix(3)
            let variant = type.dropFirst(3).drop { $0 == "." || $0 == "-" }.lowercased()
            type = variant.isEmpty ? "mt.\(digits)" : "mt.\(digits).\(variant)"
        }
        if types.names.contains(type) { return type }
        throw unknown(type)
    }

    private func unknown(_ type: String) -> Fault {
        Fault(
            .programmer,
            .referenceUnknown,
            stage: .setup,
            reason: "There is no document type \(type).",
            advice: NearestName.suggestion(for: type, in: types.names)
                ?? "Write FORMAT/TYPE, such as mt/103, iso20022/pacs.008.001.08 or canonical/payment.credit-transfer.v2."
        )
    }
}
