import Testing

/// The picture of the modules against the package's own list of targets.
@Suite
struct DocumentationModulesTests {
    @Test
    func `the picture in the design has the package's targets and their dependencies`() throws {
        let package = PackageGraph(try Repository.text("Package.swift"))
        let picture = try #require(try Page("docs/design.md").blocks(in: "mermaid").first)
        let arrows = picture.lines.compactMap { line -> PackageGraph.Edge? in
            guard let match = line.firstMatch(of: /^\s*(\w+) --> (\w+)$/) else { return nil }
            return PackageGraph.Edge(from: String(match.output.1), to: String(match.output.2))
        }
        #expect(package.dependencies.count > 10)
        #expect(Set(arrows) == package.reducedEdges)
        #expect(Set(arrows.flatMap { [$0.from, $0.to] }) == Set(package.dependencies.keys))
    }
}

/// The targets of a manifest, tests apart, and which of them each names as a dependency.
struct PackageGraph {
    struct Edge: Hashable {
        var from: String
        var to: String
    }

    private(set) var dependencies: [String: Set<String>] = [:]

    init(_ manifest: String) {
        let declaration =
            /\.(?:target|executableTarget|systemLibrary)\(\s*name: "(\w+)"(?:,\s*dependencies: \[([^\]]*)\])?(?:,\s*path: "(\w+))?/
        // What lies in other folders than Sources checks and measures the modules, and is none.
        for match in manifest.matches(of: declaration) where match.output.3 == nil {
            let list = match.output.2.map { $0.matches(of: /"(\w+)"/).map { String($0.output.1) } } ?? []
            dependencies[String(match.output.1)] = Set(list)
        }
        for (name, list) in dependencies { dependencies[name] = list.intersection(dependencies.keys) }
    }

    /// The dependencies without those that another one brings along: what a picture shows.
    var reducedEdges: Set<Edge> {
        var edges = Set<Edge>()
        for (name, list) in dependencies {
            for other in list where !list.contains(where: { $0 != other && reaches($0, other) }) {
                edges.insert(Edge(from: name, to: other))
            }
        }
        return edges
    }

    private func reaches(_ name: String, _ other: String) -> Bool {
        (dependencies[name] ?? []).contains { $0 == other || reaches($0, other) }
    }
}
