import Foundation
import Testing

@testable import BankBusCommand

/// What holds for every page.
@Suite
struct DocumentationPagesTests {
    @Test
    func `every link leads to a file of the repository`() throws {
        for page in try Repository.pages() {
            let folder = URL(filePath: Repository.path(page)).deletingLastPathComponent()
            for match in try Repository.text(page).matches(of: /\]\(([^)#\s]+)(?:#[^)]*)?\)/) {
                let target = String(match.output.1)
                guard !target.hasPrefix("https://") else { continue }
                let isThere = FileManager.default.fileExists(atPath: folder.appending(path: target).path)
                #expect(isThere, "\(page) links to \(target)")
            }
        }
    }

    @Test
    func `every file or folder that a page names by its path is there`() throws {
        for page in try Repository.pages() {
            for match in try Repository.text(page)
                .matches(of: /`((?:Sources|Tests|docs|deploy|schemas|Benchmarks)\/[\w.+\/-]+)`/)
            {
                let name = String(match.output.1)
                #expect(FileManager.default.fileExists(atPath: Repository.path(name)), "\(page) names \(name)")
            }
        }
    }

    @Test
    func `the Swift blocks of the SDK page are the examples that are compiled`() throws {
        let blocks = try Page("docs/sdk.md").blocks(in: "swift").map(\.text)
        for name in ["PublisherExample", "WorkerExample"] {
            let source = try Repository.text("Tests/BankBusTests/Examples/\(name).swift")
            let example = try #require(source.firstMatch(of: /\/\/ example\n((?s).*?)\n\/\/ end of example/))
            #expect(blocks.contains(String(example.output.1)), "\(name) differs from the page")
        }
    }

    @Test
    func `the dependencies that the SDK page names are those of the package`() throws {
        let manifest = try Repository.text("Package.swift")
        for match in try Repository.text("docs/sdk.md").matches(of: /\.package\(url: ("[^"]+"), exact: ("[^"]+")\)/) {
            #expect(manifest.contains("url: \(match.output.1), exact: \(match.output.2)"))
        }
    }

    @Test
    func `every configuration on a page is accepted`() throws {
        var count = 0
        for page in try Repository.pages() {
            for block in try Page(page).blocks(in: "yaml") {
                _ = try ConfigurationReader.read(
                    Self.completed(block.text),
                    file: "bankbus.yaml",
                    environment: Self.environment
                )
                count += 1
            }
        }
        #expect(count > 5)
    }

    @Test
    func `the first route of one's own takes ten lines`() throws {
        let first = try #require(try Page("README.md").blocks(in: "yaml").first)
        #expect(first.lines.count <= 10)
    }

    static let environment = ["BANKBUS_PASSWORD": "secret", "BANKBUS_IDENTIFIER_KEY": "secret"]

    /// Adds the sections that an excerpt leaves out.
    private static func completed(_ text: String) -> String {
        var text = text + "\n"
        if !text.contains(/(?m)^broker:/) { text += "broker: {addresses: \"amqp://localhost\"}\n" }
        if !text.contains(/(?m)^store:/) { text += "store: {path: bankbus.sqlite}\n" }
        return text
    }
}
