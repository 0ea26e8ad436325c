import Canonical
package import Formats

extension CorpusSets {
    /// What libxml2 says of each message of the corpora, by the schemas of ISO.
    package static let iso20022Verdicts = CorpusSet("ISO 20022 XSD verdicts") { folder in
        var result = CorpusResult()
        let format = try ISO20022Corpus.format(folder)
        for (file, rows) in try ISO20022Corpus.verdicts(folder) {
            result.enter(file, difference: ISO20022Corpus.difference(of: try folder.bytes(file), rows, format))
        }
        return result
    }

    /// Each XML file, read, turned into JSON and back, and written: the same bytes.
    package static let iso20022RoundTrips = CorpusSet("ISO 20022 round trips through JSON") { folder in
        var result = CorpusResult()
        let format = try ISO20022Corpus.format(folder)
        for file in try ISO20022Corpus.files(folder) {
            let bytes = try folder.bytes(file)
            let difference = ISO20022Corpus.roundTripDifference(of: bytes, format)
            result.enter(file, difference: difference, explanation: ISO20022Corpus.explanations[file])
        }
        return result
    }
}

/// Reading of the XML files of the corpora.
package enum ISO20022Corpus {
    /// A row of the table of verdicts: the namespace's last part, or what the root is, and what libxml2 says.
    struct Row {
        var namespace: String
        var verdict: String
    }

    /// The format with the schemas of the corpora, which are more than those that ship.
    package static func format(_ folder: CorpusFolder) throws -> ISO20022Format {
        let files = try folder.files(below: "iso20022-xsd", suffix: ".xsd")
        let definitions = try files.map {
            DefinitionFile(name: String($0.split(separator: "/").last ?? ""), bytes: try folder.bytes($0))
        }
        return ISO20022Format([try XSDDefinitions(definitions)])
    }

    /// The XML files that hold ISO 20022.
    package static func files(_ folder: CorpusFolder) throws -> [String] {
        let folders = [
            "ballerina-mt-to-mx", "ballerina-mx-to-mt", "cbpr-usage-rules", "fedwire-iso20022-samples", "genkgo-camt",
            "moov-iso20022", "prowide-iso20022", "pyiso20022-examples", "sepaxml",
        ]
        return try folders.flatMap { try folder.files(below: $0, suffix: ".xml") }
    }

    static let explanations: [String: String] = [:]

    static func verdicts(_ folder: CorpusFolder) throws -> [(file: String, rows: [Row])] {
        var list: [(file: String, rows: [Row])] = []
        let text = String(decoding: try folder.bytes("XSD-VALIDATION.tsv"), as: UTF8.self)
        for line in text.split(separator: "\n").dropFirst() {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count >= 3 else { continue }
            if list.last?.file != columns[0] { list.append((columns[0], [])) }
            list[list.count - 1].rows.append(Row(namespace: columns[1], verdict: columns[2]))
        }
        return list
    }

    /// What is not as expected of a file; nil if all is.
    static func difference(of bytes: [UInt8], _ rows: [Row], _ format: ISO20022Format) -> String? {
        let expected = rows.map { "\($0.namespace) \($0.verdict)" }
        let seen: [String]
        do {
            seen = try verdicts(of: bytes, format)
        } catch {
            // What holds no message may be refused; what it is then is in the reason.
            return rows.allSatisfy { $0.verdict == "NO-ISO20022-ELEMENT" } ? nil : "\(error)"
        }
        if rows.allSatisfy({ $0.verdict == "NO-ISO20022-ELEMENT" }) { return nil }
        if rows.contains(where: { $0.verdict == "NO-XSD" }) {
            return seen.contains { $0.hasSuffix("UNKNOWN") } ? nil : "\(seen)"
        }
        return seen == expected ? nil : "expected \(expected), seen \(seen)"
    }

    /// The parts of an input in order, each with its verdict.
    static func verdicts(of bytes: [UInt8], _ format: ISO20022Format) throws(Fault) -> [String] {
        var list: [String] = []
        var reader = format.makeReader()
        var offset = 0
        while true {
            var findings = Findings()
            let step = try reader.read(bytes.span.extracting(offset..<bytes.count), isLast: true, findings: &findings)
            switch step {
            case .document(let document, let consumed):
                offset += consumed
                for part in ["AppHdr", "Document"] where document.root[part] != nil {
                    let namespace = document.root["namespaces"]?[part]?.text ?? ""
                    let name = namespace.split(separator: ":").last.map(String.init) ?? ""
                    list.append("\(name) \(verdict(of: part, findings))")
                }
            case .skipped(let consumed): offset += consumed
            case .more, .end: return list
            }
        }
    }

    private static func verdict(of part: String, _ findings: Findings) -> String {
        let own = findings.all.filter { $0.place.path?.hasPrefix("/" + part) ?? false }
        if own.contains(where: { $0.severity == .error }) { return "INVALID" }
        return own.contains { $0.code == "definition.unknown" } ? "UNKNOWN" : "VALID"
    }

    /// What differs when a file goes through JSON and back; nil if nothing does.
    package static func roundTripDifference(of bytes: [UInt8], _ format: ISO20022Format) -> String? {
        do {
            let documents = try format.decodeAll(bytes).documents
            let again = try documents.map { try Document(json: $0.jsonBytes()) }
            let written = try format.encodeAll(again).bytes
            if written == bytes { return nil }
            let first =
                zip(written, bytes).enumerated().first { $1.0 != $1.1 }?.offset ?? min(written.count, bytes.count)
            return "differs at byte \(first) of \(bytes.count)"
        } catch {
            return "\(error)"
        }
    }
}
