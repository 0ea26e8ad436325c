import Testing

/// The tables of the operators' page against what the program says.
@Suite
struct DocumentationOperatingTests {
    @Test
    func `the page for operators says what each fault code means`() throws {
        let page = try Repository.text("docs/operating.md")
        var codes = Set<String>()
        for folder in ["Canonical", "Formats", "Mapping", "AMQP", "Stores", "Bus", "BankBus"] {
            for source in try Repository.sources(below: "Sources/" + folder) {
                let matches = try Repository.text(source).matches(of: /FaultCode\("([a-z.-]+)"\)/)
                codes.formUnion(matches.map { String($0.output.1) })
            }
        }
        #expect(codes.count > 25)
        let missing = codes.filter { !page.contains("`\($0)`") }.sorted()
        #expect(missing.isEmpty)
    }

    @Test
    func `the page for operators explains each warning and error of the log`() throws {
        let page = try Repository.text("docs/operating.md")
        var messages: [String] = []
        for source in try Repository.sources(below: "Sources") {
            let matches = try Repository.text(source).matches(of: /logger\.(?:warning|error)\(\s*"([^":;\\]+)/)
            messages += matches.map { String($0.output.1) }
        }
        #expect(messages.count > 5)
        let missing = messages.filter { !page.contains("`\($0)`") }
        #expect(missing.isEmpty)
    }
}
