import Testing

@testable import BankBusCommand

/// The page of the configuration against the reader.
///
/// A key is a line `- \`name\` (type, required or default: VALUE[, range: LEAST to GREATEST]): …`.
@Suite
struct DocumentationConfigurationTests {
    private static let page = "docs/configuration.md"
    private static let minimal = "broker: {addresses: \"amqp://localhost\"}\nstore: {path: bankbus.sqlite}\n"

    @Test
    func `each section has exactly the keys that the reader knows`() throws {
        let documented = try Self.keys().values.map { Set($0.map(\.name)) }
        var known: [Set<String>] = []
        for source in try Repository.sources(below: "Sources/BankBusCommand/Configuration") {
            for list in try Repository.text(source).matches(of: /keys: \[\s*("[^\]]+)\]/) {
                known.append(Set(list.output.1.matches(of: /"([^"]+)"/).map { String($0.output.1) }))
            }
        }
        #expect(known.count > 8)
        for list in known { #expect(documented.contains(list), "no section has the keys \(list.sorted())") }
        for list in documented { #expect(known.contains(list), "no mapping has the keys \(list.sorted())") }
    }

    @Test
    func `the example with every key has every key`() throws {
        let example = try #require(try Page(Self.page).blocks(in: "yaml").last?.text)
        for key in try Self.keys().values.joined() where key.name != "env" {
            #expect(example.contains("\(key.name):"), "\(key.name) is not in the example")
        }
    }

    @Test
    func `a default written out changes nothing`() throws {
        let standard = String(reflecting: try Self.read(Self.minimal))
        var count = 0
        for (section, keys) in try Self.keys() {
            for key in keys {
                guard let value = key.standard else { continue }
                let text = try Self.setting(section, key.name, to: value)
                #expect(String(reflecting: try Self.read(text)) == standard, "\(section).\(key.name): \(value)")
                count += 1
            }
        }
        #expect(count >= 10)
    }

    @Test
    func `the ends of a range are accepted`() throws {
        var count = 0
        for (section, keys) in try Self.keys() {
            for key in keys {
                for value in [key.least, key.greatest].compactMap({ $0 }) {
                    #expect(throws: Never.self, "\(section).\(key.name): \(value)") {
                        try Self.read(try Self.setting(section, key.name, to: value))
                    }
                    count += 1
                }
            }
        }
        #expect(count >= 16)
    }

    @Test(arguments: ["broker.prefetch", "limits.body-bytes", "limits.document-depth", "limits.document-values"])
    func `a number beyond its range is refused`(path: String) throws {
        let parts = path.split(separator: ".").map(String.init)
        let key = try #require(try Self.keys()[parts[0]]?.first { $0.name == parts[1] })
        for end in [key.least.flatMap { Int($0) }.map { $0 - 1 }, key.greatest.flatMap { Int($0) }.map { $0 + 1 }] {
            let value = try #require(end)
            #expect(throws: (any Error).self) { try Self.read(try Self.setting(parts[0], parts[1], to: String(value))) }
        }
    }

    // MARK: - The page

    private struct Key {
        var name: String
        var standard: String?
        var least: String?
        var greatest: String?
    }

    private static func keys() throws -> [String: [Key]] {
        var keys: [String: [Key]] = [:]
        for section in try Page(page).sections {
            let found = section.lines.compactMap { line -> Key? in
                guard let match = line.firstMatch(of: /^- `([\w-]+)` \(([^)]*)\)/) else { return nil }
                let range = match.output.2.firstMatch(of: /range: (\w+) to (\w+)/)
                return Key(
                    name: String(match.output.1),
                    standard: match.output.2.firstMatch(of: /default: (\[[^\]]*\]|[\w.]+)/).map { String($0.output.1) },
                    least: range.map { String($0.output.1) },
                    greatest: range.map { String($0.output.2) }
                )
            }
            if !found.isEmpty { keys[section.title] = found }
        }
        return keys
    }

    private static func read(_ text: String) throws -> BusConfiguration {
        try ConfigurationReader.read(text, file: "bankbus.yaml", environment: DocumentationPagesTests.environment)
    }

    /// The least configuration with one more setting.
    private static func setting(_ section: String, _ name: String, to value: String) throws -> String {
        switch section {
        case "The file": minimal + "\(name): \(value)\n"
        case "broker": minimal.replacing("localhost\"", with: "localhost\", \(name): \(value)")
        case "store": minimal.replacing("bankbus.sqlite", with: "bankbus.sqlite, \(name): \(value)")
        default: minimal + "\(section): {\(name): \(value)}\n"
        }
    }
}
