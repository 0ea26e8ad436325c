import Canonical

/// Reads messages and checks each of them against usage rules.
///
/// Rules look at whole messages: of one that is read in pieces they see none, which is a note.
struct UsageRulesReader: FormatReader {
    private var reader: any FormatReader
    private let rules: [UsageRules]
    /// Where the window is in the input.
    private var position = InputPosition()

    init(_ reader: any FormatReader, rules: [UsageRules]) {
        self.reader = reader
        self.rules = rules
    }

    mutating func read(
        _ window: Span<UInt8>,
        isLast: Bool,
        findings: inout Findings
    ) throws(Fault) -> ReadStep {
        let step = try reader.read(window, isLast: isLast, findings: &findings)
        switch step {
        case .document(let document, let consumed):
            check(document, window.extracting(0..<consumed), findings: &findings)
            position.advance(over: consumed, of: window)
        case .skipped(let consumed): position.advance(over: consumed, of: window)
        case .more, .end: break
        }
        return step
    }

    private func check(_ document: Document, _ bytes: Span<UInt8>, findings: inout Findings) {
        guard document.root["piece"] == nil else {
            let text = "Usage rules are not checked in messages that are read in pieces."
            findings.add(Finding(.note, "iso20022.rules-not-checked", at: Place(path: "/Document"), text))
            return
        }
        guard let namespace = document.root["namespaces"]?["Document"]?.text else { return }
        let messageName = NamespaceAlias.messageName(namespace) ?? ""
        let broken = rules.flatMap { $0.findings(in: document, messageName: messageName) }
        guard !broken.isEmpty else { return }
        let places = ElementPlaces.find(Set(broken.compactMap(\.place.path)), in: bytes, position)
        for var finding in broken {
            if let path = finding.place.path, let place = places[path] {
                finding.place.line = place.line
                finding.place.byteOffset = place.byteOffset
            }
            findings.add(finding)
        }
    }
}
