import CBenchmarkPeers
import Canonical
import Conformance
import Formats

extension Workloads {
    /// The longest valid MT103 of the corpora, so many that their mean is 500 bytes.
    static func mt103() throws -> Workload? {
        try mt103("mt103") { valid in
            var messages = valid[...]
            while messages.count > 1, messages.reduce(0, { $0 + $1.count }) < 500 * messages.count {
                messages.removeFirst()
            }
            return Array(messages)
        }
    }

    /// All valid MT103 of the corpora, most of which are shorter.
    static func mt103All() throws -> Workload? {
        try mt103("mt103-all") { $0 }
    }

    /// Each message read into a full document that is freed again.
    private static func mt103(_ name: String, choose: ([[UInt8]]) -> [[UInt8]]) throws -> Workload? {
        guard let corpora = CorpusFolder.fromEnvironment else { return nil }
        let format = try FormatKind.mt.format(FormatSettings(library: CheckoutLibrary()))
        let valid = try validMT103(corpora, format)
        let messages = choose(valid)
        let choice = messages.count < valid.count ? "the longest \(messages.count) of" : "all"
        var reader = format.makeReader()
        var findings = Findings()
        return Workload(
            name: name,
            summary: "\(choice) \(valid.count) valid MT103 of prowide-core and ballerina, by their fields' components",
            messages: messages.count,
            bytes: messages.reduce(0) { $0 + $1.count },
            pass: {
                var sum = 0
                for message in messages {
                    if case .document(let document, _) = try reader.read(
                        message.span,
                        isLast: true,
                        findings: &findings
                    ) {
                        sum &+= document.nodes.count
                    }
                }
                return sum
            },
            peers: [
                Workload.Peer(name: "C: tags found and values copied, no components, no checks") {
                    var sum = 0
                    for message in messages {
                        sum &+= message.withUnsafeBufferPointer { Int(benchmark_mt_copy($0.baseAddress, $0.count)) }
                    }
                    return sum
                }
            ],
            aim: "300,000 messages/s of 500 bytes"
        )
    }

    /// Valid are those without an error finding, in the order of their lengths.
    static func validMT103(_ corpora: CorpusFolder, _ format: any Format) throws -> [[UInt8]] {
        var messages: [[UInt8]] = []
        for file in try ["prowide-core", "ballerina-mt-to-mx", "ballerina-mx-to-mt"]
            .flatMap({ try corpora.files(below: $0) })
        {
            guard [".fin", ".rje"].contains(where: file.hasSuffix) else { continue }
            let bytes = try corpora.bytes(file)
            guard let result = try? format.decodeAll(bytes), !result.findings.hasErrors else { continue }  // not valid
            for document in result.documents where document.value["block2"]?["messageType"] == "103" {
                messages.append(try format.encodeAll([document], mode: .strict).bytes)
            }
        }
        return messages.sorted { $0.count < $1.count }
    }
}
