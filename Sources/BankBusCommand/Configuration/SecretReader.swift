import Canonical
import Foundation
import Yams

/// Reads a secret from where the configuration says that it is: the text itself, a file, or an environment variable.
struct SecretReader {
    var environment: [String: String]
    var folder: URL

    /// The greatest size of a file with a secret.
    private static let bytesMax = 64 * 1024

    func secret(_ value: YAMLValue) throws(Fault) -> Secret {
        guard case Node.mapping = value.node else { return Secret(try value.text()) }
        let source = try value.mapping(keys: ["file", "env"])
        switch (source.optional("file"), source.optional("env")) {
        case (let file?, nil): return Secret(try content(of: file))
        case (nil, let variable?):
            let name = try variable.text()
            guard let text = environment[name], !text.isEmpty else {
                throw variable.fault("names the environment variable \(name), which is not set.")
            }
            return Secret(text)
        default: throw value.fault("names either a `file` or an `env`.")
        }
    }

    private func content(of value: YAMLValue) throws(Fault) -> String {
        let path = URL(filePath: try value.text(), relativeTo: folder).path
        // Why it cannot be read does not matter: the sentence names the file.
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= Self.bytesMax,
            let text = String(data: data, encoding: .utf8)
        else { throw value.fault("names the file \(path), which cannot be read as text.") }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else { throw value.fault("names the file \(path), which is empty.") }
        return trimmed
    }
}
