import Foundation

/// The checkout that these tests were compiled from.
enum Repository {
    /// The folder of `Package.swift`.
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The pages that explain the project.
    static func pages() throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: path("docs")).sorted()
        return ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
            + names.filter { $0.hasSuffix(".md") }.map { "docs/" + $0 }
    }

    static func path(_ relative: String) -> String {
        folder.appending(path: relative).path
    }

    static func text(_ relative: String) throws -> String {
        try String(contentsOf: folder.appending(path: relative), encoding: .utf8)
    }

    /// The Swift files below a folder.
    static func sources(below relative: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path(relative)).sorted()
            .filter { $0.hasSuffix(".swift") }.map { relative + "/" + $0 }
    }
}
