import Canonical
import Testing

/// The page of the command line against what the program says about itself.
@Suite
struct DocumentationCommandLineTests {
    @Test
    func `the page describes every command and every option`() async throws {
        let folder = try TemporaryFolder()
        let dump = try await Program.bankbus().run(["--experimental-dump-help"], in: folder)
        let root = try #require(try DocumentValue(json: Array(dump.output.utf8))["command"])
        let page = try Page("docs/command-line.md")
        let commands = Self.leaves(root, path: [])
        #expect(commands.count > 9)
        for (name, command) in commands {
            let section = try #require(page.section(name), "\(name) has no section")
            for option in Self.names(of: command) {
                #expect(section.text.contains("`\(option)"), "\(name) does not describe \(option)")
            }
        }
    }

    /// The commands that do something, by their whole name; hidden ones apart.
    private static func leaves(_ command: DocumentValue, path: [String]) -> [(String, DocumentValue)] {
        guard command["shouldDisplay"] != .boolean(false), let name = command["commandName"]?.text, name != "help"
        else { return [] }
        let subcommands = command["subcommands"]?.items ?? []
        guard subcommands.isEmpty else { return subcommands.flatMap { leaves($0, path: path + [name]) } }
        return [((path + [name]).joined(separator: " "), command)]
    }

    private static func names(of command: DocumentValue) -> [String] {
        (command["arguments"]?.items ?? []).filter { $0["shouldDisplay"] != .boolean(false) }
            .flatMap { argument in
                (argument["names"]?.items ?? [])
                    .compactMap { name in
                        let text = name["name"]?.text ?? ""
                        return name["kind"]?.text == "long" && !["help", "version"].contains(text) ? "--" + text : nil
                    }
            }
    }
}
